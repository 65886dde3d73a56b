package import TerminalText

/// What is said to a terminal beside ncurses: modes, and the clipboard ("XTerm Control Sequences").
package enum TerminalControl {
  /// Wheel and clicks with coordinates of any size, pastes in brackets.
  package static func begin(mouse: Bool) -> String {
    "\u{1B}[?2004h" + self.mouse(mouse)
  }

  /// Takes the mouse, or gives it back.
  package static func mouse(_ isCaptured: Bool) -> String {
    isCaptured ? "\u{1B}[?1000h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1000l"
  }

  /// Said last: a terminal may bring a hidden cursor back with the screen that it had before.
  package static let showCursor = "\u{1B}[?25h"

  /// Undoes ``begin(mouse:)``.
  package static let end = "\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l"

  /// Puts a text on the clipboard, where the terminal lets it (OSC 52).
  package static func copy(_ text: FilteredText) -> String {
    "\u{1B}]52;c;\(base64(Array(text.string.utf8)))\u{1B}\\"
  }

  /// What is written when the program falls: it must leave nothing behind, whatever was on.
  package static let rescue = "\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[?1049l\u{1B}[?25h\u{1B}[0m\r\n"

  /// RFC 4648, section 4.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for index in 0..<4 {
        text.append(index <= group.count ? alphabet[value >> (18 - 6 * index) & 63] : "=")
      }
    }
    return text
  }
}
