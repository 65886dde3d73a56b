import PortfolioModel
import TestSupport
import Testing

@testable import ContentSource

/// Pages that the configuration of a site excludes.
struct SiteExclusionTests {
  @Test(arguments: [
    [
      "conf.py":
        "extensions = [\"myst_parser\"]\nexclude_patterns = [  # why\n  \"secret/*\",  # [x]\n  \"private.md\"]\n"
    ],
    ["myst.yml": "project:\n  title: T\n  exclude:\n    - private.md\n    - secret/*\n"],
    [
      "_toc.yml": "format: jb-book\nroot: index\n",
      "_config.yml": "title: T\nexclude_patterns: [private.md, \"secret/*\"]\n",
    ],
  ])
  func pagesThatABookExcludesAreNotShown(configuration: [String: String]) throws {
    let pages = ["index.md", "shown.md", "private.md", "secret/a.md"]
    let files = Dictionary(uniqueKeysWithValues: pages.map { ($0, "# \($0)\n\nText.\n") })
    let folder = try TemporaryFolder(files.merging(configuration) { $1 })
    let paths = Portfolio(try ContentLoader.load(directory: folder.path)).allFiles.map(\.path)
    #expect(Set(paths) == ["index.md", "shown.md"])
  }

  private func load(_ configuration: [String: String]) throws -> Portfolio {
    let pages = ["index.md", "shown.md", "private.md", "secret/a.md"]
    let files = Dictionary(uniqueKeysWithValues: pages.map { ($0, "# \($0)\n\nText.\n") })
    let folder = try TemporaryFolder(files.merging(configuration) { $1 })
    return Portfolio(try ContentLoader.load(directory: folder.path))
  }

  private func sphinx(_ script: String) throws -> Portfolio {
    try load(["conf.py": "extensions = [\"myst_parser\"]\n\(script)\n"])
  }

  @Test(arguments: [
    "exclude_patterns: list[str] = ['private.md', 'secret']",
    "exclude_patterns = ['private.md']\nexclude_patterns += ['secret/*']",
    "exclude_patterns = ['private.md']\nexclude_patterns.append('secret')",
    "exclude_patterns = []\nexclude_patterns.extend([\n  'private.md',  # it's why\n  'secret'])",
    "exclude_patterns = ['private.md'] + \\\n  ['secret']",
    "if True:\n    exclude_patterns = ('private.md', u'secret',)",
  ])
  func readsEveryStatementThatExcludes(script: String) throws {
    let portfolio = try sphinx(script)
    #expect(Set(portfolio.allFiles.map(\.path)) == ["index.md", "shown.md"])
    #expect(portfolio.problems.isEmpty)
  }

  @Test(arguments: [
    "exclude_patterns = ['private.md', *base, 'secret']",
    "exclude_patterns = ['private.md', 'secret'] + patterns()",
    "exclude_patterns = ['private.md', f'{x}', 'secret']",
    "exclude_patterns = ['private.md', 'secret']\nexclude_patterns.append(os.path.join('a', b))",
  ])
  func saysOnceThatAnExclusionWasNotReadCompletely(script: String) throws {
    let portfolio = try sphinx(script)
    #expect(Set(portfolio.allFiles.map(\.path)) == ["index.md", "shown.md"])
    #expect(
      portfolio.problems.map(\.description) == [
        "conf.py: 'exclude_patterns' cannot be read as a list of texts: what else it excludes is shown"
      ])
  }

  @Test(arguments: [
    "# exclude_patterns = ['private.md']", "if exclude_patterns == ['private.md']:\n    pass",
    "print(exclude_patterns)", "other = ['private.md']", "exclude_patterns: list[str]\nx = ['private.md']",
  ])
  func otherStatementsExcludeNothing(script: String) throws {
    let portfolio = try sphinx(script)
    #expect(portfolio.allFiles.count == 4)
    #expect(portfolio.problems.isEmpty)
  }

  @Test func aListOfAScriptMayHoldOtherValues() throws {
    let portfolio = try load([
      ".vitepress/config.ts":
        "export default {\n  // srcExclude: ['shown.md'],\n  srcExclude: ['**/{private,other}.md', /* x */ ...base, 'secret/[a-c].md'],\n}\n"
    ])
    #expect(Set(portfolio.allFiles.map(\.path)) == ["index.md", "shown.md"])
    #expect(
      portfolio.problems.map(\.description) == [
        ".vitepress/config.ts: 'srcExclude' cannot be read as a list of texts: what else it excludes is shown"
      ])
  }

  @Test(arguments: [
    "project:\n  exclude: {a: b}\n", "project:\n  exclude: [private.md, [a]]\n",
    "project:\n  exclude: *other\n",
  ])
  func aListInAConfigurationMayNotBeReadable(configuration: String) throws {
    let portfolio = try load(["myst.yml": configuration])
    #expect(
      portfolio.problems.map(\.description) == [
        "myst.yml: 'project.exclude' cannot be read as a list of texts: what else it excludes is shown"
      ])
  }

  @Test func aFileOfPatternsThatIsTooLongIsReported() throws {
    let long = String(repeating: "#", count: ContentLimits.configurationBytes + 1)
    let portfolio = try load([
      "docs.json": "{\"name\": \"T\", \"navigation\": {\"pages\": [\"shown\"]}}", ".mintignore": long,
    ])
    #expect(portfolio.problems.count == 1)
    #expect(portfolio.problems.first?.path == ".mintignore")
  }

  @Test func aBookMayHaveOnlyThePagesOfItsContents() throws {
    let contents = "format: jb-book\nroot: index\nchapters:\n- file: shown\n- glob: secret/*\n"
    let files = [
      "_toc.yml": contents, "_config.yml": "title: T\nonly_build_toc_files: true\n",
      "secret/b.md": "# B\n",
    ]
    let portfolio = try load(files)
    #expect(Set(portfolio.allFiles.map(\.path)) == ["index.md", "shown.md", "secret/a.md", "secret/b.md"])
    #expect(portfolio.leftOut == [LeftOut("private.md", .excluded)])
    let other = files.merging(["_config.yml": "title: T\nonly_build_toc_files: false\n"]) { $1 }
    #expect(try load(other).allFiles.count == 5)
  }
}
