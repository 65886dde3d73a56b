import PortfolioUI
import TestSupport
import Testing

/// Random bytes: they must not trap, hold back what is typed after them, or type what is no character.
struct InputFuzzTests {
  /// Bytes that begin, continue and end sequences are as frequent as all others together.
  private static let frequent = Array("\u{1B}\u{1B}\u{1B}[[O]PM<;;::0127593uu~ABHRZmc\u{7}\\\u{18}".utf8)

  private static func garbage(_ generator: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 1...120, using: &generator)).map { _ in
      Bool.random(using: &generator)
        ? frequent[Int.random(in: 0..<frequent.count, using: &generator)]
        : UInt8.random(in: 0...255, using: &generator)
    }
  }

  @Test(arguments: 1...8)
  func textArrivesAfterRandomBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let bytes = Self.garbage(&generator)
      var parser = InputParser()
      let events = parser.parse(bytes) + parser.flush()
      for case .key(.character(let scalar)) in events {
        #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value), "\(bytes)")
      }
      #expect(!parser.isPending, "\(bytes)")
      let text = parser.parse(Array("né\u{1B}[A".utf8)).map(InputParserTests.description)
      #expect(text == ["n", "é", "↑"], "\(bytes)")
    }
  }

  @Test(arguments: 1...4)
  func piecesHaveNoInfluence(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1000 {
      let bytes = Self.garbage(&generator)
      var (whole, parts) = (InputParser(), InputParser())
      let expected = (whole.parse(bytes) + whole.flush()).map(InputParserTests.description)
      var rest = bytes[...]
      var events: [Event] = []
      while !rest.isEmpty {
        let count = Int.random(in: 1...rest.count, using: &generator)
        events += parts.parse(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      events += parts.flush()
      #expect(events.map(InputParserTests.description) == expected, "\(bytes)")
    }
  }
}
