import Testing

@testable import Curses

struct TerminalEntriesTests {
  /// What infocmp(1) shows of the entries of ncurses-base: `vt52` lacks the move by a number of columns (`cuf`).
  @Test(arguments: [("xterm-256color", false), ("linux", false), ("vt52", true)])
  func anEntryHasAStepOnlyWithoutTheMoveByANumber(name: String, hasStep: Bool) throws {
    let entry = try #require(TerminalEntries.entry(named: name))
    #expect((TerminalEntries.withoutStep(entry) == entry) == hasStep)
    #expect(TerminalEntries.withoutStep(entry).count == entry.count)
  }

  @Test(arguments: [0, 1, 11, 12, 200])
  func anEntryThatWasCutStaysAsItIs(count: Int) throws {
    let part = Array(try #require(TerminalEntries.entry(named: "xterm-256color")).prefix(count))
    #expect(TerminalEntries.withoutStep(part) == part)
  }
}
