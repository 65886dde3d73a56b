internal import CSystem
internal import Curses
internal import Glibc
internal import TerminalText

/// The environment of a run: variables, and the properties of the terminal.
///
/// A local run uses the environment of the process (``current()``); a visit uses the values that the SSH client sent.
struct RunEnvironment {
  /// Returns the value of an environment variable, which may be empty; nil if it is not set.
  var variable: @Sendable (String) -> String?
  /// Whether standard output is a terminal.
  var isTerminal: Bool
  /// Whether standard input is a terminal, too, so that keys can be read.
  var hasKeyboard: Bool
  /// The width of the terminal; nil if it is not known.
  var columns: Int?
  /// The height of the terminal; nil if it is not known.
  var rows: Int?
  /// The size of the terminal's cells; nil if it is not known.
  var cell: Picture.CellSize?

  /// The environment of this process.
  static func current() -> RunEnvironment {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    var size = winsize()
    let isSized = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return RunEnvironment(
      variable: { name in getenv(name).map { String(cString: $0) } }, isTerminal: isTerminal,
      hasKeyboard: isTerminal && isatty(STDIN_FILENO) == 1,
      columns: isSized ? Int(size.ws_col) : nil, rows: isSized ? Int(size.ws_row) : nil,
      cell: isSized ? size.cell : nil)
  }

  /// The same environment with copies of the variables that set options or name folders, for a process that clears its
  /// variables.
  var keepingVariables: RunEnvironment {
    let names =
      OptionDefinition.all.compactMap(\.variable) + [
        "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "STATE_DIRECTORY",
      ]
    var values: [String: String] = [:]
    for name in names { values[name] = variable(name) }
    let kept = values
    var environment = self
    environment.variable = { kept[$0] }
    return environment
  }

  /// Looks up the variables that set options; nil if this process has none. Then forty look-ups are saved, which took
  /// a third of the instructions of a short run.
  var optionVariables: ((String) -> String?)? {
    guard csystem_has_variables("PORTFOLIO_") == 1 else { return nil }
    return { self[$0] }
  }

  /// The value of a variable; nil if it is not set or empty.
  subscript(name: String) -> String? {
    variable(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The folder for what this program keeps between runs, by the XDG Base Directory Specification; nil if no variable
  /// names an absolute path.
  var stateFolder: String? {
    folder("XDG_STATE_HOME", inHome: ".local/state")
  }

  /// The folder of this program in that of a variable, or else in a folder of the user's home; nil if no variable names an
  /// absolute path.
  func folder(_ name: String, inHome path: String) -> String? {
    func absolute(_ name: String) -> String? { self[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let base = absolute(name) ?? absolute("HOME").map { $0 + "/" + path }
    return base.map { $0 + "/portfolio-tui" }
  }

  /// The name of the terminal; `dumb` if `TERM` is not set.
  var term: String { self["TERM"] ?? "dumb" }

  /// The characters that the terminal can show, by the locale and the terminal.
  var repertoire: Repertoire {
    let locale = self["LC_ALL"] ?? self["LC_CTYPE"] ?? self["LANG"] ?? "UTF-8"
    // The encoding comes between a language and a modifier, as in `de_DE.UTF-8@euro`, or alone.
    let isUTF8 = locale.lowercased().split { $0 == "." || $0 == "@" }.contains {
      $0 == "utf-8" || $0 == "utf8"
    }
    let features = TerminalType(named: term).features
    if !isUTF8 || features.contains(.asciiOnly) { return .ascii }
    return features.contains(.consoleFont) ? .console : .unicode
  }

  /// Whether output is limited to ASCII, because of the locale or of the terminal.
  var isASCII: Bool { repertoire == .ascii }

  /// The number of colours of the terminal, by `COLORTERM` or its name.
  var depth: ColorDepth {
    if let colorTerm = self["COLORTERM"]?.lowercased(), ["truecolor", "24bit"].contains(colorTerm) {
      return .direct
    }
    return TerminalType(named: term).depth
  }

  /// Whether the terminal is known to show hyperlinks (OSC 8), by the variables that terminals set or its
  /// name.
  var knowsHyperlinks: Bool {
    if let version = self["VTE_VERSION"].flatMap({ Int($0) }), version >= 5000 { return true }
    if ["KONSOLE_VERSION", "WT_SESSION", "DOMTERM"].contains(where: { self[$0] != nil }) { return true }
    if ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"].contains(self["TERM_PROGRAM"] ?? "") {
      return true
    }
    return TerminalType(named: term).features.contains(.hyperlinks)
  }
}

extension winsize {
  /// The size of a cell, from the sizes of the terminal in cells and in pixels. Many terminals leave the latter at 0.
  fileprivate var cell: Picture.CellSize? {
    guard ws_col > 0, ws_row > 0 else { return nil }
    return Picture.CellSize(
      reportedWidth: Int(ws_xpixel) / Int(ws_col), height: Int(ws_ypixel) / Int(ws_row))
  }
}
