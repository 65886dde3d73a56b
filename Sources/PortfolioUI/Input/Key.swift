/// A key as a person presses it, whatever bytes the terminal made of it.
package enum Key: Sendable, Hashable {
  case character(Unicode.Scalar)
  /// With Control: the letter in lower case, or one of `[ \ ] ^ _`.
  case control(Unicode.Scalar)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, backspace, delete, tab, backTab
  /// A key that the program has no use for: known, and ignored.
  case other

  /// How help and tests write it: `j`, `^D`, `PgDn`.
  package var notation: String {
    switch self {
    case .character(" "): "space"
    case .character(let scalar): String(Character(scalar))
    case .control(let scalar): "^" + String(Character(scalar)).uppercased()
    default: Self.names.first { $0.key == self }?.name ?? "?"
    }
  }

  /// Reads the notation; nil where no key is written so.
  package init?(notation: String) {
    if let named = Self.names.first(where: { $0.name == notation }) {
      self = named.key
    } else if notation == "space" {
      self = .character(" ")
    } else if notation.count == 2, notation.hasPrefix("^"),
      let last = notation.lowercased().unicodeScalars.last
    {
      self = .control(last)
    } else if notation.unicodeScalars.count == 1, let scalar = notation.unicodeScalars.first {
      self = .character(scalar)
    } else {
      return nil
    }
  }

  private static let names: [(key: Key, name: String)] = [
    (.up, "↑"), (.down, "↓"), (.left, "←"), (.right, "→"), (.home, "Home"), (.end, "End"), (.pageUp, "PgUp"),
    (.pageDown, "PgDn"), (.enter, "Enter"), (.escape, "Esc"), (.backspace, "Backspace"), (.delete, "Del"),
    (.tab, "Tab"), (.backTab, "S-Tab"),
  ]
}
