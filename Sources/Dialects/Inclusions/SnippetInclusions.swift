/// Files that the extension Snippets of PyMdown includes, also within code
/// (facelessuser.github.io/pymdown-extensions/extensions/snippets): a line `--8<-- "file:1:5"`, or lines with files
/// between two lines `--8<--`.
enum SnippetInclusions {
  static func marks(in markdown: ScannedMarkdown) -> [InclusionMark] {
    var marks: [InclusionMark] = []
    // The opening line of a block, and the marks of the lines in it.
    var block: (start: Int, marks: [InclusionMark])?
    for line in markdown.lines {
      let text = markdown.bytes[line.textStart..<line.end]
      let indentation = text.prefix { $0.isSpaceOrTab }
      let content = text.trimmed
      let scissors = scissors(content)
      if let scissors, content.dropFirst(scissors).isEmpty {
        if let opened = block {
          block = nil
          marks += joined(opened.marks, from: opened.start, to: line.end)
        } else {
          block = (text.startIndex + indentation.count, [])
        }
        continue
      }
      let prefix = markdown.continuationPrefix(of: line) + indentation
      if block != nil {
        guard !content.isEmpty, content.first != UInt8(ascii: ";") else { continue }
        block?.marks.append(mark(content, range: content.startIndex..<content.endIndex, prefix))
      } else if let scissors, let quoted = quoted(content.dropFirst(scissors).trimmed) {
        marks.append(mark(quoted, range: content.startIndex..<content.endIndex, prefix))
      }
    }
    return marks
  }

  /// Pages that the plug-in include-markdown includes (github.com/mondeja/mkdocs-include-markdown-plugin): a line
  /// `{% include-markdown "file.md" %}`.
  static func pageMarks(in markdown: ScannedMarkdown) -> [InclusionMark] {
    markdown.lines.compactMap { line in
      let text = markdown.text(of: line).trimmed
      guard !line.isCode, text.starts(with: "{%".utf8), text.suffix(2).elementsEqual("%}".utf8),
        text.count > 4,
        !markdown.isCode(text.startIndex)
      else { return nil }
      let inner = text.dropFirst(2).dropLast(2).drop { $0 == UInt8(ascii: "-") }.trimmed
      let argument = inner.dropFirst(16).trimmed
      guard inner.starts(with: "include-markdown".utf8), let quote = argument.first,
        quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = argument.dropFirst().firstIndex(of: quote)
      else { return nil }
      let path = String(decoding: argument[(argument.startIndex + 1)..<end], as: UTF8.self)
      return InclusionMark(
        range: text.indices, places: [.file, .content, .site].map { InclusionMark.FilePlace($0, path) },
        form: .markdown, prefix: markdown.continuationPrefix(of: line))
    }
  }

  /// The length of `--8<--` at the beginning of a text.
  private static func scissors(_ text: ArraySlice<UInt8>) -> Int? {
    let before = text.prefix { $0 == UInt8(ascii: "-") }
    let rest = text[before.endIndex...]
    guard !before.isEmpty, rest.starts(with: "8<".utf8) else { return nil }
    let after = rest.dropFirst(2).prefix { $0 == UInt8(ascii: "-") }
    return after.isEmpty ? nil : after.endIndex - text.startIndex
  }

  private static func quoted(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let quote = text.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), text.count > 2,
      text.last == quote
    else { return nil }
    return text.dropFirst().dropLast()
  }

  private static func mark(_ text: ArraySlice<UInt8>, range: Range<Int>, _ prefix: [UInt8]) -> InclusionMark {
    let file = BookInclusions.path(String(decoding: text, as: UTF8.self))
    return InclusionMark(
      range: range,
      places: [.site, .content, .file].map { InclusionMark.FilePlace($0, file.path) }, part: file.part,
      form: .text, prefix: prefix)
  }

  /// The marks of a block, the first and the last of which contain its fences.
  private static func joined(_ marks: [InclusionMark], from start: Int, to end: Int) -> [InclusionMark] {
    var marks = marks
    for index in marks.indices {
      let first = index == 0 ? start : marks[index].range.lowerBound
      marks[index].range = first..<(index == marks.count - 1 ? end : marks[index].range.upperBound)
    }
    return marks
  }
}
