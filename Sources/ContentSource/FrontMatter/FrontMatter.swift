/// The front matter of a file: YAML between `---`, TOML between `+++`, or a JSON object, before the text.
///
/// The formats share one model of values, so that a field is read alike from each. Any bytes can be parsed;
/// what cannot be understood is a ``Fault``, and what stands before it is kept.
struct FrontMatter {
  /// A key, its value, and the line of the file on which the key stands, from 1.
  struct Field: Sendable, Equatable {
    var key: String
    var value: Value
    var line: Int
  }

  /// What is wrong with a line of the file, counted from 1.
  struct Fault: Error, Equatable {
    var line: Int
    var message: String
  }

  /// The result of parsing one format: the fields in the order of the text, and what could not be parsed.
  struct Content {
    var fields: [Field] = []
    var faults: [Fault] = []
  }

  /// The fields in the order of the file. Of equal keys the last counts.
  private(set) var fields: [Field] = []
  private(set) var faults: [Fault] = []
  /// The offset of the text behind the front matter, in bytes from the start of the file.
  private(set) var bodyOffset = 0
  /// The line on which that text begins, from 1.
  private(set) var bodyLine = 1

  /// Separates the front matter of a file from its text and parses it.
  init(file: [UInt8]) {
    if file.starts(with: Self.byteOrderMark) { bodyOffset = Self.byteOrderMark.count }
    if file[bodyOffset...].opensJSONObject {
      readJSON(of: file)
    } else {
      readFencedLines(of: file)
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private mutating func readFencedLines(of file: [UInt8]) {
    let start = bodyOffset
    guard let opening = Line(of: file, at: start), let fence = Fence(opening.text) else { return }
    // A page may begin with a thematic break: only a block that looks like fields is reported when it has no
    // end.
    let isMeant = fence == .toml || Line(of: file, at: opening.next)?.text.looksLikeYAML == true
    var number = 2
    var position = opening.next
    while let line = Line(of: file, at: position) {
      if line.next - start > ContentLimits.frontMatterBytes {
        if isMeant { faults.append(Self.tooLong) }
        return
      }
      if fence.isClosed(by: line.text) {
        bodyOffset = line.next
        bodyLine = number + 1
        let text = file[opening.next..<position]
        switch fence {
        case .yaml: append(YAMLReader.read(text, firstLine: 2))
        case .toml: append(TOMLReader.read(text, firstLine: 2))
        }
        return
      }
      position = line.next
      number += 1
    }
    if isMeant { faults.append(Fault(line: 1, message: "front matter is never closed")) }
  }

  /// Reads the JSON object with which a file of Hugo may begin. JSON is a subset of YAML's flow style.
  private mutating func readJSON(of file: [UInt8]) {
    let start = bodyOffset
    guard let end = file[start...].prefix(ContentLimits.frontMatterBytes).endOfObject else {
      faults.append(Self.tooLong)
      return
    }
    bodyOffset = end
    bodyLine = 1 + file[start..<end].count { $0 == UInt8(ascii: "\n") }
    append(YAMLReader.read(file[start..<end], firstLine: 1))
  }

  private static var tooLong: Fault {
    let limit = ContentLimits.frontMatterBytes >> 10
    return Fault(line: 1, message: "front matter is longer than \(limit) KiB or never closed")
  }

  private mutating func append(_ content: Content) {
    fields = content.fields
    faults += content.faults
    // A set would cost more: hashing a type for the first time takes a tenth of the program's start. Each
    // field is compared with the 64 before it, so that a file of a thousand keys does not take quadratic
    // time.
    for (index, field) in fields.enumerated().dropFirst()
    where fields[max(0, index - 64)..<index].contains(where: { $0.key == field.key }) {
      faults.append(Fault(line: field.line, message: "'\(field.key)' is given twice; the last one counts"))
    }
  }

  /// The line that opens front matter, and with it the format.
  private enum Fence {
    case yaml, toml

    init?(_ line: ArraySlice<UInt8>) {
      if line.elementsEqual("---".utf8) {
        self = .yaml
      } else if line.elementsEqual("+++".utf8) {
        self = .toml
      } else {
        return nil
      }
    }

    func isClosed(by line: ArraySlice<UInt8>) -> Bool {
      switch self {
      case .yaml: line.elementsEqual("---".utf8) || line.elementsEqual("...".utf8)
      case .toml: line.elementsEqual("+++".utf8)
      }
    }
  }

  /// A line without its end and the spaces before it.
  private struct Line {
    var text: ArraySlice<UInt8>
    /// The offset of the next line.
    var next: Int

    init?(of file: [UInt8], at start: Int) {
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

extension ArraySlice<UInt8> {
  /// Whether a line is `key: value`, or begins a list or table in brackets.
  fileprivate var looksLikeYAML: Bool {
    contains(UInt8(ascii: ":")) || first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
  }

  /// Whether the text begins with `{` and then, perhaps on a later line, a quote. Template marks such as `{{`
  /// do not.
  fileprivate var opensJSONObject: Bool {
    guard first == UInt8(ascii: "{") else { return false }
    let blanks = " \t\r\n".utf8
    return dropFirst().first { !blanks.contains($0) } == UInt8(ascii: "\"")
  }

  /// The index behind the closing brace of the object with which the text begins; nil where it is not closed.
  fileprivate var endOfObject: Int? {
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
