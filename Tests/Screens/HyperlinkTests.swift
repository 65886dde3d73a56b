import TestSupport
import Testing

@testable import TerminalEmulator

/// Links of printed text, by the name of the terminal.
struct HyperlinkTests {
  @Test(arguments: [
    ("wezterm", true), ("contour", true), ("foot-extra", true), ("vte", true), ("xterm-256color", false),
    ("st", false), ("linux", false), ("dumb", false),
  ])
  func printsHyperlinksWhereTheTerminalShowsThem(term: String, hasHyperlinks: Bool) throws {
    let folder = try TemporaryFolder(["link.md": "A [label](https://example.com/x).\n"])
    let terminal = try Terminal(["cat", folder["link.md"]], term: term)
    #expect(terminal.ended() == 0)
    let sent = String(decoding: terminal.lastBytes, as: UTF8.self)
    #expect(sent.contains("label"))
    #expect(sent.contains("\u{1B}]8;") == hasHyperlinks)
    #expect(terminal.text.contains("https://example.com/x") != hasHyperlinks)
  }
}
