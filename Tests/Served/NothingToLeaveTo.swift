import Testing

@testable import TerminalEmulator

/// Types keys that suspend a program or open a shell elsewhere, and expects that the visit still follows a resize
/// and quits.
func expectNothingToLeaveTo(_ visit: Terminal, _ keys: String) {
  #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") })
  visit.send(keys)
  visit.resize(columns: 90, rows: 28)
  #expect(visit.wait { $0.line(26).hasSuffix("┘") && !$0.line(27).isEmpty }, "\(visit.text)")
  visit.send("\u{3}\u{3}\u{3}")
  #expect(visit.ended() == 0)
  #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
}
