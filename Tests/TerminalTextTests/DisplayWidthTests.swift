import TestSupport
import Testing

@testable import TerminalText

struct DisplayWidthTests {
  init() { UTF8Locale.use() }

  /// What the cells show of a text: each scalar with its columns.
  private func cells(_ text: String) -> [String] {
    var cells: [String] = []
    for scalar in text.unicodeScalars {
      DisplayWidth.forEachCell(of: scalar) { shown, columns in cells.append("\(shown)\(columns)") }
    }
    return cells
  }

  @Test(arguments: [
    ("aé", ["a1", "é1"]), ("─│", ["─1", "│1"]), ("漢字", ["漢2", "字2"]), ("e\u{301}", ["e1", "\u{301}0"]),
    ("🚀", ["🚀2"]), ("🇩🇪", ["🇩1", "🇪1"]), ("\u{A0}", ["\u{A0}1"]), ("ש", ["ש1"]),
  ])
  func drawsScalarsInTheirColumns(text: String, shown: [String]) {
    #expect(cells(text) == shown)
  }

  @Test(arguments: [
    ("👩‍💻", ["👩2", "💻2"]), ("❤️", ["❤1"]), ("1️⃣", ["11", "\u{20E3}0"]), ("葛\u{E0100}", ["葛2"]),
  ])
  func leavesOutJoinersAndVariationSelectors(text: String, shown: [String]) {
    #expect(cells(text) == shown)
  }

  @Test func leavesTheColumnsOfASkinToneBlank() {
    #expect(cells("👍🏽") == ["👍2", " 1", " 1"])
    #expect(
      cells("\u{1F3FA}\u{1F3FB}\u{1F3FF}\u{1F400}") == ["\u{1F3FA}2", " 1", " 1", " 1", " 1", "\u{1F400}2"])
  }

  @Test func replacesScalarsThatTheCLibraryDoesNotKnow() {
    // U+0378 and U+1FBFF are unassigned.
    #expect(cells("\u{378}") == ["\u{FFFD}1"])
    #expect(cells("\u{1FBFF}") == ["\u{FFFD}1", " 1"])
    #expect(cells("\u{E000}").count == 1)
  }

  @Test func columnsOfCellsAddUpToThoseOfEveryScalar() {
    for value in UInt32(0x20)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var sum = 0
      DisplayWidth.forEachCell(of: scalar) { sum += $1 }
      if sum != DisplayWidth.columns(of: scalar) { Issue.record("U+\(String(value, radix: 16)): \(sum)") }
    }
  }

  @Test func agreesWithTheCLibraryOnEveryScalarItKnows() {
    for value in UInt32(0xA0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar != "\u{AD}" else { continue }
      let width = Int(wcwidth(CInt(value)))
      if width >= 0, DisplayWidth.columns(of: scalar) != width {
        Issue.record("U+\(String(value, radix: 16)): \(DisplayWidth.columns(of: scalar)), not \(width)")
      }
    }
  }
}

/// The C library's function, which Glibc's module does not show.
@_silgen_name("wcwidth") private func wcwidth(_ scalar: CInt) -> CInt
