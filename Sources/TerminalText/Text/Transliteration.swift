/// The characters that a terminal can show.
package enum Repertoire: Sendable {
  case unicode
  /// Letters, and the signs that both the VGA's code page 437 and Debian's console fonts (Lat15, Uni2) have.
  case console
  case ascii
}

extension Line {
  /// The line in characters that a terminal can show, at the same columns.
  package func limited(to repertoire: Repertoire) -> Line {
    switch repertoire {
    case .unicode: self
    case .console:
      Line(
        withDots.spans.map { Span($0.text.forConsole, $0.style, target: $0.target) }, sourceLine: sourceLine)
    case .ascii: withDots.transliterated
    }
  }

  /// The line with three dots in place of the mark of text that was cut, and of an ellipsis before empty columns.
  private var withDots: Line {
    var line = self
    for index in spans.indices {
      let text = spans[index].text
      if index > 0, text == Span.cut.text {
        let before = line.spans[index - 1].text
        guard before.string.utf8.suffix(3).allSatisfy({ $0 < 0x80 }), before.columns > 2 else { continue }
        line.spans[index - 1].text = before.prefix(columns: before.columns - 2)
        line.spans[index].text = Self.dots
      } else if text.string.unicodeScalars.last == "…", index + 1 < spans.count {
        let after = spans[index + 1].text
        guard after.columns > 2, after.string.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) else { continue }
        line.spans[index].text = text.prefix(columns: text.columns - 1) + Self.dots
        line.spans[index + 1].text = after.prefix(columns: after.columns - 2)
      }
    }
    return line
  }

  private static let dots: FilteredText = "..."

  /// The line in ASCII, at the same columns, for a terminal that shows ASCII only.
  package var transliterated: Line {
    Line(spans.map { Span($0.text.transliterated, $0.style, target: $0.target) }, sourceLine: sourceLine)
  }
}

extension FilteredText {
  /// The text in ASCII, at the same columns. Each scalar becomes an ASCII character that looks like it, or `?`, and a
  /// space follows if the scalar is two columns wide.
  package var transliterated: FilteredText {
    if string.utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var result = ""
    for scalar in string.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
        continue
      }
      let width = DisplayWidth.columns(of: scalar)
      let likeness = Self.likenesses[scalar] ?? Self.baseLetter(of: scalar) ?? "?"
      result += String((likeness + String(repeating: " ", count: width)).prefix(width))
    }
    return FilteredText(result, as: .code)
  }

  /// The text with likenesses in place of signs that a console's font may lack.
  fileprivate var forConsole: FilteredText {
    if string.utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var result = ""
    for scalar in string.unicodeScalars {
      // Latin-1, letters of any script, and what has no likeness stay.
      if scalar.value < 0x100 || Self.consoleSigns.contains(scalar) || scalar.properties.isAlphabetic {
        result.unicodeScalars.append(scalar)
      } else if let likeness = Self.consoleLikenesses[scalar] ?? Self.likenesses[scalar] {
        result += likeness
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return FilteredText(result, as: .code)
  }

  private static let consoleSigns = Set("─│┌┐└┘├┤┬┴┼═║█░▒■•▲▼♦←↑→↓≈≡≤≥∞".unicodeScalars)

  private static let consoleLikenesses: [Unicode.Scalar: String] = [
    "▏": "│", "▌": "│", "┃": "║", "━": "═", "▸": "»", "►": "»", "▾": "▼", "▪": "■", "◦": "o", "○": "o",
    "↳": "└", "—": "─", "―": "─",
  ]

  /// The ASCII characters for scalars that are not accented Latin letters.
  private static let likenesses: [Unicode.Scalar: String] = {
    let rows: [(scalars: String, likeness: String)] = [
      ("─━═╌┄", "-"), ("│┃║▌▏", "|"), ("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬", "+"), ("•▪◦●○■□·", "*"), ("▸►→⇒›", ">"),
      ("←⇐‹", "<"), ("↑", "^"), ("↓▾▼", "v"), ("↵", "<"), ("↳", "\\"), ("‘’‚‛′", "'"), ("“”„‟″«»", "\""),
      ("–—‒―−", "-"), ("…⋯", "."), ("×", "x"), ("☐", "o"), ("☑✓✔", "x"), ("█", "#"), ("\u{A0}", " "),
      ("¹", "1"),
      ("²", "2"), ("³", "3"), ("⁴", "4"), ("⁵", "5"), ("⁶", "6"), ("⁷", "7"), ("⁸", "8"), ("⁹", "9"),
      ("⁰", "0"), ("ß", "s"), ("æ", "a"), ("ø", "o"), ("€", "E"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for row in rows {
      for scalar in row.scalars.unicodeScalars { table[scalar] = row.likeness }
    }
    return table
  }()

  /// The letter without its accent, taken from the scalar's name: `e` for LATIN SMALL LETTER E WITH ACUTE.
  private static func baseLetter(of scalar: Unicode.Scalar) -> String? {
    guard let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return nil }
    let words = name.split(separator: " ")
    guard words.count >= 4, words[2] == "LETTER", words[3].count == 1 else { return nil }
    return words[1] == "SMALL" ? words[3].lowercased() : String(words[3])
  }
}
