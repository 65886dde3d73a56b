/// The commands of LaTeX that put an accent on a letter, with Unicode's combining characters.
enum FormulaAccents {
  static func accent(_ command: String) -> Unicode.Scalar? { table[command] }

  private static let table: [String: Unicode.Scalar] = [
    "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "overline": "\u{305}", "vec": "\u{20D7}",
    "overrightarrow": "\u{20D7}", "dot": "\u{307}", "ddot": "\u{308}", "dddot": "\u{20DB}",
    "tilde": "\u{303}",
    "widetilde": "\u{303}", "check": "\u{30C}", "breve": "\u{306}", "acute": "\u{301}", "grave": "\u{300}",
    "mathring": "\u{30A}", "underline": "\u{332}",
  ]
}
