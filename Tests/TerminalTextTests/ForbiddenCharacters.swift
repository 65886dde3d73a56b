/// The characters that must never reach a terminal, listed independently of the filter.
enum ForbiddenCharacters {
  private static let invisible: [ClosedRange<UInt32>] = [
    0xAD...0xAD, 0x180E...0x180E, 0x200B...0x200B, 0x2028...0x2029, 0x2060...0x2064, 0xFEFF...0xFEFF,
    0xFFF9...0xFFFB, 0xE0000...0xE007F,
  ]
  private static let directions: [ClosedRange<UInt32>] = [
    0x061C...0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069,
  ]

  /// The first forbidden character of a text, as `U+XXXX`; nil if there is none.
  static func first(in text: String) -> String? {
    var previous: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20 || scalar.value > 0x7E, isForbidden(scalar, after: previous) {
        return "U+" + String(scalar.value, radix: 16, uppercase: true)
      }
      previous = scalar
    }
    return nil
  }

  private static func isForbidden(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x20 { return scalar != "\n" }
    if (0x7F...0x9F).contains(value) { return true }
    if value < 0xAD || 0x2500..<0xFE00 ~= value { return false }
    if invisible.contains(where: { $0.contains(value) }) { return true }
    if directions.contains(where: { $0.contains(value) }) { return true }
    // Joiners and selectors are allowed in emoji and joining scripts, and a selector in a keycap after a
    // digit.
    let isJoiner = value == 0x200C || value == 0x200D
    let isSelector = (0xFE00...0xFE0F).contains(value)
    if isJoiner { return previous.value < 0x300 }
    if isSelector { return previous.value < 0xA0 && !("0"..."9").contains(previous) }
    return false
  }
}
