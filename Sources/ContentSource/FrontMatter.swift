/// What stands before a page's text: YAML between `---`, TOML between `+++`, or a JSON object.
struct FrontMatter {
  /// A value; scalars are kept as their text, for the field to read as what it wants.
  indirect enum Value: Sendable, Equatable {
    case scalar(String)
    case list([Value])
    case table([Field])
  }

  /// `key: value`, and the file's line it stands on.
  struct Field: Sendable, Equatable {
    var key: String
    var value: Value
    var line: Int
  }

  /// In the order of the file; of equal keys the last counts.
  var fields: [Field] = []
  /// Where the body begins, in bytes from the start of the file.
  var bodyOffset = 0
  /// The line on which the body begins, from 1.
  var bodyLine = 1
  /// What could not be read.
  var faults: [(line: Int, message: String)] = []

  /// Splits a file into front matter and body, and reads the former. Any bytes will do.
  init(file: [UInt8]) {
    if file.starts(with: [0xEF, 0xBB, 0xBF]) { bodyOffset = 3 }
    let start = bodyOffset
    if file[start...].opensJSON {
      readObject(of: file, from: start)
      return
    }
    guard let opening = Line(in: file, at: start), let format = Format(fence: opening.text) else { return }
    let textStart = opening.next
    // A page may begin with a rule; only what looks like fields was meant as front matter.
    let isMeant = format == .toml || Line(in: file, at: textStart)?.text.looksLikeYAML == true
    var line = 2
    var position = textStart
    while let next = Line(in: file, at: position) {
      if next.next - start > ContentLimits.frontMatterBytes {
        let limit = ContentLimits.frontMatterBytes >> 10
        if isMeant { faults.append((1, "front matter is longer than \(limit) KiB or never closed")) }
        return
      }
      if format.closes(next.text) {
        bodyOffset = next.next
        bodyLine = line + 1
        read(file[textStart..<position], as: format)
        return
      }
      position = next.next
      line += 1
    }
    if isMeant { faults.append((1, "front matter is never closed")) }
  }

  /// JSON, as Hugo has it: an object with which the file begins. YAML's flow style reads it.
  private mutating func readObject(of file: [UInt8], from start: Int) {
    guard let end = file[start...].prefix(ContentLimits.frontMatterBytes).endOfObject else {
      let limit = ContentLimits.frontMatterBytes >> 10
      faults.append((1, "front matter is longer than \(limit) KiB or never closed"))
      return
    }
    bodyOffset = end
    bodyLine = 1 + file[start..<end].count { $0 == UInt8(ascii: "\n") }
    take(YAMLReader.read(file[start..<end], firstLine: 1))
  }

  /// The value of a key; of equal keys the last.
  func value(_ key: String) -> Value? { fields.last { $0.key == key }?.value }

  private mutating func read(_ text: ArraySlice<UInt8>, as format: Format) {
    switch format {
    case .yaml: take(YAMLReader.read(text, firstLine: 2))
    case .toml: take(TOMLReader.read(text, firstLine: 2))
    }
  }

  private mutating func take(_ result: FrontMatterResult) {
    fields = result.fields
    faults += result.faults
    // No set: hashing a type for the first time costs a start-up's tenth, and pages have ten fields.
    for (index, field) in fields.enumerated().dropFirst()
    where fields[max(0, index - 64)..<index].contains(where: { $0.key == field.key }) {
      faults.append((field.line, "'\(field.key)' is given twice; the last counts"))
    }
  }

  private enum Format {
    case yaml, toml

    init?(fence: ArraySlice<UInt8>) {
      if fence.elementsEqual("---".utf8) {
        self = .yaml
      } else if fence.elementsEqual("+++".utf8) {
        self = .toml
      } else {
        return nil
      }
    }

    func closes(_ line: ArraySlice<UInt8>) -> Bool {
      switch self {
      case .yaml: line.elementsEqual("---".utf8) || line.elementsEqual("...".utf8)
      case .toml: line.elementsEqual("+++".utf8)
      }
    }
  }

  /// A line without its end and the spaces before that.
  private struct Line {
    var text: ArraySlice<UInt8>
    var next: Int

    init?(in file: [UInt8], at start: Int) {
      guard start < file.count else { return nil }
      var end = start
      while end < file.count, file[end] != UInt8(ascii: "\n") { end += 1 }
      next = min(end + 1, file.count)
      while end > start, file[end - 1] == UInt8(ascii: "\r") || file[end - 1] == UInt8(ascii: " ") {
        end -= 1
      }
      text = file[start..<end]
    }
  }
}

/// What a reader of front matter gives back: the fields it could read, and why it could not read more.
typealias FrontMatterResult = (fields: [FrontMatter.Field], faults: [(line: Int, message: String)])

extension ArraySlice<UInt8> {
  /// `key: value`, or a list or a table in brackets.
  fileprivate var looksLikeYAML: Bool {
    contains(UInt8(ascii: ":")) || first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
  }

  /// `{` and then a quote, on this line or a later one: no template's mark.
  fileprivate var opensJSON: Bool {
    guard first == UInt8(ascii: "{") else { return false }
    let blanks = " \t\r\n".utf8
    return dropFirst().first { !blanks.contains($0) } == UInt8(ascii: "\"")
  }

  /// The index behind the object's last brace; nil where it has none.
  fileprivate var endOfObject: Int? {
    var depth = 0
    var isInText = false
    var isEscaped = false
    for index in indices {
      switch self[index] {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInText: isEscaped = true
      case UInt8(ascii: "\""): isInText.toggle()
      case UInt8(ascii: "{") where !isInText: depth += 1
      case UInt8(ascii: "}") where !isInText:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
    }
    return nil
  }
}
