public import TerminalText

/// A run of the UI over bytes: what a terminal sends goes in, effects come out; the loop is the caller's.
public struct Session: Sendable {
  private var parser = InputParser()
  private var state: State

  public init(_ state: State) {
    self.state = state
  }

  /// Whether the caller should call ``flush()`` if nothing arrives within ``pendingDelay``.
  public var isPending: Bool { parser.isPending }

  /// How long to wait for the rest of a sequence, in milliseconds.
  public var pendingDelay: Int32 { parser.pendingDelay }

  /// Takes bytes of the terminal.
  public mutating func take(_ bytes: some Sequence<UInt8>) -> [Effect] {
    parser.parse(bytes).flatMap { state.update($0) }
  }

  /// Takes an escape that nothing followed for what it is.
  public mutating func flush() -> [Effect] {
    parser.flush().flatMap { state.update($0) }
  }

  /// Takes what comes from elsewhere: a resize, a reload.
  public mutating func take(_ event: Event) -> [Effect] {
    state.update(event)
  }

  /// The command that opens the place that is shown.
  public var address: FilteredText { state.address }

  /// The screen as it should be now.
  public func frame() -> Frame { state.view() }
}
