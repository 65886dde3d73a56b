package import TerminalText

/// The UI with a byte stream as its input. The caller passes the bytes that a terminal sends, carries out the effects
/// that are returned, and shows the frames.
package struct Session: Sendable {
  private var parser = InputParser()
  private var state: State

  package init(_ state: State) {
    self.state = state
  }

  /// Returns the effects of the first screen.
  package mutating func begin() -> [Effect] { state.begin() }

  /// Whether the program handles the mouse.
  package var capturesMouse: Bool { state.capturesMouse }

  /// Whether the terminal is asked if it can place pictures in cells.
  package var asksTerminal: Bool { state.asksTerminal }

  /// Whether an answer of the terminal has not come yet.
  package var awaitsReply: Bool { state.awaitsReply }

  /// Whether an escape sequence is incomplete, so that the caller must call ``flush()`` if nothing arrives within
  /// ``pendingDelay``.
  package var isPending: Bool { parser.isPending }

  /// How long to wait for the rest of a sequence.
  package var pendingDelay: Duration { parser.pendingDelay }

  /// Handles bytes that the terminal sent.
  package mutating func receive(_ bytes: some Sequence<UInt8>) -> [Effect] {
    state.update(parser.parse(bytes))
  }

  /// Ends an incomplete escape sequence: a lone ESC byte is the key Esc.
  package mutating func flush() -> [Effect] {
    state.update(parser.flush())
  }

  /// Handles an event other than input, such as a resize.
  package mutating func handle(_ event: Event) -> [Effect] {
    state.update(event)
  }

  /// The positions at which pages were left, by page id.
  package var positions: [String: Viewport.Position] { state.positions }

  /// The command that opens the current place.
  package var address: FilteredText { state.address }

  /// The key that quits, as it is shown to users.
  package var quitKey: FilteredText { state.keys.label(of: .quit) }

  /// Returns the current screen.
  package func frame() -> Frame { state.view() }
}
