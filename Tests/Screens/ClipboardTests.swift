import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// The clipboard, which `y` and following a link set with OSC 52 on terminals like xterm.
struct ClipboardTests {
  /// The texts of the OSC 52 sequences among bytes.
  private static func copies(in bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.components(separatedBy: "\u{1B}]52;c;").dropFirst().compactMap { rest in
      let code = rest.prefix { $0 != "\u{1B}" && $0 != "\u{07}" }
      return Data(base64Encoded: String(code)).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private func started(_ term: String = "xterm-256color", arguments: [String] = []) throws -> Terminal {
    // Following an external link starts the browser; this one does nothing.
    let terminal = try Terminal(
      arguments, columns: 100, rows: 30, term: term, environment: ["BROWSER": "/bin/true"])
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k s") })
    terminal.isRecording = true
    return terminal
  }

  @Test(arguments: [
    ("3y", "portfolio-tui projects/replay-safe-event-platform"),
    ("3\r5jy", "portfolio-tui projects/replay-safe-event-platform#problem"), ("y", "portfolio-tui"),
  ])
  func copiesTheCommandThatOpensThePlace(keys: String, command: String) throws {
    let terminal = try started()
    terminal.send(keys)
    #expect(terminal.wait { $0.line(29).hasPrefix(" Sent to the terminal's clipboard: portfolio-tui") })
    #expect(Self.copies(in: terminal.recorded) == [command])
  }

  @Test func copiesTheAddressOfAnExternalLink() throws {
    let address = "https://example.org/a%20b?q=1;\u{E9}"
    let folder = try TemporaryFolder(["notes/one.md": "# One\n\n[in](one.md) and [out](<\(address)>)\n"])
    let terminal = try started(arguments: ["--content", folder.path, "notes/one"])
    terminal.send("f2\r")
    #expect(terminal.wait { $0.line(29).hasPrefix(" Opened: https://") })
    #expect(Self.copies(in: terminal.recorded) == ["https://example.org/a%20b?q=1;%C3%A9"])
  }

  @Test(arguments: ["linux", "vt100"])
  func showsTheCommandWhereThereIsNoClipboard(term: String) throws {
    let terminal = try started(term)
    terminal.send("3y")
    #expect(terminal.wait { $0.line(29).contains("portfolio-tui projects/replay-safe-event-platform") })
    #expect(terminal.recorded.firstRange(of: Array("\u{1B}]".utf8)) == nil)
  }
}
