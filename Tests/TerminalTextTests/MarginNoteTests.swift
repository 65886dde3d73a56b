import Markdown
import TestSupport
import Testing

@testable import TerminalText

/// Footnotes and the addresses of links in the margin beside the text.
struct MarginNoteTests {
  /// Returns the lines of a document, and the rows of notes beside them.
  private func render(_ markdown: String, width: Int = 76, margin: Int? = 28) -> (
    text: [String], notes: [String]
  ) {
    let lines = Self.lines(Document(markdown: markdown), width: width, margin: margin)
    return (lines.map(\.text), lines.map { $0.margin?.text ?? "" })
  }

  private static func lines(_ document: Document, width: Int, margin: Int?) -> [Line] {
    var renderer = DocumentRenderer.screen(width)
    renderer.marginWidth = margin
    return renderer.lines(for: document).withNotesInMargin
  }

  @Test func aFootnoteBeginsBesideTheLineThatRefersToIt() {
    let (text, notes) = render(
      "One\\\ntwo[^a] three\\\nfour\n\n[^a]: Some words that take more than one row.\n")
    #expect(text == ["One", "two¹ three", "four"])
    #expect(notes == ["", "¹ Some words that take more", "  than one row."])
  }

  @Test func notesThatWouldOverlapAreMovedDown() {
    let (text, notes) = render("One[^a] and[^b]\\\nthree[^c]\n\n[^a]: A.\n\n[^b]: B.\n\n[^c]: C.\n")
    #expect(text == ["One¹ and²", "three³", ""])
    #expect(notes == ["¹ A.", "² B.", "³ C."])
  }

  @Test func withoutAMarginFootnotesAreAtTheEndAndAddressesAreNotShown() {
    let (text, notes) = render("One[^a] [x](https://example.org/x)\n\n[^a]: A.\n", margin: nil)
    #expect(text == ["One¹ x", "", "────────", "¹ A."])
    #expect(notes.joined().isEmpty)
  }

  @Test func aNoteIsShownOnceForSeveralReferences() {
    let (_, notes) = render("One[^a]\\\ntwo[^a] [x](https://a.org)\\\n[y](https://a.org)\n\n[^a]: A.\n")
    #expect(notes == ["¹ A.", "→ a.org", ""])
  }

  @Test func aFootnoteOfAFootnoteFollowsIt() {
    let (text, notes) = render("One[^a]\n\n[^a]: A[^b] [x](https://a.org/x).\n\n[^b]: B[^a].\n")
    #expect(text == ["One¹", "", ""])
    #expect(notes == ["¹ A² x.", "² B¹.", "→ a.org/x"])
  }

  @Test(arguments: [
    "    ```\n    code\n    ```\n", "    | a | b |\n    |---|---|\n    | c | d |\n",
    "    " + String(repeating: "many words ", count: 40) + "\n", "    ![picture](x.png)\n",
  ])
  func aFootnoteThatIsLongOrHasOtherBlocksStaysAtTheEnd(block: String) {
    let (text, notes) = render("One[^a] two[^b]\n\n[^a]: A.\n\n\(block)\n[^b]: B.\n")
    #expect(text.contains("────────") && text.contains("¹ A.") && !text.contains("² B."))
    #expect(notes.filter { !$0.isEmpty } == ["² B."])
  }

  @Test func aFootnoteWithoutALineThatRefersToItIsAtTheEnd() {
    let document = Document(
      blocks: [Block(.paragraph([.text("One")]))],
      footnotes: [Footnote(line: 3, blocks: [Block(.paragraph([.text("A.")]))])])
    #expect(Self.lines(document, width: 76, margin: 28).map(\.text) == ["One", "", "────────", "¹ A."])
  }

  @Test func notesOfATableBeginBesideTheirRows() {
    let (text, notes) = render(
      "| a | b |\n|---|---|\n| c | [x](https://a.org/x) |\n| d[^n] | e |\n\n[^n]: N.\n")
    #expect(zip(text, notes).map { "\($0) \($1)" }.filter { !$0.hasSuffix(" ") }.count == 2)
    #expect(zip(text, notes).contains { $0.contains("│ c ") && $1 == "→ a.org/x" })
    #expect(zip(text, notes).contains { $0.contains("│ d¹ ") && $1 == "¹ N." })
  }

  // MARK: Addresses

  @Test(arguments: [
    ("https://example.org/", "example.org"), ("http://Example.org/A/b?c#d", "Example.org/A/b?c#d"),
    ("mailto:me@example.org?subject=x", "me@example.org"),
    ("https://example.org/a/long/path/that/does/not/fit", "example.org/a/long/path/th…"),
    ("https://bank.com@evil.example/", "evil.example"), ("https:///evil.example/a", "evil.example"),
    ("https://bank.com.aaaaaaaaaaaaaaaaaaa.evil.example/", "…aaaaaaaaaaaaa.evil.example"),
    ("https://example.org:8080/a", "example.org:8080/a"),
    ("https://example.org/ä\u{202E}", "example.org/%C3%A4%E2%80%AE"),
  ])
  func showsTheHostAndAsMuchOfThePathAsFits(address: String, shown: String) {
    let (_, notes) = render("[x](<\(address)>)\n", margin: 29)
    #expect(notes == ["→ " + shown])
  }

  @Test(arguments: [
    "<https://example.org>", "[example.org](https://example.org)", "[x](other.md)", "[x](#y)",
  ])
  func anAddressThatTheTextShowsOrThatIsNotOutsideHasNoNote(link: String) {
    #expect(render(link + "\n").notes.joined().isEmpty)
  }

  // MARK: Properties

  /// Random documents of paragraphs, lists, quotes, tables and footnotes that refer to each other.
  private static func randomMarkdown(_ generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 1...8, using: &generator)
    func words(_ prefix: String, _ number: Int) -> String {
      (0..<number).map { index in
        let reference =
          Int.random(in: 0..<9, using: &generator) == 0
          ? "[^n\(Int.random(in: 0..<count, using: &generator))]" : ""
        let link = Int.random(in: 0..<15, using: &generator) == 0 ? " [l](https://example.org/\(index))" : ""
        return "\(prefix)w\(index)\(reference)\(link)"
      }.joined(separator: " ")
    }
    var text = "# Title\n\n"
    for block in 0..<Int.random(in: 1...6, using: &generator) {
      let content = words("b\(block)", Int.random(in: 1...60, using: &generator))
      text +=
        ["", "> ", "- ", "## ", "| a |\n|---|\n| "].randomElement(using: &generator) ?? "" + content + "\n\n"
    }
    for note in 0..<count {
      let length = Int.random(in: 1...90, using: &generator)
      text += "[^n\(note)]: " + words("n\(note)", length) + "\n\n"
      if Int.random(in: 0..<4, using: &generator) == 0 { text += "    - n\(note)item\n\n" }
    }
    return text
  }

  @Test(arguments: 1...60)
  func showsEachWordOnceWithinTheWidths(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let document = Document(markdown: Self.randomMarkdown(&generator))
    func words(_ lines: [String]) -> [String] {
      lines.flatMap { $0.split { !$0.isASCII || !$0.isLetter && !$0.isNumber } }.map(String.init)
        .filter { $0.hasPrefix("n") || $0.hasPrefix("b") }.sorted()
    }
    let expected = words(Self.lines(document, width: 76, margin: nil).map(\.text))
    for width in 27...32 {
      let lines = Self.lines(document, width: 76, margin: width)
      let shown = words(lines.map(\.text) + lines.compactMap { $0.margin?.text })
      #expect(shown == expected, "\(expected.filter { !shown.contains($0) })")
      #expect(lines.allSatisfy { $0.columns <= 76 && $0.notes.isEmpty })
      #expect(lines.allSatisfy { ($0.margin?.columns ?? 0) <= width })
      #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.sourceLine <= $1.sourceLine })
    }
  }
}
