import Markdown
import PortfolioModel
import TerminalText

@testable import PortfolioUI

extension State {
  /// Starts a session on a portfolio of files.
  init(
    _ files: KeyValuePairs<String, String>, columns: Int = 80, rows: Int = 24, at place: Place? = nil,
    keys: KeyBindings = .standard, theme: Theme = .marks
  ) {
    self.init(Portfolio(files), columns: columns, rows: rows, at: place, keys: keys, theme: theme)
  }

  init(
    _ portfolio: Portfolio, columns: Int = 80, rows: Int = 24, at place: Place? = nil,
    keys: KeyBindings = .standard, theme: Theme = .marks
  ) {
    let size = Size(columns: columns, rows: rows)
    self.init(Configuration(portfolio: portfolio, size: size, theme: theme, keys: keys), at: place)
  }

  /// Applies the events of a step of a ``Scenario``.
  mutating func press(_ step: String) { Scenario.press(step, in: &self) }

  /// The text of the rows of the screen.
  var screen: [String] { view().lines.map(\.text) }

  /// The text of the status row.
  var statusRow: String { screen.last ?? "" }

  /// The rows of the page that are visible.
  var visibleText: [String] {
    reader.viewport.lines.dropFirst(reader.viewport.top).prefix(reader.viewport.height).map(\.text)
  }

  /// The texts on the screen in the color of ``Theme/marks`` for a match.
  var matches: [String] { texts(in: .green) }
  var currentMatches: [String] { texts(in: .red) }

  private func texts(in color: Color) -> [String] {
    view().lines.flatMap { line in
      line.spans.split { $0.style.foreground != color }.map { $0.map(\.text.string).joined() }
    }
  }
}

extension Theme {
  /// A theme in which only matches have colors.
  static let marks = Theme(name: "marks", [.match: Style(.green), .currentMatch: Style(.red)])
}
