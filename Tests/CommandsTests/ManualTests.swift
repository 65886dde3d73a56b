import Foundation
import TestSupport
import Testing

/// `manual`, as the programs that show manual pages read it.
struct ManualTests {
  private let source: Launch

  init() throws {
    source = try Launch(["manual"])
  }

  @Test func isASCII() throws {
    #expect(source.status == 0)
    #expect(source.error == "")
    #expect(source.output.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
    #expect(source.lines.first?.hasPrefix(".TH \"PORTFOLIO\\-TUI\" 1 ") == true)
  }

  @Test(arguments: ["C", "C.UTF-8"], [60, 80, 200])
  func manShowsItWithoutWarnings(locale: String, width: Int) throws {
    let result = try Launch(
      "man", ["--warnings", "-l", "-"], input: source.output,
      environment: ["LC_ALL": locale, "MANWIDTH": String(width)])
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.text.contains("--host-key FILE"))
    #expect(!result.text.contains("‐"), "a word is divided")
  }

  @Test func mandocHasNothingToSay() throws {
    let result = try Launch("mandoc", ["-T", "lint"], input: source.output)
    #expect(result.text + result.error == "")
    #expect(result.status == 0)
  }

  /// What is copied from the page can be typed: hyphens, quotation marks and carets are those of ASCII.
  @Test(arguments: ["man", "mandoc"])
  func keepsWhatIsTyped(program: String) throws {
    let arguments = program == "man" ? ["-l", "-"] : ["-T", "utf8"]
    let result = try Launch(
      program, arguments, input: source.output, environment: ["LC_ALL": "C.UTF-8", "MANWIDTH": "100"])
    // mandoc prints bold as a letter over itself. Command lines in a paragraph may be broken at spaces.
    let text = result.text.replacing(#/.\u{8}/#, with: "").replacing(#/[ \n]+/#, with: " ")
    for typed in [
      "portfolio-tui grep redis '\"cache miss\"'", "-w, --width N", "d ^D", "~/.local/state",
      "ssh -p 2222 HOST ls",
    ] {
      #expect(text.contains(typed), "\(typed)")
    }
  }

  @Test func isForTheOwner() throws {
    let result = try Launch(["--visitor"], environment: ["SSH_ORIGINAL_COMMAND": "manual"])
    #expect(result.status == 2)
    #expect(result.error == said("'manual' is not for visitors"))
  }
}
