@testable import ContentSource
import PortfolioModel
import TestSupport
import Testing

/// Folders that hold the pages of one language each.
struct LanguageFolderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func load(_ paths: [String], language: String? = nil) throws -> ContentTree {
    for path in paths { try folder.write("Text.\n", to: path) }
    return try ContentLoader.load(directory: folder.path, language: language)
  }

  @Test func showsTheDefaultLanguageOutsideTheFolders() throws {
    let tree = try load(["guide/a.md", "guide/b.md", "index.md", "zh/guide/a.md", "zh/index.md"])
    #expect(tree.files.map(\.location) == ["guide/a.md", "guide/b.md", "index.md"])
    #expect(tree.leftOut.map(\.reason) == [.language, .language])
  }

  @Test func showsTheDefaultLanguageInItsFolder() throws {
    let tree = try load(["x/en/a.md", "x/de/b.md", "x/fr/c.md", "y/z.md"])
    #expect(tree.files.map(\.location) == ["x/a.md", "y/z.md"])
  }

  @Test func showsAnotherLanguageOnDemand() throws {
    let paths = ["other/x.md", "docs/en/a.md", "docs/pt-br/a.md", "docs/zh-cn/a.md", "docs/zh-tw/a.md"]
    #expect(try load(paths, language: "zh-TW").files.map(\.path) == ["docs/zh-tw/a.md", "other/x.md"])
    #expect(try load(paths, language: "pt").files.map(\.path) == ["docs/pt-br/a.md", "other/x.md"])
    #expect(try load(paths, language: "sv").files.map(\.path) == ["docs/en/a.md", "other/x.md"])
  }

  @Test func givesLoosePagesOfALanguageASection() throws {
    try folder.write("title = 'T'\n", to: "hugo.toml")
    let tree = try load(["content/en/about.md", "content/de/about.md", "content/fr/about.md"])
    #expect(tree.files.map(\.location) == [tree.looseSection + "/about.md"])
  }

  @Test func takesFoldersWithOtherPagesForTopics() throws {
    let paths = ["cs/sorting.md", "it/wifi.md", "vi/README.md", "vi/motions.md", "README.md", "git/log.md"]
    #expect(try load(paths).leftOut == [])
  }

  @Test func readsTheNamesOfLanguagesBesideAPage() throws {
    let tree = try load(["a/nail.polish.md", "a/x.french.md", "a/x.brazilian-portuguese.md", "a/x.md"])
    #expect(tree.files.map(\.path) == ["a/nail.polish.md", "a/x.md"])
    #expect(tree.leftOut.map(\.reason) == [.language, .language])
  }

  @Test func takesASingleNameOfALanguageForAWord() throws {
    let tree = try load(["a/nails.md", "a/nails.polish.md", "a/x.md", "a/x.zh-Hans.md"])
    #expect(tree.files.map(\.path) == ["a/nails.md", "a/nails.polish.md", "a/x.md"])
    #expect(tree.leftOut.map(\.path) == ["a/x.zh-Hans.md"])
  }

  @Test func readsTheLanguagesOfAScript() throws {
    try folder.write(
      "export default { locales: { root: { lang: 'en-US' }, zh: { link: '/zh/' } } }\n",
      to: ".vitepress/config.ts")
    let tree = try load(["guide/a.md", "zh/only.md"])
    #expect(tree.files.map(\.path) == ["guide/a.md"])
  }

  @Test func takesAFolderOfThreeLettersForALanguageOnlyBesideSeveralOthers() throws {
    let paths = ["a.md", "b.md", "api/a.md", "api/b.md", "de/api/a.md", "de/api/b.md"]
    #expect(try load(paths).files.map(\.path) == ["a.md", "api/a.md", "api/b.md", "b.md"])
    let more = ["de/a.md", "fr/b.md", "pcm/a.md", "pcm/b.md", "ios/other.md"]
    let tree = try load(more)
    #expect(tree.files.map(\.path).contains("ios/other.md"))
    #expect(!tree.files.map(\.path).contains { $0.hasPrefix("pcm/") || $0.hasPrefix("fr/") })
  }

  @Test func treatsAFewPagesBesideSeveralTranslationsAsOne() throws {
    let tree = try load(["a.md", "b.md", "de/a.md", "fr/b.md", "da/404.md"])
    #expect(tree.files.map(\.path) == ["a.md", "b.md"])
  }

  @Test func readsTheMarkOfACountryBesideThatOfALanguage() throws {
    let tree = try load(["docs/api.en-US.md", "docs/api.cn.md", "docs/js.io.md"])
    #expect(tree.files.map(\.path) == ["docs/api.en-US.md", "docs/js.io.md"])
  }
}
