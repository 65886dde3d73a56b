internal import Markdown
internal import PortfolioUI
internal import TerminalText
internal import Visit

/// A visit without a screen: typed lines go in, text that is only appended comes out.
///
/// Where a terminal at the other end has no line discipline, the typed letters are edited and echoed here.
final class LinearVisit: Visit {
  private var session: LinearSession
  private let encode: ([Line]) -> [UInt8]
  private let echoes: Bool
  private var clock: VisitClock?
  /// What arrived and was not looked at yet: the next line waits until the answer to the last one was taken.
  private var unread: ArraySlice<UInt8> = []
  private var isInputEnded = false
  private var typed: [UInt8] = []
  private var output: [UInt8] = []
  private(set) var ending: VisitEnding?

  /// A line longer than this is cut.
  private static let maximumLine = 1000
  /// More than this is not kept, however fast somebody types.
  private static let maximumUnread = 1 << 16

  init(
    _ session: LinearSession, at place: Place?, echoes: Bool, limits: VisitLimits?,
    now: @escaping () -> Instant = { .now }, encode: @escaping ([Line]) -> [UInt8]
  ) {
    self.session = session
    self.encode = encode
    self.echoes = echoes
    clock = limits.map { VisitClock($0, now: now) }
    say(self.session.begin(at: place))
  }

  private func say(_ lines: [Line]) { append(encode(lines) + Array("> ".utf8)) }

  private func append(_ bytes: [UInt8]) { output += echoes ? bytes.withCarriageReturns : bytes }

  func receive(_ bytes: [UInt8]) {
    clock?.noteInput()
    unread += bytes.prefix(Self.maximumUnread - unread.count)
    goOn()
  }

  /// Takes what is unread up to the end of a line that makes an answer.
  private func goOn() {
    while output.count < Self.maximumUnread, ending == nil, let byte = unread.popFirst() {
      switch byte {
      case 0x0A, 0x0D: answer()
      case 0x03 where echoes, 0x04 where echoes && typed.isEmpty: finish(.finished(status: 0), nil)
      case 0x08, 0x7F: erase()
      case 0x15: while !typed.isEmpty { erase() }
      case 0x20...0x7E, 0x80...: type(byte)
      default: break
      }
    }
  }

  private func type(_ byte: UInt8) {
    guard typed.count < Self.maximumLine else { return }
    typed.append(byte)
    // Beyond ASCII the letters are shown when the line is answered: a part of one is not text.
    if echoes, byte < 0x80 { output.append(byte) }
  }

  private func erase() {
    guard let last = typed.popLast() else { return }
    if echoes, last < 0x80 { output += [0x08, 0x20, 0x08] }
  }

  private func answer() {
    if echoes { append([0x0A]) }
    let line = String(decoding: typed, as: UTF8.self)
    typed = []
    guard let lines = session.answer(line) else { return finish(.finished(status: 0), nil) }
    say(lines)
  }

  /// What was typed without an end of line is still answered.
  func endInput() {
    isInputEnded = true
    endIfRead()
  }

  private func endIfRead() {
    guard isInputEnded, unread.isEmpty, ending == nil else { return }
    if !typed.isEmpty { answer() }
    finish(.finished(status: 0), nil)
  }

  private func finish(_ ending: VisitEnding, _ sentence: String?) {
    guard self.ending == nil else { return }
    self.ending = ending
    if echoes || sentence != nil { append([0x0A]) }
    if let sentence { append(Array((FilteredText(sentence).string + "\n").utf8)) }
  }

  func resize(columns: Int, rows: Int) {}
  func announce(_ sentence: String) { append(Array(("\n" + FilteredText(sentence).string + "\n> ").utf8)) }
  func conclude(_ sentence: String) { finish(.concluded, sentence) }

  var timeout: Duration? { clock?.timeout }

  func elapse() {
    switch clock?.nextEvent() {
    case .warning?: announce("Are you still there? The visit ends soon, unless something is typed.")
    case .idle?: finish(.idle, "The visit ended because nothing was typed for long.")
    case .expired?: finish(.expired, "The visit ended because it was long.")
    case nil: break
    }
  }

  func nextOutput() -> [UInt8] {
    if output.isEmpty {
      goOn()
      endIfRead()
    }
    defer { output = [] }
    return output
  }

  func nextError() -> [UInt8] { [] }
}
