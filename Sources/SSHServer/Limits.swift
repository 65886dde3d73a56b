/// Every number that the service keeps to. Times are in seconds.
public struct Limits: Sendable, Equatable {
  /// Visitors at once.
  public var visitors = 200
  /// Connections at once that have not asked for anything yet.
  public var halfOpen = 100
  /// Of one source: an IPv4 address, or a /64 of IPv6.
  public var perSource = 20
  public var halfOpenPerSource = 10
  /// Connections a second that one source may begin; so many may also come at once.
  public var ratePerSource = 20
  /// Until something is asked for.
  public var grace = 10
  /// Without a key; an article takes nine minutes.
  public var idle = 1200
  /// How long before that a warning is shown.
  public var idleWarning = 60
  /// In all.
  public var age = 7200
  /// Output that waits for the visitor and does not move.
  public var stall = 30
  /// One call of the SSH library.
  public var watchdog = 3
  /// For visitors to leave when the service ends.
  public var drain = 30
  /// Processor time of one visitor.
  public var processor = 60
  /// Bytes a second that one visitor may send.
  public var bytesPerSecond = 1 << 20
  /// How long one key of the transport is used: by bytes sent or received, and by time.
  public var keyBytes = 1 << 30
  public var keyAge = 3600
  /// Memory that one visitor may take beyond what the service has, in MiB.
  public var memory = 256
  /// Lines of the log a second; what is beyond is counted.
  public var logLines = 100

  public init() {}

  /// Not options: what a client has no honest reason to exceed.
  static let authenticationTries = 6
  static let refusedOpens = 16
  static let environmentRequests = 32
  static let refusedRequests = 64
  /// An agent full of keys sends forty; a client that asks for nothing sends no more.
  static let packetsBeforeRequest = 200
  static let commandBytes = 65_536
  static let termBytes = 64
  /// Input that is taken in one go, in bytes.
  static let inputBytes = 1 << 16
  /// Bytes of output that the kernel may hold for a visitor: what is older than that is not sent at all.
  static let sendBuffer: Int32 = 1 << 16
  /// What a visitor's process may have open, and may write into its screen's file in memory, which counts as a
  /// file.
  static let descriptors = 32
  static let fileBytes = 16 << 20
  /// Milliseconds that a silent connection waits before it is given a process all the same: a client, or a proxy
  /// that looks whether we live, may want to hear us first.
  static let silence = 200
  /// Milliseconds for a PROXY header, for a question about metrics, and for reading why one is refused.
  static let shortWait = 1000
  /// Milliseconds in which nobody is let in where descriptors or memory are short.
  static let pause = 100
  /// Milliseconds in which a client may close its side when all is said: one that is busy, or at the end of a slow
  /// line, needs more than a moment.
  static let leave = 5000
  /// Milliseconds for a visitor to take the last words, and to close its side, when the visit is ended from
  /// outside.
  static let lastMoment = 1500
  /// Milliseconds from the order to end until a process that has not ended is made to.
  static let lastOrder = 2000
  /// Seconds of silence after which TCP asks whether the client's machine is there; it must answer within three
  /// times that.
  static let probe = 15
  /// Connections that are told why they are refused, at once; the others are closed without a word.
  static let farewells = 256

  /// The rows, in the order in which help shows them.
  public static let all: [LimitDefinition] = [
    LimitDefinition("max-visitors", \.visitors, 1...100_000, "visitors at once"),
    LimitDefinition("max-half-open", \.halfOpen, 1...100_000, "connections that have not asked for anything"),
    LimitDefinition("per-source", \.perSource, 1...100_000, "connections of one address (IPv6: of one /64)"),
    LimitDefinition("per-source-half-open", \.halfOpenPerSource, 1...100_000, "half-open ones of those"),
    LimitDefinition("per-source-rate", \.ratePerSource, 1...100_000, "new ones of those a second"),
    LimitDefinition("grace", \.grace, 1...3600, "seconds until something is asked for"),
    LimitDefinition("idle", \.idle, 1...86_400, "seconds without a key"),
    LimitDefinition("idle-warning", \.idleWarning, 0...86_400, "seconds before that with a warning"),
    LimitDefinition("max-age", \.age, 1...604_800, "seconds of a visit in all"),
    LimitDefinition("stall", \.stall, 1...3600, "seconds that output may wait for a visitor"),
    LimitDefinition("watchdog", \.watchdog, 1...60, "seconds that one call of the SSH library may take"),
    LimitDefinition("drain", \.drain, 0...3600, "seconds for visitors to leave when the service ends"),
    LimitDefinition("max-processor", \.processor, 1...3600, "seconds of processor time of a visit"),
    LimitDefinition(
      "max-input", \.bytesPerSecond, 1024...(1 << 30), "bytes a second that a visitor may send"),
    LimitDefinition("max-key-bytes", \.keyBytes, 65_536...(1 << 40), "bytes under one key of the transport"),
    LimitDefinition("max-key-age", \.keyAge, 10...86_400, "seconds of one key of the transport"),
    LimitDefinition("max-memory", \.memory, 16...65_536, "MiB of memory of a visit"),
    LimitDefinition("max-log-lines", \.logLines, 1...100_000, "lines of the log a second"),
  ]
}

/// One row of the table of limits: an option, a variable, and what it means.
public struct LimitDefinition: Sendable {
  /// Without the hyphens.
  public let name: String
  public let field: any WritableKeyPath<Limits, Int> & Sendable
  public let range: ClosedRange<Int>
  public let help: String

  init(
    _ name: String, _ field: any WritableKeyPath<Limits, Int> & Sendable, _ range: ClosedRange<Int>,
    _ help: String
  ) {
    self.name = name
    self.field = field
    self.range = range
    self.help = help
  }
}
