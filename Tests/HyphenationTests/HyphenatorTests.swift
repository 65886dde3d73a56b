import CHyphen
import Foundation
import Hyphenation
import TestSupport
import Testing

struct HyphenatorTests {
  /// Of Debian's package hyphen-en-us.
  private static let path = "/usr/share/hyphen/hyph_en_US.dic"

  static func english() throws -> Hyphenator {
    try #require(Hyphenator(dictionary: [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))))
  }

  private static func hyphenator(_ lines: String...) throws -> Hyphenator {
    try #require(Hyphenator(dictionary: Array(lines.joined(separator: "\n").utf8)))
  }

  private static func offsets(_ word: String, _ hyphenator: Hyphenator) -> [Int] {
    var breaks: [Int] = []
    Array(word.utf8).withUnsafeBufferPointer { hyphenator.appendBreaks(of: $0, to: &breaks) }
    return breaks
  }

  /// The word with a hyphen at each break.
  private static func hyphenated(_ word: String, _ hyphenator: Hyphenator) -> String {
    var bytes = Array(word.utf8)
    for offset in offsets(word, hyphenator).reversed() { bytes.insert(UInt8(ascii: "-"), at: offset) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    "hy-phen-ation", "en-gi-neers", "Sys-tem", "RE-LI-A-BIL-ITY", "through", "an-other's", "be-fore",
    "un-der-stood", "al-go-rithm", "ta-ble",
  ])
  func hyphenatesEnglish(expected: String) throws {
    let word = expected.filter { $0 != "-" }
    #expect(Self.hyphenated(word, try Self.english()) == expected)
  }

  @Test func leavesTwoLettersBeforeAndThreeAfterABreak() throws {
    let hyphenator = try Self.hyphenator("UTF-8", "a1b1c1d1e1f1g")
    #expect(Self.hyphenated("abcdefg", hyphenator) == "ab-c-d-efg")
  }

  @Test func keepsTheLimitsOfTheLanguageIfTheyAreStricter() throws {
    let hyphenator = try Self.hyphenator("UTF-8", "LEFTHYPHENMIN 4", "RIGHTHYPHENMIN 1", "a1b1c1d1e1f1g")
    #expect(Self.hyphenated("abcdefg", hyphenator) == "abcd-efg")
  }

  @Test func countsLettersAndNotBytes() throws {
    let hyphenator = try Self.hyphenator("UTF-8", "é1é1é1é1é1é")
    #expect(Self.hyphenated("éééééé", hyphenator) == "éé-é-ééé")
  }

  @Test func readsDictionariesInLatin1() throws {
    let dictionary = Array("ISO8859-1\n".utf8) + [0x74, 0xFC, 0x31, 0x72, 0x0A]
    let hyphenator = try #require(Hyphenator(dictionary: dictionary))
    #expect(Self.hyphenated("haustüren", hyphenator) == "haustü-ren")
    #expect(Self.hyphenated("HAUSTÜREN", hyphenator) == "HAUSTÜ-REN")
  }

  @Test func hyphenatesPartsAtApostrophesByThemselves() throws {
    let hyphenator = try Self.hyphenator("UTF-8", ".ho1m", "l1h")
    #expect(Self.hyphenated("l'homme", hyphenator) == "l'ho-mme")
    #expect(Self.hyphenated("l’homme", hyphenator) == "l’ho-mme")
  }

  @Test func allowsNoBreakThatChangesTheSpelling() throws {
    let hyphenator = try Self.hyphenator("UTF-8", "schif1fahrt/ff=f,5,2", "1fahrt")
    #expect(Self.hyphenated("schiffahrt", hyphenator) == "schiffahrt")
  }

  @Test(arguments: ["", "UTF-16\n", "EBCDIC\na1b\n"])
  func refusesUnknownEncodings(dictionary: String) {
    #expect(Hyphenator(dictionary: Array(dictionary.utf8)) == nil)
  }

  @Test func survivesDamagedDictionaries() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let bytes = (0..<300).map { _ in
        UInt8.random(in: 0...9, using: &generator) < 3
          ? UInt8.random(in: 0...255, using: &generator)
          : Array("abc123./\n%L".utf8).randomElement(using: &generator) ?? 0
      }
      let hyphenator = try #require(Hyphenator(dictionary: Array("UTF-8\n".utf8) + bytes))
      for word in ["abcabcabc", "aaaaaaaa", "cbaÿabc", ""] {
        #expect(Self.offsets(word, hyphenator).allSatisfy { $0 > 0 && $0 < word.utf8.count })
      }
    }
  }

  /// Every word of the bundled content, and random ones.
  @Test func breaksWhereLibhyphenDoes() throws {
    let english = try Self.english()
    let dictionary = try #require(chyphen_load(Self.path))
    defer { hnj_hyphen_free(dictionary) }
    var words: Set<String> = []
    let content = BuiltProducts.repository.appending(path: "content")
    for path in try FileManager.default.subpathsOfDirectory(atPath: content.path) where path.hasSuffix(".md")
    {
      let text = try String(contentsOf: content.appending(path: path), encoding: .utf8).lowercased()
      words.formUnion(text.split { !$0.isASCII || !$0.isLetter }.map(String.init))
    }
    #expect(words.count > 1000)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<5000 {
      let letters = Array("eeeaaiiootnshrdlcumwfgypbvkjxqz")
      let length = Int.random(in: 4...14, using: &generator)
      words.insert(String((0..<length).compactMap { _ in letters.randomElement(using: &generator) }))
    }
    for word in words {
      var marks = [CChar](repeating: 0, count: word.utf8.count + 6)
      #expect(chyphen_hyphenate(dictionary, word, Int32(word.utf8.count), &marks) == 0)
      let expected = marks.prefix(word.utf8.count).indices.filter { marks[$0] & 1 == 1 }.map { $0 + 1 }
      #expect(Self.offsets(word, english) == expected, "\(word)")
    }
  }
}
