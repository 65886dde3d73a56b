import Foundation
import Markdown
import PortfolioModel
import TerminalText
import TestSupport
import Testing

@testable import PortfolioUI

/// A whole bundled article in the reader, at widths with different layouts: with footnotes, a callout, code of three
/// languages, a drawing in characters, tables, lists, a picture and links.
struct ArticleScreenTests {
  private static let name = "fast-queries-slow-endpoint"
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  @Test(arguments: [40, 60, 80, 100, 140])
  func showsTheRecordedScreens(columns: Int) throws {
    let source = BuiltProducts.repository.appending(path: "content/articles/\(Self.name).md")
    let article = try String(contentsOf: source, encoding: .utf8)
    let files = [("a/article.md", article), ("a/other.md", "# Other\n")]
    var state = State(
      Portfolio(files), columns: columns, rows: 50, at: Place(page: "a/article"), theme: .mono)
    state.press("z")
    var screens = text(state)
    while state.reader.viewport.top < state.reader.viewport.maximumTop {
      state.press("space")
      screens += text(state)
    }
    try Recorder.expect(
      screens, equals: Self.folder.appending(path: "Scenarios/Articles/\(Self.name)-\(columns).txt"))
  }

  /// The text of a screen without the spaces at the ends of its rows.
  private func text(_ state: State) -> String {
    state.screen.map { String($0.reversed().drop { $0 == " " }.reversed()) + "\n" }.joined()
  }
}
