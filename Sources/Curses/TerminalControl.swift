package import TerminalText

/// Escape sequences for the mouse, bracketed paste and the clipboard, which ncurses does not send ("XTerm Control
/// Sequences").
///
/// Send them only to terminals whose ``TerminalType/Features`` include `xterm`.
package enum TerminalControl {
  /// Switches bracketed paste on, and the mouse if it is wanted. ``end`` undoes both.
  package static func begin(mouse: Bool) -> String {
    "\u{1B}[?2004h" + self.mouse(mouse)
  }

  /// Switches reports of the mouse on or off: buttons and wheel (1000) in the encoding without a limit (SGR,
  /// 1006).
  package static func mouse(_ isCaptured: Bool) -> String {
    isCaptured ? "\u{1B}[?1000h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1000l"
  }

  /// Shows the cursor. Sent last: some terminals restore a hidden cursor with the main screen.
  package static let showCursor = "\u{1B}[?25h"

  /// Undoes ``begin(mouse:)``.
  package static let end = "\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l"

  /// Scrolls a part of the rows, by margins that are removed afterwards (DECLRMM, DECSTBM, DECSLRM, SU, SD). The cursor
  /// and the attributes stay (DECSC, DECRC). The lines that come into sight are blank.
  /// - Parameters:
  ///   - rows: counted from 0, as `columns`.
  ///   - lines: the number of lines by which the content moves up; negative to move it down.
  static func scroll(rows: Range<Int>, columns: Range<Int>, by lines: Int) -> String {
    let margins =
      "\u{1B}[?69h\u{1B}[\(rows.lowerBound + 1);\(rows.upperBound)r"
      + "\u{1B}[\(columns.lowerBound + 1);\(columns.upperBound)s"
    let step = lines > 0 ? "\u{1B}[\(lines)S" : "\u{1B}[\(-lines)T"
    return "\u{1B}7\u{1B}[m" + margins + step + "\u{1B}[?69l\u{1B}[r\u{1B}8"
  }

  /// Copies a text to the clipboard, if the terminal allows it (OSC 52).
  package static func copy(_ text: ClipboardText) -> String {
    "\u{1B}]52;c;\(base64(Array(text.string.utf8)))\u{1B}\\"
  }

  /// Restores a terminal after a crash, from any state that the program may have set.
  package static let rescue = "\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[?1049l\u{1B}[?25h\u{1B}[0m\r\n"

  /// Encodes bytes (RFC 4648, section 4).
  package static func base64(_ bytes: [UInt8]) -> String {
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
