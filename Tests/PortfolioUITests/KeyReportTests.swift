import PortfolioUI
import Testing

/// Keys in the extended encodings that another program may have left switched on: kitty's keyboard protocol
/// ("Comprehensive keyboard handling in terminals") and xterm's modifyOtherKeys ("XTerm Control Sequences").
struct KeyReportTests {
  private func expect(
    _ sequence: String, is expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var parser = InputParser()
    let events = parser.parse(Array("\u{1B}[\(sequence)".utf8))
    let keys = events.map(InputParserTests.description).joined(separator: " ")
    #expect(keys == expected, "\(sequence)", sourceLocation: sourceLocation)
    #expect(!parser.isPending, "\(sequence)", sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ("113u", "q"), ("113;1u", "q"), ("113;u", "q"), ("106;1:1u", "j"), ("47u", "/"), ("32u", "space"),
    ("233u", "é"), ("228;1u", "ä"), ("28450u", "漢"), ("128512u", "😀"), ("1087;1u", "п"),
  ])
  func readsCharacters(sequence: String, key: String) { expect(sequence, is: key) }

  @Test(arguments: [
    ("27u", "Esc"), ("27;1u", "Esc"), ("27;2u", "Esc"), ("27;5u", "Esc"), ("13u", "Enter"),
    ("13;2u", "Enter"),
    ("13;5u", "Enter"), ("9u", "Tab"), ("9;5u", "Tab"), ("9;2u", "S-Tab"), ("9;6u", "S-Tab"),
    ("127u", "Backspace"), ("127;5u", "Backspace"), ("8u", "Backspace"), ("32;2u", "space"),
  ])
  func readsKeysOfControlCharacters(sequence: String, key: String) { expect(sequence, is: key) }

  @Test(arguments: [
    ("97;2u", "A"), ("97:65;2u", "A"), ("97:65;2:2u", "A"), ("228:196;2u", "Ä"), ("228;2u", "Ä"),
    ("1087;2u", "П"),
    ("47:63;2u", "?"), ("55:47;2u", "/"), ("223;2u", "ß"), ("223:7838;2u", "ẞ"),
    // xterm reports the character that is typed, not that of the key.
    ("65;2u", "A"), ("63;2u", "?"),
    // Caps Lock is 64, Num Lock 128.
    ("97;65u", "A"), ("97:65;66u", "a"), ("97;193u", "A"), ("97;129u", "a"), ("49;65u", "1"),
    ("103;130u", "G"),
  ])
  func readsShiftedCharacters(sequence: String, key: String) { expect(sequence, is: key) }

  @Test(arguments: [
    ("99;5u", "^C"), ("99;5:1u", "^C"), ("67;5u", "^C"), ("99;6u", "^C"), ("99:67;6u", "^C"),
    ("99;69u", "^C"),
    ("99;133u", "^C"), ("100;5u", "^D"), ("122;5u", "^Z"), ("92;5u", "^\\"), ("47;5u", "^_"),
    // As a terminal sends them by default.
    ("104;5u", "Backspace"), ("105;5u", "Tab"), ("106;5u", "Enter"), ("109;5u", "Enter"), ("91;5u", "Esc"),
    ("32;5u", ""), ("64;5u", ""), ("49;5u", "other"),
    // A Cyrillic keyboard: es is on the key of C.
    ("1089::99;5u", "^C"), ("1089:1057:99;6u", "^C"), ("1089;5u", "other"),
  ])
  func readsControl(sequence: String, key: String) { expect(sequence, is: key) }

  @Test(arguments: [
    "113;3u", "113;4u", "113;7u", "113;9u", "113;17u", "113;33u", "99;13u", "13;3u", "27;3u", "9;3u",
    "127;3u",
    "27;3;113~", "113;3;230u",
  ])
  func otherModifiersHaveNoMeaning(sequence: String) { expect(sequence, is: "other") }

  @Test(arguments: [
    "113;1:3u", "113;5:3u", "27;1:3u", "13;1:3u", "1;1:3A", "1;5:3H", "5;1:3~", "3;2:3~", "57419;1:3u",
    "97:65;2:3;65u",
  ])
  func ignoresReleases(sequence: String) { expect(sequence, is: "") }

  @Test(arguments: [
    ("113;1:2u", "q"), ("99;5:2u", "^C"), ("1;1:2A", "↑"), ("1;1:1B", "↓"), ("1;5:2C", "→"),
    ("1;129:1D", "←"),
    ("1;1:2H", "Home"), ("1;1:1F", "End"), ("5;1:2~", "PgUp"), ("6;1:1~", "PgDn"), ("3;1:1~", "Del"),
    ("7;1:1~", "Home"), ("8;1:2~", "End"), ("1;2:1Z", "S-Tab"), ("15;1:1~", "other"),
  ])
  func repetitionsArePresses(sequence: String, key: String) { expect(sequence, is: key) }

  @Test(arguments: [
    ("97;2;65u", "A"), ("97;;229u", "å"), ("97;1;97u", "a"), ("97;1:2;97u", "a"), ("97:65:113;2;65u", "A"),
    ("0;;228u", "ä"), ("0;;28450:23383u", "漢 字"), ("101;1;101:769u", "e \u{301}"), ("97;65;65u", "A"),
    ("57400;129;49u", "1"), ("13;1;13u", "Enter"), ("97;1;7u", ""), ("99;5;99u", "^C"),
  ])
  func readsAssociatedText(sequence: String, keys: String) { expect(sequence, is: keys) }

  @Test func readsALongTextOfAnInputMethod() {
    let text = String(repeating: "漢字", count: 40)
    let codes = text.unicodeScalars.map { String($0.value) }.joined(separator: ":")
    expect("0;;\(codes)u", is: text.map(String.init).joined(separator: " "))
  }

  @Test(arguments: [
    (57344, "Esc"), (57345, "Enter"), (57346, "Tab"), (57347, "Backspace"), (57349, "Del"), (57350, "←"),
    (57351, "→"), (57352, "↑"), (57353, "↓"), (57354, "PgUp"), (57355, "PgDn"), (57356, "Home"),
    (57357, "End"),
    // The keypad.
    (57399, "0"), (57400, "1"), (57408, "9"), (57409, "."), (57410, "/"), (57411, "*"), (57412, "-"),
    (57413, "+"), (57414, "Enter"), (57415, "="), (57416, ","), (57417, "←"), (57418, "→"), (57419, "↑"),
    (57420, "↓"), (57421, "PgUp"), (57422, "PgDn"), (57423, "Home"), (57424, "End"), (57426, "Del"),
    // Insert, Pause, F13, F35, media keys.
    (57348, "other"), (57362, "other"), (57363, "other"), (57376, "other"), (57398, "other"),
    (57425, "other"),
    (57428, "other"), (57440, "other"),
  ])
  func readsKeysWithoutText(code: Int, key: String) {
    expect("\(code)u", is: key)
    expect("\(code);129:1u", is: key)
    expect("\(code);1:3u", is: "")
  }

  /// Pressing Shift for the `G` of `20G` must not end the count.
  @Test(arguments: [57358...57360, 57441...57454])
  func ignoresLocksAndModifiers(codes: ClosedRange<Int>) {
    for code in codes {
      expect("\(code)u", is: "")
      expect("\(code);2u", is: "")
      expect("\(code);3:1u", is: "")
    }
  }

  @Test(arguments: [
    ("27;5;99~", "^C"), ("27;5;67~", "^C"), ("27;6;67~", "^C"), ("27;2;65~", "A"), ("27;2;63~", "?"),
    ("27;1;113~", "q"), ("27;2;13~", "Enter"), ("27;5;13~", "Enter"), ("27;5;9~", "Tab"),
    ("27;2;9~", "S-Tab"),
    ("27;6;9~", "S-Tab"), ("27;2;127~", "Backspace"), ("27;5;8~", "Backspace"), ("27;5;27~", "Esc"),
    ("27;2;32~", "space"), ("27;2;196~", "Ä"), ("27;5;109~", "Enter"), ("27;5;91~", "Esc"),
    ("27;5;47~", "^_"),
  ])
  func readsModifyOtherKeys(sequence: String, key: String) { expect(sequence, is: key) }

  @Test(arguments: [
    "u", ";u", ";;u", ":u", "0u", "55296u", "1114112u", "99999999999999999999u", "128u", "1u", "57500u",
    "113;99999999999999999999u", "27;;~", "27;5;~", "27;5;55296~", ":::::;:::::;:::::u",
  ])
  func invalidReportsTypeNothing(sequence: String) {
    var parser = InputParser()
    let events = parser.parse(Array("\u{1B}[\(sequence)x".utf8)).map(InputParserTests.description)
    #expect(events.last == "x")
    #expect(events.dropLast().allSatisfy { $0 == "other" }, "\(events)")
  }
}
