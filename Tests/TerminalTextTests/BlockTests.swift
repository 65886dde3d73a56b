import Markdown
import TerminalText
import Testing

/// Headings, quotes, alerts, thematic breaks and footnotes. Lists, tables and code have test files of their
/// own.
struct BlockTests {
  @Test func marksHeadingsWithTheirLevelAndIndentsTheirRows() {
    #expect(DocumentRenderer.pipe(10).text("### aaaa bbbb") == ["### aaaa", "    bbbb"])
  }

  @Test func separatesBlocksByOneBlankLine() {
    #expect(DocumentRenderer.screen(20).text("a\n\n\n\nb\n### c\nd") == ["a", "", "b", "", "c", "", "d"])
  }

  @Test func drawsABarBeforeEveryLineOfAQuote() {
    #expect(
      DocumentRenderer.screen(18).text("> aaaaaa bbbbbb cccccc dddddd\n>\n> > b\n") == [
        "│ aaaaaa bbbbbb", "│ cccccc dddddd", "│", "│ │ b",
      ])
  }

  @Test(arguments: Alert.Kind.allCases)
  func beginsAlertsWithTheirKind(alert: Alert.Kind) throws {
    let lines = DocumentRenderer.screen(20).text("> [!\(alert.rawValue.uppercased())]\n> a\n")
    #expect(lines == ["┃ " + alert.rawValue.prefix(1).uppercased() + alert.rawValue.dropFirst(), "┃ a"])
  }

  @Test(arguments: Alert.Kind.allCases)
  func wrapsTheKindOfAnAlertOnNarrowScreens(alert: Alert.Kind) {
    let document = Document(blocks: [Block(.alert(Alert(alert), [Block(.paragraph([.text("a")]))]))])
    for width in 1...12 {
      let lines = DocumentRenderer.screen(width).lines(for: document)
      #expect(lines.allSatisfy { $0.columns <= width }, "at \(width) columns")
      let letters = lines.map(\.text).joined().filter(\.isLetter).lowercased()
      #expect(letters == alert.rawValue + "a", "at \(width) columns")
    }
  }

  @Test func beginsAlertsWithTheTitleOfTheAuthor() {
    #expect(
      DocumentRenderer.screen(20).text("> [!faq] Can *they* be wrapped?\n> Yes.\n") == [
        "┃ Can they be", "┃ wrapped?", "┃ Yes.",
      ])
  }

  @Test func marksAlertsThatFold() {
    let lines = DocumentRenderer.screen(20).lines(for: Document(markdown: "> [!faq]- Why?\n> No.\n"))
    #expect(lines.map(\.text) == ["┃ ▾ Why?", "┃ No."])
    #expect(lines[0].fold?.isInitiallyClosed == true && lines[1].fold == nil)
    #expect(lines[0].fold?.headLines == 1 && lines[0].fold?.bodyLines == 1)
  }

  @Test func indentsDetailsBelowTheirSummary() {
    let document = Document(blocks: [
      Block(
        .details(summary: [.text("more"), .code("x")], ["a", "b"].map { Block(.paragraph([.text($0)])) }))
    ])
    #expect(
      DocumentRenderer.pipe(20).lines(for: document).map(\.text) == ["▾ more`x`", "", "  a", "", "  b"])
    #expect(DocumentRenderer.screen(20).lines(for: document)[0].transliterated.text == "v morex")
    #expect(Line("‹a › b›").transliterated.text == "<a > b>")
  }

  @Test func indentsDefinitionsBelowTheirTerms() {
    let definition = Definition(
      terms: [[.text("a")], [.text("b")]], descriptions: ["c", "d"].map { [Block(.paragraph([.text($0)]))] })
    let document = Document(blocks: [Block(.definitionList([definition, definition]))])
    let expected = ["a", "b", "    c", "    d", "", "a", "b", "    c", "    d"]
    #expect(DocumentRenderer.pipe(40).lines(for: document).map(\.text) == expected)
    #expect(
      DocumentRenderer.pipe(39).lines(for: document).map(\.text)
        == expected.map { $0.hasPrefix(" ") ? String($0.dropFirst(2)) : $0 })
  }

  @Test func detailsAndDefinitionsFitEveryWidth() {
    let words = [Block(.paragraph([.text("some more words 漢字")])), Block(.paragraph([.text("and others")]))]
    let document = Document(blocks: [
      Block(.details(summary: [.text("a summary of words")], words)),
      Block(
        .definitionList([
          Definition(terms: [[.text("terms of some length")]], descriptions: [words, [], words])
        ])),
      Block(.details(summary: [.text("s")], [])),
      Block(.definitionList([Definition(terms: [], descriptions: [words])])),
    ])
    for width in 1...60 {
      let lines = DocumentRenderer.screen(width).lines(for: document)
      #expect(lines.allSatisfy { $0.columns <= max(2, width) }, "at \(width) columns")
    }
  }

  @Test func drawsThematicBreaksAcrossTheWidth() {
    #expect(DocumentRenderer.screen(20).text("---") == [String(repeating: "─", count: 20)])
    #expect(DocumentRenderer.screen(20).text("> ---") == ["│ " + String(repeating: "─", count: 18)])
  }

  @Test func listsFootnotesAtTheEndByNumber() {
    let markdown = "a[^x] b[^y] c[^x]\n\n[^y]: why\n[^x]: ex\n\nd\n"
    #expect(
      DocumentRenderer.screen(20).text(markdown) == [
        "a¹ b² c¹", "", "d", "", "────────", "¹ ex", "² why",
      ])
  }

  @Test func numbersTenAndMoreFootnotes() {
    let text = (1...12).map { "[^\($0)]" }.joined(separator: " ")
    let notes = (1...12).map { "[^\($0)]: n\($0)\n" }.joined()
    let lines = DocumentRenderer.screen(60).text(text + "\n\n" + notes)
    #expect(lines[0].hasSuffix("¹⁰ ¹¹ ¹²"))
    #expect(lines.last == "¹² n12")
  }

  @Test func sourceLinesDoNotDecreaseIfFootnotesAreDefinedFirst() {
    let lines = DocumentRenderer.screen(20).lines(for: Document(markdown: "[^x]: ex\n\na\n\nb[^x]\n"))
    #expect(lines.map(\.sourceLine) == lines.map(\.sourceLine).sorted())
  }

  @Test func linesHaveTheSourceLineOfTheirBlock() {
    let document = Document(markdown: "# a\n\naaaa bbbb cccc dddd\n\n> - b\n>\n>   c\n")
    let lines = DocumentRenderer.screen(16).lines(for: document)
    #expect(lines.map(\.sourceLine) == [1, 1, 3, 3, 3, 5, 5, 7, 7])
  }

  @Test func emitsTheSameLinesOneByOne() throws {
    let document = try Fixture.document("everything")
    var lines: [Line] = []
    DocumentRenderer.screen(50).render(document) { lines.append($0) }
    #expect(lines == DocumentRenderer.screen(50).lines(for: document))
  }

  @Test func rendersNoLinesForAnEmptyDocument() {
    #expect(DocumentRenderer.screen(20).lines(for: Document()).isEmpty)
  }

  @Test func treatsAWidthBelowOneAsOne() {
    #expect(DocumentRenderer.screen(0).width == 1)
    #expect(DocumentRenderer.screen(-5).text("ab") == ["a", "b"])
  }

  @Test func cutsPrefixesThatAreWiderThanTheScreen() {
    for width in 1...8 {
      let lines = DocumentRenderer.screen(width).lines(for: Document(markdown: "###### ab\n\n10000. cd\n"))
      #expect(lines.allSatisfy { $0.columns <= width })
    }
  }

  @Test func rendersFiftyThousandNestedQuotes() {
    let document = Document(markdown: String(repeating: "> ", count: 50_000) + "word")
    for width in [1, 20, 80, 300] {
      let lines = DocumentRenderer.screen(width).lines(for: document)
      #expect(lines.last.map { $0.text.hasSuffix(width == 1 ? "d" : "word") } == true)
    }
  }
}
