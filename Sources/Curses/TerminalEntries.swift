internal import Glibc

/// Compiled terminfo entries that are read in advance, because a visitor's process may not open files.
package struct TerminalEntries: Sendable {
  /// The entries by name, in the encoding that the variable `TERMINFO` accepts (ncurses(3X), "b64:").
  private let encoded: [String: String]

  /// Reads entries. Names that this system lacks are left out.
  package init(of names: [String] = Self.common) {
    var encoded: [String: String] = [:]
    for name in names {
      if let bytes = Self.entry(named: name) { encoded[name] = "b64:" + TerminalControl.base64(bytes) }
    }
    self.encoded = encoded
  }

  /// Terminals of Debian's ncurses-base. Other names use the substitute that ``TerminalType`` gives for them.
  package static let common = [
    "xterm-256color", "xterm", "xterm-color", "xterm-mono", "screen-256color", "screen", "tmux-256color",
    "tmux", "linux", "rxvt-unicode-256color", "rxvt-unicode", "rxvt", "vt220", "vt102", "vt100", "vt52",
    "ansi", "cygwin",
  ]

  /// The value of the variable `TERMINFO` with which ncurses finds an entry without a file; nil if it was
  /// not read.
  func terminfoVariable(for name: String) -> String? { encoded[name] }

  /// The bytes of an entry.
  private static func entry(named name: String) -> [UInt8]? {
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
}
