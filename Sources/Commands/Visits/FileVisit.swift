internal import TerminalText
internal import Visit

/// A visit that writes a file of the content. At most one piece of the file is in memory.
final class FileVisit: Visit {
  private var file: FileStream
  private let now: () -> Instant
  private let end: Instant
  private var error: [UInt8] = []
  /// The second whose bytes are counted, and their number.
  private var second: Instant
  private var bytesInSecond = 0
  private(set) var ending: VisitEnding?

  /// The bytes a second, so that one visitor does not occupy the network of the service.
  static let bytesPerSecond = 8 << 20

  /// - Parameters:
  ///   - age: the maximum length of the visit.
  ///   - now: returns the current time; a test passes its own clock.
  init(_ file: FileStream, age: Duration, now: @escaping () -> Instant = { .now }) {
    self.file = file
    self.now = now
    second = now()
    end = second + age
  }

  func receive(_ bytes: [UInt8]) {}
  func endInput() {}
  func resize(columns: Int, rows: Int) {}
  func announce(_ sentence: String) {}
  func conclude(_ sentence: String) { fail(.concluded, sentence) }

  var timeout: Duration? {
    if ending != nil { return nil }
    return max(.zero, min(end, pauseEnd ?? end) - now())
  }

  func elapse() {
    if now() >= end { fail(.expired, "The visit ended because it reached its maximum length.") }
  }

  /// When the next piece may be written; nil if it may be written in this second.
  private var pauseEnd: Instant? { bytesInSecond < Self.bytesPerSecond ? nil : second + .seconds(1) }

  private func fail(_ ending: VisitEnding, _ sentence: String) {
    guard self.ending == nil else { return }
    self.ending = ending
    error = Output.errorLine(FilteredText(sentence))
  }

  func nextOutput() -> [UInt8] {
    if ending != nil { return [] }
    let now = now()
    if now - second >= .seconds(1) { (second, bytesInSecond) = (now, 0) }
    if pauseEnd != nil { return [] }
    do throws(Failure) {
      let piece = try file.next()
      bytesInSecond += piece.count
      if piece.isEmpty { ending = .finished(status: 0) }
      return piece
    } catch {
      fail(.finished(status: error.status), error.message ?? "")
      return []
    }
  }

  func nextError() -> [UInt8] {
    defer { error = [] }
    return error
  }
}
