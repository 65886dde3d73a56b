import Foundation
import Pictures
import PortfolioUI
import TerminalText
import TestSupport
import Testing

@testable import Commands

/// Decoding pictures in slices for a session.
struct PictureQueueTests {
  private static let one = Picture.Placement(path: "one.png", columns: 8, rows: 4)
  private static let two = Picture.Placement(path: "two.png", columns: 8, rows: 4)

  private static let fixture = try? Data(
    contentsOf: BuiltProducts.repository.appending(path: "Tests/PicturesTests/Fixtures/rgb-8.png"))
  private static var files: PictureFiles {
    PictureFiles { path in path == "missing.png" ? nil : fixture.map { PictureSource([UInt8]($0)) } }
  }

  private static func results(_ queue: PictureQueue) -> [(Picture.Placement, Picture.Decoding)] {
    var results: [(Picture.Placement, Picture.Decoding)] = []
    for _ in 0..<1000 where !queue.isEmpty {
      if let result = queue.work() { results.append(result) }
    }
    return results
  }

  @Test func decodesThePicturesInTheirOrder() {
    let queue = PictureQueue(Self.files)
    queue.replace(with: [Self.one, Self.two])
    let results = Self.results(queue)
    #expect(results.map(\.0) == [Self.one, Self.two])
    #expect(queue.isEmpty)
    for (_, decoding) in results {
      guard case .pixels(let grid) = decoding else {
        Issue.record("\(decoding)")
        continue
      }
      #expect((grid.width, grid.height) == (8, 8))
    }
  }

  @Test func worksInSlices() {
    let queue = PictureQueue(Self.files, PictureQueue.Budget(slice: .zero))
    queue.replace(with: [Self.one])
    #expect(queue.work() == nil)
    #expect(!queue.isEmpty)
    #expect(Self.results(queue).count == 1)
  }

  @Test func givesUpAPictureThatIsNoLongerWanted() {
    let queue = PictureQueue(Self.files, PictureQueue.Budget(slice: .zero))
    queue.replace(with: [Self.one])
    _ = queue.work()
    queue.replace(with: [Self.two])
    #expect(Self.results(queue).map(\.0) == [Self.two])
    queue.replace(with: [])
    #expect(queue.isEmpty && queue.work() == nil)
  }

  @Test func statesThatAFileCannotBeRead() {
    let queue = PictureQueue(Self.files)
    let missing = Picture.Placement(path: "missing.png", columns: 8, rows: 4)
    queue.replace(with: [missing])
    #expect(Self.results(queue).map(\.1) == [.fault("its file cannot be read")])
  }

  @Test(arguments: [
    (PictureQueue.Budget(slice: .zero, picture: .zero), "it takes too long to decode"),
    (PictureQueue.Budget(session: .zero), "the processor time for pictures is used up"),
  ])
  func endsAPictureThatTakesTooLong(budget: PictureQueue.Budget, reason: String) {
    let queue = PictureQueue(Self.files, budget)
    queue.replace(with: [Self.one])
    #expect(Self.results(queue).map(\.1) == [.fault(reason)])
  }

  @Test(
    arguments: [
      ("", ""), ("TQ==", "M"), ("TWE=", "Ma"), ("TWFu", "Man"), ("+/8=", "\u{FB}\u{FF}"),
    ] as [(StaticString, String)])
  func decodesBase64(text: StaticString, bytes: String) {
    #expect(Base64.decoded(text) == bytes.unicodeScalars.map { UInt8($0.value) })
  }
}
