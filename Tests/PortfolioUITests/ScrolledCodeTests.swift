import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// Whole lines of code that are scrolled sideways.
struct ScrolledCodeTests {
  private static let line = "  let total = alpha + bravo + charlie + delta + echo + foxtrot"
  private static let markdown = "# Code\n\n> ```\n> \(line)\n> short\n>\n> ```\n"

  private func state(_ markdown: String = Self.markdown, _ step: String = "") -> State {
    var state = State(["a/1.md": markdown], columns: 36, rows: 24, at: Place(page: "a/1"))
    state.press(step)
    return state
  }

  /// The rows of code on the screen, without the columns that a narrow screen and the quote have before them.
  private func code(_ state: State) -> [String] {
    state.view().lines.map(\.text).filter { $0.hasPrefix(" │ ") }
      .map { String(String($0.dropFirst(3)).reversed().drop { $0 == " " }.reversed()) }
  }

  @Test func isWrappedAtFirst() {
    #expect(code(state()).count == 5)
  }

  @Test func isWholeAfterTheFirstStep() {
    #expect(code(state(Self.markdown, ">")) == ["    let total = alpha + bravo +›", "  short", ""])
  }

  @Test func isScrolledByHalfTheMeasure() {
    let rows = code(state(Self.markdown, "> >"))
    #expect(rows == ["  ‹a + bravo + charlie + delta ›", "  ‹", ""])
  }

  @Test func stopsAtTheEndOfTheWidestLine() {
    let state = state(Self.markdown, "> > > > >")
    #expect(code(state).first?.hasSuffix("+ echo + foxtrot") == true)
    #expect(state.message == "The widest line of code ends here")
  }

  @Test func isWrappedAgainFromTheLeftEnd() {
    #expect(code(state(Self.markdown, "> > <")) == code(state(Self.markdown, ">")))
    #expect(code(state(Self.markdown, "> > < <")) == code(state()))
  }

  @Test func staysWrappedWhereEveryLineFits() {
    let state = state("# Code\n\n```\nshort\n```\n", ">")
    #expect(state.message == "No line of code is wider than the page")
    #expect(state.reader.wrapsCode)
  }

  @Test func scrollsDrawingsWithoutWrappingThem() {
    let drawing = "+------+        +-----------+        +-------+"
    let markdown =
      "# Code\n\n> ```\n> \(drawing)\n> | from |------->| and there |------->| to it |\n> \(drawing)\n>\n> ```\n"
    #expect(
      code(state(markdown)).prefix(2) == [
        "  +------+        +-----------+›", "  | from |------->| and there |›",
      ])
    #expect(code(state(markdown, "> >")).first?.hasSuffix("+        +-------+") == true)
    #expect(code(state(markdown, "> <")) == code(state(markdown)))
    #expect(code(state(markdown, "/ 'to it' Enter"))[1].contains("to it"))
    #expect(state(markdown, "<").message == "Code is not scrolled")
  }

  @Test func isScrolledToAMatch() {
    var state = state(Self.markdown, "> / 'foxtrot' Enter")
    #expect(code(state).first?.contains("foxtrot") == true)
    state.press("Esc / 'total' Enter")
    #expect(code(state).first?.contains("total") == true)
  }

  @Test(arguments: 0...70)
  func neverExceedsTheWidth(offset: Int) {
    var code = Line([Span("│ "), Span("▏"), Span(" "), Span("長い名前 = 漢字の値 + another + 値")])
    code.codeColumns = 33
    for width in 6...40 {
      let row = code.scrollingCode(by: offset, width: width, .plain)
      #expect(row.columns <= width && row.text.hasPrefix("│ ▏ "))
    }
  }
}
