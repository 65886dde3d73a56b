import Foundation
import Testing

@testable import JSON

/// JSON is written so that any parser reads back the same value.
struct JSONTests {
  private static let nasty = "a\"b\\c\nd\te\r\u{1B}]0;x\u{7}\u{7F}\u{85}\u{202E}é漢😀\u{10FFFF}\0/"

  private static let sample = JSON.object([
    ("name", .string("A \"B\"")), ("count", .integer(-7)), ("is", .boolean(true)), ("not", .boolean(false)),
    ("none", .array([])), ("empty", .object([])),
    ("rows", .array([.object([("x", .integer(1))]), .array([.string("")])])),
  ])

  private func parse(_ text: String) throws -> NSObject {
    try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? NSObject)
  }

  @Test func indentsElementsAndMembersByTwoColumns() {
    #expect(
      Self.sample.text(.indented) == #"""
        {
          "name": "A \"B\"",
          "count": -7,
          "is": true,
          "not": false,
          "none": [],
          "empty": {},
          "rows": [
            {
              "x": 1
            },
            [
              ""
            ]
          ]
        }
        """#)
  }

  @Test func writesOneLineWithoutSpaces() {
    #expect(
      Self.sample.text(.oneLine)
        == #"{"name":"A \"B\"","count":-7,"is":true,"not":false,"none":[],"empty":{},"rows":[{"x":1},[""]]}"#
    )
  }

  @Test(arguments: [JSON.Layout.indented, .oneLine], [JSON.Escaping.required, .nonASCII])
  func aParserReadsTheSameValue(layout: JSON.Layout, escaping: JSON.Escaping) throws {
    let value = JSON.object([(Self.nasty, .array([.string(Self.nasty), .integer(.min), .integer(.max)]))])
    let parsed = try parse(value.text(layout, escaping: escaping))
    #expect(parsed == [Self.nasty: [Self.nasty, Int.min, Int.max] as NSArray] as NSDictionary)
  }

  @Test func membersKeepTheirOrder() {
    let members = ["b", "a", "c"].map { ($0, JSON.integer(0)) }
    #expect(JSON.object(members).text(.oneLine) == #"{"b":0,"a":0,"c":0}"#)
  }

  @Test func escapesOnlyWhatTheSpecificationRequires() {
    for value in UInt32(0)...0x2FF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = JSON.quoted(String(scalar))
      switch scalar {
      case "\"", "\\": #expect(text == "\"\\\(scalar)\"")
      case _ where value < 0x20:
        #expect(text == "\"\\u00\(value < 16 ? "0" : "")\(String(value, radix: 16))\"")
      default: #expect(text == "\"\(scalar)\"")
      }
    }
  }

  @Test func nonASCIIEscapingLeavesPrintableASCIIOnly() {
    let text = JSON.quoted(Self.nasty, escaping: .nonASCII)
    #expect(text.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    #expect(
      text
        == #""a\"b\\c\u000ad\u0009e\u000d\u001b]0;x\u0007\u007f\u0085\u202e\u00e9\u6f22\ud83d\ude00\udbff\udfff\u0000/""#
    )
  }

  @Test func mapStringsReachesEveryStringAndName() {
    let value = JSON.object([("a", .array([.string("b"), .object([("c", .string("d"))]), .integer(1)]))])
    #expect(
      value.mapStrings { $0.uppercased() }.text(.oneLine) == #"{"A":["B",{"C":"D"},1]}"#)
  }
}
