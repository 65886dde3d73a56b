internal import PortfolioModel

/// The lines of one field in a block that cannot be parsed as a whole.
///
/// Each field is then parsed alone, so that a fault costs no other. A field that cannot be parsed has the text behind
/// its key as its value: `title: a: b` is no YAML, but its author meant a title.
struct FieldLines {
  let key: String
  /// The number of the first line, from 1, and of the last.
  let line: Int
  private(set) var lastLine: Int
  /// The lines, with their ends.
  private(set) var text: ArraySlice<UInt8>
  /// The text after the key on the first line.
  private let value: ArraySlice<UInt8>

  /// The syntax of a block: how its lines are told apart, and how a field is parsed alone.
  struct Syntax {
    let name: String
    /// The key with which a line begins a field, and the value behind it; nil for other lines.
    let key: (ArraySlice<UInt8>) -> (name: String, value: ArraySlice<UInt8>)?
    let parse: (ArraySlice<UInt8>, Int) -> FrontMatter.Content
  }

  /// Parses each field of a block alone.
  static func read(
    _ text: ArraySlice<UInt8>, firstLine: Int, as syntax: Syntax, error: FrontMatter.Fault
  ) -> FrontMatter.Content {
    let (fields, isTable) = split(text, firstLine: firstLine, syntax)
    var result = FrontMatter.Content(isTable: isTable, error: error)
    for field in fields {
      let content = syntax.parse(field.text, field.line)
      result.append(content)
      guard let error = content.error else { continue }
      var message = "'\(field.key)' is not \(syntax.name): \(error.message)"
      if let value = field.plainValue {
        result.fields.append(FrontMatter.Field(key: field.key, value: .scalar(value), line: field.line))
        message += "; its line is taken as it is"
      } else {
        result.appendUnread(field.key, line: field.line)
      }
      // The lines below the first may be fields that their indentation joins to this one.
      let inner = field.text.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
      result.unreadFields += LooseFields.read(inner, firstLine: field.line + 1)
      let line = min(max(error.line, field.line), field.lastLine)
      result.faults.append(FrontMatter.Fault(line: line, message: message))
    }
    return result
  }

  /// Splits a block into its fields. It is a table if it begins with a field, and if every line belongs to a field or
  /// the name of a field is known.
  private static func split(
    _ text: ArraySlice<UInt8>, firstLine: Int, _ syntax: Syntax
  ) -> (fields: [FieldLines], isTable: Bool) {
    var fields: [FieldLines] = []
    var number = firstLine
    var start = text.startIndex
    var hasOther = false
    while start < text.endIndex {
      let content = text[start...].prefix { $0 != UInt8(ascii: "\n") }
      let end = min(content.endIndex + 1, text.endIndex)
      if let (name, value) = syntax.key(content) {
        fields.append(
          FieldLines(key: name, line: number, lastLine: number, text: text[start..<end], value: value))
      } else {
        let isProse = content.first.map { $0 > 0x20 && !"#-]},".utf8.contains($0) } == true
        if fields.isEmpty, isProse { return ([], false) }
        hasOther = hasOther || isProse
        if let last = fields.indices.last {
          fields[last].text = text[fields[last].text.startIndex..<end]
          if content.contains(where: { $0 > 0x20 }) { fields[last].lastLine = number }
        }
      }
      start = end
      number += 1
    }
    return (fields, !fields.isEmpty && (!hasOther || fields.contains { FieldNames.isKnown($0.key) }))
  }

  /// The value as a text without quotes around it; nil if it is the beginning of something else.
  private var plainValue: String? {
    let text = String(decoding: value, as: UTF8.self).trimmed
    guard let first = text.first, first != "|", first != ">" else { return nil }
    // A list or a table that is not closed, or closed at the end of the line, is none of words.
    // The tags of Svelte, `{#if ...}` and `{@html ...}`, are words.
    let isTag = text.hasPrefix("{#") || text.hasPrefix("{@") || text.hasPrefix("{:")
    for (opening, closing) in [("[", "]"), ("{", "}")] where text.hasPrefix(opening) && !isTag {
      guard let end = text.firstRange(of: closing), end.upperBound < text.endIndex else { return nil }
    }
    if text.count > 1, first == "\"" || first == "'", text.last == first {
      return String(text.dropFirst().dropLast())
    }
    return text
  }

  // MARK: Keys

  /// The longest key in bytes.
  private static let keyBytes = 64

  /// The key of a line `key: value`, which is not indented.
  static func key(ofYAML line: ArraySlice<UInt8>) -> (name: String, value: ArraySlice<UInt8>)? {
    guard let first = line.first, first > 0x20, !"#]},?[{|>&*!%@`".utf8.contains(first),
      !(first == UInt8(ascii: "-") && line.dropFirst().first.map { $0 <= 0x20 } != false)
    else { return nil }
    return key(of: line, separator: UInt8(ascii: ":")) { $0.first.map { $0 <= 0x20 } != false }
  }

  /// The key of a line `key = value`, or of `[key]`.
  static func key(ofTOML line: ArraySlice<UInt8>) -> (name: String, value: ArraySlice<UInt8>)? {
    let line = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let first = line.first else { return nil }
    if first == UInt8(ascii: "[") {
      let name = line.drop { $0 == UInt8(ascii: "[") }.prefix { $0 != UInt8(ascii: "]") }
      guard name.count <= keyBytes, !name.isEmpty, name.allSatisfy(isBareKey),
        line[name.endIndex...].allSatisfy({ $0 == UInt8(ascii: "]") || $0 <= 0x20 })
      else { return nil }
      return (String(decoding: name.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self), [])
    }
    guard isBareKey(first) || first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else { return nil }
    return key(of: line, separator: UInt8(ascii: "=")) { _ in true }
  }

  private static func key(
    of line: ArraySlice<UInt8>, separator: UInt8, isSeparator: (ArraySlice<UInt8>) -> Bool
  ) -> (name: String, value: ArraySlice<UInt8>)? {
    for index in line.prefix(keyBytes + 1).indices where line[index] == separator {
      let value = line[(index + 1)...]
      guard isSeparator(value) else { continue }
      let quotes = "\"'".utf8
      let name = String(decoding: line[..<index].filter { !quotes.contains($0) }, as: UTF8.self).trimmed
      return name.isEmpty ? nil : (name, value)
    }
    return nil
  }

  private static func isBareKey(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-_.".utf8.contains(byte)
  }
}
