internal import Markdown

/// Removes the comments of Obsidian, `%%…%%`.
///
/// They are private notes of the author, so they are removed when a file is read: no output, search included, contains
/// them. A comment may contain several blocks, and continues to the end of the page if it is not closed. `%%` in code
/// and in front matter is not a comment. Lines keep their numbers, and the marks of quotes before them.
package enum ObsidianComments {
  /// The maximum number of times that a page is scanned, because code began in a comment and hid its end.
  private static let maximumScans = 16

  /// Returns a file (UTF-8, with front matter) without its comments.
  package static func removed(from file: [UInt8]) -> [UInt8] {
    let start = endOfFrontMatter(in: file)
    var body = Array(file[start...])
    for scan in 1...maximumScans {
      // What is private is hidden even if the last scan cannot tell that it is not code.
      let edits = edits(in: ScannedMarkdown(body), ignoresCode: scan == maximumScans)
      var lines = LineMap()
      body = edits.applied(to: body, &lines)
      if !edits.isPartial { break }
    }
    return file[..<start] + body
  }

  /// Finds the comments up to one that changes what is code behind it. The edits are partial in that case.
  private static func edits(in markdown: ScannedMarkdown, ignoresCode: Bool) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    let marks = marks(in: bytes)
    var code = ignoresCode ? [] : markdown.code[...]
    var blanks = markdown.lines.filter { $0.kind == .blank }.map(\.start)[...]
    var number = 0
    while number < marks.count {
      let mark = marks[number]
      let next = number + 1 < marks.count ? marks[number + 1] : nil
      number += 1
      while let range = code.first, range.upperBound <= mark { code.removeFirst() }
      while let blank = blanks.first, blank < mark { blanks.removeFirst() }
      if let range = code.first, range.lowerBound <= mark { continue }
      let isInParagraph = next.map { next in blanks.first.map { $0 > next } ?? true } ?? false
      // `50%%` is a number, unless the comment ends in its paragraph.
      guard isInParagraph || mark == 0 || !bytes[mark - 1].isDigit else { continue }
      let end = next.map { $0 + 2 } ?? bytes.count
      edits.replace(mark..<end, with: lineStarts(in: mark..<end, of: markdown))
      number += next == nil ? 0 : 1
      if !ignoresCode, end < bytes.count, isInCodeOrHTML(end, of: markdown) {
        edits.isPartial = true
        break
      }
    }
    return edits
  }

  /// The offsets of all `%%` that are not part of the one before.
  private static func marks(in bytes: [UInt8]) -> [Int] {
    var marks: [Int] = []
    var index = 0
    while index + 1 < bytes.count {
      let isMark = bytes[index] == UInt8(ascii: "%") && bytes[index + 1] == UInt8(ascii: "%")
      if isMark { marks.append(index) }
      index += isMark ? 2 : 1
    }
    return marks
  }

  /// The line breaks in a comment, and after each the spaces and marks of quotes that continue the containers in which
  /// the comment begins.
  private static func lineStarts(in comment: Range<Int>, of markdown: ScannedMarkdown) -> [UInt8] {
    let bytes = markdown.bytes
    var output: [UInt8] = []
    var prefix: [UInt8]?
    var rest = bytes[comment]
    while let lineBreak = rest.firstIndex(of: UInt8(ascii: "\n")) {
      rest = rest[(lineBreak + 1)...]
      let marks = prefix ?? markdown.continuationPrefix(of: markdown.line(at: comment.lowerBound))
      prefix = marks
      output.append(UInt8(ascii: "\n"))
      output += zip(rest, marks).prefix { $0 == $1 }.map(\.0)
    }
    return output
  }

  private static func isInCodeOrHTML(_ offset: Int, of markdown: ScannedMarkdown) -> Bool {
    let line = markdown.line(at: offset)
    return markdown.isCode(offset) || line.isCode || line.kind == .html || line.kind == .htmlContinuation
  }

  /// The offset after the front matter with its fences; 0 if there is none.
  private static func endOfFrontMatter(in file: [UInt8]) -> Int {
    func isFence(_ line: ArraySlice<UInt8>) -> Bool {
      line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 <= 0x20 }
    }
    let lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first, isFence(first), let last = lines.dropFirst().first(where: isFence) else {
      return 0
    }
    return min(last.endIndex + 1, file.count)
  }
}
