import Foundation
import Glibc
import Testing

@testable import SSHServer
@testable import Visit

/// An event is one line of the log, whatever its texts hold, and the number of lines is limited.
struct EventLogTests {
  private static let nasty = "a\"b\\c\nd\r\u{1B}]0;x\u{7}\u{85}\u{202E}é😀\0"

  /// The lines that a log writes into a pipe.
  private func lines(
    _ format: LogFormat, linesPerSecond: Int = 100, _ body: (inout EventLog) -> Void
  ) -> [String] {
    let pipe = Pipe()
    var log = EventLog(
      format, linesPerSecond: linesPerSecond, to: pipe.fileHandleForWriting.fileDescriptor)
    body(&log)
    try? pipe.fileHandleForWriting.close()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text.isEmpty || text.hasSuffix("\n"))
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  // MARK: Formats

  @Test func logfmtQuotesAndEscapesSentences() throws {
    let lines = lines(.logfmt) { log in
      log.write(
        "refused", [("source", .word("::1")), ("count", .number(-7)), ("text", .sentence(Self.nasty))])
    }
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(
      line.wholeMatch(
        of: #/time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ event=refused source=::1 count=-7 text="(.*)"/#)?
        .output.1 == #"a\"b\\c\u000ad\u000d\u001b]0;x\u0007\u0085\u202e\u00e9\ud83d\ude00\u0000"#)
  }

  @Test func jsonIsPrintableASCIIAndKeepsEveryText() throws {
    let lines = lines(.json) { log in
      log.write(
        "refused", [("source", .word("::1")), ("count", .number(7)), ("text", .sentence(Self.nasty))])
    }
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect(object?["event"] as? String == "refused")
    #expect(object?["count"] as? Int == 7)
    #expect(object?["text"] as? String == Self.nasty)
  }

  @Test func jsonHasTheTimeAndTheEventFirst() throws {
    let lines = lines(.json) { $0.write("stopped") }
    let line = try #require(lines.first)
    #expect(line.wholeMatch(of: #/\{"time":"[0-9TZ:-]{20}","event":"stopped"\}/#) != nil, "\(line)")
  }

  // MARK: Lengths

  @Test(arguments: ["漢", "😀", "x", "\""])
  func aLongSentenceIsCutButItsLineIsNot(letter: String) throws {
    let lines = lines(.json) {
      $0.write("much", [("text", .sentence(String(repeating: letter, count: 5000)))])
    }
    let line = try #require(lines.first)
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
    #expect(object?["text"] == String(repeating: letter, count: 300))
    #expect(line.utf8.count < 4000)
  }

  @Test func aLineOfManySentencesIsCutAt4000Bytes() {
    let sentence = EventLog.Value.sentence(String(repeating: "x", count: 300))
    let lines = lines(.logfmt) {
      $0.write("long", [(String, EventLog.Value)](repeating: ("text", sentence), count: 20))
    }
    // With the line break.
    #expect(lines.map(\.utf8.count) == [3999])
  }

  // MARK: Limits

  @Test func countsLinesBeyondTheRateAndReportsThemLater() throws {
    var later = 0
    let lines = lines(.logfmt, linesPerSecond: 5) { log in
      for _ in 0..<1000 { log.write("flood") }
      #expect(log.dropped >= 990)
      // The first event of the next second reports what was dropped before.
      let end = Date(timeIntervalSinceNow: 10)
      while log.dropped > 0, Date() < end {
        usleep(10_000)
        log.write("flood")
        later += 1
      }
    }
    let counts = lines.compactMap {
      $0.wholeMatch(of: #/time=\S+ event=dropped_lines count=(\d+)/#)?.output.1
    }
    let written = lines.count { $0.hasSuffix(" event=flood") }
    #expect((6...15).contains(written))
    #expect(!counts.isEmpty)
    #expect(written + counts.compactMap { Int($0) }.reduce(0, +) == 1000 + later)
  }

  @Test func aFullPipeDoesNotBlockAndEveryLineIsCounted() {
    let pipe = Pipe()
    let (reader, writer) = (
      pipe.fileHandleForReading.fileDescriptor, pipe.fileHandleForWriting.fileDescriptor
    )
    _ = fcntl(reader, F_SETFL, O_NONBLOCK)
    var log = EventLog(.logfmt, linesPerSecond: 100_000, to: writer)
    let text = String(repeating: "x", count: 2000)
    var attempts = 0
    var received = ""
    func write() {
      log.write("much", [("text", .sentence(text))])
      attempts += 1
    }
    func read() {
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      let count = Glibc.read(reader, &buffer, buffer.count)
      if count > 0 { received += String(decoding: buffer[..<count], as: UTF8.self) }
    }
    for _ in 0..<1000 { write() }
    #expect(log.dropped > 700)
    // The second changes while the pipe is still full.
    let full = Date(timeIntervalSinceNow: 1.1)
    while Date() < full {
      usleep(10_000)
      write()
    }
    let end = Date(timeIntervalSinceNow: 10)
    while log.dropped > 0, Date() < end {
      read()
      usleep(10_000)
      write()
    }
    read()
    let lines = received.split(separator: "\n")
    let counts = lines.compactMap { $0.firstMatch(of: #/event=dropped_lines count=(\d+)/#)?.output.1 }
    let written = lines.count { $0.contains("event=much") }
    #expect(written > 0 && !counts.isEmpty)
    #expect(written + counts.compactMap { Int($0) }.reduce(0, +) == attempts)
    withExtendedLifetime(pipe) {}
  }
}
