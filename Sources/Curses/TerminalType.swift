package import TerminalText

/// A kind of terminal, found by its name (the value of `TERM`) in a table.
///
/// Everything that depends on the kind of terminal derives from the rows of this table: the number of colours
/// of printed text, the terminfo entry that is used if the system has none of this name, and whether escape
/// sequences that ncurses does not send may be used. To support another terminal, add a row.
package struct TerminalType: Sendable {
  /// Abilities that terminfo does not describe, or describes only in entries that Debian's ncurses-base
  /// lacks.
  package struct Features: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Understands xterm's sequences for the mouse (SGR), bracketed paste and the clipboard (OSC 52), or
    /// ignores them.
    package static let xterm = Features(rawValue: 1)
    /// Shows hyperlinks (OSC 8) without a setting that is off by default.
    package static let hyperlinks = Features(rawValue: 2)
    /// Has no line-drawing or punctuation characters beyond ASCII.
    package static let asciiOnly = Features(rawValue: 4)
    /// Has the few signs of a text console's font.
    package static let consoleFont = Features(rawValue: 16)
    /// Can place pictures in cells (kitty's placeholders) if it says so when it is asked.
    package static let placesPictures = Features(rawValue: 8)
    /// Has left and right margins, between which a part of the rows can be scrolled (DECSLRM).
    package static let margins = Features(rawValue: 32)
  }

  /// The beginning of the names of this type. The next character of a name, if any, is not a letter.
  let prefix: String
  /// The number of colours.
  package private(set) var depth: ColorDepth
  package let features: Features
  /// A terminfo entry of ncurses-base that describes a terminal of this type well enough.
  private let substitute: String

  private init(
    _ prefix: String, _ depth: ColorDepth, _ features: Features = [], substitute: String = "xterm"
  ) {
    self.prefix = prefix
    self.depth = depth
    self.features = features
    self.substitute = substitute
  }

  /// The type of a terminal with this name. A terminal that the table lacks is treated like xterm.
  package init(named name: String) {
    self =
      Self.all.filter { $0.matches(name) }.max { $0.prefix.utf8.count < $1.prefix.utf8.count } ?? Self.other
    depth = Self.depth(ofVariant: name, of: depth)
  }

  private func matches(_ name: String) -> Bool {
    guard name.utf8.starts(with: prefix.utf8) else { return false }
    return name.utf8.dropFirst(prefix.utf8.count).first.map { !$0.isASCIILetter } ?? true
  }

  /// The terminfo entries to try in order: the name itself, then similar ones.
  func entries(for name: String) -> [String] {
    let isName =
      name.utf8.count <= 64 && name.utf8.first?.isASCIILetterOrDigit == true
      && name.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-+._".utf8.contains($0) }
    let hasPalette = depth == .palette256 || depth == .direct
    return (isName ? [name] : []) + (hasPalette ? [substitute + "-256color"] : [])
      + [substitute, "xterm-256color", "xterm", "vt100"]
  }

  /// The depth in the suffix of a name, as in `NAME-256color`; `depth` if the suffix contains none.
  private static func depth(ofVariant name: String, of depth: ColorDepth) -> ColorDepth {
    let words = name.prefix(64).split { "-+.".contains($0) }.dropFirst()
    if words.contains(where: { $0.hasPrefix("direct") }) { return .direct }
    if words.contains("256color") { return .palette256 }
    if words.contains("16color") || words.contains("88color") { return .palette16 }
    if words.contains(where: { ["mono", "m", "basic", "r5", "r6"].contains($0) }) { return .none }
    return words.contains("color") && depth == .none ? .palette8 : depth
  }

  private static let other = TerminalType("", .palette256, .xterm)

  /// All types. If several rows match a name, the longest prefix wins.
  ///
  /// Depths are those of the emulators' current versions. If older versions with the same name had fewer colours, the
  /// depth is a palette; newer versions announce more colours in `COLORTERM`.
  package static let all = [
    TerminalType("alacritty", .direct, [.xterm, .hyperlinks]),
    TerminalType("contour", .direct, [.xterm, .hyperlinks, .margins]),
    TerminalType("foot", .direct, [.xterm, .hyperlinks]),
    TerminalType("ghostty", .direct, [.xterm, .hyperlinks, .placesPictures, .margins]),
    TerminalType("kitty", .direct, [.xterm, .hyperlinks, .placesPictures]),
    TerminalType("rio", .direct, [.xterm, .hyperlinks]),
    TerminalType("wezterm", .direct, [.xterm, .hyperlinks, .margins]),
    TerminalType("xterm-ghostty", .direct, [.xterm, .hyperlinks, .placesPictures, .margins]),
    TerminalType("xterm-kitty", .direct, [.xterm, .hyperlinks, .placesPictures]),

    TerminalType("gnome", .palette256, [.xterm, .hyperlinks]),
    TerminalType("iTerm", .palette256, [.xterm, .hyperlinks]),
    TerminalType("konsole", .palette256, .xterm),
    TerminalType("mintty", .palette256, [.xterm, .hyperlinks, .margins]),
    TerminalType("ms-terminal", .palette256, [.xterm, .hyperlinks]),
    TerminalType("nsterm", .palette256, .xterm),
    TerminalType("st", .palette256, .xterm),
    TerminalType("vte", .palette256, [.xterm, .hyperlinks]),

    TerminalType("putty", .palette16, .xterm),
    TerminalType("rxvt", .palette16, .xterm, substitute: "rxvt-unicode"),
    TerminalType("screen", .palette16, .xterm, substitute: "screen"),
    TerminalType("tmux", .palette16, .xterm, substitute: "tmux"),
    TerminalType("xterm", .palette16, .xterm),

    TerminalType("Eterm", .palette16, substitute: "rxvt"),
    TerminalType("cygwin", .palette16, substitute: "cygwin"),
    TerminalType("hurd", .palette8, .consoleFont, substitute: "linux"),
    TerminalType("linux", .palette16, .consoleFont, substitute: "linux"),
    TerminalType("cons25", .palette8, .asciiOnly, substitute: "ansi"),
    TerminalType("wsvt25", .palette8, .asciiOnly, substitute: "vt220"),

    TerminalType("ansi", .palette16, .asciiOnly, substitute: "ansi"),
    TerminalType("pcansi", .palette8, .asciiOnly, substitute: "ansi"),
    TerminalType("dumb", .none, .asciiOnly),
    TerminalType("mach", .none, .asciiOnly, substitute: "vt100"),
    TerminalType("sun", .none, .asciiOnly, substitute: "vt100"),
    TerminalType("vt", .none, .asciiOnly, substitute: "vt220"),
    TerminalType("vt1", .none, .asciiOnly, substitute: "vt100"),
    TerminalType("vt52", .none, .asciiOnly, substitute: "vt52"),

    // Generic names of unknown terminals.
    TerminalType("dialup", .none), TerminalType("network", .none), TerminalType("unknown", .none),
  ]
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }

  fileprivate var isASCIILetterOrDigit: Bool { isASCIILetter || (0x30...0x39).contains(self) }
}
