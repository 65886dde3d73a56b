import TerminalText
import TestSupport
import Testing

/// Columns, and what cuts a text by them.
struct FilteredTextColumnsTests {
  init() { UTF8Locale.use() }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("漢字", 4), ("e\u{301}", 1), ("🚀", 2), ("ｶﾅ", 2), ("한국", 4), ("─", 1), ("\u{A0}", 1),
    ("👩‍👩‍👧", 6), ("🇩🇪", 2), ("שלום", 4),
  ])
  func sumsTheColumnsOfScalars(text: String, columns: Int) {
    #expect(FilteredText(text).columns == columns)
  }

  @Test func countsTwoColumnsForAnEmojiNewerThanTheCLibrary() {
    #expect(FilteredText("\u{1FAE8}").columns == 2)
  }

  @Test func takesOnlyWholeCharactersIntoAPrefix() {
    let text = FilteredText("a漢e\u{301}b")
    #expect(
      (0...5).map { text.prefix(columns: $0).string } == ["", "a", "a", "a漢", "a漢e\u{301}", "a漢e\u{301}b"])
    #expect((0...5).map { text.prefix(columns: $0).columns } == [0, 1, 1, 3, 4, 5])
  }

  @Test func splitsIntoPrefixAndRestWithoutLoss() {
    let text = FilteredText("a漢字e\u{301}🚀b")
    for columns in 0...10 {
      let (head, tail) = (text.prefix(columns: columns), text.dropping(columns: columns))
      #expect((head + tail).string == text.string)
      #expect(head.columns + tail.columns == text.columns)
    }
  }

  @Test func truncatesTextsWithAMark() {
    let text = FilteredText("漢字 and more")
    for limit in -1...20 { #expect(text.truncated(to: limit).columns <= max(0, limit)) }
    #expect(text.truncated(to: 6).string == "漢字 …")
    #expect(text.truncated(to: 4).string == "漢…")
    #expect(text.truncated(to: 13).string == "漢字 and more")
    #expect(text.truncated(to: 0) == .empty)
  }

  @Test func repeatsTextAndItsColumns() {
    #expect(FilteredText(repeating: "漢", count: 3).columns == 6)
    #expect(FilteredText(repeating: "x", count: -1) == .empty)
  }

  @Test func truncatesLinesAndKeepsTheirStyles() {
    let line = Line([Span("abc", Style(.red)), Span("def")], sourceLine: 7)
    let cut = line.truncated(to: 5)
    #expect(cut.text == "abcd…")
    #expect(cut.spans.first?.style == Style(.red))
    #expect(cut.sourceLine == 7)
    #expect(line.truncated(to: 6) == line)
    #expect(line.truncated(to: 0).columns == 0)
  }

  @Test func wrapsLinesWithoutLoss() {
    let line = Line([Span("abc漢", Style(.red)), Span("字def")], sourceLine: 3)
    for width in 2...12 {
      let rows = line.wrapped(to: width)
      #expect(rows.map(\.text).joined() == line.text)
      #expect(rows.allSatisfy { $0.columns <= width && $0.sourceLine == 3 })
    }
    #expect(line.wrapped(to: 4).map(\.text) == ["abc", "漢字", "def"])
    #expect(Line().wrapped(to: 4).count == 1)
  }
}
