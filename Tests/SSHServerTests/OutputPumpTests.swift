import Testing

@testable import SSHServer
@testable import Visit

/// A visit whose screen changes all the time: its output is always the newest frame.
private final class ScriptedVisit: Visit {
  /// What the next call of ``nextOutput()`` returns.
  var frame: [UInt8] = []
  var error: [UInt8] = []
  /// How often it was asked for output.
  private(set) var askedCount = 0

  func nextOutput() -> [UInt8] {
    askedCount += 1
    defer { frame = [] }
    return frame
  }

  func nextError() -> [UInt8] {
    defer { error = [] }
    return error
  }

  var timeout: Duration? { nil }
  var ending: VisitEnding? { nil }
  func receive(_ bytes: [UInt8]) {}
  func endInput() {}
  func resize(columns: Int, rows: Int) {}
  func elapse() {}
  func announce(_ sentence: String) {}
  func conclude(_ sentence: String) {}
}

/// A client that accepts so many bytes.
private final class FakeChannel: OutputChannel {
  var window: Int
  var isBusy = false
  /// Whether it becomes busy with each write, as a full socket does.
  var becomesBusy = false
  /// The most bytes that one write accepts.
  var accepted = Int.max
  private(set) var pieces: [(bytes: [UInt8], isError: Bool)] = []

  init(window: Int) {
    self.window = window
  }

  var output: [UInt8] { pieces.filter { !$0.isError }.flatMap(\.bytes) }
  var errors: [UInt8] { pieces.filter(\.isError).flatMap(\.bytes) }

  func write(_ bytes: ArraySlice<UInt8>, isError: Bool) -> Int {
    #expect(!isBusy, "written to a busy channel")
    #expect(bytes.count <= window, "\(bytes.count) bytes into a window of \(window)")
    let piece = bytes.prefix(accepted)
    pieces.append((Array(piece), isError))
    window -= piece.count
    isBusy = becomesBusy
    return piece.count
  }
}

/// A visitor is sent only what the client takes, and the newest frame.
struct OutputPumpTests {
  private let start = Instant.now
  private let visit = ScriptedVisit()
  private static let large = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 7) }

  private func after(_ seconds: Int) -> Instant { start + .seconds(seconds) }

  @Test func writesEverythingThatFitsAndAsksUntilThereIsNoMore() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 1000)
    visit.frame = [1, 2, 3]
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.output == [1, 2, 3])
    #expect(pump.isEmpty)
    #expect(visit.askedCount == 2)
  }

  @Test func writesNoMoreThanTheWindowAndContinuesWhereItStopped() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 3)
    visit.frame = [1, 2, 3, 4, 5]
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.output == [1, 2, 3])
    #expect(!pump.isEmpty)
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.output == [1, 2, 3])
    channel.window = 1
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.output == [1, 2, 3, 4])
    channel.window = 100
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.output == [1, 2, 3, 4, 5])
    #expect(pump.isEmpty)
  }

  @Test func asksForNothingWhileTheChannelIsBusy() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 1000)
    channel.isBusy = true
    visit.frame = [1]
    pump.pump(from: visit, into: channel, now: start)
    #expect(visit.askedCount == 0)
    #expect(channel.pieces.isEmpty)
  }

  @Test func asksForNothingWhileAFrameIsPartlyWritten() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 1)
    visit.frame = [1, 2]
    pump.pump(from: visit, into: channel, now: start)
    #expect(visit.askedCount == 1)
    for _ in 0..<100 {
      visit.frame.append(9)
      pump.pump(from: visit, into: channel, now: start)
    }
    #expect(visit.askedCount == 1)
  }

  @Test func aSlowVisitorGetsTheNewestFrameOnly() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 1000)
    channel.becomesBusy = true
    visit.frame = [0]
    pump.pump(from: visit, into: channel, now: start)
    for frame in UInt8(1)...50 {
      visit.frame = [frame]
      pump.pump(from: visit, into: channel, now: start)
    }
    channel.isBusy = false
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.output == [0, 50])
  }

  @Test func stopsWhenTheChannelBecomesBusy() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 1_000_000)
    channel.becomesBusy = true
    visit.frame = Self.large
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.pieces.count == 1)
    #expect(!pump.isEmpty)
  }

  @Test func splitsLargeOutputIntoPieces() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 1_000_000)
    visit.frame = Self.large
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.output == Self.large)
    #expect(channel.pieces.map(\.bytes.count) == [32_768, 32_768, 32_768, 1696])
  }

  @Test func writesTheRestOfAPieceThatWasNotAcceptedWhole() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 1000)
    channel.accepted = 2
    visit.frame = [1, 2, 3, 4, 5]
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.output == [1, 2, 3, 4, 5])
  }

  @Test func stopsWhenTheLibraryAcceptsNothing() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 1000)
    channel.accepted = 0
    visit.frame = [1]
    pump.pump(from: visit, into: channel, now: after(1))
    #expect(channel.pieces.count == 1)
    #expect(!pump.isEmpty)
  }

  @Test func writesErrorsAfterOutput() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 3)
    visit.frame = [1, 2]
    visit.error = [7, 8, 9]
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.output == [1, 2])
    #expect(channel.errors == [7])
    channel.window = 10
    pump.pump(from: visit, into: channel, now: start)
    #expect(channel.errors == [7, 8, 9])
    #expect(channel.pieces.map(\.isError) == [false, true, true])
  }

  @Test func outputThatDoesNotMoveIsNoProgress() {
    var pump = OutputPump(now: start)
    let channel = FakeChannel(window: 1)
    visit.frame = [1, 2]
    pump.pump(from: visit, into: channel, now: after(1))
    #expect(pump.lastProgress == after(1))
    pump.pump(from: visit, into: channel, now: after(2))
    #expect(pump.lastProgress == after(1))
    channel.window = 1
    pump.pump(from: visit, into: channel, now: after(3))
    #expect(pump.lastProgress == after(3))
    channel.isBusy = true
    pump.pump(from: visit, into: channel, now: after(4))
    #expect(pump.lastProgress == after(3))
    pump.restart(now: after(5))
    #expect(pump.lastProgress == after(5))
  }
}
