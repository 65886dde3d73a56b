import Foundation
import Testing

@testable import TerminalEmulator

/// Every size of a terminal, and many sizes in a short time.
struct SizeTests {
  /// Whether the screen is complete for its size.
  private static func isDrawn(_ terminal: Terminal) -> Bool {
    let (columns, rows) = (terminal.columns, terminal.rows)
    guard columns >= 20, rows >= 6 else {
      let sentence = columns < 18 ? "Too small" : "Terminal too small"
      let whole = columns < sentence.count ? sentence.prefix(columns - 1) + "…" : sentence
      return terminal.line(0) == whole
        && (1..<rows).allSatisfy { terminal.line($0).isEmpty }
    }
    guard terminal.line(rows - 1).hasPrefix(" j/k select") else { return false }
    return columns < 60 || (terminal.line(rows - 2).hasSuffix("┘") && terminal.line(1).hasSuffix("┐"))
  }

  /// Every width at the heights at which the layout changes, and every height at such widths.
  ///
  /// `EverySizeTests` in `Tests/PortfolioUITests` tries all 12,000 sizes up to 200x60 without a terminal,
  /// which would take ten minutes for them at 20 frames a second.
  private static let borders: [(columns: Int, rows: Int)] =
    [1, 5, 6, 7, 24, 60].flatMap { rows in (1...200).map { ($0, rows) } }
    + [1, 19, 20, 59, 60, 61, 200].flatMap { columns in (1...60).map { (columns, $0) } }

  /// Several terminals share the sizes, since each waits 50 ms between two frames.
  @Test func drawsEverySizeAtWhichTheLayoutChanges() throws {
    let terminalCount = 16
    let terminals = try (0..<terminalCount).map { _ in try Terminal(columns: 80, rows: 24) }
    var queues = (0..<terminalCount).map { first in
      stride(from: first, to: Self.borders.count, by: terminalCount).map { Self.borders[$0] }[...]
    }
    for terminal in terminals { #expect(terminal.wait(until: Self.isDrawn)) }
    var deadlines = queues.map { _ in Date(timeIntervalSinceNow: 10) }
    while queues.contains(where: { !$0.isEmpty }) {
      for (index, terminal) in terminals.enumerated() {
        let isFirst = terminal.columns == 80 && terminal.rows == 24
        let hasNews = terminal.readOutput(withinMilliseconds: 1)
        guard !queues[index].isEmpty || hasNews else { continue }
        if hasNews || isFirst, Self.isDrawn(terminal) {
          if let (columns, rows) = queues[index].popFirst() { terminal.resize(columns: columns, rows: rows) }
          deadlines[index] = Date(timeIntervalSinceNow: 10)
        } else if Date() > deadlines[index] || !terminal.isRunning {
          Issue.record("\(terminal.columns)x\(terminal.rows):\n\(terminal.text)")
          return
        }
      }
    }
    for terminal in terminals {
      #expect(terminal.wait(until: Self.isDrawn), "\(terminal.columns)x\(terminal.rows):\n\(terminal.text)")
      terminal.send("q")
      #expect(terminal.ended() == 0)
      #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
    }
  }

  @Test func drawsASizeThatIsTooLargeOrNotKnown() throws {
    let terminal = try Terminal(columns: 80, rows: 24)
    #expect(terminal.wait(until: Self.isDrawn))
    terminal.resize(columns: 500, rows: 200)
    #expect(terminal.wait { $0.line(1).hasPrefix("┌ 1 About") })
    terminal.resize(columns: 65535, rows: 65535)
    #expect(terminal.wait { $0.isRunning && !$0.readOutput(withinMilliseconds: 200) })
    terminal.resize(columns: 80, rows: 24)
    #expect(terminal.wait(until: Self.isDrawn), "\(terminal.text)")
    terminal.resize(columns: 0, rows: 0)
    #expect(terminal.wait { Self.isDrawn($0) && !$0.readOutput(withinMilliseconds: 100) }, "\(terminal.text)")
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test(arguments: [(0, 0), (1, 1), (65535, 65535)])
  func startsAtAnUnusualSize(columns: Int, rows: Int) throws {
    let terminal = try Terminal(columns: 80, rows: 24)
    terminal.resize(columns: columns, rows: rows)
    #expect(terminal.wait { $0.isAlternate })
    terminal.send("q")
    #expect(terminal.ended() == 0)
    #expect(terminal.leftovers.isEmpty, "\(terminal.leftovers)")
  }

  @Test func drawsTheLastOfManySizes() throws {
    let terminal = try Terminal(columns: 80, rows: 24)
    #expect(terminal.wait(until: Self.isDrawn))
    let before = terminal.byteCount
    for number in 0..<2000 {
      if number.isMultiple(of: 2) {
        terminal.resize(columns: 100, rows: 30)
      } else {
        terminal.resize(columns: 80, rows: 24)
      }
      terminal.signal(SIGWINCH)
    }
    terminal.resize(columns: 90, rows: 27)
    #expect(terminal.wait(until: Self.isDrawn))
    // At most 20 frames a second, of some kilobytes each.
    #expect(terminal.byteCount - before < 2_000_000)
    terminal.send("q")
    #expect(terminal.ended() == 0)
  }

  /// The bytes with which a frame of a new size begins.
  private static let clear = Array("\u{1B}[H\u{1B}[2J".utf8)

  @Test func drawsTwentyFramesASecondDuringManyResizes() throws {
    let terminal = try Terminal(["articles/fast-queries-slow-endpoint"], columns: 100, rows: 30)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k scroll") })
    terminal.isRecording = true
    let before = terminal.processorTime
    let start = Date()
    var sent = 0
    while Date().timeIntervalSince(start) < 1.5 {
      terminal.resize(columns: sent.isMultiple(of: 20) ? 100 : 99, rows: 30)
      for _ in 0..<10 { terminal.signal(SIGWINCH) }
      sent += 10
      terminal.readOutput(withinMilliseconds: 1)
    }
    let seconds = Date().timeIntervalSince(start)
    let frames = terminal.recorded.ranges(of: Self.clear).count
    #expect(sent > 1000)
    #expect(frames >= 2, "the screen must follow meanwhile")
    #expect(Double(frames) <= 20 * seconds + 2)
    #expect(terminal.processorTime - before <= 0.5 * seconds)
    terminal.resize(columns: 90, rows: 27)
    #expect(terminal.wait { $0.line(26).hasPrefix(" j/k scroll") && $0.line(25).hasSuffix("┘") })
  }

  @Test func readsTheKeysBetweenResizes() throws {
    let terminal = try Terminal(columns: 80, rows: 24)
    #expect(terminal.wait(until: Self.isDrawn))
    terminal.send("/")
    for number in 0..<20 {
      terminal.resize(columns: 80 + number, rows: 24)
      terminal.send("a")
    }
    #expect(terminal.wait { $0.line(23).hasPrefix(" /" + String(repeating: "a", count: 20)) })
  }
}
