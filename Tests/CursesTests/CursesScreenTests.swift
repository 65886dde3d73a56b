import Foundation
import PortfolioUI
import TerminalText
import Testing

@testable import Curses

/// The bytes that a screen sends. On the main actor, since ncurses has one screen in a process.
@MainActor
struct CursesScreenTests {
  /// Without the entries as a local screen, with them as a visitor's.
  enum Source: CaseIterable {
    case files, entries

    var entries: TerminalEntries? { self == .files ? nil : CursesScreenTests.entries }
  }

  nonisolated private static let entries = TerminalEntries()

  private static let size = Size(columns: 40, rows: 6)

  /// A frame with colours, attributes, and characters of one and two columns.
  private static func frame(_ text: FilteredText) -> Frame {
    let styles = [
      Style(.red, .bold), Style(.palette(208), .underline), Style(.direct(0x12_34_56), .reverse), .plain,
      Style(.cyan),
      Style(.blue, .dim),
    ]
    let lines = styles.map { style in
      Line([
        Span(text, style), Span(FilteredText(repeating: " ", count: size.columns - text.columns)),
      ])
    }
    return Frame(lines: lines)
  }

  /// All bytes of a session that is suspended once, in the order in which a terminal gets them.
  private static func session(_ screen: CursesScreen) -> String {
    var bytes: [UInt8] = []
    for text: FilteredText in ["one 漢", "two é"] {
      screen.show(frame(text))
      bytes += screen.drainBytes()
      screen.show(frame("three"))
      screen.end()
      bytes += screen.drainBytes()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    arguments: TerminalEntries.common + ["wezterm", "konsole-256color", "some-new-terminal"], Source.allCases)
  func leavesThePaletteAlone(term: String, source: Source) throws {
    let screen = try #require(
      CursesScreen(term: term, size: Self.size, usesColor: true, entries: source.entries))
    let bytes = Self.session(screen)
    #expect(bytes.contains("one") && bytes.contains("two"))
    // Operating system commands, which begin so, set and reset colours; a full reset (RIS) would, too.
    #expect(!bytes.contains("\u{1B}]"), "\(bytes.debugDescription)")
    #expect(!bytes.contains("\u{1B}c"), "\(bytes.debugDescription)")
  }

  @Test(arguments: [
    ("wezterm", "xterm-256color"), ("contour", "xterm-256color"), ("rio", "xterm-256color"),
    ("st", "xterm-256color"), ("st-256color", "xterm-256color"), ("mintty", "xterm-256color"),
    ("konsole", "xterm-256color"), ("konsole-256color", "xterm-256color"), ("vte", "xterm-256color"),
    ("vte-256color", "xterm-256color"), ("gnome", "xterm-256color"), ("gnome-256color", "xterm-256color"),
    ("alacritty-direct", "xterm-256color"), ("foot-extra", "xterm-256color"), ("ghostty", "xterm-256color"),
    ("xterm-ghostty", "xterm-256color"), ("xterm-kitty", "xterm-256color"), ("kitty", "xterm-256color"),
    ("some-new-terminal", "xterm-256color"), ("a\u{1B}[2Jb", "xterm-256color"),
    ("../linux", "xterm-256color"),
    ("xterm-16color", "xterm"), ("screen.linux", "screen"), ("screen.xterm-256color", "screen-256color"),
    ("tmux-direct", "tmux-256color"), ("rxvt-256color", "rxvt-unicode-256color"), ("linux-16color", "linux"),
    ("vt420", "vt220"), ("vt131", "vt100"), ("pcansi", "ansi"), ("vt52", "vt52"),
  ])
  func substitutesAnEntryForANameThatIsNotInTheList(term: String, substitute: String) throws {
    let screen = try #require(
      CursesScreen(term: term, size: Self.size, usesColor: true, entries: Self.entries))
    #expect(screen.term == substitute)
    #expect((screen.depth == .none) == (TerminalType(named: term).depth == .none))
    #expect(screen.isXtermLike == TerminalType(named: term).features.contains(.xterm))
    let colors = Self.session(screen).matches(of: /\x1B\[[0-9;]*3[0-8](;5;[0-9]+)?m/)
    #expect(colors.isEmpty == (screen.depth == .none))
  }

  @Test(arguments: ["dumb"], Source.allCases)
  func aDumbTerminalHasNoScreen(term: String, source: Source) {
    #expect(CursesScreen(term: term, size: Self.size, usesColor: true, entries: source.entries) == nil)
  }

  /// The terminals of ncurses-base, by which the table of types can be checked.
  @Test func theTableAgreesWithTerminfo() throws {
    let folder = "/lib/terminfo"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).compactMap { path in
      path.contains("/") ? path.split(separator: "/").last.map(String.init) : nil
    }
    #expect(names.count > 30)
    for name in names.sorted() where name != "dumb" {
      let screen = try #require(CursesScreen(term: name, size: Self.size, usesColor: true), "\(name)")
      #expect(screen.term == name)
      let type = TerminalType(named: name)
      #expect((type.depth == .none) == (screen.depth == .none), "\(name): \(type.depth) and \(screen.depth)")
    }
  }

  @Test func usesNoColorWhereNoneIsWanted() throws {
    let screen = try #require(CursesScreen(term: "xterm-256color", size: Self.size, usesColor: false))
    #expect(screen.depth == .none)
    #expect(Self.session(screen).matches(of: /\x1B\[[0-9;]*3[0-9][0-9;]*m/).isEmpty)
  }

  /// Direct colours on terminals whose entries state 256; the palette and the terminal's own colours stay.
  @Test(arguments: ["xterm-256color", "xterm-kitty", "tmux-256color"], Source.allCases)
  func usesDirectColors(term: String, source: Source) throws {
    let screen = try #require(
      CursesScreen(
        term: term, size: Self.size, usesColor: true, hasDirectColors: true, entries: source.entries))
    #expect(screen.depth == .direct)
    let styles = [
      Style(.direct(0x12_34_56), on: .direct(0xFF_FF_FF)), Style(.palette(208), on: .palette(3)),
      Style(.palette(9), on: .direct(0x00_00_2A)), .plain,
    ]
    let spans =
      styles.map { Span("x", $0) } + [
        Span(FilteredText(repeating: " ", count: Self.size.columns - 4))
      ]
    screen.show(Frame(lines: [Line](repeating: Line(spans), count: Self.size.rows)))
    let bytes = String(decoding: screen.drainBytes(), as: UTF8.self)
    let codes = bytes.matches(of: /\x1B\[([0-9;]+)m/).flatMap { $0.output.1.split(separator: ";") }.joined(
      separator: ";")
    for code in ["38;2;18;52;86", "48;2;255;255;255", "38;5;208", "43", "91", "48;2;0;1;42", "39", "49"] {
      #expect((";" + codes + ";").contains(";" + code + ";"), "\(code) in \(bytes.debugDescription)")
    }
  }

  @Test(arguments: ["xterm", "linux", "vt100"])
  func addsNoDirectColorsToOtherEntries(term: String) throws {
    let screen = try #require(
      CursesScreen(term: term, size: Self.size, usesColor: true, hasDirectColors: true))
    #expect(screen.depth != .direct)
  }

  /// A damaged entry is refused, and never read beyond its end.
  @Test func changesOnlyWholeEntries() throws {
    let entry = try #require(TerminalEntries.entry(named: "xterm-256color"))
    #expect(DirectColorEntry(entry) != nil)
    for count in 0..<entry.count / 2 { #expect(DirectColorEntry(Array(entry[..<count])) == nil, "\(count)") }
    #expect(DirectColorEntry(entry.map { $0 ^ 0xFF }) == nil)
    for index in 0..<64 { _ = DirectColorEntry(entry[..<index] + [0xFF] + entry[(index + 1)...]) }
  }

  @Test func leavesTheEnvironmentAsItWas() throws {
    let names = ["LINES", "COLUMNS", "TERMINFO"]
    let before = names.map { ProcessInfo.processInfo.environment[$0] }
    _ = try #require(
      CursesScreen(term: "xterm", size: Self.size, usesColor: true, entries: Self.entries))
    #expect(names.map { ProcessInfo.processInfo.environment[$0] } == before)
  }
}
