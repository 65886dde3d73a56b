internal import Glibc

/// Compiled terminfo entries that are read in advance, because a visitor's process may not open files.
package struct TerminalEntries: Sendable {
  /// The compiled entries by name.
  private let entries: [String: [UInt8]]

  /// Reads entries. Names that this system lacks are left out.
  package init(of names: [String] = Self.common) {
    var entries: [String: [UInt8]] = [:]
    for name in names { entries[name] = Self.entry(named: name).map(Self.withoutStep) }
    self.entries = entries
  }

  /// Terminals of Debian's ncurses-base. Other names use the substitute that ``TerminalType`` gives for them.
  package static let common = [
    "xterm-256color", "xterm", "xterm-color", "xterm-mono", "screen-256color", "screen", "tmux-256color",
    "tmux", "linux", "rxvt-unicode-256color", "rxvt-unicode", "rxvt", "vt220", "vt102", "vt100", "vt52",
    "ansi", "cygwin",
  ]

  /// An entry that was read.
  subscript(name: String) -> [UInt8]? { entries[name] }

  /// The value of the variable `TERMINFO` with which ncurses finds an entry without a file (ncurses(3X), "b64:").
  static func variable(_ entry: [UInt8]) -> String { "b64:" + TerminalControl.base64(entry) }

  /// The bytes of an entry.
  static func entry(named name: String) -> [UInt8]? {
    guard let initial = name.first else { return nil }
    for folder in ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"] {
      let descriptor = open("\(folder)/\(initial)/\(name)", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      // The largest entry that ncurses reads (MAX_ENTRY_SIZE).
      var buffer = [UInt8](repeating: 0, count: 32768)
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
    }
    return nil
  }

  /// Where strings are in the table of an entry (term.h).
  private enum Index {
    static let cursorRight = 17
    static let parmRightCursor = 112
  }

  /// Returns an entry without the step of the cursor to the right if it has the move by a number of columns, which is a
  /// byte longer. For each move, ncurses puts as many steps together before it takes another form, which took a tenth of the
  /// instructions for a screen that is painted anew.
  static func withoutStep(_ entry: [UInt8]) -> [UInt8] {
    func number(at offset: Int) -> Int {
      offset + 1 < entry.count ? Int(entry[offset]) | Int(entry[offset + 1]) << 8 : -1
    }
    // The magic numbers of entries with numbers of two and of four bytes.
    guard let size = [0o432: 2, 0o1036: 4][number(at: 0)], number(at: 8) > Index.parmRightCursor else {
      return entry
    }
    let texts = number(at: 2) + number(at: 4)
    let strings = 12 + texts + texts % 2 + number(at: 6) * size
    let step = strings + 2 * Index.cursorRight
    // Offsets of absent strings are negative.
    guard (0..<0x8000).contains(number(at: strings + 2 * Index.parmRightCursor)) else {
      return entry
    }
    var result = entry
    (result[step], result[step + 1]) = (0xFF, 0xFF)
    return result
  }
}
