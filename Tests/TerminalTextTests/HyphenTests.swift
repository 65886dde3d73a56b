import Markdown
import TestSupport
import Testing

@testable import TerminalText

/// Hyphens at the ends of rows. The dictionary of these tests allows a break between any two letters, two letters from the
/// start and three from the end.
struct HyphenTests {
  private static func renderer(_ width: Int, _ mode: Hyphens.Mode = .inNarrowColumns) -> DocumentRenderer {
    var renderer = DocumentRenderer.screen(width)
    renderer.hyphens = Hyphens(mode) { language in
      guard language == "en" else { return nil }
      return { word, breaks in breaks += Array(stride(from: 2, through: word.count - 3, by: 1)) }
    }
    return renderer
  }

  private static func text(_ markdown: String, _ width: Int, _ mode: Hyphens.Mode = .inNarrowColumns)
    -> [String]
  {
    renderer(width, mode).text(markdown)
  }

  @Test func fillsNarrowRows() {
    #expect(Self.text("some words extraordinarily long", 16) == ["some words extr-", "aordinarily long"])
  }

  @Test(arguments: [(49, true), (50, false)])
  func addsNoHyphensToWideColumns(width: Int, isHyphenated: Bool) {
    let word = String(repeating: "a", count: 30)
    let rows = Self.text("\(word) \(word) \(word)", width)
    #expect(rows.contains { $0.hasSuffix("-") } == isHyphenated)
  }

  @Test func dividesAWordThatIsWiderThanItsColumnAtAnyWidth() {
    let rows = Self.text(String(repeating: "a", count: 100), 60)
    #expect(rows.count == 2 && rows[0].hasSuffix("a-"))
    #expect(Self.text(String(repeating: "a", count: 100), 60, .never)[0].count == 60)
  }

  @Test func addsHyphensToWideColumnsIfAskedTo() {
    let rows = Self.text(String(repeating: "extraordinarily ", count: 12), 60, .always)
    #expect(rows.contains { $0.hasSuffix("-") })
  }

  @Test(arguments: [
    "EXTRAORDINARILY", "extraOrdinarily", "McExtraordinary", "extraordinari1y", "`extraordinarily`",
    "extra_ordinarily", "extraordinary.example", "/extraordinarily", "extraordinarily/a",
    "me@extraordinarily",
    "--extraordinarily", "extraordinarily()",
  ])
  func dividesNoNamesCodeOrAddresses(word: String) {
    let rows = Self.text("some words \(word) more of them", 20)
    #expect(!rows.contains { $0.hasSuffix("-") }, "\(rows)")
  }

  @Test(arguments: [
    "Extraordinarily", "(extraordinarily),", "“extraordinarily”", "extraordinarily.", "extraordinarily's",
  ])
  func dividesWordsWithPunctuation(word: String) {
    let rows = Self.text("some words \(word) more of them", 17)
    #expect(rows.contains { $0.hasSuffix("-") }, "\(rows)")
  }

  @Test func dividesNoHeadingsOrTables() {
    #expect(!Self.text("# some words extraordinarily long", 16).contains { $0.hasSuffix("-") })
    let table = Self.text("| a | b |\n|---|---|\n| some extraordinarily | long |\n", 30)
    #expect(!table.contains { $0.contains("-") }, "\(table)")
  }

  @Test func dividesNoWordsOfALanguageWithoutADictionary() {
    var renderer = Self.renderer(16)
    renderer.language = "tlh"
    #expect(renderer.text("some words extraordinarily long") == ["some words", "extraordinarily", "long"])
  }

  @Test func prefersTheSoftHyphensOfTheAuthor() {
    let rows = Self.text("some words extra\u{AD}ordinarily long", 16)
    #expect(
      rows == ["some words", "extraordinarily", "long"] || rows == ["some words extra-", "ordinarily long"])
    #expect(
      Self.text("some words extra\u{AD}ordinarily long", 17) == ["some words extra-", "ordinarily long"])
  }

  @Test func showsSoftHyphensOnlyAtABreak() {
    #expect(Self.text("ex\u{AD}tra", 20) == ["extra"])
    #expect(Self.text("some words extra\u{AD}ordinarily long", 17, .never).joined().contains("-") == false)
  }

  @Test func saysWhichHyphensAreNotInTheText() {
    let lines = Self.renderer(12).lines(for: Document(markdown: "one well-known extraordinarily"))
    for line in lines where line.wordBreak == .hyphen { #expect(line.text.hasSuffix("-")) }
    #expect(lines.contains { $0.wordBreak == .bare && $0.text.hasSuffix("well-") })
  }

  @Test func avoidsHyphensInRowsBelowEachOther() {
    let text = (0..<40).map { ["the", "extraordinarily", "long", "considerations"][$0 % 4] }.joined(
      separator: " ")
    let rows = Self.text(text, 30)
    let pairs = zip(rows, rows.dropFirst()).filter { $0.hasSuffix("-") && $1.hasSuffix("-") }.count
    #expect(pairs <= 1, "\(rows)")
  }

  @Test func leavesNoShortPartOfAWordInTheLastRow() {
    #expect(Self.text("aaaa bbbbb cccc ddddd consider", 26) == ["aaaa bbbbb cccc ddddd", "consider"])
  }

  @Test func leavesNoShortWordInTheLastRow() {
    #expect(Self.text("aaaa bbbbbbb cccc dddd ee ff", 26, .never) == ["aaaa bbbbbbb cccc dddd", "ee ff"])
  }

  // MARK: Ties

  @Test(arguments: ["20 ms", "3 GB", "5 %", "Fig. 3", "Tab. 2", "p. 12", "a word", "20 ms,"])
  func keepsWordsTogether(pair: String) {
    let end = pair.split(separator: " ")[0]
    // At the width at which the first word of the pair would end the row.
    let before = "some words that fill a row of text up to"
    for width in [before.count + 1 + end.count, before.count + 2 + end.count] {
      let rows = Self.text(
        "\(before) \(pair) and then so many more words in the next row, and others", width, .never)
      #expect(!rows[0].hasSuffix(" \(end)"), "\(rows)")
    }
  }

  // MARK: Properties

  @Test func losesAndAddsNoCharacter() {
    var generator = SeededGenerator(seed: 11)
    let alphabets = [
      "abcdefghijklmnopqrstuvwxyz", "abcdefghij\u{AD}", "ABCdef", "abc-def—", "äöüßéèabc", "012345ab",
      "日本語テキスト",
      "e\u{301}a\u{308}o", "it's’“”().,;", "x",
    ].map { Array($0.unicodeScalars) }
    for _ in 0..<1500 {
      let words = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        let alphabet = alphabets.randomElement(using: &generator) ?? []
        var word = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 1...18, using: &generator) {
          word.append(alphabet.randomElement(using: &generator) ?? "a")
        }
        return String(word)
      }
      let text = words.joined(separator: " ")
      let width = Int.random(in: 2...60, using: &generator)
      let mode = [Hyphens.Mode.never, .inNarrowColumns, .always].randomElement(using: &generator) ?? .always
      let lines = Self.renderer(width, mode).lines(for: Document(blocks: [Block(.paragraph([.text(text)]))]))
      var joined = ""
      for line in lines {
        joined += line.wordBreak == .hyphen ? String(line.text.dropLast()) : line.text
        if line.wordBreak == nil { joined += " " }
      }
      let expected = FilteredText(text).string.split(separator: " ").joined(separator: " ")
      #expect(
        joined.split(separator: " ").joined(separator: " ") == expected, "\(width): \(lines.map(\.text))")
      #expect(lines.allSatisfy { $0.columns <= width }, "\(width): \(lines.map(\.text))")
    }
  }
}
