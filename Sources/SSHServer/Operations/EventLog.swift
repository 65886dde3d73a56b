internal import Glibc
internal import Visit

/// One line an event, to standard error: logfmt or JSON, of words and numbers that are ours.
struct EventLog {
  enum Value {
    case word(String)
    case number(Int)
    case sentence(String)
  }

  private let format: LogFormat
  private let linesPerSecond: Int
  private let descriptor: Int32
  /// When the current second of the rate limit began.
  private var windowStart = Instant.now
  private var timestamp: (second: time_t, text: String) = (0, "")
  private var linesThisSecond = 0
  private(set) var dropped = 0

  init(_ format: LogFormat, linesPerSecond: Int, to descriptor: Int32 = STDERR_FILENO) {
    self.format = format
    self.descriptor = descriptor
    self.linesPerSecond = linesPerSecond
  }

  /// Writes an event. What is beyond the rate, or what nobody reads, is counted and told later.
  mutating func write(_ event: String, _ fields: [(String, Value)] = []) {
    let now = Instant.now
    if now - windowStart >= .seconds(1) {
      windowStart = now
      linesThisSecond = 0
      // What cannot be told now is told later.
      if dropped > 0, send("dropped_lines", [("count", .number(dropped))]) { dropped = 0 }
    }
    guard linesThisSecond < linesPerSecond else {
      dropped += 1
      return
    }
    linesThisSecond += 1
    if !send(event, fields) { dropped += 1 }
  }

  /// False where nobody takes it.
  private mutating func send(_ event: String, _ fields: [(String, Value)]) -> Bool {
    let now = time(nil)
    if timestamp.second != now { timestamp = (now, Self.timestamp(now)) }
    let all = [("time", Value.word(timestamp.text)), ("event", .word(event))] + fields
    let line: String =
      switch format {
      case .logfmt: all.map { "\($0)=\(Self.logfmt($1))" }.joined(separator: " ")
      case .json: "{" + all.map { "\"\($0)\":\(Self.json($1))" }.joined(separator: ",") + "}"
      }
    // A pipe takes a line of this length whole, or is said not to be ready: it is never waited for.
    let bytes = Array(line.utf8.prefix(3999)) + [0x0A]
    var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&polled, 1, 0) == 1 && polled.revents & Int16(POLLOUT) != 0
      && Glibc.write(descriptor, bytes, bytes.count) == bytes.count
  }

  private static func logfmt(_ value: Value) -> String {
    switch value {
    case .word(let word): word
    case .number(let number): "\(number)"
    case .sentence(let text): quoted(text)
    }
  }

  /// As much of a text as fits into a line even if each scalar becomes an escape.
  private static let maximumScalars = 300

  private static func json(_ value: Value) -> String {
    if case .number(let number) = value { return "\(number)" }
    switch value {
    case .word(let text), .sentence(let text): return quoted(text)
    case .number: return ""
    }
  }

  /// A string as JSON has it; whatever is not plain text is written as an escape.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars.prefix(maximumScalars) {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case " "..."~": result.unicodeScalars.append(scalar)
      default:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return result + "\""
  }

  /// RFC 3339, in UTC.
  private static func timestamp(_ second: time_t) -> String {
    var now = second
    var parts = tm()
    gmtime_r(&now, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
