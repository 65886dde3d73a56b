import ContentSource
import Foundation
import Markdown
import Pictures
import PortfolioModel
import PortfolioUI
import TerminalText
import TestSupport
import Testing
import Visit

@testable import Commands

/// Pictures that a screen sends to a terminal which places them in cells.
struct PictureTransmissionTests {
  private static let chart = try? Data(
    contentsOf: BuiltProducts.repository.appending(path: "content/articles/pool-latency.png"))

  /// A session on a page with forty pictures, of which two are in sight.
  private static func session() throws -> TerminalSession {
    let chart = [UInt8](try #require(chart))
    let images = (0..<40).map { "![picture \($0)](\($0).png)\n\n" }.joined()
    var tree = ContentTree(files: [.init(path: "a/1.md", bytes: Array(("# One\n\n" + images).utf8))])
    tree.otherPaths = Set((0..<40).map { "a/\($0).png" })
    var configuration = State.Configuration(
      portfolio: Portfolio(tree), size: Size(columns: 100, rows: 24), theme: .standard)
    let files = PictureFiles { _ in PictureSource(chart) }
    configuration.pictures = PictureSettings(depth: .palette256, maximumCells: 300, header: files.header)
    configuration.pictures?.placesPixels = true
    return TerminalSession(
      State(configuration, at: Place(page: "a/1")), screen: RecordingScreen(), pictures: PictureQueue(files))
  }

  /// Decodes for as long as the session would without waiting for anything.
  private static func decode(_ session: TerminalSession) {
    let end = ContinuousClock.now + .seconds(10)
    while session.timeout == .zero, ContinuousClock.now < end { session.elapse() }
  }

  /// The numbers in commands that begin so.
  private static func numbers(_ output: String, _ action: String) -> [String] {
    output.components(separatedBy: "\u{1B}_G").filter { $0.hasPrefix(action) }.compactMap { command in
      command.firstMatch(of: /i=(\d+)/).map { String($0.output.1) }
    }
  }

  /// All output, with what is decoded in between.
  private static func drain(_ session: TerminalSession) -> [String] {
    var outputs: [String] = []
    decode(session)
    while session.hasOutput, outputs.count < 1000 {
      outputs.append(session.nextText())
      decode(session)
    }
    return outputs
  }

  @Test func sendsThePicturesInSightOneAfterTheOther() throws {
    let session = try Self.session()
    session.begin()
    let output = Self.drain(session).joined()
    let numbers = Self.numbers(output, "a=T")
    #expect(numbers.count >= 2 && Set(numbers).count == numbers.count)
    #expect(session.timeout == nil)
  }

  /// Case 105.
  @Test func holdsOnePictureForATerminalThatReadsNothing() throws {
    let session = try Self.session()
    session.begin()
    for _ in 0..<20 {
      session.receive(" ")
      Self.decode(session)
    }
    // What was waiting: a frame, and the parts of one picture.
    var outputs: [String] = []
    while session.hasOutput, Self.numbers(outputs.joined(), "a=T").count < 2 {
      outputs.append(session.nextText())
    }
    #expect(Self.numbers(outputs.joined(), "a=T").count == 1)
    #expect(outputs.allSatisfy { $0.utf8.count <= 64 << 10 })
    // As soon as the terminal reads, the picture in sight follows.
    #expect(Self.numbers(Self.drain(session).joined(), "a=T").count >= 1)
  }

  /// Case 105.
  @Test func deletesAllPicturesAtTheEnd() throws {
    let session = try Self.session()
    session.begin()
    var output = Self.drain(session).joined()
    for _ in 0..<3 {
      session.receive(" ")
      output += Self.drain(session).joined()
    }
    // One more is sent in part only.
    session.receive(" ")
    Self.decode(session)
    output += session.nextText() + session.nextText()
    session.receive("q")
    output += session.nextText()
    let sent = Self.numbers(output, "a=T")
    #expect(sent.count > 4)
    #expect(Set(Self.numbers(output, "a=d")) == Set(sent))
    #expect(!session.hasOutput)
  }
}
