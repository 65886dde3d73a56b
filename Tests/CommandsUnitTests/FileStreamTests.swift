import Foundation
import Glibc
import TestSupport
import Testing
import Visit

@testable import Commands

/// A file that is written in pieces, to a descriptor and to a visitor.
struct FileStreamTests {
  private let folder: TemporaryFolder
  private static let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 31 + $0 >> 8) }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(bytes: Self.bytes, to: "a")
  }

  private func stream(_ name: String = "a") throws -> FileStream {
    let descriptor = open(folder[name], O_RDONLY | O_CLOEXEC)
    try #require(descriptor >= 0)
    return try FileStream(descriptor, name: name)
  }

  private func message(_ body: () throws(Failure) -> Void) -> String? {
    do throws(Failure) {
      try body()
      return nil
    } catch {
      return error.message
    }
  }

  @Test func returnsTheFileInPieces() throws {
    var stream = try stream()
    var pieces: [[UInt8]] = []
    while case let piece = try stream.next(), !piece.isEmpty { pieces.append(piece) }
    #expect(pieces.map(\.count) == [32_768, 32_768, 32_768, 1696])
    #expect(Array(pieces.joined()) == Self.bytes)
    #expect(try stream.next().isEmpty)
  }

  @Test func returnsNothingOfAnEmptyFile() throws {
    try folder.write("", to: "empty")
    var stream = try stream("empty")
    #expect(try stream.next().isEmpty)
  }

  @Test(arguments: [99_999, 0, 100_001])
  func noticesAnotherSize(size: Int) throws {
    var stream = try stream()
    _ = try stream.next()
    try #require(truncate(folder["a"], size) == 0)
    let text = message { () throws(Failure) in
      while case let piece = try stream.next(), !piece.isEmpty {}
    }
    #expect(text == "'a' changed while it was written; take it again")
  }

  @Test func noticesBytesThatWereOverwritten() throws {
    var stream = try stream()
    _ = try stream.next()
    let file = open(folder["a"], O_WRONLY | O_CLOEXEC)
    defer { close(file) }
    // A time that certainly differs, because the clock of a file system may be coarse.
    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
    try #require(pwrite(file, "x", 1, 90_000) == 1 && futimens(file, &times) == 0)
    let text = message { () throws(Failure) in
      while case let piece = try stream.next(), !piece.isEmpty {}
    }
    #expect(text == "'a' changed while it was written; take it again")
  }

  @Test func refusesALargeFile() throws {
    try #require(truncate(folder["a"], 16 << 20 + 1) == 0)
    #expect(throws: Failure.self) { try stream() }
  }

  // MARK: To a visitor

  @Test func aVisitEndsAfterTheLastPiece() throws {
    let visit = FileVisit(try stream(), age: .seconds(10))
    var output: [UInt8] = []
    while visit.ending == nil { output += visit.nextOutput() }
    #expect(output == Self.bytes)
    #expect(visit.ending == .finished(status: 0))
    #expect(visit.nextOutput().isEmpty && visit.nextError().isEmpty && visit.timeout == nil)
  }

  /// The bytes that a visit returns until it pauses or ends.
  private func count(_ visit: FileVisit) -> Int {
    var count = 0
    while case let piece = visit.nextOutput(), !piece.isEmpty { count += piece.count }
    return count
  }

  @Test func aVisitIsLimitedToBytesASecond() throws {
    try #require(truncate(folder["a"], 16 << 20) == 0)
    let clock = ManualClock()
    let visit = FileVisit(try stream(), age: .seconds(10)) { clock.now }
    #expect(count(visit) == FileVisit.bytesPerSecond)
    #expect(visit.timeout == .seconds(1))
    clock.advance(by: .milliseconds(600))
    visit.elapse()
    #expect(count(visit) == 0 && visit.ending == nil)
    #expect(visit.timeout == .milliseconds(400))
    clock.advance(by: .milliseconds(400))
    visit.elapse()
    #expect(count(visit) == FileVisit.bytesPerSecond)
    clock.advance(by: .seconds(1))
    #expect(count(visit) == 0)
    #expect(visit.ending == .finished(status: 0))
  }

  @Test func aVisitEndsAtItsAge() throws {
    let clock = ManualClock()
    let visit = FileVisit(try stream(), age: .seconds(10)) { clock.now }
    #expect(visit.timeout == .seconds(10))
    clock.advance(by: .seconds(9))
    visit.elapse()
    #expect(visit.ending == nil)
    clock.advance(by: .seconds(1))
    visit.elapse()
    #expect(visit.ending == .expired)
    #expect(visit.nextOutput().isEmpty)
    let error = String(decoding: visit.nextError(), as: UTF8.self)
    #expect(error == "portfolio-tui: The visit ended because it reached its maximum length.\n")
    #expect(visit.nextError().isEmpty)
  }

  @Test func aVisitReportsAChangedFile() throws {
    let visit = FileVisit(try stream(), age: .seconds(10))
    #expect(visit.nextOutput().count == 32_768)
    try #require(truncate(folder["a"], 5) == 0)
    #expect(visit.nextOutput().isEmpty)
    #expect(visit.ending == .finished(status: 1))
    #expect(String(decoding: visit.nextError(), as: UTF8.self).contains("'a' changed while it was written"))
  }

  @Test func aVisitCanBeConcluded() throws {
    let visit = FileVisit(try stream(), age: .seconds(10))
    visit.conclude("The service is shutting down.")
    #expect(visit.ending == .concluded && visit.nextOutput().isEmpty)
    #expect(
      String(decoding: visit.nextError(), as: UTF8.self) == "portfolio-tui: The service is shutting down.\n")
  }

  // MARK: Numbers

  @Test func theServiceOpensOnlyWhatItListed() throws {
    try folder.write("# One\n", to: "notes/one.md")
    try folder.write("cv", to: "files/cv.txt")
    try folder.link("files/passwd", to: "/etc/passwd")
    let content = try ServedContent(folder: folder.path)
    let numbers = [-1, 0, 1, 2, 1000, Int.max, Int.min]
    let opened = numbers.filter { number in
      guard let file = content.openFile(number) else { return false }
      close(file)
      return true
    }
    // Number 1 is the link, which leads out.
    #expect(opened == [0])
    #expect(
      content.faults == [
        "files/passwd: cannot be taken by readers: the link leads out of the folder 'files'"
      ])
  }

  // MARK: Sizes

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (1449, "1.4 kB"), (1450, "1.5 kB"),
    (9950, "10 kB"), (999_499, "999 kB"), (999_949, "1000 kB"), (999_950, "1.0 MB"), (16 << 20, "17 MB"),
  ])
  func spellsASize(bytes: Int, text: String) {
    #expect(ByteCount(bytes).text == text)
  }
}
