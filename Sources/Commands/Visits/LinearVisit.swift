internal import Markdown
internal import PortfolioUI
internal import TerminalText
internal import Visit

/// A visit in linear mode, without a screen: the visitor types lines, and all output is appended.
///
/// The SSH client puts the visitor's terminal into raw mode, so the visit itself echoes typed characters and
/// handles editing keys.
final class LinearVisit: Visit {
  private var session: LinearSession
  private let encode: ([Line]) -> [UInt8]
  private let echoes: Bool
  private var clock: VisitClock?
  /// Input that is parsed after the present output was sent.
  private var unread: ArraySlice<UInt8> = []
  private var isInputEnded = false
  /// The line that is being typed.
  private var typed: [UInt8] = []
  private var output: [UInt8] = []
  private(set) var ending: VisitEnding?

  /// The maximum length of a line in bytes. Further bytes are ignored.
  private static let maximumLine = 1000
  /// The maximum length of ``unread`` in bytes; further input is dropped. Also the length of output at which
  /// parsing pauses.
  private static let maximumUnread = 1 << 16

  /// - Parameters:
  ///   - place: the page to show first; nil for the welcome page and the list.
  ///   - echoes: whether the visitor's terminal is in raw mode.
  ///   - limits: the limits of a visitor; nil for the owner.
  ///   - now: returns the current time; a test passes its own clock.
  ///   - encode: converts lines to bytes.
  init(
    _ session: LinearSession, at place: Place?, echoes: Bool, limits: VisitLimits?,
    now: @escaping () -> Instant = { .now }, encode: @escaping ([Line]) -> [UInt8]
  ) {
    self.session = session
    self.encode = encode
    self.echoes = echoes
    clock = limits.map { VisitClock($0, now: now) }
    appendAnswer(self.session.begin(at: place))
  }

  /// Appends lines and the prompt.
  private func appendAnswer(_ lines: [Line]) { append(encode(lines) + Array("> ".utf8)) }

  private func append(_ bytes: [UInt8]) { output += echoes ? bytes.withCarriageReturns : bytes }

  // MARK: Input

  func receive(_ bytes: [UInt8]) {
    clock?.restartIdleTime()
    unread += bytes.prefix(Self.maximumUnread - unread.count)
    parseUnread()
  }

  /// Parses input until the output is long. The rest of the input waits until that output was sent.
  private func parseUnread() {
    while output.count < Self.maximumUnread, ending == nil, let byte = unread.popFirst() {
      switch byte {
      case 0x0A, 0x0D: answerLine()
      // ^C and ^D
      case 0x03 where echoes, 0x04 where echoes && typed.isEmpty: finish(.finished(status: 0), nil)
      // Backspace and Delete
      case 0x08, 0x7F: eraseByte()
      // ^U
      case 0x15: while !typed.isEmpty { eraseByte() }
      case 0x20...0x7E, 0x80...: insert(byte)
      default: break
      }
    }
  }

  private func insert(_ byte: UInt8) {
    guard typed.count < Self.maximumLine else { return }
    typed.append(byte)
    // Bytes beyond ASCII are not echoed, because a part of a character cannot be filtered.
    if echoes, byte < 0x80 { output.append(byte) }
  }

  private func eraseByte() {
    guard let last = typed.popLast() else { return }
    if echoes, last < 0x80 { output += [0x08, 0x20, 0x08] }
  }

  private func answerLine() {
    if echoes { append([0x0A]) }
    let line = String(decoding: typed, as: UTF8.self)
    typed = []
    guard let lines = session.answer(line) else { return finish(.finished(status: 0), nil) }
    appendAnswer(lines)
  }

  /// Answers the rest of the input, even if its last line has no line end, and ends the visit.
  func endInput() {
    isInputEnded = true
    finishIfRead()
  }

  private func finishIfRead() {
    guard isInputEnded, unread.isEmpty, ending == nil else { return }
    if !typed.isEmpty { answerLine() }
    finish(.finished(status: 0), nil)
  }

  func resize(columns: Int, rows: Int) {}

  // MARK: Sentences and time

  private func finish(_ ending: VisitEnding, _ sentence: String?) {
    guard self.ending == nil else { return }
    self.ending = ending
    if echoes || sentence != nil { append([0x0A]) }
    if let sentence { append(Array((FilteredText(sentence).string + "\n").utf8)) }
  }

  func announce(_ sentence: String) { append(Array(("\n" + FilteredText(sentence).string + "\n> ").utf8)) }

  func conclude(_ sentence: String) { finish(.concluded, sentence) }

  var timeout: Duration? { clock?.timeout }

  func elapse() {
    switch clock?.nextEvent() {
    case .warning?: announce("The visit ends soon unless something is typed.")
    case .idle?: finish(.idle, "The visit ended because nothing was typed for a long time.")
    case .expired?: finish(.expired, "The visit ended because it reached its maximum length.")
    case nil: break
    }
  }

  // MARK: Output

  func nextOutput() -> [UInt8] {
    if output.isEmpty {
      parseUnread()
      finishIfRead()
    }
    defer { output = [] }
    return output
  }

  func nextError() -> [UInt8] { [] }
}
