/// Parses JSON, which is a subset of YAML's flow style, except for pairs of surrogates.
enum JSONReader {
  /// Parses an object, or what is between its braces. Where it is not JSON, each member is parsed alone.
  static func read(_ text: ArraySlice<UInt8>, firstLine: Int) -> FrontMatter.Content {
    let text = joiningSurrogates(in: text)
    let isOpen = text.first { $0 > 0x20 } != UInt8(ascii: "{")
    let object = isOpen ? text[...].inBraces : text[...]
    let content = YAMLReader.parse(object, firstLine: firstLine)
    guard let error = content.error else { return content }
    var result = FrontMatter.Content(error: error)
    for member in members(of: object, firstLine: firstLine) {
      let content = YAMLReader.parse(member.text.inBraces, firstLine: member.line)
      result.append(content)
      if let error = content.error {
        let key = FieldLines.key(ofYAML: member.text)?.name ?? "a member"
        let message = "'\(key)' is not JSON: \(error.message)"
        result.faults.append(FrontMatter.Fault(line: member.line, message: message))
        result.appendUnread(key, line: member.line)
      }
    }
    return result
  }

  /// The members of an object, and the lines on which they begin.
  private static func members(
    of object: ArraySlice<UInt8>, firstLine: Int
  ) -> [(text: ArraySlice<UInt8>, line: Int)] {
    var members: [(text: ArraySlice<UInt8>, line: Int)] = []
    var (depth, line) = (0, firstLine)
    var isInString = false
    var isEscaped = false
    var start: (index: Int, line: Int)?
    for index in object.indices {
      let byte = object[index]
      if byte == UInt8(ascii: "\n") { line += 1 }
      if depth == 1, start == nil, byte > 0x20, byte != UInt8(ascii: ",") { start = (index, line) }
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInString: isEscaped = true
      case UInt8(ascii: "\""): isInString.toggle()
      case _ where isInString: break
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      let isEnd = depth == 1 && byte == UInt8(ascii: ",") && !isInString || depth == 0
      if isEnd, let (first, line) = start {
        members.append((object[first..<index], line))
        start = nil
      }
    }
    if let (first, line) = start { members.append((object[first...], line)) }
    return members.filter { $0.text.contains { $0 > 0x20 && $0 != UInt8(ascii: "}") } }
  }

  /// Replaces `\ud83d\ude00` by the character that the two stand for: YAML has no surrogates.
  private static func joiningSurrogates(in text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if let high = text.codeUnit(at: index), let low = text.codeUnit(at: index + 6),
        UTF16.isLeadSurrogate(high), UTF16.isTrailSurrogate(low)
      {
        result += String(decoding: [high, low], as: UTF16.self).utf8
        index += 12
      } else if text[index] == UInt8(ascii: "\\"), index + 1 < text.endIndex {
        // The escaped character does not begin another escape.
        result += text[index...(index + 1)]
        index += 2
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }
}

extension ArraySlice<UInt8> {
  fileprivate var inBraces: ArraySlice<UInt8> { [UInt8(ascii: "{")] + self + [UInt8(ascii: "}")] }

  /// The code unit of an escape at an index: `\u` and four hexadecimal digits.
  fileprivate func codeUnit(at index: Int) -> UInt16? {
    guard index >= startIndex, index + 6 <= endIndex, self[index] == UInt8(ascii: "\\"),
      self[index + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt16(String(decoding: self[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
  }

  /// Whether the text begins with `{` and then, perhaps on later lines, a text in quotes and a colon. Template marks
  /// such as `{{` do not, and neither does an expression of MDX, `{"text"}`.
  var opensJSONObject: Bool {
    guard first == UInt8(ascii: "{") else { return false }
    let blanks = " \t\r\n".utf8
    let key = dropFirst().drop { blanks.contains($0) }
    guard key.first == UInt8(ascii: "\"") else { return false }
    var isEscaped = false
    let end = key.dropFirst().firstIndex { byte in
      defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
      return byte == UInt8(ascii: "\"") && !isEscaped
    }
    return end.map { key[($0 + 1)...].first { !blanks.contains($0) } == UInt8(ascii: ":") } ?? false
  }

  /// The index behind the closing brace of the object with which the text begins; nil if it is not closed.
  var endOfJSONObject: Int? {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for index in indices {
      switch self[index] {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInString: isEscaped = true
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "{") where !isInString: depth += 1
      case UInt8(ascii: "}") where !isInString:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
    }
    return nil
  }
}
