internal import PortfolioModel

/// Reads fields that stand before the text without the fences of front matter.
///
/// Pelican and MkDocs begin a page with `Key: value` lines (MultiMarkdown's metadata), Hexo may leave out the first
/// fence, Nikola writes `.. key: value` lines, mostly into a comment, and Logseq begins with `key:: value` lines.
enum HeaderReader {
  /// What ends the lines of fields with which the pages of a generator may begin; nil if they may not.
  private static func ends(of generator: String) -> [String]? {
    switch generator {
    case "Pelican": [""]
    case "MkDocs": ["", "---"]
    case "Hexo": ["---", ";;;"]
    default: nil
    }
  }

  struct Header {
    var content: FrontMatter.Content
    /// The bytes of the header, and its lines.
    var bytes: Int
    var lines: Int
    /// Whether the fields go on behind the largest front matter.
    var isTooLong = false
  }

  /// Whether a file may begin with fields: its first line is one.
  static func mayBegin(_ file: [UInt8]) -> Bool {
    let line = file.prefix(maximumNameLength).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return false }
    return line[..<colon].allSatisfy { (0x41...0x5A).contains($0 & 0xDF) || "_-".utf8.contains($0) }
  }

  /// The maximum length of the first field's name.
  private static let maximumNameLength = 64

  /// Returns nil if the text does not begin with fields.
  static func read(_ text: ArraySlice<UInt8>, generator: String) -> Header? {
    if text.starts(with: "<!--".utf8) { return readComment(text) }
    if generator == "Nikola" { return readDirectives(text) }
    if generator == "Logseq" { return readProperties(text) }
    guard let ends = ends(of: generator) else { return nil }
    var header = Header(content: FrontMatter.Content(), bytes: 0, lines: 0)
    var lines = Lines(text)
    while let line = lines.next() {
      let isEnd = ends.contains(String(decoding: line, as: UTF8.self))
      if isEnd, header.lines > 0 {
        // A text may begin with a line that looks like a field.
        let isKnown = header.content.fields.contains { FieldNames.isKnown($0.key) }
        // Hexo reads any fields; a line above `---` is also a heading, which begins with a capital.
        let isHexo =
          generator == "Hexo" && header.content.fields.allSatisfy { $0.key.first?.isLowercase == true }
        guard isKnown || isHexo else { return nil }
        return Header(content: header.content, bytes: lines.offset, lines: header.lines + 1)
      }
      header.lines += 1
      if let (name, value) = FieldLines.key(ofYAML: line), !name.contains(" ") {
        header.content.fields.append(field(name, value, line: header.lines))
      } else if header.lines > 1, line.first == UInt8(ascii: " ") || line.starts(with: "- ".utf8) {
        header.content.continueLast(with: line)
      } else {
        return nil
      }
    }
    return header.ifTooLong(lines)
  }

  /// Reads the properties of a page of Logseq: `key:: value` lines, which may be in the first entry of a list.
  private static func readProperties(_ text: ArraySlice<UInt8>) -> Header? {
    var header = Header(content: FrontMatter.Content(), bytes: 0, lines: 0)
    var lines = Lines(text)
    while let line = lines.next() {
      let words = (line.starts(with: "- ".utf8) && header.lines == 0 ? line.dropFirst(2) : line)
        .drop { $0 <= 0x20 }
      guard let mark = words.firstRange(of: Array("::".utf8)), mark.lowerBound > words.startIndex,
        words[..<mark.lowerBound].allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) || $0 == UInt8(ascii: "-") })
      else { break }
      header.lines += 1
      header.bytes = lines.offset
      let name = String(decoding: words[..<mark.lowerBound], as: UTF8.self)
      var property = field(name, words[mark.upperBound...], line: header.lines)
      // A value may refer to pages: `tags:: [[work]], home`.
      property.value = .scalar(
        (property.value.text ?? "").replacing("[[", with: "").replacing("]]", with: ""))
      header.content.fields.append(property)
    }
    header.isTooLong = lines.isAtLimit
    return header.lines == 0 ? nil : header
  }

  /// Reads Nikola's fields that are not within an HTML comment. They may stand anywhere before the first blank line; the
  /// header ends at the first line that is not a field.
  private static func readDirectives(_ text: ArraySlice<UInt8>) -> Header? {
    if ["---", "+++"].contains(where: { text.starts(with: $0.utf8) }) { return nil }
    var header = Header(content: FrontMatter.Content(), bytes: 0, lines: 0)
    var lines = Lines(text)
    var (number, hasText) = (0, false)
    while let line = lines.next() {
      number += 1
      if let (name, value) = directive(in: line) {
        header.content.fields.append(field(name, value, line: number))
      } else if !line.isEmpty {
        hasText = true
      }
      if hasText, line.isEmpty { break }
      if !hasText { (header.bytes, header.lines) = (lines.offset, number) }
      // Blank lines may stand before the first field.
      if line.isEmpty, !header.content.fields.isEmpty { break }
    }
    if lines.isAtLimit { return header.ifTooLong(lines) }
    return header.content.fields.contains { FieldNames.isKnown($0.key) } ? header : nil
  }

  /// The name and the value of a line `.. name: value`, which may be indented.
  private static func directive(
    in line: ArraySlice<UInt8>
  ) -> (name: String, value: ArraySlice<UInt8>)? {
    let words = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return words.starts(with: ".. ".utf8) ? FieldLines.key(ofYAML: words.dropFirst(3)) : nil
  }

  private static func readComment(_ text: ArraySlice<UInt8>) -> Header? {
    var header = Header(content: FrontMatter.Content(), bytes: 0, lines: 0)
    var lines = Lines(text)
    while let line = lines.next() {
      header.lines += 1
      let words = line.drop { $0 == UInt8(ascii: " ") }
      if let (name, value) = directive(in: line) {
        header.content.fields.append(field(name, value, line: header.lines))
      } else if words.starts(with: "-->".utf8) {
        header.bytes = lines.offset
        return header.content.fields.isEmpty ? nil : header
      } else if FileSystem.contains(Array("-->".utf8), in: line) {
        return nil
      }
    }
    return header.ifTooLong(lines)
  }

  private static func field(_ name: String, _ value: ArraySlice<UInt8>, line: Int) -> FrontMatter.Field {
    var text = String(decoding: value, as: UTF8.self).trimmed
    if text.utf8.count > 1, let quote = text.first, quote == "\"" || quote == "'", text.last == quote {
      text = String(text.dropFirst().dropLast())
    }
    return FrontMatter.Field(key: name, value: .scalar(text), line: line)
  }

  /// The lines of a text up to the largest front matter, without their ends and the spaces before those.
  fileprivate struct Lines {
    private let text: ArraySlice<UInt8>
    private(set) var offset = 0

    init(_ text: ArraySlice<UInt8>) {
      self.text = text
    }

    /// Whether text follows behind the largest front matter, where no line is returned.
    var isAtLimit: Bool { offset >= ContentLimits.frontMatterBytes && offset < text.count }

    mutating func next() -> ArraySlice<UInt8>? {
      guard offset < min(text.count, ContentLimits.frontMatterBytes) else { return nil }
      var line = text.dropFirst(offset).prefix { $0 != UInt8(ascii: "\n") }
      offset = min(offset + line.count + 1, text.count)
      while let last = line.last, last <= 0x20 { line = line.dropLast() }
      return line
    }
  }
}

extension HeaderReader.Header {
  /// A header that ends at the limit instead of its own end stays part of the text; nil if it is no header.
  fileprivate func ifTooLong(_ lines: HeaderReader.Lines) -> Self? {
    guard lines.isAtLimit, content.fields.contains(where: { FieldNames.isKnown($0.key) }) else { return nil }
    return Self(content: content, bytes: 0, lines: 0, isTooLong: true)
  }
}

extension FrontMatter.Content {
  /// Adds an indented line, or an entry of a list, to the last field.
  fileprivate mutating func continueLast(with line: ArraySlice<UInt8>) {
    guard let last = fields.indices.last, case .scalar(let text) = fields[last].value else { return }
    let entry = line.starts(with: "- ".utf8) ? line.dropFirst(2) : line
    let more = String(decoding: entry, as: UTF8.self).trimmed
    let separator = text.isEmpty ? "" : line.first == UInt8(ascii: "-") ? ", " : " "
    fields[last].value = .scalar(text + separator + more)
  }
}
