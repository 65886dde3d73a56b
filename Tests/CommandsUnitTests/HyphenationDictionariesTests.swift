import ContentSource
import PortfolioModel
import TerminalText
import Testing

@testable import Commands

/// The dictionaries of languages; that of English is installed with the packages of the build.
struct HyphenationDictionariesTests {
  private func breaks(_ word: String, _ language: String, _ dictionaries: HyphenationDictionaries) -> [Int]? {
    guard let find = dictionaries.hyphens(.always).dictionary(language) else { return nil }
    var breaks: [Int] = []
    Array(word.utf8).withUnsafeBufferPointer { find($0, &breaks) }
    return breaks
  }

  @Test(arguments: ["en", "en-us", "en-gb", "en-in"])
  func readsEnglish(language: String) {
    #expect(breaks("infrastructure", language, HyphenationDictionaries())?.isEmpty == false)
  }

  @Test(arguments: ["", "tlh", "../../../etc/passwd", "e", "en/../en_US"])
  func readsNothingForOtherNames(language: String) {
    #expect(breaks("infrastructure", language, HyphenationDictionaries()) == nil)
    #expect(HyphenationDictionaries.names(of: language).isEmpty)
  }

  @Test func triesTheRegionBeforeTheLanguage() {
    #expect(HyphenationDictionaries.names(of: "en-gb") == ["en_GB", "en_US"])
    #expect(HyphenationDictionaries.names(of: "pt-br").first == "pt_BR")
  }

  @Test func aServiceReadsOnlyTheLanguagesOfItsPages() {
    #expect(breaks("infrastructure", "en", HyphenationDictionaries(of: ["en"])) != nil)
    #expect(breaks("infrastructure", "en", HyphenationDictionaries(of: ["de-none"])) == nil)
  }

  @Test func theFirstLanguageFieldDecides() throws {
    let pages: [(String, String?)] = [
      ("lang: de", "de"), ("language: pt_BR", "pt-br"), ("locale: fr_FR.UTF-8", "fr-fr"),
      ("language: Swift", nil),
      ("lang: [de]", nil), ("title: T", nil),
    ]
    for (field, language) in pages {
      let text = "---\n\(field)\n---\nText.\n"
      let portfolio = Portfolio(ContentTree(files: [.init(path: "a/1.md", bytes: Array(text.utf8))]))
      #expect(portfolio.page("a/1")?.fields.language == language, "\(field)")
      #expect(portfolio.problems.isEmpty)
    }
  }
}
