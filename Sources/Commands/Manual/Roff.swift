/// Texts in the language of roff, which a backslash, some marks and the start of a line would be instructions to.
enum Roff {
  /// Returns a text that prints as it is, except at the start of a line; see ``line(_:)``.
  ///
  /// Each hyphen is `\-`, an ASCII hyphen in every output, so that what is copied from the page can be typed.
  static func escaped(_ text: String) -> String {
    var roff = ""
    for scalar in text.unicodeScalars {
      if let glyph = glyphs[scalar] {
        roff += glyph
      } else if scalar.isASCII {
        roff.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        roff += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return roff
  }

  /// Returns the argument of a request: quoted, so that it may contain spaces.
  static func argument(_ text: String) -> String { "\"" + escaped(text) + "\"" }

  /// Returns a text in which backquotes enclose what is bold.
  static func inline(_ marked: String) -> String {
    let parts = marked.split(separator: "`", omittingEmptySubsequences: false)
    // An odd number of backquotes encloses nothing.
    guard parts.count % 2 == 1 else { return escaped(marked) }
    return parts.enumerated().map { index, part in
      index % 2 == 1 ? "\\fB" + escaped(String(part)) + "\\fR" : escaped(String(part))
    }.joined()
  }

  /// Returns a line of text that cannot be taken for a request.
  static func line(_ roff: String) -> String { roff.hasPrefix(".") ? "\\&" + roff : roff }

  /// Returns a text in lines of at most 78 bytes where its words allow, each with its end.
  static func lines(_ roff: String) -> String {
    var lines: [String] = []
    for word in roff.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      if let last = lines.last, last.utf8.count + 1 + word.utf8.count <= 78 {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { line($0) + "\n" }.joined()
  }

  /// Characters with a meaning in roff, and those for which groff has a substitute in output without Unicode.
  private static let glyphs: [Unicode.Scalar: String] = [
    "\\": "\\e", "-": "\\-", "'": "\\(aq", "\"": "\\(dq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti",
    "é": "\\('e", "↑": "\\(ua", "↓": "\\(da", "←": "\\(<-", "→": "\\(->", "…": "...",
  ]
}
