/// The front matter of a file: YAML between `---`, TOML between `+++`, or a JSON object, before the text.
///
/// The formats share one model of values, so that a field is read alike from each. Any bytes can be parsed;
/// what cannot be understood is a ``Fault``, and costs its own field alone.
package struct FrontMatter {
  /// A key, its value, and the line of the file on which the key stands, from 1.
  package struct Field: Sendable, Equatable {
    package var key: String
    package var value: Value
    package var line: Int
  }

  /// A fault on a line of the file, counted from 1.
  struct Fault: Error, Equatable {
    var line: Int
    var message: String
  }

  /// The result of parsing one format: the fields in the order of the text, and what could not be parsed.
  struct Content {
    var fields: [Field] = []
    var faults: [Fault] = []
    /// The fields whose value could not be parsed: `?` stands for it.
    var unreadFields: [Field] = []
    /// Whether the text is a table of fields. An empty text is one.
    var isTable = true
    /// The error at which the parser gave up.
    var error: Fault?

    mutating func appendUnread(_ key: String, line: Int) {
      unreadFields.append(Field(key: key, value: .scalar("?"), line: line))
    }

    mutating func append(_ other: Content) {
      fields += other.fields
      faults += other.faults
      unreadFields += other.unreadFields
    }
  }

  /// The fields in the order of the file. Of equal keys the last counts.
  private(set) var fields: [Field] = []
  private(set) var faults: [Fault] = []
  /// The fields that were meant but not read: those of a block that is part of the text, and those whose value
  /// could not be parsed, for which `?` stands.
  private(set) var unreadFields: [Field] = []
  /// Whether ``unreadFields`` are part of the text, because the block is not where or as front matter must be.
  private(set) var isMisplaced = false
  /// Whether the front matter is too long to be read, so that it is not known whether it hides the page.
  private(set) var isTooLong = false
  /// The offset of the text behind the front matter, in bytes from the start of the file.
  private(set) var bodyOffset = 0
  /// The line on which that text begins, from 1.
  private(set) var bodyLine = 1

  /// Separates the front matter of a file from its text and parses it.
  /// - Parameter generator: the program whose forms of front matter are read, too.
  init(file: [UInt8], generator: String = Generator.plain.name) {
    let file = file.withLineFeeds
    if file.starts(with: Self.byteOrderMark) { bodyOffset = Self.byteOrderMark.count }
    if file[bodyOffset...].opensJSONObject {
      readJSON(of: file)
    } else if let header = HeaderReader.read(file[bodyOffset...], generator: generator) {
      bodyOffset += header.bytes
      bodyLine = header.lines + 1
      append(header.content)
      if header.isTooLong { failAsTooLong() }
    } else {
      readFencedLines(of: file)
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  // MARK: Fences

  private mutating func readFencedLines(of file: [UInt8]) {
    guard let block = Block(of: file, at: bodyOffset) else {
      fields += ExportedFields.read(file[bodyOffset...])
      return
    }
    guard let end = block.end else {
      // A page may begin with a thematic break: only a block that looks like fields is reported when it has no end.
      guard block.isMeant else { return }
      if block.isTooLong {
        failAsTooLong()
      } else if block.line == 1 {
        faults.append(Fault(line: 1, message: "front matter is never closed"))
      }
      unreadFields = block.firstFields
      isMisplaced = true
      return
    }
    let content = block.fence.read(block.text, firstLine: block.line + 1)
    // Behind a blank line, `---` is a thematic break (Pandoc's rule); and no generator reads a block that other
    // blank lines precede, but its author may have meant it.
    let isFirst = block.line == 1 || content.fields.contains { FieldNames.isKnown($0.key) }
    guard content.isTable, !block.beginsWithBlankLine, isFirst else {
      if content.isTable {
        unreadFields = content.fields
        isMisplaced = true
      } else if block.line == 1, !block.beginsWithBlankLine {
        unreadFields = LooseFields.read(block.text, firstLine: 2)
      }
      return
    }
    bodyOffset = end
    bodyLine = block.endLine
    append(content)
  }

  /// Reads the JSON object with which a file of Hugo may begin.
  private mutating func readJSON(of file: [UInt8]) {
    let start = bodyOffset
    let text = file[start...].prefix(ContentLimits.frontMatterBytes)
    guard let end = text.endOfJSONObject else {
      if text.endIndex < file.endIndex {
        failAsTooLong()
      } else {
        faults.append(Fault(line: 1, message: "front matter is never closed"))
      }
      unreadFields = JSONReader.read(text, firstLine: 1).fields
      isMisplaced = true
      return
    }
    bodyOffset = end
    bodyLine = 1 + file[start..<end].count { $0 == UInt8(ascii: "\n") }
    append(JSONReader.read(file[start..<end], firstLine: 1))
  }

  private mutating func failAsTooLong() {
    isTooLong = true
    let limit = ContentLimits.frontMatterBytes >> 10
    faults.append(
      Fault(
        line: 1,
        message:
          "front matter is longer than \(limit) KiB or never closed; until it can be read the page is hidden")
    )
  }

  private mutating func append(_ content: Content) {
    fields = content.fields
    unreadFields = content.unreadFields
    faults += content.faults
    // A set would cost more: hashing a type for the first time takes a tenth of the program's start. Each
    // field is compared with the 64 before it, so that a file of a thousand keys does not take quadratic
    // time.
    for (index, field) in fields.enumerated().dropFirst()
    where fields[max(0, index - 64)..<index].contains(where: { $0.key == field.key }) {
      faults.append(Fault(line: field.line, message: "'\(field.key)' is given twice; the last one counts"))
    }
    // An error that is in none of the fields: that of all of them together.
    if faults.isEmpty, let error = content.error { faults.append(error) }
  }
}

extension [UInt8] {
  /// The bytes with `\n` for each lone `\r`, if the first line with text ends in a lone `\r`, as on old Macintoshes.
  /// Offsets stay the same.
  fileprivate var withLineFeeds: [UInt8] {
    guard let text = firstIndex(where: { $0 > 0x20 }),
      let end = self[text...].firstIndex(where: { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }),
      self[end] == UInt8(ascii: "\r"), end + 1 < count, self[end + 1] != UInt8(ascii: "\n")
    else { return self }
    var bytes = self
    for index in indices.dropLast()
    where self[index] == UInt8(ascii: "\r") && self[index + 1] != UInt8(ascii: "\n") {
      bytes[index] = UInt8(ascii: "\n")
    }
    if bytes.last == UInt8(ascii: "\r") { bytes[count - 1] = UInt8(ascii: "\n") }
    return bytes
  }
}
