import ContentSamples
@testable import ContentSource
import Glibc
import PortfolioModel
import TestSupport
import Testing

struct GeneratorTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func load(_ name: String = "") throws -> ContentTree {
    try ContentLoader.load(directory: folder.path + "/" + name)
  }

  // MARK: Recognition

  @Test(arguments: [
    ("hugo.toml", "title = 'T'\n", "Hugo"), ("config.toml", "baseURL = '/'\n", "Hugo"),
    ("config.yml", "", "Hugo"), ("config.toml", "base_url = '/'\n", "Zola"),
    ("config.toml", "[extra]\nbase_url = '/'\n", "Hugo"), ("_config.yml", "title: T\n", "Jekyll"),
    ("mkdocs.yml", "site_name: T\n", "MkDocs"), ("x.yml", "", "plain folder"),
  ])
  func recognizesTheGeneratorByItsConfiguration(name: String, text: String, generator: String) throws {
    try folder.write(text, to: name)
    try folder.write("x", to: "content/x.md")
    try folder.write("x", to: "docs/x.md")
    #expect(Site.recognize(in: try FileSystem.Folder(folder.path)).generator.name == generator)
  }

  @Test func prefersTheConfigurationThatStandsFirstInTheTable() throws {
    try folder.write("x", to: "content/x.md")
    for (name, title) in [("config.yaml", "Second"), ("_config.yml", "Third"), ("hugo.toml", "First")] {
      try folder.write(name.hasSuffix(".toml") ? "title = '\(title)'\n" : "title: \(title)\n", to: name)
    }
    #expect(try load().title == "First")
  }

  @Test func ignoresConfigurationsThatAreNotSmallRegularFiles() throws {
    try folder.write("x", to: "content/x.md")
    try #require(mkfifo(folder.path + "/hugo.toml", 0o600) == 0)
    #expect(try load().title != "Large")
    try folder.write("title: Large\n" + String(repeating: "# x\n", count: 1 << 15), to: "_config.yml")
    #expect(try load().title != "Large")
  }

  /// The settings of a script come before its lists of pages.
  @Test func readsTheBeginningOfALargeScript() throws {
    try folder.write("x", to: "src/guide/x.md")
    let pages = String(repeating: "  // A page of the sidebar.\n", count: 1 << 12)
    try folder.write("export default {\n  srcDir: './src',\n\(pages)}\n", to: ".vitepress/config.mts")
    #expect(try load().folder == "src/")
  }

  @Test(arguments: [("SUMMARY.md", "GitBook"), ("other.md", "plain folder")])
  func recognizesGitBookByItsTableOfContents(name: String, generator: String) throws {
    try folder.write("", to: ".gitbook.yaml")
    try folder.write("* [X](x.md)\n", to: name)
    try folder.write("x", to: "x.md")
    #expect(try load().generator == generator)
  }

  @Test(arguments: [
    ("@11ty/eleventy", "Eleventy"), ("hexo", "Hexo"), ("next", "Next.js"), ("left-pad", "plain folder"),
  ])
  func recognizesTheGeneratorByThePackagesOfTheProject(package: String, generator: String) throws {
    try folder.write("{\n  \"dependencies\": { \"\(package)\": \"1.0.0\" }\n}\n", to: "package.json")
    try folder.write("x", to: "posts/x.md")
    #expect(try load().generator == generator)
  }

  @Test func recognizesEleventyByItsListOfIgnoredFiles() throws {
    try folder.write("README.md\n", to: ".eleventyignore")
    try folder.write("x", to: "posts/x.md")
    #expect(try load().generator == "Eleventy")
  }

  /// Jekyll takes the date of a post from the name of its file.
  @Test(arguments: [("2024-01-02-x.md", "Jekyll"), ("x.md", "Hexo")])
  func tellsThePostsOfJekyllFromThoseOfHexo(name: String, generator: String) throws {
    try folder.write("x", to: "_posts/\(name)")
    #expect(try load().generator == generator)
  }

  // MARK: Content beside the site's folder

  @Test func findsTheFoldersThatAConfigurationNamesOutsideItsOwn() throws {
    let configuration = """
      export default {
        title: 'Product',
        presets: [['classic', { docs: { path: '../docs' }, blog: { path: "blog" } }]],
        plugins: [['docs', { path: 'community' }], ['docs', { path: '../../outside' }]],
      }
      """
    try folder.write(configuration, to: "repo/website/docusaurus.config.js")
    for path in [
      "docs/intro.md", "docs/guide/a.md", "website/blog/2024-01-02-news.md", "website/community/team.md",
      "website/README.md", "packages/x/README.md",
    ] {
      try folder.write("Text.\n", to: "repo/" + path)
    }
    try folder.write("", to: "repo/website/static/img/a.png")
    try folder.write("Text.\n", to: "outside/x.md")
    let tree = try ContentLoader.load(folder["repo"], findsOutsideFiles: true)
    #expect(tree.generator == "Docusaurus" && tree.title == "Product")
    #expect(
      tree.files.map(\.location) == [
        "guide/a.md", "docs/intro.md", "blog/2024-01-02-news.md", "community/team.md",
      ])
    #expect(tree.otherPaths.contains("static/img/a.png"))
    #expect(tree.outside.map(\.path) == ["packages/x/README.md", "website/README.md"])
  }

  @Test func findsTheFilesOutsideTheContentWhenAsked() throws {
    try folder.write("title = 'T'\n", to: "hugo.toml")
    try folder.write("Text.\n", to: "content/posts/a.md")
    try folder.write("Text.\n", to: "themes/x/README.md")
    try folder.write("Text.\n", to: "node_modules/y/README.md")
    #expect(
      try ContentLoader.load(folder.path, findsOutsideFiles: true).outside == [
        LeftOut("node_modules/y/README.md", .output), LeftOut("themes/x/README.md", .outside),
      ])
    #expect(try load().outside == [])
  }

  @Test func findsTheSourceFolderThatHexoIsConfiguredWith() throws {
    try folder.write("title: T\nsource_dir: src\n", to: "_config.yml")
    try folder.write("Text.\n", to: "src/_posts/a.md")
    try folder.write("Text.\n", to: "src/guide/b.md")
    let tree = try load()
    #expect(tree.generator == "Hexo")
    #expect(tree.files.map(\.location) == ["_posts/a.md", "guide/b.md"])
  }

  @Test(arguments: [("fsPath: kb", "kb"), ("fsPath: .\n      selfContained: true", "notes")])
  func findsTheVaultsOfDendron(vault: String, root: String) throws {
    try folder.write("workspace:\n  vaults:\n    - \(vault)\n", to: "dendron.yml")
    try folder.write("Text.\n", to: root + "/root.md")
    try folder.write("Text.\n", to: "vault/other.md")
    #expect(try load().folder == root + "/")
  }

  @Test func prefersAGeneratorToAConfigurationOfJekyllBesideIt() throws {
    try folder.write("theme: x\n", to: "_config.yml")
    try folder.write("site_name: T\n", to: "mkdocs.yml")
    try folder.write("Text.\n", to: "docs/a.md")
    #expect(try load().generator == "MkDocs")
  }

  @Test func findsTheDocumentationBesideABlog() throws {
    try folder.write("export default {}\n", to: "next.config.js")
    for path in ["posts/a.md", "docs/b.md", "docs/c/d.md", "src/e.md"] {
      try folder.write("Text.\n", to: path)
    }
    #expect(try load().files.map(\.path) == ["docs/b.md", "docs/c/d.md", "posts/a.md"])
  }

  @Test func opensTheDocumentationOfAStarlightSite() throws {
    try folder.write(
      "export default { integrations: [starlight({ title: 'Star' })] }\n", to: "astro.config.mjs")
    for path in ["guides/a.md", "index.md"] { try folder.write("Text.\n", to: "src/content/docs/" + path) }
    let tree = try load()
    #expect(tree.folder == "src/content/docs/" && tree.title == "Star")
  }

  // MARK: Exclusion

  @Test func leavesOutWhatPatternsExclude() throws {
    try folder.write("exclude: ['*.draft.md', notes/**/old, /tools/]\n", to: "_config.yml")
    for path in ["a.draft.md", "notes/x/old/b.md", "tools/c.md", "notes/d.md"] {
      try folder.write("Text.\n", to: path)
    }
    let tree = try load()
    #expect(tree.files.map(\.path) == ["notes/d.md"])
    #expect(tree.leftOut.allSatisfy { $0.reason == .excluded } && tree.leftOut.count == 3)
  }

  @Test func readsAListOfPatternsInAScript() throws {
    try folder.write(
      "const c = {\n  ignorePatterns: [\n    'private', \"*.secret.md\",\n  ],\n}\n", to: "quartz.config.ts")
    for path in ["a/private/x.md", "b/y.secret.md", "z.md"] {
      try folder.write("Text.\n", to: "content/" + path)
    }
    #expect(try load().files.map(\.path) == ["z.md"])
  }

  @Test func saysWhichPatternsOfATableOfContentsAreNotApplied() throws {
    let lines = (1...66).map { "  - glob: part\($0)/*\n" }.joined()
    try folder.write("format: jb-book\nroot: intro\nchapters:\n" + lines, to: "_toc.yml")
    try folder.write("title: Book\n", to: "_config.yml")
    try folder.write("# Book\n", to: "intro.md")
    try folder.write("# Last\n", to: "part66/last.md")
    let problems = try load().problems.map { "\($0)" }
    #expect(problems.count == 1 && problems[0].contains("'part65/*'") && problems[0].contains("64"))
  }

  // MARK: Title and description

  @Test(arguments: [
    ("next.config.js", "data/siteMetadata.js", "const siteMetadata = {\n  title: 'Mine',\n}\n"),
    ("astro.config.mjs", "src/consts.ts", "export const SITE_TITLE = 'Mine';\n"),
    ("eleventy.config.js", "_data/metadata.json", #"{"title": "Mine"}"#),
    ("_config.ts", "_data/site.yml", "title: Mine\n"),
    ("_config.ts", "_data/site.yml", "siteTitle: =site.title\ntitle: Mine\n"),
  ])
  func readsTheTitleInAFileBesideTheConfiguration(name: String, file: String, text: String) throws {
    try folder.write("export default {}\n", to: name)
    try folder.write(text, to: file)
    try folder.write("Text.\n", to: "src/content/a/x.md")
    #expect(try load().title == "Mine")
  }

  @Test(arguments: [
    ("hugo.toml", "title = \"A Blog\"\n[params]\ndescription = \"Of mine\"\n", "Of mine"),
    ("config.toml", "description = \"Of mine\"\ntitle = 'A Blog'\n[extra]\ntitle = 'B'\n", "Of mine"),
    ("_config.yml", "title: A Blog\nemail: x\ndescription: >-\n  Of\n  mine\n", "Of mine"),
    ("hugo.yaml", "title: ' A Blog'\nparams:\n  title: B\n", nil),
  ])
  func takesTitleAndHeadlineFromTheConfiguration(name: String, text: String, headline: String?) throws {
    try folder.write(text, to: name)
    try folder.write("Welcome.\n", to: "content/index.md")
    let portfolio = Portfolio(try load())
    #expect(portfolio.title == "A Blog")
    #expect(portfolio.headline == headline)
  }

  @Test func prefersThePersonToTheConfiguration() throws {
    try folder.write("title: A Blog\ndescription: Of mine\n", to: "_config.yml")
    try folder.write("---\nname: Ada\n---\n", to: "index.md")
    let portfolio = Portfolio(try load())
    #expect(portfolio.title == "Ada")
    #expect(portfolio.headline == nil)
  }

  @Test(arguments: ["title: [", "", "title: {a: b}", "title: ' '", "\0", "- x"])
  func takesTheFoldersNameWhereTheConfigurationHasNoTitle(text: String) throws {
    try folder.write(text, to: "blog/_config.yml")
    #expect(try load("blog").title == "Blog")
  }

  @Test(arguments: ["my-notes", "my-notes/", "my-notes/.", "my-notes/content", "a/../my-notes"])
  func makesATitleOfTheFoldersName(path: String) throws {
    try folder.write("x", to: "my-notes/content/a/x.md")
    try folder.makeFolder("a")
    #expect(try load(path).title == "My notes")
  }

  // MARK: Roots

  @Test func loadsTheContentFolderOfAProject() throws {
    try folder.write("x", to: "content/posts/x.md")
    try folder.write("x", to: "README.md")
    let tree = try load()
    #expect(tree.files.map(\.path) == ["posts/x.md"])
    #expect(tree.folder == "content/")
  }

  @Test(arguments: ["index.md", "_index.md"])
  func loadsAFolderThatHasAnIndexItself(index: String) throws {
    try folder.write("x", to: "content/posts/x.md")
    try folder.write("x", to: index)
    let tree = try load()
    #expect(tree.files.map(\.path) == ["content/posts/x.md", index].sorted())
    #expect(tree.folder == "")
  }

  @Test func ignoresAFileThatIsCalledLikeARoot() throws {
    try folder.write("x", to: "content")
    try folder.write("x", to: "a/x.md")
    #expect(try load().files.map(\.path) == ["a/x.md"])
  }

  @Test func listsTheAssetsBesideTheContentFolder() throws {
    try folder.write("title = 'T'\n", to: "hugo.toml")
    try folder.write("x", to: "content/posts/x.md")
    try folder.write("x", to: "static/assets/a.png")
    try folder.write("x", to: "static/b.png")
    let tree = try load()
    #expect(tree.otherPaths == ["static/assets/a.png", "static/b.png"])
    #expect(tree.problems.isEmpty)
  }

  // MARK: Folders without pages

  @Test func leavesOutFoldersOfTheGenerator() throws {
    try folder.write("", to: "_config.yml")
    for path in ["_posts/2024-01-01-x.md", "_layouts/l.md", "_site/o.md", "vendor/v.md", "about.md"] {
      try folder.write("x", to: path)
    }
    let tree = try load()
    #expect(tree.files.map(\.path) == ["_posts/2024-01-01-x.md", "about.md"])
    #expect(
      Set(tree.leftOut) == [
        LeftOut("_layouts/l.md", .template), LeftOut("_site/o.md", .output), LeftOut("vendor/v.md", .output),
      ])
  }

  /// Without a generator such names say nothing.
  @Test(arguments: ["assets", "public", "resources", "templates", "static", "layouts", "_notes"])
  func keepsFoldersOfAPlainFolder(name: String) throws {
    try folder.write("x", to: "\(name)/x.md")
    try folder.write("x", to: "notes/y.md")
    #expect(try load().files.map(\.path) == ["\(name)/x.md", "notes/y.md"].sorted())
  }

  @Test(arguments: ["LICENSE.md", "AGENTS.md", "CLAUDE.md", "CODE_OF_CONDUCT.md"])
  func leavesOutFilesAboutAPartOfTheRepository(name: String) throws {
    try folder.write("x", to: "a/\(name)")
    try folder.write("x", to: "a/b/\(name.lowercased())")
    let tree = try load()
    #expect(tree.files.map(\.path) == ["a/b/\(name.lowercased())"])
    #expect(tree.leftOut == [LeftOut("a/\(name)", .repository)])
  }

  @Test(arguments: ["license.md", "CHANGELOG.md", "contributing.md", "404.md"])
  func leavesOutFilesAboutTheRepository(name: String) throws {
    try folder.write("x", to: name)
    try folder.write("x", to: "a/\(name)")
    let tree = try load()
    #expect(tree.files.map(\.path) == ["a/\(name)"])
    #expect(tree.leftOut == [LeftOut(name, .repository)])
  }

  @Test func leavesOutDependenciesAtEveryDepth() throws {
    try folder.write("x", to: "a/node_modules/p/readme.md")
    try folder.write("x", to: "a/x.md")
    let tree = try load()
    #expect(tree.files.map(\.path) == ["a/x.md"])
    #expect(tree.leftOut.map(\.reason) == [.output])
  }

  @Test func pagesOfAFolderNamedContentAreInASectionOfItsParentsName() throws {
    let folder = try TemporaryFolder([
      "hive/content/about.md": "+++\ntitle = \"About\"\n+++\nText.\n",
      "hive/content/_index.md": "+++\ntitle = \"Hive\"\n+++\nText.\n",
      "hive/content/blog/wax.md": "+++\ntitle = \"Wax\"\n+++\nText.\n",
    ])
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path + "/hive/content"))
    #expect(Set(portfolio.sections.map(\.title)) == ["blog", "hive"])
  }

  @Test func reportsWhatItCannotApply() throws {
    let folder = try TemporaryFolder([
      "hugo.toml": "title = 'T'\nignoreFiles = ['(', 'x']\n", "content/a/b.md": "Text.\n",
      "_redirects": String(repeating: "#", count: ContentLimits.fileBytes + 1),
    ])
    let problems = try ContentLoader.load(directory: folder.path).problems.map(\.description)
    #expect(problems.contains(".: 'ignoreFiles': '(' is not applied: what it excludes is shown"))
    #expect(problems.contains { $0.hasPrefix("_redirects: redirects are not read: ") })
  }
}
