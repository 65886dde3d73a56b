import Foundation
import Testing

@testable import TerminalEmulator

/// The palette that the user has set is not reset. `CursesScreenTests` tries all terminals without a pty.
struct PaletteTests {
  @Test(arguments: ["xterm-256color", "linux", "wezterm", "some-new-terminal"])
  func sendsNoOperatingSystemCommand(term: String) throws {
    let terminal = try Terminal(columns: 100, rows: 30, term: term, isJob: true)
    terminal.isRecording = true
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") })
    let process = terminal.process
    terminal.send("\u{1A}")
    #expect(terminal.wait { $0.processState == "T" })
    kill(process, SIGCONT)
    #expect(terminal.wait { $0.line(29).hasPrefix(" j/k select") && $0.processState != "T" })
    terminal.send("t")
    #expect(terminal.wait { $0.line(29).hasPrefix(" Theme: ") })
    terminal.send("q")
    #expect(terminal.ended() == 0)
    let sent = String(decoding: terminal.recorded, as: UTF8.self)
    // OSC 104 and the Linux console's `ESC ] R` reset colours; so does a full reset.
    #expect(!sent.contains("\u{1B}]"))
    #expect(!sent.contains("\u{1B}c"))
  }
}
