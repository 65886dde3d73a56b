import Markdown
import PortfolioModel
import Testing

@testable import PortfolioUI

struct KeyBindingsTests {
  private static let standard = KeyBindings.standard

  /// The standard table with other keys for some actions.
  private func table(_ replacements: KeyValuePairs<Action, String>) -> KeyBindings {
    let keys = Dictionary(uniqueKeysWithValues: replacements.map { ($0.key, $0.value) })
    return KeyBindings(
      Self.standard.rows.map { row in
        keys[row.action].map { KeyBindings.Row(row.action, $0, row.help) } ?? row
      })
  }

  private func state(_ replacements: KeyValuePairs<Action, String>, columns: Int = 100) -> State {
    State(.sample, columns: columns, rows: 30, keys: table(replacements))
  }

  // MARK: The standard table

  @Test(arguments: Action.allCases)
  func hasOneRowWithKeysAndHelpForEachAction(action: Action) {
    let rows = Self.standard.rows.filter { $0.action == action }
    #expect(rows.count == 1)
    #expect(rows.allSatisfy { !$0.keys.isEmpty && !$0.help.isEmpty })
  }

  @Test func hasEachKeyOnce() {
    let keys = Self.standard.rows.flatMap(\.keys)
    let repeated = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.map(\.notation)
    #expect(repeated == [])
  }

  @Test(arguments: KeyBindings.standard.rows)
  func mapsTheKeysOfARowToItsAction(row: KeyBindings.Row) {
    for key in row.keys { #expect(Self.standard.action(for: key) == row.action) }
  }

  @Test(
    arguments: KeyBindings.standard.rows.flatMap(\.keys) + [
      .delete, .character("é"), .character("長"), .character("^"), .control("["), .control("_"),
      .control("\\"),
    ])
  func parsesTheNotationOfAKey(key: Key) {
    #expect(Key(notation: key.notation) == key)
    // A row separates keys by spaces.
    #expect(!key.notation.contains(" "))
  }

  @Test func leavesOutUnknownKeys() {
    #expect(KeyBindings.Row(.quit, "F99 q ^^^", "quit").keys == [.character("q")])
  }

  // MARK: Labels

  @Test func labelsAnActionWithItsFirstKey() {
    #expect(Self.standard.label(of: .next).string == "j")
    #expect(Self.standard.label(of: .pane).string == "1-9")
    #expect(table([.next: ""]).label(of: .next).isEmpty)
  }

  @Test func labelsAnActionWithAKeyThatTypesNothing() {
    #expect(Self.standard.label(of: .next, isTyping: true).string == "↓")
    #expect(Self.standard.label(of: .search, isTyping: true).isEmpty)
  }

  @Test func listsAllKeysOfARow() {
    let lists = [Action.next, .pageDown, .pane].compactMap { action in
      Self.standard.rows.first { $0.action == action }.map { KeyBindings.allKeys(of: $0) }
    }
    #expect(lists == ["j ↓", "space ^F PgDn", "1 … 9"])
  }

  // MARK: A replaced table

  @Test func replacedKeysChangeHandling() {
    var state = state([.help: "^G", .quit: "w"])
    #expect(state.update(.key(.character("q"))) == [])
    state.press("?")
    #expect(state.overlay == nil)
    state.press("^G")
    #expect(state.overlay?.kind == .help)
    state.press("^G")
    #expect(state.update(.key(.character("w"))) == [.quit])
  }

  @Test func replacedKeysChangeHints() {
    let state = state([.help: "^G", .quit: "w", .choose: "v"])
    #expect(state.statusRow.contains("v read  ^G keys  w quit"))
    #expect(!state.statusRow.contains("?") && !state.statusRow.contains("↵"))
  }

  @Test func replacedKeysChangeHelp() {
    var state = state([.help: "^G", .quit: "w"], columns: 80)
    state.press("^G")
    state.press("G")
    #expect(state.screen.contains { $0.contains("│ ^G              list of keys") })
    #expect(state.screen.contains { $0.contains("│ w               quit") })
    #expect(!state.screen.contains { $0.contains("│ q Q") })
  }

  @Test func replacedKeysChangeMessages() {
    var state = state([.search: "^S"])
    state.press("n")
    #expect(state.statusRow.hasPrefix(" There is no search to repeat; type ^S "))
    state.press("^S \"engineer\"")
    #expect(state.statusRow.hasPrefix(" Search: engineer"))
    state.press("Enter")
    #expect(state.statusRow.hasPrefix(" Search: engineer  1/1"))
  }

  @Test func replacedPaneKeysEnterPanesInTheirOrder() {
    var state = state([.pane: "a e c"])
    state.press("c")
    #expect(state.list.section == 2)
    state.press("e")
    #expect(state.list.section == 1)
    state.press("4")
    #expect(state.list.section == 1)
  }

  @Test func anActionWithoutAKeyHasNoHint() {
    var state = state([.help: "", .search: "", .next: "", .previous: ""])
    #expect(state.statusRow.hasPrefix(" ↵ read  q quit  1-9 pane  s search all"))
    state.press("n")
    #expect(state.message == "There is no search to repeat")
  }

  @Test func aReplacedKeyAcceptsAPrompt() {
    var state = state([.choose: "^J", .back: "^X"])
    state.press("s \"twice\" ^J")
    #expect(state.reader.page?.id == "projects/alpha" && state.prompt == nil)
    state.press("/ \"event\" ^X")
    #expect(state.prompt == nil && state.reader.search == nil)
  }

  @Test func theFirstRowOfAKeyHasPrecedence() {
    let keys = KeyBindings([KeyBindings.Row(.quit, "w", ""), KeyBindings.Row(.help, "w", "")])
    #expect(keys.action(for: .character("w")) == .quit)
  }
}
