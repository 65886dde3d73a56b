internal import Visit

/// The client's requests that the connection's loop has not handled yet.
struct ClientRequests {
  /// Whether the client has logged in. Every login is accepted.
  var isAuthenticated = false
  private(set) var terminal: VisitRequest.Terminal?
  /// The request for a shell or a command. A connection has at most one.
  private(set) var visit: VisitRequest?
  /// The latest size of the client's terminal, in cells. The numbers are unchecked.
  var newSize: (columns: Int, rows: Int)?
  private(set) var input: [UInt8] = []
  /// Whether the client has ended its input (SSH_MSG_CHANNEL_EOF).
  var isInputEnded = false
  /// Whether the client has closed the channel (SSH_MSG_CHANNEL_CLOSE).
  var isChannelClosed = false
  var tally = RequestTally()

  /// Whether a visitor has done something that a visit must handle.
  var hasActivity: Bool { newSize != nil || !input.isEmpty || isInputEnded }

  /// Records a terminal (pty-req); false when there is one already, or the visit has begun.
  mutating func setTerminal(_ term: String, columns: Int, rows: Int) -> Bool {
    guard terminal == nil, visit == nil else { return false }
    // No known terminal has a name as long as this limit.
    let term = term.utf8.count <= FixedLimits.termBytes ? term : ""
    terminal = VisitRequest.Terminal(term: term, columns: columns, rows: rows)
    return true
  }

  /// Records a command, or a shell if it is nil; false if there was a request before.
  mutating func setCommand(_ command: String?) -> Bool {
    guard visit == nil else { return false }
    visit = VisitRequest(command: command, terminal: terminal)
    return true
  }

  /// Appends input. Input beyond ``FixedLimits/inputBytes`` in one iteration is dropped.
  mutating func append(_ data: UnsafeRawBufferPointer) {
    if input.count < FixedLimits.inputBytes { input += data }
  }

  /// Empties the input and keeps its memory for the next.
  mutating func removeInput() { input.removeAll(keepingCapacity: true) }
}
