import Glibc
import TestSupport
import Testing

@testable import SSHServer
@testable import Visit

/// Files that a visitor's process asks the service for.
struct FileRequestTests {
  private let pair = SocketPair(isNonblocking: true)

  private func child() throws -> (child: Child, link: ParentLink) {
    let pair = try #require(pair)
    // A process that has ended, so that nothing is killed.
    let process = fork()
    if process == 0 { _exit(0) }
    waitpid(process, nil, 0)
    let child = Child(
      id: 1, process: process, control: pair.first, source: .local, start: .now, generation: 1)
    return (child, ParentLink(pair.second))
  }

  private func record(_ number: UInt64) -> Record { Record(.file, first: number) }

  @Test func sendsADescriptor() throws {
    var (child, link) = try child()
    #expect(child.answer(record(0), now: .now) { _ in open("/dev/zero", O_RDONLY) })
    let file = try #require(link.file(0, within: .seconds(5)))
    var byte: UInt8 = 7
    #expect(read(file, &byte, 1) == 1 && byte == 0)
    close(file)
  }

  @Test(arguments: [0, 1_000_000, UInt64(Int.max), UInt64.max])
  func refusesANumberWithoutAFile(number: UInt64) throws {
    var (child, link) = try child()
    #expect(!child.answer(record(number), now: .now) { _ in nil })
    #expect(link.file(0, within: .seconds(5)) == nil)
  }

  @Test func keepsOrdersThatArriveBeforeTheAnswer() throws {
    var (child, link) = try child()
    child.send(.drain)
    _ = child.answer(record(0), now: .now) { _ in nil }
    #expect(link.file(0, within: .seconds(5)) == nil)
    #expect(link.removeEarlyOrder() == .drain)
    #expect(link.removeEarlyOrder() == nil)
  }

  @Test func doesNotWaitForeverForAnAnswer() throws {
    var (_, link) = try child()
    #expect(link.file(0, within: .milliseconds(20)) == nil)
  }

  @Test func endsAProcessThatAsksForTooManyFiles() throws {
    var (child, _) = try child()
    let now = Instant.now
    for _ in 0..<FixedLimits.filesPerSecond { _ = child.answer(record(0), now: now) { _ in nil } }
    #expect(child.killReason == nil)
    _ = child.answer(record(0), now: now) { _ in nil }
    #expect(child.killReason == .resources)
  }

  @Test func countsTheFilesOfAWholeVisit() {
    var files = FileTally()
    let start = Instant.now
    let results = (0...FixedLimits.files).map { files.add(now: start + .seconds($0)) }
    #expect(results.count { $0 } == FixedLimits.files)
    #expect(results.last == false)
  }
}
