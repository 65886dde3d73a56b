/// The options of a directive: lines `:name: value` below its opening fence, or YAML between two lines `---`.
struct DirectiveOptions {
  let lines: ArraySlice<ScannedMarkdown.Line>
  private let texts: [ArraySlice<UInt8>]
  /// The columns before the texts of the lines.
  private let columns: [Int]

  var count: Int { lines.count }

  /// - Parameter body: the lines below the opening fence.
  init(of body: ArraySlice<ScannedMarkdown.Line>, in markdown: ScannedMarkdown) {
    lines = body.prefix(Self.count(in: body, markdown))
    texts = lines.map { markdown.text(of: $0).trimmed }
    columns = lines.map { line in
      markdown.bytes[line.start..<line.end].prefix { $0.isSpaceOrTab || $0 == UInt8(ascii: ">") }.count
    }
  }

  private static func count(in body: ArraySlice<ScannedMarkdown.Line>, _ markdown: ScannedMarkdown) -> Int {
    guard let first = body.first else { return 0 }
    func isRule(_ line: ScannedMarkdown.Line) -> Bool {
      markdown.text(of: line).trimmed.elementsEqual("---".utf8)
    }
    if isRule(first), let end = body.dropFirst().firstIndex(where: isRule) {
      return end - body.startIndex + 1
    }
    var isFirst = true
    return body.prefix { line in
      let text = markdown.text(of: line).trimmed
      // A further line of a value: `:     text`.
      if !isFirst, text.starts(with: ": ".utf8) { return true }
      isFirst = false
      let name = text.dropFirst().prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
      return text.first == UInt8(ascii: ":") && !name.isEmpty
        && text[name.endIndex...].first == UInt8(ascii: ":")
    }.count
  }

  /// Whether an option is given, with or without a value.
  func contains(_ name: String) -> Bool { texts.contains { Self.prefix(of: name, in: $0) != nil } }

  /// The value of an option; empty if it is not given.
  subscript(name: String) -> String {
    for (index, text) in texts.enumerated() {
      guard let count = Self.prefix(of: name, in: text) else { continue }
      var value = String(decoding: text.dropFirst(count).trimmed, as: UTF8.self)
      // The lines of a block of YAML are indented further, or begin with a colon.
      if ["|", ">", "|-", ">-"].contains(value) {
        let block = zip(columns, texts).dropFirst(index + 1).prefix { column, text in
          column > columns[index] || text.starts(with: ": ".utf8)
        }
        value = block.map { _, text in
          String(decoding: text.drop { $0 == UInt8(ascii: ":") }.trimmed, as: UTF8.self)
        }.joined(separator: " ")
      }
      if value.count > 1, let quote = value.first, quote == value.last, quote == "\"" || quote == "'" {
        value = String(value.dropFirst().dropLast())
      }
      return value
    }
    return ""
  }

  /// The length of the name of an option with its colons at the beginning of a text. In YAML, it has none before it.
  private static func prefix(of name: String, in text: ArraySlice<UInt8>) -> Int? {
    [":\(name):", "\(name):"].first { text.starts(with: $0.utf8) }?.utf8.count
  }
}
