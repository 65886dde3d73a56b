import Testing

@testable import TerminalEmulator

/// Keys that lead to a shell elsewhere change nothing: the visit follows a resize, and ends when it is asked to.
func expectNothingToLeaveTo(_ visit: Terminal, _ keys: String) {
  #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") })
  visit.send(keys)
  visit.resize(columns: 90, rows: 28)
  #expect(visit.wait { $0.line(26).hasSuffix("┘") && !$0.line(27).isEmpty }, "\(visit.text)")
  visit.send("\u{3}\u{3}\u{3}")
  #expect(visit.ended() == 0)
  #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
}
