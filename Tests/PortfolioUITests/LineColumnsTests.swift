import TerminalText
import TestSupport
import Testing

@testable import PortfolioUI

struct LineColumnsTests {
  private let wide: Line

  init() {
    precondition(UTF8Locale.isSet)
    wide = Line([Span("長い"), Span("題名")])
  }

  @Test(arguments: [(0, 8), (1, 7), (2, 6), (3, 5), (4, 4), (7, 1), (8, 0), (9, 0)])
  func dropsColumns(count: Int, rest: Int) {
    let line = wide.dropping(columns: count)
    #expect(line.columns == rest)
    #expect(line.text.first == (rest == 0 ? nil : rest % 2 == 1 ? " " : wide.text.dropFirst(count / 2).first))
  }

  @Test(arguments: 0...10)
  func cutsToColumns(width: Int) {
    #expect(wide.prefix(columns: width).columns == width)
  }

  @Test func coversColumns() {
    for column in 0...8 {
      for width in 0...(8 - column) {
        let other = Line(FilteredText(repeating: "x", count: width))
        let line = wide.covered(by: other, from: column)
        #expect(line.columns == 8, "\(width) columns at \(column): \(line.text)")
      }
    }
    #expect(wide.covered(by: Line("xx"), from: 3).text == "長 xx 名")
    #expect(Line("ab").covered(by: Line("x"), from: 4).text == "ab  x")
  }
}
