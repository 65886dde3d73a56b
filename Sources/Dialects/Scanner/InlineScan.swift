/// Visits the bytes of a text at which syntax of a dialect may begin. It leaves out code, tags of HTML, addresses, and
/// characters after a backslash.
struct InlineScan {
  private let text: InlineText
  private var position = 0
  /// The number of code ranges that end before ``position``.
  private var passedCode = 0

  init(_ text: InlineText) { self.text = text }

  /// The maximum number of bytes of the address of a link. It bounds the search for its end.
  private static let maximumAddress = 1024

  /// The code range that contains an offset, or the next one. Offsets must not decrease.
  mutating func code(notBefore offset: Int) -> Range<Int>? {
    while passedCode < text.code.count, text.code[passedCode].upperBound <= offset { passedCode += 1 }
    return passedCode < text.code.count ? text.code[passedCode] : nil
  }

  /// Continues behind syntax that was found.
  mutating func move(to offset: Int) { position = offset }

  /// Returns the offset of the next byte; nil at the end.
  mutating func next() -> Int? {
    let bytes = text.bytes
    while position < bytes.count {
      if let code = code(notBefore: position), code.contains(position) {
        position = code.upperBound
      } else if let end = endOfOpaqueText() {
        position = end
      } else {
        let offset = position
        let isEscape = bytes[offset] == UInt8(ascii: "\\") && text.kind != .html
        position = min(offset + (isEscape ? 2 : 1), bytes.count)
        return offset
      }
    }
    return nil
  }

  /// The offset after a tag or an address that begins at ``position``.
  private func endOfOpaqueText() -> Int? {
    let rest = text.bytes[position...]
    switch rest.first {
    case UInt8(ascii: "<"): return TagRange(rest)?.end ?? (text.kind == .html ? nil : rest.endOfAutolink)
    case UInt8(ascii: "]") where text.kind != .html:
      return rest.dropFirst().first == UInt8(ascii: "(")
        ? rest.dropFirst(2).prefix(Self.maximumAddress).endOfDestination : nil
    case UInt8(ascii: "[") where text.kind == .text && isAtLineStart: return rest.endOfDefinition
    case UInt8(ascii: "h"), UInt8(ascii: "w"):
      if position > 0, text.bytes[position - 1].isLetter || text.bytes[position - 1].isDigit { return nil }
      guard ["http://", "https://", "www."].contains(where: { rest.starts(with: $0.utf8) }) else {
        return nil
      }
      return rest.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ")") }
        ?? rest.endIndex
    default: return nil
    }
  }

  private var isAtLineStart: Bool { position == 0 || text.bytes[position - 1] == UInt8(ascii: "\n") }
}

extension ArraySlice<UInt8> {
  /// The offset after `<scheme:…>`.
  fileprivate var endOfAutolink: Int? {
    let scheme = dropFirst().prefix(33).prefix { $0.isLetter || $0.isDigit || "+.-@".utf8.contains($0) }
    guard scheme.count > 1, scheme.first?.isLetter == true, let next = self[scheme.endIndex...].first,
      next == UInt8(ascii: ":") || next == UInt8(ascii: ">") && scheme.contains(UInt8(ascii: "@"))
    else { return nil }
    let end = self[scheme.endIndex...].prefix(4096).firstIndex { $0 <= 0x20 || "<>".utf8.contains($0) }
    return end.flatMap { self[$0] == UInt8(ascii: ">") ? $0 + 1 : nil }
  }

  /// The offset after the address of a link and its title, if a parenthesis closes them.
  fileprivate var endOfDestination: Int? {
    var rest = drop { $0 <= 0x20 }
    if rest.first == UInt8(ascii: "<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
      rest = rest[(end + 1)...]
    } else {
      var depth = 0
      rest = rest.drop { byte in
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        return byte > 0x20 && depth >= 0
      }
    }
    rest = rest.drop { $0 <= 0x20 }
    if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let end = rest.dropFirst().firstIndex(of: quote) else { return nil }
      rest = rest[(end + 1)...].drop { $0 <= 0x20 }
    }
    return rest.first == UInt8(ascii: ")") ? rest.startIndex + 1 : nil
  }

  /// The end of a line that defines a link: `[name]: address`.
  fileprivate var endOfDefinition: Int? {
    let line = prefix(1024).prefix { $0 != UInt8(ascii: "\n") }
    guard let close = line.firstIndex(of: UInt8(ascii: "]")), line[close...].starts(with: "]:".utf8) else {
      return nil
    }
    return line.endIndex
  }
}
