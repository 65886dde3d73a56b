/// Limits that are no options: values that no honest client exceeds, and waits of the service itself.
enum FixedLimits {
  static let authenticationTries = 6
  static let refusedOpens = 16
  static let environmentRequests = 32
  static let refusedRequests = 64
  /// An agent with many keys sends about forty packets; a client that asks for nothing sends no more.
  static let packetsBeforeRequest = 200
  static let commandBytes = 65_536
  static let termBytes = 64
  /// Input that is handled in one iteration, in bytes.
  static let inputBytes = 1 << 16
  /// Size of the socket's send buffer in bytes. Older frames are replaced instead of sent.
  static let sendBuffer: Int32 = 1 << 16
  /// Open files of a visitor's process.
  static let descriptors = 32
  /// Size of the file in memory that ncurses writes to, in bytes: it counts against RLIMIT_FSIZE.
  static let fileBytes = 16 << 20
  /// Milliseconds before a silent connection gets a process anyway: a client, or a proxy's health check, may wait
  /// for the server's banner.
  static let silence = 200
  /// Milliseconds to wait for a PROXY header, for a request for metrics, and for a refused client to read why.
  static let shortWait = 1000
  /// Milliseconds without accepting connections after descriptors or memory ran out.
  static let pause = 100
  /// Milliseconds for a client to close its side after the exit status; busy clients and slow lines need seconds.
  static let leave = 5000
  /// Milliseconds for a visitor to receive the last output when the service ends the visit.
  static let lastMoment = 1500
  /// Milliseconds from the order to end until a process is killed.
  static let lastOrder = 2000
  /// Seconds of silence between TCP keep-alive probes; a client that misses two is gone.
  static let probe = 15
  /// Refused clients that are told why at the same time; further ones are closed at once.
  static let farewells = 256
}
