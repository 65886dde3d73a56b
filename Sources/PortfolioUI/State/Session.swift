package import TerminalText

/// A run of the UI over bytes: what a terminal sends goes in, effects come out; the loop is the caller's.
package struct Session: Sendable {
  private var parser = InputParser()
  private var state: State

  package init(_ state: State) {
    self.state = state
  }

  /// Whether the caller should call ``flush()`` if nothing arrives within ``pendingDelay``.
  package var isPending: Bool { parser.isPending }

  /// How long to wait for the rest of a sequence.
  package var pendingDelay: Duration { parser.pendingDelay }

  /// Handles bytes that the terminal sent.
  package mutating func receive(_ bytes: some Sequence<UInt8>) -> [Effect] {
    parser.parse(bytes).flatMap { state.update($0) }
  }

  /// Ends a sequence that nothing followed: a lone escape is the key Esc.
  package mutating func flush() -> [Effect] {
    parser.flush().flatMap { state.update($0) }
  }

  /// Handles an event that is not input: a resize, a reload.
  package mutating func handle(_ event: Event) -> [Effect] {
    state.update(event)
  }

  /// The command that opens the place that is shown.
  package var address: FilteredText { state.address }

  /// The key that quits, for sentences about it.
  package var quitKey: FilteredText { state.keys.label(of: .quit) }

  /// The screen as it should be now.
  package func frame() -> Frame { state.view() }
}
