import TerminalText
import TestSupport
import Testing

struct FilteredTextTests {
  init() { UTF8Locale.use() }

  private func prose(_ text: String) -> String { FilteredText(text, as: .prose).string }
  private func code(_ text: String) -> String { FilteredText(text, as: .code).string }

  @Test func showsAControlCharacterAsItsPicture() {
    #expect(FilteredText("a\u{1B}[2Jb").string == "a␛[2Jb")
  }

  @Test(arguments: Array(0...0x1F) + [0x7F])
  func showsEveryC0ControlButSpacesAsItsPicture(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let picture = String(try #require(Unicode.Scalar(value == 0x7F ? 0x2421 : 0x2400 + value)))
    if !"\t\n\r".unicodeScalars.contains(scalar) { #expect(prose("a\(scalar)b") == "a" + picture + "b") }
    if scalar != "\t" { #expect(code("a\(scalar)b") == "a" + picture + "b") }
  }

  @Test(arguments: 0x80...0x9F)
  func replacesEveryC1Control(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(prose("a\(scalar)b") == "a\u{FFFD}b")
    #expect(code("a\(scalar)b") == "a\u{FFFD}b")
  }

  @Test func collapsesSpacesInProseAndKeepsThemInCode() {
    #expect(prose(" a  b\t\tc \n d\r\ne") == "a b c d e")
    #expect(code("  a  b ") == "  a  b ")
  }

  @Test(arguments: [
    ("\tx", "    x"), ("a\tx", "a   x"), ("abc\tx", "abc x"), ("abcd\tx", "abcd    x"), ("漢\tx", "漢  x"),
    ("a\tb\tx", "a   b   x"),
  ])
  func expandsTabsInCodeToTheNextStop(text: String, shown: String) {
    #expect(code(text) == shown)
  }

  @Test(arguments: [
    0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
  ])
  func removesDirectionControlsFromProseAndShowsThemInCode(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let digits = String(value, radix: 16, uppercase: true)
    #expect(prose("a\(scalar)b") == "ab")
    #expect(code("a\(scalar)b") == "a<U+\(digits.count == 3 ? "0" : "")\(digits)>b")
  }

  @Test func keepsRightToLeftLetters() {
    #expect(prose("שלום عربي") == "שלום عربي")
  }

  @Test(arguments: [
    0xAD, 0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xE0001, 0xE0041,
    0xE007F, 0x180E, 0x3164, 0x115F, 0x034F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2065, 0x206A, 0x206F,
    0xFFA0, 0xFFF0, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE00FF, 0xE01F0, 0xE0FFF,
  ])
  func removesInvisibleScalars(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(prose("a\(scalar)b") == "ab")
    #expect(code("a\(scalar)b") == "ab")
  }

  /// The neighbours of the invisible ones.
  @Test(arguments: [
    0xAC, 0xAE, 0x034E, 0x0350, 0x115E, 0x1161, 0x17B3, 0x17B6, 0x180A, 0x1810, 0x2010, 0x2027, 0x2070,
    0x3163,
    0x3165, 0xFF9F, 0xFFA1, 0xFFEF, 0xFFFC, 0x1BC9F, 0x1BCA4, 0x1D172, 0x1D17B, 0xDFFFD, 0xE1000,
  ])
  func keepsTheScalarsBesideInvisibleOnes(value: UInt32) throws {
    let text = "a\(try #require(Unicode.Scalar(value)))b"
    #expect(prose(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func turnsLineAndParagraphSeparatorsIntoSpaces() {
    #expect(prose("a\u{2028}b\u{2029}c") == "a b c")
    #expect(code("a\u{2028}b") == "a b")
  }

  @Test(arguments: ["👩‍👩‍👧", "🧑🏽‍💻", "🏴‍☠️", "❤️", "1️⃣", "#️⃣", "می‌خواهم", "क्‍ष", "☎︎"])
  func keepsJoinersAndSelectorsInEmojiAndJoiningScripts(text: String) {
    #expect(prose(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test(arguments: [
    ("a\u{200D}b", "ab"), ("a\u{200C}b", "ab"), ("\u{200D}a", "a"), ("🚀\u{200D}", "🚀"), ("a\u{FE0F}", "a"),
    ("🚀\u{200D} x", "🚀 x"), ("🚀\u{200D}x", "🚀x"), ("x\u{FE0F}y", "xy"), ("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}"),
  ])
  func removesJoinersAndSelectorsElsewhere(text: String, shown: String) {
    #expect(prose(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test func keepsASelectorAfterADigitOnlyInAKeycap() {
    #expect(prose("1\u{FE0F}→").unicodeScalars.elementsEqual("1→".unicodeScalars))
  }

  @Test func removesAJoinerBeforeACombiningKeycap() {
    #expect(prose("x\u{200D}\u{20E3}").unicodeScalars.elementsEqual("x\u{20E3}".unicodeScalars))
  }

  @Test func removesJoinersBetweenLettersThatDoNotJoin() {
    #expect(prose("пay па\u{200D}ль 東\u{200C}京").unicodeScalars.elementsEqual("пay паль 東京".unicodeScalars))
  }

  @Test func keepsEightCombiningMarksForEachLetter() {
    let marks = String(repeating: "\u{0301}", count: 10_000)
    #expect(prose("Z" + marks + "a").unicodeScalars.count == 1 + 8 + 1)
    #expect(prose("Z" + marks + "a" + marks).unicodeScalars.count == 1 + 8 + 1 + 8)
  }

  @Test(arguments: [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
  func replacesNoncharacters(value: UInt32) throws {
    #expect(prose("a\(try #require(Unicode.Scalar(value)))b") == "a\u{FFFD}b")
  }

  @Test(arguments: [TextFilter.Context.prose, .code])
  func removesEveryForbiddenScalarAndIsIdempotent(context: TextFilter.Context) {
    var text = ""
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      text.unicodeScalars.append(scalar)
      text += "x"
    }
    let once = FilteredText(text, as: context)
    #expect(ForbiddenCharacters.first(in: once.string) == nil)
    #expect(!once.string.unicodeScalars.contains("\n"))
    let twice = FilteredText(once.string, as: context)
    #expect(twice.string.unicodeScalars.elementsEqual(once.string.unicodeScalars))
    #expect(twice.columns == once.columns)
  }

  @Test(arguments: [
    "Z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{200C}\u{301}b", "1\u{FE0F}\u{200B}x",
    "x\u{FE0F}\u{2028}y", "x\u{FE0F}\u{202E}y",
    "\u{628}\u{64B}\u{64B}\u{64B}\u{64B}\u{64B}\u{64B}\u{64B}\u{64B}\u{200C}\u{64B}b",
  ])
  func isIdempotentIfTheNextScalarIsRemovedItself(text: String) {
    let once = FilteredText(text)
    #expect(FilteredText(once.string).string.unicodeScalars.elementsEqual(once.string.unicodeScalars))
  }

  @Test func isIdempotentForEveryPairOfSpecialScalars() {
    let scalars: [Unicode.Scalar] = [
      "a", "1", " ", "\t", "\n", "\r", "\u{1B}", "\u{9B}", "\u{301}", "\u{200B}", "\u{200C}", "\u{200D}",
      "\u{202E}", "\u{2028}", "漢", "🚀", "\u{E0041}", "\u{FFFD}", "\u{AD}",
    ]
    for context in [TextFilter.Context.prose, .code] {
      for first in scalars {
        for second in scalars {
          let once = FilteredText("x\(first)\(second)y", as: context).string
          #expect(FilteredText(once, as: context).string.unicodeScalars.elementsEqual(once.unicodeScalars))
          #expect(ForbiddenCharacters.first(in: once) == nil)
        }
      }
    }
  }
}
