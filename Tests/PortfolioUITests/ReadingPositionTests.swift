import Markdown
import PortfolioModel
import TerminalText
import TestSupport
import Testing

@testable import PortfolioUI

/// The position in a page stays where the reader left it when the layout changes.
struct ReadingPositionTests {
  /// Words with numbers, so that the first word of the top line can be found at any width.
  private static let paragraph = (0..<400).map { "word\($0)" }.joined(separator: " ")
  private static let portfolio = Portfolio([
    "a/1.md": "# One\n\n- Item\n\n\(paragraph)\n\n## Two\n\n> \(paragraph)\n\n```\n\(paragraph)\n```\n",
    "a/2.md": "# Other\n",
  ])

  @Test(arguments: 1...20)
  func doesNotDriftOverRandomSizesAndBack(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var state = State(Self.portfolio, columns: 100, rows: 30, at: Place(page: "a/1"))
    for _ in 0..<Int.random(in: 1...40, using: &generator) { state.press("j") }
    let before = state.visibleText
    for _ in 0..<30 {
      let size = Size(
        columns: Int.random(in: 20...140, using: &generator), rows: Int.random(in: 6...60, using: &generator))
      _ = state.update(.resize(size))
      if Bool.random(using: &generator) { state.press("z") }
      if Bool.random(using: &generator) { state.press("t") }
    }
    if state.isZoomed { state.press("z") }
    _ = state.update(.resize(Size(columns: 100, rows: 30)))
    #expect(state.visibleText == before)
  }

  @Test(arguments: [40, 60, 80, 120])
  func keepsTheFirstWordOfTheTopLineOnTheTopLine(columns: Int) throws {
    var state = State(Self.portfolio, columns: 100, rows: 30, at: Place(page: "a/1"))
    state.press("2 0 G")
    let top = try #require(state.visibleText.first)
    let word = try #require(top.split(separator: " ").first { $0.hasPrefix("word") })
    _ = state.update(.resize(Size(columns: columns, rows: 30)))
    let words = state.visibleText.first?.split(separator: " ") ?? []
    #expect(words.contains(word), "\(word) in \(words)")
  }
}
