internal import Visit

/// Limits that are not options: values that honest clients do not exceed, and delays within the service.
///
/// Durations are computed properties. A stored one would be initialized at first use, which would copy a page of
/// memory in each visitor's process.
enum FixedLimits {
  static let authenticationTries = 6
  static let refusedOpens = 16
  static let environmentRequests = 32
  static let refusedRequests = 64
  /// Packets before the first request. An agent with many keys sends about forty.
  static let packetsBeforeRequest = 200
  static let commandBytes = 65_536
  static let termBytes = 64
  /// Input that is handled in one iteration of the connection's loop, in bytes.
  static let inputBytes = 1 << 16
  /// Size of the socket's send buffer, in bytes. It is small because older frames are replaced instead of sent.
  static let sendBuffer: Int32 = 1 << 16
  /// Open files of a visitor's process.
  static let descriptors = 32
  /// Size of the file in memory that ncurses writes to, in bytes: it counts against RLIMIT_FSIZE.
  static let fileBytes = 16 << 20
  /// Time after which a connection that has sent nothing gets a process, because a client, or a proxy's health check,
  /// may wait for the server's banner.
  static var silence: Duration { .milliseconds(200) }
  /// Time to wait for a PROXY header, for a request for metrics, for a refused client to read the reason, and for a
  /// client that has closed its channel to end the connection.
  static var shortWait: Duration { .seconds(1) }
  /// Time without accepting connections after descriptors or memory ran out.
  static var pause: Duration { .milliseconds(100) }
  /// Time for a client to close its side after the exit status. Busy clients and slow networks need seconds.
  static var leave: Duration { .seconds(5) }
  /// Time for a visitor to receive the last output when the service ends the visit.
  static var lastMoment: Duration { .milliseconds(1500) }
  /// Time from the order to end until a process is killed.
  static var lastOrder: Duration { .seconds(2) }
  /// Time that a visitor's process gets beyond its own deadlines before it is killed.
  static var overtime: Duration { .seconds(5) }
  /// Silence between TCP keep-alive probes, in whole seconds; a client that misses two has gone.
  static var probe: Duration { .seconds(15) }
  /// The number of refused clients that may receive the reason at the same time. Others are closed at once.
  static let farewells = 256
  /// The files that a visit may ask for, in all and within a second.
  static let files = 2000
  static let filesPerSecond = 100
}
