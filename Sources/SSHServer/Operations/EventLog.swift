internal import Glibc
internal import JSON
internal import Visit

/// The log: one line for each event, in logfmt or JSON. Writing never blocks.
///
/// Lines beyond the rate limit, and lines that the pipe or file does not accept, are dropped and counted. The count
/// is written as a separate event as soon as possible.
struct EventLog {
  enum Value {
    /// One of the service's own words or a number, which needs no quotation marks.
    case word(String)
    case number(Int)
    /// Any text.
    case sentence(String)
  }

  private let format: LogFormat
  var linesPerSecond: Int
  private let descriptor: Int32
  /// When the current second of the rate limit began.
  private var windowStart = Instant.now
  private var linesInWindow = 0
  /// The time of the last line, formatted once a second.
  private var timestamp: (second: time_t, text: String) = (0, "")
  /// The number of lines dropped since that was last reported.
  private(set) var dropped = 0

  init(_ format: LogFormat, linesPerSecond: Int, to descriptor: Int32 = STDERR_FILENO) {
    self.format = format
    self.linesPerSecond = linesPerSecond
    self.descriptor = descriptor
  }

  /// Writes an event, or counts it as dropped.
  mutating func write(_ event: String, _ fields: [(String, Value)] = []) {
    let now = Instant.now
    if now - windowStart >= .seconds(1) {
      windowStart = now
      linesInWindow = 0
      if dropped > 0, send("dropped_lines", [("count", .number(dropped))]) { dropped = 0 }
    }
    guard linesInWindow < linesPerSecond else {
      dropped += 1
      return
    }
    linesInWindow += 1
    if !send(event, fields) { dropped += 1 }
  }

  /// The maximum length of a line in bytes, with its line break. It is below PIPE_BUF, so a pipe accepts a line either
  /// completely or not at all (pipe(7)).
  private static let maximumBytes = 4000

  /// The maximum number of scalars of a sentence. They fit into a line even if each becomes two escapes.
  private static let maximumScalars = 300

  /// Writes a line; false if it is not accepted now.
  private mutating func send(_ event: String, _ fields: [(String, Value)]) -> Bool {
    let now = time(nil)
    if timestamp.second != now { timestamp = (now, Self.format(now)) }
    let all = [("time", Value.word(timestamp.text)), ("event", .word(event))] + fields
    let line: String =
      switch format {
      case .logfmt: all.map { "\($0)=\(Self.logfmt($1))" }.joined(separator: " ")
      case .json: JSON.object(all.map { ($0, Self.json($1)) }).text(.oneLine, escaping: .nonASCII)
      }
    let bytes = Array(line.utf8.prefix(Self.maximumBytes - 1)) + [0x0A]
    var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&polled, 1, 0) == 1 && polled.revents & Int16(POLLOUT) != 0
      && Glibc.write(descriptor, bytes, bytes.count) == bytes.count
  }

  private static func logfmt(_ value: Value) -> String {
    switch value {
    case .word(let word): word
    case .number(let number): "\(number)"
    case .sentence(let text): JSON.quoted(cut(text), escaping: .nonASCII)
    }
  }

  private static func json(_ value: Value) -> JSON {
    switch value {
    case .word(let word): .string(word)
    case .number(let number): .integer(number)
    case .sentence(let text): .string(cut(text))
    }
  }

  private static func cut(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(maximumScalars)))
  }

  /// Returns a time in UTC in the format of RFC 3339.
  private static func format(_ second: time_t) -> String {
    var now = second
    var parts = tm()
    gmtime_r(&now, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
