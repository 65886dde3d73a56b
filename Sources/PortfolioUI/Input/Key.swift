/// A key that was pressed, independent of the bytes by which a terminal reports it.
package enum Key: Sendable, Hashable {
  case character(Unicode.Scalar)
  /// A key with Control: a lowercase letter, or one of `\ ] ^ _`.
  case control(Unicode.Scalar)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, backspace, delete, tab, backTab
  /// A key that no action is bound to, for example F5 or Alt and a letter.
  case other

  /// The key of a control character (C0 or DEL) in a terminal's default encoding; nil for NUL.
  init?(controlCharacter byte: UInt8) {
    switch byte {
    case 0x08, 0x7F: self = .backspace
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x1B: self = .escape
    case 0x01...0x1A: self = .control(Unicode.Scalar(byte + 0x60))
    case 0x1C...0x1F: self = .control(Unicode.Scalar(byte + 0x40))
    default: return nil
    }
  }

  /// The notation of the key in help and tests: `j`, `^D`, `PgDn`.
  package var notation: String {
    switch self {
    case .character(" "): "space"
    case .character(let scalar): String(Character(scalar))
    case .control(let scalar): "^" + String(Character(scalar)).uppercased()
    default: Self.names.first { $0.key == self }?.name ?? "?"
    }
  }

  /// Creates the key with this notation; nil if there is none.
  package init?(notation: String) {
    let notation = Self.aliases.first { $0.name == notation }?.notation ?? notation
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

  /// Names of the arrows for keyboards and files without them.
  private static let aliases: [(name: String, notation: String)] = [
    ("Up", "↑"), ("Down", "↓"), ("Left", "←"), ("Right", "→"),
  ]

  private static let names: [(key: Key, name: String)] = [
    (.up, "↑"), (.down, "↓"), (.left, "←"), (.right, "→"), (.home, "Home"), (.end, "End"), (.pageUp, "PgUp"),
    (.pageDown, "PgDn"), (.enter, "Enter"), (.escape, "Esc"), (.backspace, "Backspace"), (.delete, "Del"),
    (.tab, "Tab"), (.backTab, "S-Tab"),
  ]
}
