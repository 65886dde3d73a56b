import PortfolioModel
import TestSupport
import Testing

@testable import ContentSource

/// The lists of patterns that most programs have in their configuration.
struct SharedExclusionTests {
  private func shown(_ configuration: [String: String], below root: String) throws -> Set<String> {
    let pages = [
      "index.md", "notes/shown.md", "notes/private.md", "notes/secret/a.md", "notes/secret/b/c.md",
    ]
    let files = Dictionary(uniqueKeysWithValues: pages.map { (root + $0, "---\ntitle: T\n---\nText.\n") })
    let folder = try TemporaryFolder(files.merging(configuration) { $1 })
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(portfolio.problems.isEmpty)
    let names = portfolio.allFiles.map {
      $0.path.hasPrefix(root) ? String($0.path.dropFirst(root.count)) : $0.path
    }
    return Set(names)
  }

  @Test(arguments: [
    ("mkdocs.yml", "site_name: T\nexclude_docs: |\n  # why\n  private.md\n  /notes/secret/\n", "docs/"),
    ("mkdocs.yml", "site_name: T\ndraft_docs: |\n  pri*.md\n  secret\n", "docs/"),
    (
      "mkdocs.yml",
      "site_name: T\nplugins:\n  - search\n  - exclude:\n      glob:\n        - '*/private.md'\n        - notes/secret/*\n",
      "docs/"
    ),
    (
      "docusaurus.config.js",
      "module.exports = { presets: [['classic', { docs: { exclude: ['**/private.md', 'notes/secret/**'] } }]] }\n",
      "docs/"
    ),
    ("_config.yml", "title: T\nexclude:\n  - notes/private.md\nignore:\n  - '**/secret'\n", "source/"),
    (
      "pelicanconf.py", "SITENAME = 'T'\nARTICLE_EXCLUDES = ['notes/secret']\nIGNORE_FILES = ['private*']\n",
      "content/"
    ),
    (
      "eleventy.config.js",
      "export default function (config) {\n  config.ignores.add('src/notes/secret/**')\n  config.ignores.add('**/private.md')\n}\n",
      "src/"
    ),
    (".eleventyignore", "# why\nsrc/notes/secret/\nsrc/notes/private.md\n", "src/"),
    (
      "_config.ts",
      "const site = lume({ src: './src' })\nsite.ignore('notes/secret', 'private.md')\nexport default site\n",
      "src/"
    ),
    (
      "gatsby-config.js",
      "module.exports = { plugins: [{ resolve: 'x', options: { path: 'content', ignore: ['**/secret/**', '**/private.md'] } }] }\n",
      "content/"
    ),
    ("nuxt.config.ts", "export default { content: { ignores: ['secret', 'private.md'] } }\n", "content/"),
    (
      "_quarto.yml",
      "project:\n  type: website\n  render:\n    - '*.md'\n    - '!notes/secret/'\n    - '!private.md'\n", ""
    ),
    (
      "docfx.json",
      "{\"build\": {\"content\": [{\"files\": [\"**/*.md\"], \"exclude\": [\"notes/secret/**\", \"**/private.md\"]}]}}",
      ""
    ),
  ])
  func hidesWhatAConfigurationExcludes(name: String, configuration: String, root: String) throws {
    #expect(try shown([name: configuration], below: root) == ["index.md", "notes/shown.md"])
  }

  /// The folder of another collection is shown by the list of that one, but not a folder of the same name.
  @Test func hidesAFolderWithTheNameOfAnotherCollection() throws {
    let files = [
      "astro.config.mjs": "export default {}\n", "src/content/secret/open.md": "---\ntitle: T\n---\nText.\n",
      "src/content.config.ts":
        "const notes = defineCollection({ loader: glob({ base: './src/content/notes', pattern: ['**/*.md', '!**/secret/**', '!private.md'] }) })\nconst other = defineCollection({ loader: glob({ base: './src/content/secret', pattern: '**/*.md' }) })\n",
    ]
    #expect(try shown(files, below: "src/content/") == ["index.md", "notes/shown.md", "secret/open.md"])
  }

  @Test func hidesWhatACollectionOfAstroExcludes() throws {
    let files = [
      "astro.config.mjs": "export default {}\n",
      "src/content.config.ts":
        "const notes = defineCollection({ loader: glob({ base: './src/content/notes', pattern: ['**/*.md', '!secret/**', '!private.md'] }) })\n",
    ]
    #expect(try shown(files, below: "src/content/") == ["index.md", "notes/shown.md"])
  }

  @Test func aPatternMayKeepAFile() throws {
    let configuration = "site_name: T\nexclude_docs: |\n  *.md\n  !index.md\n  !shown.md\n"
    #expect(try shown(["mkdocs.yml": configuration], below: "docs/") == ["index.md", "notes/shown.md"])
  }

  @Test func foldersOfPartsOfDocusaurusAreHidden() throws {
    let configuration = ["docusaurus.config.js": "module.exports = {}\n", "docs/_later/a.md": "Text.\n"]
    #expect(try !shown(configuration, below: "docs/").contains("_later/a.md"))
  }

  @Test(arguments: [
    "title: 'T', // srcExclude: ['**/*.md'] was here\n", "title: \"srcExclude: ['**/*.md']\",\n",
    "title: /'/, // srcExclude: ['**/*.md']\n",
  ])
  func aNameInACommentOrAStringIsNoSetting(line: String) throws {
    let script = "export default {\n\(line)srcExclude: ['**/private.md'],\n}\n"
    let shown = try shown(["docs/.vitepress/config.mjs": script], below: "docs/")
    #expect(shown == ["index.md", "notes/shown.md", "notes/secret/a.md", "notes/secret/b/c.md"])
  }

  @Test func aRegularExpressionIsNoList() throws {
    let configuration = ["docusaurus.config.js": "module.exports = { rule: { exclude: /private/ } }\n"]
    #expect(try shown(configuration, below: "docs/").count == 5)
  }
}
