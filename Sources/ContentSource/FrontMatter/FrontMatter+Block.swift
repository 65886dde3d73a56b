extension FrontMatter {
  /// The lines at the beginning of a file that are, or may be, front matter.
  struct Block {
    let fence: Fence
    /// The line of the opening fence, from 1. Blank lines may precede it.
    let line: Int
    /// The lines between the fences; where the closing one is missing, up to the largest front matter.
    let text: ArraySlice<UInt8>
    /// The offset behind the closing fence, and its line; nil if there is none.
    private(set) var end: Int?
    private(set) var endLine = 1
    private(set) var isTooLong = false

    /// Nil if the first line that is not blank is no fence.
    init?(of file: [UInt8], at start: Int) {
      var position = start
      var number = 1
      while let line = Line(of: file, at: position), line.text.isEmpty, number < 64 {
        position = line.next
        number += 1
      }
      guard let opening = Line(of: file, at: position), let fence = Fence(opening.text) else { return nil }
      self.fence = fence
      line = number
      position = opening.next
      let limit = fence == .yaml ? ContentLimits.foreignFieldBytes : ContentLimits.frontMatterBytes
      while let line = Line(of: file, at: position), line.next - start <= limit {
        number += 1
        if fence.isClosed(by: line.text) {
          end = line.next
          endLine = number + 1
          break
        }
        position = line.next
      }
      let all = file[opening.next..<position]
      let isLong =
        (end ?? (position < file.count ? file.count : position)) - start > ContentLimits.frontMatterBytes
      if isLong, end != nil, let short = LongFields.removed(from: all) {
        text = short[...]
      } else if isLong {
        (end, isTooLong) = (nil, true)
        text = file[opening.next..<max(opening.next, start + ContentLimits.frontMatterBytes)]
      } else {
        text = all
      }
    }

    private var firstLine: ArraySlice<UInt8> { text.prefix { $0 != UInt8(ascii: "\n") } }

    /// Whether the line behind the opening fence is blank, and another is not.
    var beginsWithBlankLine: Bool {
      fence == .yaml && firstLine.allSatisfy { $0 <= 0x20 } && text.contains { $0 > 0x20 }
    }

    /// Whether a block without an end looks like fields.
    var isMeant: Bool {
      if fence != .yaml { return true }
      if isTooLong, let field = text.split(separator: UInt8(ascii: "\n")).first(where: { !$0.isComment }),
        let key = FieldLines.key(ofYAML: field), FieldNames.isKnown(key.name)
      {
        return true
      }
      let first = firstLine.first
      return firstLine.contains(UInt8(ascii: ":")) || first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    }

    /// The fields up to the first blank line.
    var firstFields: [Field] {
      var end = text.startIndex
      while end < text.endIndex {
        let line = text[end...].prefix { $0 != UInt8(ascii: "\n") }
        if line.allSatisfy({ $0 <= 0x20 }) { break }
        end = min(line.endIndex + 1, text.endIndex)
      }
      return fence.read(text[..<end], firstLine: line + 1).fields
    }
  }

  /// The line that opens front matter, and with it the format.
  enum Fence {
    case yaml, toml, json
    /// TOML or JSON between the fences of YAML, with their names behind the first: `---toml`.
    case namedTOML, namedJSON
    /// JavaScript between the fences of YAML, as in Eleventy.
    case script

    init?(_ line: ArraySlice<UInt8>) {
      guard let first = line.first, "-+;".utf8.contains(first) else { return nil }
      let text = String(decoding: line, as: UTF8.self)
      switch text {
      case "---": self = .yaml
      case "+++": self = .toml
      case ";;;": self = .json
      default:
        guard text.hasPrefix("---") else { return nil }
        // The name of a format may be in capitals, and spaces may be before it.
        switch text.dropFirst(3).drop(while: { $0 == " " || $0 == "\t" }).lowercased() {
        case "yaml", "yml": self = .yaml
        case "toml": self = .namedTOML
        case "json": self = .namedJSON
        case "js", "javascript", "mjs", "ts", "typescript": self = .script
        default: return nil
        }
      }
    }

    func isClosed(by line: ArraySlice<UInt8>) -> Bool {
      switch self {
      case .yaml: line.elementsEqual("---".utf8) || line.elementsEqual("...".utf8)
      case .namedTOML, .namedJSON, .script: line.elementsEqual("---".utf8)
      case .toml: line.elementsEqual("+++".utf8)
      case .json: line.elementsEqual(";;;".utf8)
      }
    }

    func read(_ text: ArraySlice<UInt8>, firstLine: Int) -> Content {
      switch self {
      case .yaml: YAMLReader.read(text, firstLine: firstLine)
      case .toml, .namedTOML: TOMLReader.read(text, firstLine: firstLine)
      case .json, .namedJSON: JSONReader.read(text, firstLine: firstLine)
      case .script: ScriptFields.read(text, firstLine: firstLine)
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
      while end > start, "\r \t".utf8.contains(file[end - 1]) { end -= 1 }
      text = file[start..<end]
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether a line of YAML is blank or a comment.
  fileprivate var isComment: Bool { first { $0 > 0x20 }.map { $0 == UInt8(ascii: "#") } ?? true }
}
