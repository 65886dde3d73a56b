import ContentSource
import PortfolioModel
import TestSupport
import Testing

/// The folders that Hugo's configuration mounts as content.
struct MountedFilesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func load(
    _ configuration: String, in name: String = "hugo.toml", _ paths: [String], language: String? = nil
  ) throws -> ContentTree {
    try folder.write(configuration, to: name)
    for path in paths { try folder.write("---\ntitle: T\n---\nText.\n", to: path) }
    return try ContentLoader.load(directory: folder.path, language: language)
  }

  @Test func readsAFolderWhoseNameIsNotASCII() throws {
    let tree = try load(
      """
      [[module.mounts]]
      source = 'content/Käse'
      target = 'content/cheese'
      excludeFiles = ['secret/*']
      """, ["content/Käse/a.md", "content/Käse/secret/s.md"])
    #expect(tree.files.map(\.path) == ["Käse/a.md"])
    #expect(tree.leftOut == [LeftOut("Käse/secret/s.md", .excluded)])
  }

  @Test(arguments: [
    "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\nexcludefiles = 'secret/*'\n",
    "[[Module.Mounts]]\nSource = './content/'\nTarget = 'content'\nEXCLUDEFILES = ['secret/*']\n",
    "[[module.mounts]]\nsource = '.'\ntarget = 'content'\nexcludeFiles = ['content/secret/*']\n",
  ])
  func readsKeysInAnyCase(configuration: String) throws {
    let tree = try load(configuration, ["content/a/b.md", "content/secret/s.md"])
    #expect(tree.files.map(\.path) == ["a/b.md"])
  }

  @Test(arguments: [
    ("module.yaml", "mounts:\n  - source: content\n    target: content\n    excludeFiles: [secret/*]\n"),
    ("module.toml", "[[mounts]]\nsource = 'content'\ntarget = 'content'\nexcludeFiles = ['secret/*']\n"),
    (
      "module.json",
      "{\"mounts\": [{\"source\": \"content\", \"target\": \"content\", \"excludeFiles\": [\"secret/*\"]}]}"
    ),
  ])
  func readsAFileOfTheFolderOfConfigurations(name: String, text: String) throws {
    try folder.write("title = 'T'\n", to: "config/_default/hugo.toml")
    let tree = try load(text, in: "config/_default/" + name, ["content/a/b.md", "content/secret/s.md"])
    #expect(tree.files.map(\.path) == ["a/b.md"])
  }

  @Test func findsAFolderBesideTheConfiguration() throws {
    let tree = try load(
      "[[module.mounts]]\nsource = 'pages'\ntarget = 'content'\nexcludeFiles = ['secret/*']\n",
      ["pages/a/b.md", "pages/secret/s.md", "layouts/x.md"])
    #expect(tree.generator == "Hugo" && tree.folder == "pages/")
    #expect(tree.files.map(\.path) == ["a/b.md"])
  }

  @Test func findsAFolderThatIsASection() throws {
    let tree = try load(
      "[[module.mounts]]\nsource = 'articles'\ntarget = 'content/blog'\nexcludeFiles = ['secret/*']\n",
      ["articles/b.md", "articles/secret/s.md"])
    #expect(tree.generator == "Hugo")
    #expect(tree.files.map(\.location) == ["blog/b.md"])
  }

  /// A German page is the translation of a page that is excluded, too.
  @Test func excludedFilesHaveTranslations() throws {
    let tree = try load(
      """
      [[module.mounts]]
      source = 'content/en'
      target = 'content'
      excludeFiles = ['secret/*']
      [[module.mounts]]
      source = 'content/de'
      target = 'content'
      """,
      ["content/en/_index.md", "content/en/secret/s.md", "content/en/a/t.md", "content/de/secret/s.md"])
    #expect(tree.files.map(\.location) == ["_index.md", "a/t.md"])
    #expect(
      Set(tree.leftOut.map(\.reason)) == [.excluded, .language]
        && tree.leftOut.contains(LeftOut("de/secret/s.md", .language)))
  }

  @Test func mountsNameTheirLanguages() throws {
    let mounts = [("content/english", "en"), ("content/deutsch", "de")].map { source, language in
      "[[module.mounts]]\nsource = '\(source)'\ntarget = 'content'\nlang = '\(language)'\n"
    }
    let paths = ["content/english/a/t.md", "content/deutsch/b/s.md", "content/deutsch/loose.md"]
    let tree = try load(mounts.joined(), paths)
    #expect(tree.files.map(\.location) == ["a/t.md"])
    let german = try load(mounts.joined(), paths, language: "de")
    #expect(german.files.map(\.location) == ["b/s.md", german.looseSection + "/loose.md"])
    #expect(german.leftOut == [LeftOut("english/a/t.md", .language)])
  }
}
