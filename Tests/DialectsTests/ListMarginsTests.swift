@testable import Dialects
import Testing

struct ListMarginsTests {
  private func bytes(_ line: String) -> ArraySlice<UInt8> { Array(line.utf8)[...] }

  /// The margins after lines of text; a blank line is an empty string.
  private func margins(after lines: [String]) -> ListMargins {
    var margins = ListMargins()
    var isAfterBlank = true
    for line in lines {
      if !line.isEmpty { margins.update(with: bytes(line), isAfterBlank: isAfterBlank) }
      isAfterBlank = line.isEmpty
    }
    return margins
  }

  /// The smallest indentation at which a line after `lines` and a blank line is code.
  private func codeIndentation(after lines: String...) -> Int? {
    let margins = margins(after: lines)
    return (0...40).first { margins.isIndentedCode(bytes(String(repeating: " ", count: $0) + "x")) }
  }

  @Test func withoutAListCodeIsIndentedByFour() {
    #expect(codeIndentation() == 4)
    #expect(codeIndentation(after: "text") == 4)
    #expect(codeIndentation(after: "-text", "1text", "+", "-", "1.") == 4)
  }

  @Test(arguments: [
    ("- a", 2), ("* a", 2), ("+ a", 2), ("1. a", 3), ("10) a", 4), ("123456789. a", 11), ("-   a", 4),
    ("-    a", 5), ("-     a", 2), ("  - a", 4), ("-\ta", 4), (" 1.\ta", 4), ("-  \ta", 4), ("-\t\ta", 2),
  ])
  func codeInAnItemIsIndentedByFourMoreThanItsText(line: String, textColumn: Int) {
    let margins = margins(after: [line])
    for indentation in textColumn..<(textColumn + 4) {
      #expect(!margins.isIndentedCode(bytes(String(repeating: " ", count: indentation) + "x")))
    }
    #expect(margins.isIndentedCode(bytes(String(repeating: " ", count: textColumn + 4) + "x")))
  }

  @Test func aNumberHasAtMostNineDigits() {
    let line = bytes(String(repeating: " ", count: 12) + "x")
    #expect(!margins(after: [" 123456789. a"]).isIndentedCode(line))
    #expect(margins(after: ["1234567890. a"]).isIndentedCode(line))
  }

  @Test(arguments: ["* * *", "- - -", "***", "---", "*  *  *", "* * * *"])
  func aThematicBreakOpensNoItem(line: String) {
    #expect(codeIndentation(after: line) == 4)
  }

  @Test func twoMarkersAreNoThematicBreak() {
    #expect(codeIndentation(after: "* *") == 6)
  }

  @Test func itemsNest() {
    let margins = margins(after: ["- a", "  - b"])
    #expect(!margins.isIndentedCode(bytes(String(repeating: " ", count: 7) + "x")))
    #expect(margins.isIndentedCode(bytes(String(repeating: " ", count: 8) + "x")))
  }

  @Test func aMarkerClosesTheItemsInsideOfIt() {
    #expect(codeIndentation(after: "- a", "    - b", "- c") == 6)
  }

  @Test func textAfterABlankLineClosesTheItemsInsideOfIt() {
    #expect(codeIndentation(after: "- a", "", "b") == 4)
    #expect(codeIndentation(after: "- a", "", "  b") == 6)
  }

  @Test func textWithoutABlankLineContinuesTheItem() {
    #expect(codeIndentation(after: "- a", "b") == 6)
  }

  @Test(arguments: [
    ("\tx", false), ("   \tx", false), (" \t x", false), ("\t  x", true), ("    \tx", true), ("\t\tx", true),
  ])
  func tabStopsAreFourColumnsApart(line: String, isCode: Bool) {
    #expect(margins(after: ["text"]).isIndentedCode(bytes(line)))
    #expect(margins(after: ["- a"]).isIndentedCode(bytes(line)) == isCode)
  }
}
