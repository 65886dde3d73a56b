import PortfolioModel
import TerminalText
import TestSupport
import Testing

@testable import PortfolioUI

/// Random events never trap, every frame fits the screen, and what is selected and shown exists in the portfolio.
struct RandomEventTests {
  @Test(arguments: 1...24)
  func keepsTheStateOfTheSampleConsistent(seed: UInt64) {
    expectConsistentState(seed, count: 250, portfolios: Self.samples, largest: 130)
  }

  @Test(arguments: 101...104)
  func keepsTheStateOfAHostilePortfolioConsistent(seed: UInt64) {
    expectConsistentState(seed, count: 120, portfolios: [.hostile, .sample, .hostile], largest: 220)
  }

  /// Versions of the sample between which the content changes, pages vanish, and get faults.
  private static let samples = [
    Portfolio.sample, Portfolio.sample, Portfolio([:]), Portfolio(["index.md": "# Only\n"]),
    Portfolio([
      "projects/alpha.md": "---\ndate: soon\n---\n## Problem\n\nChanged.\n", "x/ŉ.md": "# ᾷ\n\nŉ ᾀ 長い\n",
    ]),
  ]

  private func expectConsistentState(_ seed: UInt64, count: Int, portfolios: [Portfolio], largest: Int) {
    var random = RandomEvents(seed: seed, portfolios: portfolios, largest: largest)
    var state = State(portfolios[0], theme: .standard)
    state.configuration.repertoire =
      seed.isMultiple(of: 4) ? .ascii : seed.isMultiple(of: 3) ? .console : .unicode
    for number in 0..<count {
      let event = random.next()
      _ = state.update(event)
      if let fault = Self.fault(of: state) {
        Issue.record("seed \(seed), event \(number) (\(event)): \(fault)")
        return
      }
    }
  }

  /// Returns what is wrong with a state, or nil.
  private static func fault(of state: State) -> String? {
    let (size, frame) = (state.configuration.size, state.view())
    if frame.lines.count != size.rows || frame.lines.contains(where: { $0.columns != size.columns }) {
      return "the frame does not fit \(size): \(frame.lines.map(\.columns))"
    }
    if let cursor = frame.cursor,
      !(0..<size.rows).contains(cursor.row) || !(0..<size.columns).contains(cursor.column)
    {
      return "the cursor is outside the screen: \(cursor)"
    }
    let (list, reader, portfolio) = (state.list, state.reader, state.portfolio)
    guard list.selectedRows.indices.contains(list.section) else {
      return "there is no section \(list.section)"
    }
    for (section, row) in list.selectedRows.enumerated()
    where row != 0 && !list.rows(of: section).indices.contains(row) {
      return "there is no row \(row) in section \(section)"
    }
    if let page = list.selection, portfolio.page(page.id) !== page { return "\(page.id) is selected" }
    if let page = reader.page, portfolio.page(page.id) == nil { return "\(page.id) is shown" }
    if reader.page == nil, !portfolio.listedPages.joined().isEmpty { return "no page is shown" }
    if !(0...reader.viewport.maximumTop).contains(reader.viewport.top) {
      return "the page is scrolled to \(reader.viewport.top)"
    }
    if let search = reader.search, search.current >= max(1, search.matches.count) {
      return "no current match"
    }
    if let overlay = state.overlay, overlay.kind != .help, overlay.selection >= max(1, overlay.rows.count) {
      return "row \(overlay.selection) of \(overlay.rows.count) is selected"
    }
    return nil
  }
}

/// Random keys, texts, sizes, mouse events and reloads.
private struct RandomEvents {
  private var generator: SeededGenerator
  private let portfolios: [Portfolio]
  private let largest: Int
  private static let keys = KeyBindings.standard.rows.flatMap(\.keys)
  private static let texts = [
    "twice", "the ", "\"", "長", "ŉ", "ᾀ", "é", "e\u{301}", "\u{AD}", "A", "number: 2", " ",
  ]

  init(seed: UInt64, portfolios: [Portfolio], largest: Int) {
    generator = SeededGenerator(seed: seed)
    self.portfolios = portfolios
    self.largest = largest
  }

  mutating func next() -> Event {
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<62: return .key(Self.keys.randomElement(using: &generator) ?? .other)
    case 62..<72:
      let scalar = text.unicodeScalars.first ?? "x"
      return .key(.character(scalar))
    case 72..<78: return .paste(text + text)
    case 78..<85: return .resize(Size(columns: number(largest), rows: number(60)))
    case 85..<96:
      let kind = [Mouse.Kind.press, .press, .wheelUp, .wheelDown].randomElement(using: &generator) ?? .press
      return .mouse(Mouse(kind, row: number(62) - 1, column: number(largest + 2) - 1))
    case 96..<98: return .message(text)
    default: return .reload(portfolios.randomElement(using: &generator) ?? .sample, message: nil)
    }
  }

  private var text: String {
    mutating get { Self.texts.randomElement(using: &generator) ?? "" }
  }

  private mutating func number(_ limit: Int) -> Int { Int.random(in: 1...limit, using: &generator) }
}
