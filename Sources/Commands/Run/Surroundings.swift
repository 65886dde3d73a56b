internal import CSystem
internal import Glibc
internal import TerminalText

/// What a run finds around itself: variables, and what standard output is.
struct Surroundings {
  /// Looks up a variable.
  var variable: @Sendable (String) -> String?
  /// Whether standard output is a terminal.
  var isTerminal: Bool
  /// Whether standard input is one too, so that somebody can press keys.
  var hasKeyboard: Bool
  /// The terminal's columns; nil where there is none.
  var columns: Int?

  /// Those of this process.
  static func current() -> Surroundings {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    var size = winsize()
    let isSized = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Surroundings(
      variable: { name in getenv(name).map { String(cString: $0) } }, isTerminal: isTerminal,
      hasKeyboard: isTerminal && isatty(STDIN_FILENO) == 1,
      columns: isSized ? Int(size.ws_col) : nil)
  }

  /// Looks up the variables that set options; nil where this process has none. Forty names are made and looked up
  /// otherwise, which took a third of the instructions of a short run.
  var optionVariables: ((String) -> String?)? {
    guard csystem_has_variables("PORTFOLIO_") == 1 else { return nil }
    return { self[$0] }
  }

  /// A variable that is set to something.
  subscript(name: String) -> String? {
    variable(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The terminal's name; `dumb` where none is given.
  var term: String { self["TERM"] ?? "dumb" }

  /// Whether lines and punctuation must be ASCII: by the locale that is set, and for terminals of old.
  var isASCII: Bool {
    let locale = self["LC_ALL"] ?? self["LC_CTYPE"] ?? self["LANG"] ?? "UTF-8"
    // `de_DE.UTF-8@euro`, or the encoding alone.
    let isUTF8 = locale.lowercased().split { $0 == "." || $0 == "@" }.contains {
      $0 == "utf-8" || $0 == "utf8"
    }
    return !isUTF8 || ["vt52", "vt100", "vt102", "vt220", "ansi", "dumb"].contains(term)
  }

  /// How many colours the terminal shows, by its name and `COLORTERM`.
  var depth: ColorDepth {
    if let colorTerm = self["COLORTERM"]?.lowercased(), ["truecolor", "24bit"].contains(colorTerm) {
      return .direct
    }
    let name = term
    if name.hasSuffix("-direct") || ["xterm-kitty", "xterm-ghostty", "alacritty", "foot"].contains(name) {
      return .direct
    }
    if name.split(separator: "-").contains("256color") { return .palette256 }
    if ["linux", "screen", "tmux", "xterm", "rxvt", "ansi", "cygwin", "putty"].contains(where: name.hasPrefix)
    {
      return .palette16
    }
    return .none
  }

  /// Whether the terminal is known to make OSC 8 links of text.
  var knowsHyperlinks: Bool {
    if let version = self["VTE_VERSION"].flatMap({ Int($0) }), version >= 5000 { return true }
    if ["KONSOLE_VERSION", "WT_SESSION", "DOMTERM"].contains(where: { self[$0] != nil }) { return true }
    if ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"].contains(self["TERM_PROGRAM"] ?? "") {
      return true
    }
    return ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour"].contains {
      term.hasPrefix($0)
    }
  }
}
