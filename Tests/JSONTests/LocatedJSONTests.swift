import Testing

@testable import JSON

struct LocatedJSONTests {
  private func read(_ text: String, depth: Int = 64) throws(JSONFault) -> LocatedJSON {
    try LocatedJSON(parsing: Array(text.utf8), depth: depth)
  }

  private func fault(_ text: String, depth: Int = 64) -> JSONFault? {
    do throws(JSONFault) {
      _ = try read(text, depth: depth)
      return nil
    } catch { return error }
  }

  @Test func readsEveryKindOfValue() throws {
    let text = #"{"a":["x",-1.50e+2,0,true,false,null,{}],"a":[]}"#
    #expect(try read(text).json.text(.oneLine) == text)
  }

  @Test func skipsSpaceAndAByteOrderMark() throws {
    #expect(try read("\u{FEFF} \t\r\n[ 1 , 2 ]\n").json.text(.oneLine) == "[1,2]")
  }

  @Test func decodesEscapes() throws {
    let value = try read(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud83d\u0041\udc00""#)
    guard case .string(let text) = value.value else {
      throw JSONFault(line: 0, message: "another kind of value")
    }
    #expect(text == "\"\\/\u{8}\u{C}\n\r\té😀\u{FFFD}A\u{FFFD}")
  }

  @Test func keepsTheLineOfEachValueAndName() throws {
    guard case .object(let members) = try read("{\n\"a\":\n[\n1,\n2]}").value,
      case .array(let values)? = members.first?.value.value
    else { throw JSONFault(line: 0, message: "another kind of value") }
    #expect(members.map(\.line) == [2])
    #expect(members.map(\.value.line) == [3])
    #expect(values.map(\.line) == [4, 5])
  }

  @Test(arguments: [
    ("", 1, "the text ends where a value is expected"), ("[1,\n]", 2, "a comma stands before ']'"),
    ("{\"a\":1,\n\n}", 3, "a comma stands before '}'"), ("[1 2]", 1, "',' or ']' is expected behind a value"),
    ("{\"a\" 1}", 1, "':' is expected behind 'a'"), ("{a:1}", 1, "a name in quotation marks is expected"),
    ("{\"a\":1\n\"b\":2}", 2, "',' or '}' is expected behind the value of 'a'"),
    ("\n01", 2, "'01' is not a value"), ("[1.]", 1, "'1.' is not a value"), ("[:]", 1, "a value is expected"),
    ("\"x", 1, "a string is never closed"), ("\"x\ny\"", 1, "a string is not closed on its line"),
    ("\"\t\"", 1, "a string holds a control character"),
    (#""\x""#, 1, "a string holds an escape that JSON does not have"),
    (#""\u12""#, 1, "'\\u' needs four hexadecimal digits"),
    (#""\u+123""#, 1, "'\\u' needs four hexadecimal digits"),
    ("{}\n{}", 2, "there is text behind the end of the value"),
  ])
  func reportsTheLineOfAFault(text: String, line: Int, message: String) {
    #expect(fault(text) == JSONFault(line: line, message: message))
  }

  @Test func limitsTheDepth() throws {
    _ = try read("[[1]]", depth: 2)
    #expect(fault("[[[1]]]", depth: 2)?.message == "arrays and objects nest deeper than 2 levels")
    #expect(fault(String(repeating: "[", count: 100_000)) != nil)
  }
}
