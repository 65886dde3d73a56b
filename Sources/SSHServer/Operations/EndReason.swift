/// Why a connection ended or was refused: all reasons that logs and metrics use.
package enum EndReason: UInt8, Sendable, CaseIterable {
  /// The visitor quit, or the command finished.
  case quit = 1
  /// The client ended its side.
  case eof
  /// The network reset the connection.
  case reset
  /// The visitor pressed no key for too long.
  case idle
  /// The visit reached its maximum length.
  case age
  /// The client requested neither a shell nor a command within the grace time.
  case grace
  /// The source has too many connections.
  case perSource
  /// The service has too many visitors.
  case full
  /// The connection was half-open and was ended to admit another.
  case earlyDrop
  /// The client broke the protocol, or sent too many requests.
  case `protocol`
  /// Output did not move for too long.
  case stall
  /// A call of the SSH library did not return in time, or the process outlived its deadline.
  case watchdog
  /// The visit used too much processor time or memory.
  case resources
  /// A signal ended the process: a fault of the program.
  case signal
  /// The service ended.
  case drain
  /// No process could be made for the visitor.
  case busy

  /// The sentence for a client that is refused, before the key exchange or after it.
  var refusal: String {
    switch self {
    case .full: "The service is full: it has as many visitors as it accepts. Try again soon."
    case .busy: "The service is too busy at the moment. Try again soon."
    default: "There are too many connections from your address. Try again soon."
    }
  }

  /// The name in logs and metrics. It is not the case's own name, because the runtime finds that by reflection,
  /// which writes to memory that visitors' processes share.
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
