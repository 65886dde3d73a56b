/// Why a connection ended: the closed list that logs and metrics speak.
package enum EndReason: UInt8, Sendable, CaseIterable {
  /// The visitor left, or the command was done.
  case quit = 1
  /// The client ended its side.
  case eof
  /// The network took the connection away.
  case reset
  case idle
  case age
  /// Nothing was asked for in time.
  case grace
  /// Too many of one source, too many in all.
  case perSource
  case full
  /// Half-open, and in somebody's way.
  case earlyDrop
  /// The client broke the protocol, or asked for too much.
  case `protocol`
  /// Output did not move.
  case stall
  /// A call of the library did not come back.
  case watchdog
  /// Processor time or memory.
  case resources
  /// A signal ended the process: a fault of ours.
  case signal
  /// The service ends.
  case drain
  /// No process could be made.
  case busy

  /// What a client is told for whom there is no room; one sentence, whenever it turns out.
  var refusal: String {
    switch self {
    case .full: "There are as many visitors here as there may be. Try again soon."
    case .busy: "The service is too busy just now. Try again soon."
    default: "There are too many connections from your address. Try again soon."
    }
  }

  /// How logs and metrics write it. The names stand here: the runtime finds a case's own by reflection, which makes
  /// memory the listener's own that visitors shared.
  package var name: String {
    switch self {
    case .quit: "quit"
    case .eof: "eof"
    case .reset: "rst"
    case .idle: "idle"
    case .age: "max_age"
    case .grace: "grace"
    case .perSource: "per_source"
    case .full: "full"
    case .earlyDrop: "early_drop"
    case .protocol: "protocol"
    case .stall: "stall"
    case .watchdog: "watchdog"
    case .resources: "rlimit"
    case .signal: "signal"
    case .drain: "drain"
    case .busy: "busy"
    }
  }
}
