import Markdown
import PortfolioModel
import TerminalText
import Testing

@testable import PortfolioUI

/// Sessions on portfolios that are unlike the sample.
struct StateTests {
  @Test(arguments: [80, 40])
  func opensTheReaderOnTheOnlyPage(columns: Int) {
    var state = State(["index.md": "# Hello\n\nText.\n"], columns: columns)
    #expect(state.isReading && !state.layout.isSplit)
    #expect(state.screen.contains { $0.contains("Hello") } && state.screen.contains { $0.contains("Text.") })
    #expect(!state.screen.contains { $0.contains("Welcome") })
    state.press("Tab Enter ↓ Esc End 2 o")
    // The last key opened the contents.
    #expect(state.screen.contains { $0.contains("Contents") })
    #expect(state.screen.contains { $0.contains("Hello") })
  }

  @Test func showsAnEmptyPortfolio() {
    var state = State([:])
    state.press("Tab Enter ↓ Esc")
    #expect(state.screen[0].hasPrefix(" Portfolio"))
    #expect(state.screen[1].hasPrefix("┌") && state.screen[22].hasPrefix("└"))
    #expect(state.screen[23].contains("q quit"))
  }

  @Test(arguments: [0, 1, 15, 28, 29])
  func showsTheFocusedPaneOfMoreThanFit(section: Int) {
    let files = (0..<30).flatMap { folder in
      (0..<9).map { ("s\(folder + 10)/p\($0).md", "# S\(folder + 10) page \($0)\n") }
    }
    var state = State(Portfolio(files))
    for _ in 0..<section { state.press("Tab") }
    let screen = state.screen
    #expect(screen.contains { $0.contains("▸ S\(section + 10) page 0") })
    #expect(screen[22].hasPrefix("└") && screen[1].hasPrefix("┌"))
    #expect(screen.count { $0.contains("S\(section + 10) page") } >= 2)
  }

  @Test func givesTheFocusedPaneHalfOfTheRows() {
    let files = (0..<9).flatMap { folder in
      (0..<30).map { ("s\(folder)/p\($0 + 10).md", "# S\(folder) page \($0)\n") }
    }
    #expect(State(Portfolio(files)).screen.count { $0.contains("S0 page") } >= 6)
  }

  @Test func transliteratesEverythingToASCII() {
    var state = State(["index.md": "# Grüße\n\n“Quoted” – and 長い.\n"])
    state.configuration.repertoire = .ascii
    for keys in ["", "?", "Esc s", "Esc Enter"] {
      state.press(keys)
      #expect(state.screen.allSatisfy { $0.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }, "\(keys)")
      #expect(state.screen.allSatisfy { $0.utf8.count == 80 })
    }
  }

  /// Dim text in a reversed row would have a background of its own.
  @Test(arguments: [Theme.standard, .light, .dark, .mono])
  func aSelectedRowHasOneBackground(theme: Theme) {
    var state = State(Portfolio.sample, columns: 100, rows: 24, theme: theme)
    for keys in ["2", "f", "Esc s 'twice'", "Esc 3 c"] {
      state.press(keys)
      let rows = state.view().lines.map { line in
        line.spans.map(\.style).filter { $0.attributes.contains(.reverse) }
      }
      let selected = rows.filter { !$0.isEmpty }
      #expect(!selected.isEmpty, "\(keys)")
      for styles in selected {
        #expect(!styles.contains { $0.attributes.contains(.dim) }, "\(keys)")
      }
    }
  }

  @Test func showsOnlyTheSignsOfAConsole() {
    let text = "# Grüße\n\n“Quoted” – and — so…\n\n- a\n  - [ ] b\n\n> [!NOTE]\n> Say.\n\n```\ncode\n```\n"
    var state = State(["index.md": text])
    state.configuration.repertoire = .console
    let signs = Set("─│┌┐└┘├┤┬┴┼═║█•»↓↑←→üß".unicodeScalars)
    for keys in ["", "?", "Esc s", "Esc Enter"] {
      state.press(keys)
      let others = Set(state.screen.joined().unicodeScalars).filter { !$0.isASCII && !signs.contains($0) }
      #expect(others.isEmpty, "\(keys): \(others)")
      #expect(state.screen.allSatisfy { $0.unicodeScalars.count == 80 })
    }
  }

  @Test(arguments: [Repertoire.console, .ascii])
  func aCutTitleEndsWithDotsOnAConsole(repertoire: Repertoire) {
    let title =
      "A title that is far too long for the list of pages beside the reader, and for its border as well"
    var state = State(
      ["a/1.md": "# \(title)\n\n" + String(repeating: "so…\n\n", count: 60)], at: Place(page: "a/1"))
    state.configuration.repertoire = repertoire
    state.press("G")
    let screen = state.screen
    #expect(screen.contains { $0.contains("A title") && $0.contains("...") }, "\(screen)")
    #expect(!screen.contains { $0.contains("…") } && screen.contains { $0.contains("so...") })
    #expect(screen.allSatisfy { $0.unicodeScalars.count == 80 })
  }

  @Test func doesNotOpenAnAddressForAVisitor() {
    var state = State(["a/1.md": "[site](https://example.org/)\n"], at: Place(page: "a/1"))
    state.press("f")
    #expect(state.update(.key(.enter)) == [.copy(ClipboardText("https://example.org/"))])
    state.configuration.opensLinks = true
    state.press("f")
    #expect(
      state.update(.key(.enter)).count == 2 && state.message == "Opened: https://example.org/")
  }
}
