internal import Glibc

/// Compiled entries of terminfo, read beforehand: for a process that may no longer open a file.
package struct TerminalEntries: Sendable {
  private let encoded: [String: String]

  /// Reads the entries of some terminals; those that this system lacks are left out.
  package init(of names: [String] = Self.common) {
    var encoded: [String: String] = [:]
    for name in names {
      if let bytes = Self.entry(of: name) { encoded[name] = "b64:" + TerminalControl.base64(bytes) }
    }
    self.encoded = encoded
  }

  /// What most visitors' terminals are, by the names that Debian's ncurses-base knows.
  package static let common = [
    "xterm-256color", "xterm", "xterm-color", "xterm-mono", "screen-256color", "screen", "tmux-256color",
    "tmux", "linux", "rxvt-unicode-256color", "rxvt-unicode", "rxvt", "vt220", "vt102", "vt100", "ansi",
    "cygwin",
  ]

  /// Which of the names have an entry.
  package var names: Set<String> { Set(encoded.keys) }

  /// Makes ncurses find a terminal without a file: in the form that `TERMINFO` takes.
  func announce(_ name: String) {
    if let entry = encoded[name] { setenv("TERMINFO", entry, 1) }
  }

  /// An entry is small: 32 KiB is the most that ncurses takes.
  private static func entry(of name: String) -> [UInt8]? {
    guard let initial = name.first else { return nil }
    for folder in ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"] {
      let descriptor = open("\(folder)/\(initial)/\(name)", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      var buffer = [UInt8](repeating: 0, count: 32768)
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
    }
    return nil
  }
}
