/// A mark in whose place a generator puts the text of another file.
package struct InclusionMark: Sendable, Equatable {
  /// The bytes of the mark.
  package var range: Range<Int>
  /// The places where the file may be, the preferred one first. Nothing is shown for a mark without places.
  package var places: [FilePlace]
  package var part = Part.all
  package var form: Form
  /// The marks of containers, or the spaces, with which each further line of the file's text begins.
  package var prefix: [UInt8] = []

  /// A path that is relative to a folder.
  package struct FilePlace: Sendable, Equatable {
    package var base: Base
    package var path: String

    init(_ base: Base, _ path: String) {
      self.base = base
      self.path = path
    }
  }

  /// What the path of a file is relative to.
  package enum Base: Sendable, Equatable {
    /// The folder of the file that contains the mark.
    case file
    /// A folder of the site's content.
    case content
    /// The folder of the site's configuration.
    case site
  }

  /// What is shown of a file.
  package enum Part: Sendable, Equatable {
    case all
    /// From a line to another one, from 1; nil for the first or the last one.
    case lines(first: Int?, last: Int?)
    /// Lines between two marks with a name.
    case region(String)
    /// From one heading to another.
    case section(HeadingRange)
    /// The paragraph or the item that ends with `^` and a name.
    case block(String)
  }

  /// How the text of a file is shown.
  package enum Form: Sendable, Equatable {
    /// As it is, also within code.
    case text
    /// As Markdown, without its front matter.
    case markdown
    /// As a code block with the text behind its fence.
    case code(info: String)
  }
}

/// The text that is shown in the place of an ``InclusionMark``.
package struct Inclusion: Sendable, Equatable {
  /// The mark in the text of the page, behind its front matter.
  package var range: Range<Int>
  package var text: [UInt8]

  package init(range: Range<Int>, text: [UInt8]) {
    self.range = range
    self.text = text
  }
}

extension InclusionMark {
  /// The text in the place of the mark, for the bytes of a file without its front matter; nil if the file does not have
  /// the part that is shown.
  package func text(of file: ArraySlice<UInt8>) -> [UInt8]? {
    var file = file
    if file.last == UInt8(ascii: "\n") { file = file.dropLast() }
    let all = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
    guard let lines = part.lines(of: all) else { return nil }
    switch form {
    case .text, .markdown: return Array(lines.joined(separator: [UInt8(ascii: "\n")] + prefix))
    case .code(let info):
      let language = info.prefix { $0 != " " }
      if language == "ansi" {
        return MarkdownText.codeBlock(lines.map { $0.withoutEscapes }, language: "", prefix: prefix)
      }
      var block = MarkdownText.codeBlock(lines, language: String(language), prefix: prefix)
      // The title of a tab stands behind the language.
      if language.count < info.count {
        let end = block.firstIndex(of: UInt8(ascii: "\n")) ?? block.endIndex
        block.insert(contentsOf: info.dropFirst(language.count).utf8, at: end)
      }
      return block
    }
  }
}

extension ArraySlice<UInt8> {
  /// A line of a terminal's output without its colours: `ESC [ 32 m`.
  fileprivate var withoutEscapes: ArraySlice<UInt8> {
    var line: ArraySlice<UInt8> = []
    var rest = self
    while let escape = rest.firstIndex(of: 0x1B) {
      line += rest[..<escape]
      rest = rest[(escape + 1)...]
      guard rest.first == UInt8(ascii: "[") else { continue }
      rest = rest.dropFirst().drop { $0.isDigit || $0 == UInt8(ascii: ";") }.dropFirst()
    }
    return line + rest
  }
}

extension InclusionMark.Part {
  /// The lines of this part of a file; nil if there are none.
  fileprivate func lines(of all: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>]? {
    switch self {
    case .all: return all
    case .lines(let first, let last):
      let start = max(0, (first ?? 1) - 1)
      let end = min(all.count, last ?? all.count)
      return start < end ? Array(all[start..<end]) : nil
    case .region(let name): return FileRegion.lines(name, of: all)
    case .section(let range): return range.lines(of: all)
    case .block(let name): return Self.block(named: name, of: all)
    }
  }

  /// The lines of the block that has a name at its end, without the name. A name on a line of its own is that of the
  /// block above.
  private static func block(named name: String, of all: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>]? {
    let mark = Array("^\(name)".utf8)
    guard
      let index = all.firstIndex(where: { line in
        let text = line.trimmed
        return text.suffix(mark.count).elementsEqual(mark) && text.dropLast(mark.count).last ?? 0x20 <= 0x20
      })
    else { return nil }
    let last = all[index].trimmed.dropLast(mark.count).trimmed
    var end = index
    if last.isEmpty {
      guard let above = all[..<index].lastIndex(where: { !$0.trimmed.isEmpty }) else { return nil }
      end = above
    }
    func isItem(_ line: ArraySlice<UInt8>) -> Bool {
      ListMark(line.trimmed, interruptsParagraph: false) != nil
    }
    var start = end
    while !isItem(all[start]), start > 0, !all[start - 1].trimmed.isEmpty { start -= 1 }
    let lines = Array(all[start..<end])
    return lines + [last.isEmpty ? all[end] : all[end].prefix(upTo: last.endIndex)]
  }
}
