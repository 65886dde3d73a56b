/// The modifiers that a key report carries, as the bits of its parameter minus one.
struct KeyModifiers: OptionSet {
  let rawValue: Int

  init(rawValue: Int) { self.rawValue = rawValue }

  /// Decodes a parameter. The value 1 and invalid parameters mean that no modifier is pressed.
  init(parameter: Int) { rawValue = max(parameter - 1, 0) }

  static let shift = KeyModifiers(rawValue: 1)
  static let alt = KeyModifiers(rawValue: 2)
  static let control = KeyModifiers(rawValue: 4)
  static let `super` = KeyModifiers(rawValue: 8)
  static let hyper = KeyModifiers(rawValue: 16)
  static let meta = KeyModifiers(rawValue: 32)
  static let capsLock = KeyModifiers(rawValue: 64)
  static let numLock = KeyModifiers(rawValue: 128)

  /// The modifiers that no key binding uses.
  static let unused: KeyModifiers = [.alt, .super, .hyper, .meta]
}

/// A key that a terminal reports by its code point.
///
/// Code points: ASCII for Esc, Enter, Tab, Backspace and Space, kitty's block of the private use area for
/// other keys without text (57344 to 57454), and the character otherwise.
struct KeyReport {
  /// The key's code point. kitty reports the key's character without Shift, xterm the character that is typed.
  var code: Int
  /// The code point with Shift; nil if the terminal does not report it.
  var shiftedCode: Int?
  /// The code point of the same key on a US keyboard; nil if the terminal does not report it.
  var baseCode: Int?
  var modifiers: KeyModifiers
  /// The code points of the text that the key types; empty if the terminal does not report them.
  var text: [Int] = []

  /// The keys that the report stands for: none for a lock or a modifier, and one for each code point of `text`.
  var keys: [Key] {
    if let key = navigationKey { return [key] }
    if isLockOrModifier { return [] }
    if !modifiers.isDisjoint(with: .unused) { return [.other] }
    if let key = editingKey { return [key] }
    if modifiers.contains(.control) { return controlKey.map { [$0] } ?? [] }
    if !text.isEmpty { return text.compactMap(Self.character) }
    return [character ?? .other]
  }

  // MARK: Keys without text

  /// A cursor or editing key. Modifiers are ignored, as they are when the terminal sends the key as `ESC [ A`.
  private var navigationKey: Key? {
    switch code {
    case 57349, 57426: .delete
    case 57350, 57417: .left
    case 57351, 57418: .right
    case 57352, 57419: .up
    case 57353, 57420: .down
    case 57354, 57421: .pageUp
    case 57355, 57422: .pageDown
    case 57356, 57423: .home
    case 57357, 57424: .end
    default: nil
    }
  }

  /// A key for which terminals send a control character by default; 57414 is the Enter of the keypad.
  private var editingKey: Key? {
    switch code {
    case 27, 57344: .escape
    case 10, 13, 57345, 57414: .enter
    case 9, 57346: modifiers.contains(.shift) ? .backTab : .tab
    case 8, 127, 57347: .backspace
    default: nil
    }
  }

  /// Caps Lock, Scroll Lock, Num Lock; then both Shifts to ISO level 5 shift.
  private var isLockOrModifier: Bool { (57358...57360).contains(code) || (57441...57454).contains(code) }

  /// The key with Control, found by the control character that a terminal sends for it by default.
  ///
  /// If the key's character is not ASCII, as on a Cyrillic keyboard, the key of a US keyboard is used.
  private var controlKey: Key? {
    let candidates = [code, baseCode ?? code]
    guard let code = candidates.first(where: { (0x20..<0x7F).contains($0) }) else { return .other }
    switch UInt8(code) {
    case UInt8(ascii: " "): return nil
    case UInt8(ascii: "/"): return Key(controlCharacter: 0x1F)
    case 0x40..<0x7F: return Key(controlCharacter: UInt8(code) & 0x1F)
    default: return .other
    }
  }

  // MARK: Text

  private var character: Key? {
    if let scalar = keypadScalar { return .character(scalar) }
    guard let scalar = Self.scalar(code) else { return nil }
    guard modifiers.contains(.shift) else {
      return .character(modifiers.contains(.capsLock) ? scalar.uppercased : scalar)
    }
    let shifted = shiftedCode.flatMap(Self.scalar) ?? scalar.uppercased
    return .character(modifiers.contains(.capsLock) ? shifted.lowercased : shifted)
  }

  /// The character of a key of the keypad.
  private var keypadScalar: Unicode.Scalar? {
    switch code {
    case 57399...57408: Unicode.Scalar(UInt8(code - 57399) + UInt8(ascii: "0"))
    case 57409: "."
    case 57410: "/"
    case 57411: "*"
    case 57412: "-"
    case 57413: "+"
    case 57415: "="
    case 57416: ","
    default: nil
    }
  }

  private static func character(_ code: Int) -> Key? { scalar(code).map { .character($0) } }

  /// The scalar of a code point that is neither a control character nor one of the protocol's private use.
  private static func scalar(_ code: Int) -> Unicode.Scalar? {
    guard (0x20..<0x7F).contains(code) || (0xA0..<0xE000).contains(code) || (0xF900...0x10FFFF).contains(code)
    else { return nil }
    return Unicode.Scalar(UInt32(code))
  }
}

extension Unicode.Scalar {
  /// The uppercase mapping, if it is a single scalar; otherwise the scalar itself.
  fileprivate var uppercased: Unicode.Scalar { Self.single(properties.uppercaseMapping) ?? self }

  fileprivate var lowercased: Unicode.Scalar { Self.single(properties.lowercaseMapping) ?? self }

  private static func single(_ text: String) -> Unicode.Scalar? {
    text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
  }
}
