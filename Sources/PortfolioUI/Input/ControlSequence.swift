/// A control sequence: `ESC [`, parameters, intermediate bytes and a final byte (ECMA-48, section 5.4).
struct ControlSequence {
  /// The first byte, `<`, `=`, `>` or `?`, which marks private parameters; nil if the parameters are standard.
  let marker: UInt8?
  /// The parameters, separated by `;`, each with its sub-parameters, separated by `:`. An omitted number is
  /// nil.
  let parameters: [[Int?]]
  /// Whether bytes that are not part of a parameter precede the final byte.
  let hasIntermediates: Bool
  /// The byte from `@` to `~` that names the function.
  let final: UInt8

  /// The upper bound of numbers, beyond any number that has a meaning.
  private static let maximumNumber = 1_000_000_000

  /// Parses the bytes between `ESC [` and the final byte, all of which are from 0x20 to 0x3F.
  init(_ bytes: some Collection<UInt8>, final: UInt8) {
    var parameters: [[Int?]] = [[nil]]
    var marker: UInt8?
    var hasIntermediates = false
    for (offset, byte) in bytes.enumerated() {
      let last = parameters.count - 1
      let lastPart = parameters[last].count - 1
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let number = (parameters[last][lastPart] ?? 0) * 10 + Int(byte & 0x0F)
        parameters[last][lastPart] = min(number, Self.maximumNumber)
      case UInt8(ascii: ":"): parameters[last].append(nil)
      case UInt8(ascii: ";"): parameters.append([nil])
      case UInt8(ascii: "<")...UInt8(ascii: "?") where offset == 0: marker = byte
      default: hasIntermediates = true
      }
    }
    self.marker = marker
    self.parameters = parameters
    self.hasIntermediates = hasIntermediates
    self.final = final
  }

  /// A number by its parameter and its sub-parameter, both counted from 0; nil if it is omitted.
  func number(_ parameter: Int, _ part: Int = 0) -> Int? {
    guard parameter < parameters.count, part < parameters[parameter].count else { return nil }
    return parameters[parameter][part]
  }
}
