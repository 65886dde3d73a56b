/// Removes the sequences that an encoder may write from its output. Any other escape character stays.
enum EscapeSequences {
  static func removed(from output: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(output.count)
    var index = 0
    while index < output.count {
      if output[index] == 0x1B, let end = endOfStyle(output, index) ?? endOfHyperlink(output, index) {
        index = end
      } else {
        text.append(output[index])
        index += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `ESC [ 0 ; ... m`
  private static func endOfStyle(_ output: [UInt8], _ start: Int) -> Int? {
    guard output[start...].starts(with: "\u{1B}[0".utf8) else { return nil }
    let end = output[(start + 3)...].firstIndex { $0 != UInt8(ascii: ";") && !(0x30...0x39).contains($0) }
    guard let end, output[end] == UInt8(ascii: "m"), end - start < 50 else { return nil }
    return end + 1
  }

  /// `ESC ] 8 ; ; address ESC \`
  private static func endOfHyperlink(_ output: [UInt8], _ start: Int) -> Int? {
    guard output[start...].starts(with: "\u{1B}]8;;".utf8) else { return nil }
    let end = output[(start + 5)...].firstIndex { !(0x21...0x7E).contains($0) }
    guard let end, output[end...].starts(with: "\u{1B}\\".utf8), end - start <= 2048 + 5 else { return nil }
    return end + 2
  }
}
