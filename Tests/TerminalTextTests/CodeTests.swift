import Markdown
import TerminalText
import Testing

struct CodeTests {
  private let code = "```\nshort\n\n  indented, and longer than a narrow screen is\n```\n"

  @Test func indentsCodeAndKeepsItsSpacesAndBlankLines() {
    #expect(
      DocumentRenderer.screen(80).text(code) == [
        "  short", "", "    indented, and longer than a narrow screen is",
      ])
  }

  @Test func indentsCodeByFourColumnsInPipesOfFortyAndMore() {
    #expect(DocumentRenderer.pipe(39).text("    a") == ["  a"])
    #expect(DocumentRenderer.pipe(40).text("    a") == ["    a"])
  }

  @Test func wrapsCodeOnScreensWithAMarkInTheMargin() {
    let lines = DocumentRenderer.screen(20).lines(for: Document(markdown: code))
    #expect(
      lines.map(\.text) == [
        "  short", "", "    indented, and ", "  ↳ longer than a ", "  ↳ narrow screen is",
      ])
    #expect(lines.map(\.isWrapped) == [false, false, true, true, false])
    #expect(lines.last?.spans.dropFirst().first == Span("↳ ", Theme.standard[.wrapMark]))
  }

  @Test func hasABarInTheMarginWhereAsked() {
    var renderer = DocumentRenderer.screen(20, theme: .mono)
    renderer.hasCodeBar = true
    #expect(
      renderer.text(code) == [
        "▏ short", "▏", "▏   indented, and", "▏   ↳ longer than a", "▏   ↳ narrow screen", "▏   ↳ is",
      ])
    #expect(renderer.spans(code).first == Span(Line.codeBar, Theme.mono[.codeBar]))
    renderer.theme = .plain
    #expect(renderer.text(code).allSatisfy { !$0.contains("▏") })
  }

  @Test func theBarHasAnASCIIForm() {
    var renderer = DocumentRenderer.screen(20, theme: .mono)
    renderer.hasCodeBar = true
    #expect(renderer.lines(for: Document(markdown: code)).first?.transliterated.text == "| short")
  }

  @Test func doesNotWrapALineThatJustFits() {
    #expect(DocumentRenderer.screen(20).text("    " + String(repeating: "x", count: 18)).count == 1)
    #expect(DocumentRenderer.screen(20).text("    " + String(repeating: "x", count: 19)).last == "↳ x")
  }

  @Test(arguments: ["", "    ", "                "])
  func losesNoCodeAtAnyWidth(indentation: String) {
    let code =
      indentation + "let kanji = \"漢字\" // e\u{301} 👩‍💻 and_some.more(of: it) abcdefghijklmnopqrstuvwxyz"
    for width in 1...80 {
      let lines = DocumentRenderer.screen(width).lines(for: Document(markdown: "```swift\n\(code)\n```\n"))
      let text = lines.enumerated().map { index, line in
        var spans = line.spans[...]
        if index > 0, let mark = spans.firstIndex(where: { $0.text == Line.wrapMark }) {
          spans = spans[(mark + 1)...]
        } else if width > 3 {
          spans.removeFirst()
        }
        return spans.map(\.text.string).joined()
      }
      #expect(text.joined() == code, "at \(width)")
      #expect(width == 1 || lines.allSatisfy { $0.columns <= width })
    }
  }

  @Test func wrapsBetweenWordsAndTokens() {
    func rows(_ code: String) -> [String] {
      DocumentRenderer.screen(22).text("```\n\(code)\n```\n").map { String($0.dropFirst(2)) }
    }
    #expect(rows("first.second(third, fourth)") == ["first.second(third,", "fourth)"])
    #expect(rows("some_callback.description_of_all") == ["some_callback", ".description_of_all"])
    #expect(rows("random.variate(rate(time))") == ["random.variate(", "rate(time))"])
    #expect(rows("x = first(t) # commentary") == ["x = first(t)", "# commentary"])
    #expect(rows("x = first(t)  // comment") == ["x = first(t)", "// comment"])
    #expect(rows("a" + String(repeating: "b", count: 20)) == ["a" + String(repeating: "b", count: 19), "b"])
  }

  @Test(arguments: [
    (
      "go", "func (s *Store) acquire(ctx context.Context) (*sql.Conn) {",
      ["func (s *Store) acquire(", "ctx context.Context) (*sql.Conn) {"]
    ),
    (
      "go", "return d - time.Duration(rand.Int63n(int64(d)))",
      ["return d - time.Duration(", "rand.Int63n(int64(d)))"]
    ),
    (
      "python", "def rate(t):           # requests per second",
      ["def rate(t):", "# requests per second"]
    ),
    (
      "python", "def sign_test(wins: int, losses: int) -> float:",
      ["def sign_test(wins: int, losses: int)", "-> float:"]
    ),
    (
      "csharp", "private readonly ConcurrentDictionary<string, Rate> _rates =",
      ["private readonly ConcurrentDictionary<", "string, Rate> _rates ="]
    ),
    (
      "csharp", "return entry.Value.WaitAsync(timeout, it);  // cancels",
      ["return entry.Value.WaitAsync(timeout,", "it);  // cancels"]
    ),
    (
      "sql", "SET status = excluded.status, version = 1",
      ["SET status = excluded.status,", "version = 1"]
    ),
    (
      "js", "const { data } = useQuery(['todos'], () => fetch(page))",
      ["const { data } = useQuery(['todos'],", "() => fetch(page))"]
    ),
    (
      "", "plain words, of which a row holds as many as fit",
      ["plain words, of which a row holds as", "many as fit"]
    ),
  ])
  func wrapsWhereTheSyntaxIsShallow(language: String, code: String, rows: [String]) {
    let lines = DocumentRenderer.screen(40).text("```\(language)\n\(code)\n```\n")
    #expect(lines.map { String($0.dropFirst(2)) } == rows)
  }

  @Test func keepsDrawingsWhole() {
    var renderer = DocumentRenderer.screen(20)
    renderer.scrollsDrawings = true
    let drawing = "+---+  a  +---+  b  +---+\n|   |---->|   |---->|   |"
    let lines = renderer.lines(for: Document(markdown: "```\n\(drawing)\nwords that are no drawing\n```\n"))
    #expect(lines.map(\.codeColumns) == [25, 25, nil, nil])
    #expect(renderer.text("```\n├── a folder\n│   └── a file of the folder\n```\n").count == 3)
    #expect(
      renderer.text("```\ncat one | sort | tee two | less\ncat one | sort | tee two | less\n```\n").count == 4
    )
  }

  @Test func doesNotWrapCodeInPipes() {
    #expect(
      DocumentRenderer.pipe(20).text(code).last
        == "    indented, and longer than a narrow screen is")
  }

  @Test func doesNotExceedTheWidthWithWideCharacters() {
    for width in 6...14 {
      let lines = DocumentRenderer.screen(width).lines(for: Document(markdown: "```\na漢字漢字漢字漢字\n```\n"))
      #expect(lines.allSatisfy { $0.columns <= width })
    }
  }

  @Test func expandsTabsToStopsOfFourColumns() {
    #expect(DocumentRenderer.screen(80).text("```\n\ta\tb\n```\n") == ["      a   b"])
  }

  @Test func removesCarriageReturnsAtLineEnds() {
    #expect(DocumentRenderer.screen(80).text("```\r\na\r\n\r\nb\r\n```\r\n") == ["  a", "", "  b"])
  }

  @Test func showsControlCharactersInCode() {
    #expect(DocumentRenderer.screen(80).text("```\n\u{1B}[2J \u{202E}x\n```\n") == ["  ␛[2J <U+202E>x"])
  }

  @Test func keepsSpacesOfInlineCodeAndCollapsesThoseOfProse() {
    #expect(DocumentRenderer.screen(80).text("a  b `c  d`") == ["a b c  d"])
  }

  @Test func rendersNothingForAnEmptyCodeBlock() {
    #expect(DocumentRenderer.screen(80).text("a\n\n```\n```\n\nb") == ["a", "", "b"])
  }
}
