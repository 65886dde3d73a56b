import Curses
import TerminalText
import Testing

struct TerminalTypeTests {
  @Test(
    arguments: [
      ("xterm", .palette16), ("xterm-color", .palette16), ("xterm-256color", .palette256),
      ("xterm-direct", .direct),
      ("xterm-direct256", .direct), ("xterm-mono", .none), ("xterm+256color", .palette256),
      ("screen", .palette16), ("screen.xterm-256color", .palette256), ("screen-16color", .palette16),
      ("tmux", .palette16), ("tmux-256color", .palette256), ("tmux-direct", .direct), ("linux", .palette16),
      ("linux-m", .none), ("rxvt-unicode", .palette16), ("rxvt-unicode-256color", .palette256),
      ("rxvt-88color", .palette16), ("putty", .palette16), ("putty-256color", .palette256),
      ("ansi", .palette16),
      ("wezterm", .direct), ("contour", .direct), ("contour-latest", .direct), ("rio", .direct),
      ("foot", .direct),
      ("foot-extra", .direct), ("foot-direct", .direct), ("alacritty", .direct),
      ("alacritty-direct", .direct),
      ("kitty", .direct), ("kitty-direct", .direct), ("xterm-kitty", .direct), ("ghostty", .direct),
      ("xterm-ghostty", .direct), ("alacritty-256color", .palette256),
      ("st", .palette256), ("st-256color", .palette256), ("st-direct", .direct), ("mintty", .palette256),
      ("mintty-direct", .direct), ("konsole", .palette256), ("konsole-256color", .palette256),
      ("konsole-direct", .direct), ("vte", .palette256), ("vte-256color", .palette256),
      ("vte-direct", .direct),
      ("gnome", .palette256), ("gnome-256color", .palette256), ("iTerm2.app", .palette256),
      ("vt52", .none), ("vt100", .none), ("vt220", .none), ("vt420-am", .none), ("dumb", .none),
      ("unknown", .none),
      ("mach", .none), ("mach-color", .palette8),
      // Other emulators of today.
      ("some-new-terminal", .palette256), ("stterm", .palette256), ("", .palette256),
      ("\u{1B}[2J", .palette256),
    ] as [(String, ColorDepth)])
  func knowsTheColorsOfATerminal(name: String, depth: ColorDepth) {
    #expect(TerminalType(named: name).depth == depth)
  }

  @Test(arguments: [
    "xterm", "xterm-256color", "screen", "tmux-256color", "rxvt-unicode", "wezterm", "contour", "rio", "st",
    "st-256color", "mintty", "konsole", "vte", "gnome-256color", "foot", "alacritty", "xterm-kitty",
    "ghostty",
    "putty", "some-new-terminal",
  ])
  func emulatorsUnderstandTheSequencesOfXterm(name: String) {
    #expect(TerminalType(named: name).features.contains(.xterm))
    #expect(!TerminalType(named: name).features.contains(.asciiOnly))
  }

  @Test(arguments: ["linux", "linux-16color", "vt100", "vt220", "ansi", "cygwin", "dumb", "sun"])
  func consolesDoNot(name: String) {
    #expect(!TerminalType(named: name).features.contains(.xterm))
  }

  @Test(arguments: [
    ("wezterm", true), ("contour", true), ("rio", true), ("mintty", true), ("vte-256color", true),
    ("gnome", true),
    ("foot-extra", true), ("alacritty", true), ("kitty", true), ("xterm-kitty", true),
    ("xterm-ghostty", true),
    // Of these some versions show only the label.
    ("xterm-256color", false), ("st", false), ("screen", false), ("tmux-256color", false), ("konsole", false),
    ("linux", false), ("some-new-terminal", false),
  ])
  func knowsWhichTerminalsShowHyperlinks(name: String, hasHyperlinks: Bool) {
    #expect(TerminalType(named: name).features.contains(.hyperlinks) == hasHyperlinks)
  }

  @Test(arguments: [
    ("vt100", true), ("vt52", true), ("vt320", true), ("ansi", true), ("vte", false), ("linux", false),
  ])
  func knowsWhichTerminalsHaveOnlyASCII(name: String, isASCII: Bool) {
    #expect(TerminalType(named: name).features.contains(.asciiOnly) == isASCII)
  }
}
