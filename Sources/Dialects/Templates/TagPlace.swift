/// Where a template tag, or a pair of tags with its content, stands on its lines.
struct TagPlace {
  /// The lines that it touches, with the line break of the last.
  let wholeLines: Range<Int>
  /// The marks of containers and the indentation with which a further line begins.
  let prefix: [UInt8]
  let isCode: Bool
  let isHTML: Bool
  /// Whether only marks of containers and white space are before and after it.
  private let isFirst: Bool
  private let isLast: Bool

  var isAlone: Bool { isFirst && isLast }

  init(_ range: Range<Int>, in markdown: ScannedMarkdown) {
    let first = markdown.line(at: range.lowerBound)
    let last = markdown.line(at: range.upperBound)
    let bytes = markdown.bytes
    var end = last.end
    while end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
    wholeLines = first.start..<min(end + 1, bytes.count)
    prefix = markdown.continuationPrefix(of: first)
    isCode = first.isCode || markdown.isCode(range.lowerBound)
    isHTML = first.kind == .html || first.kind == .htmlContinuation
    isFirst =
      first.textStart >= range.lowerBound
      || bytes[first.textStart..<range.lowerBound].allSatisfy { $0 <= 0x20 }
    isLast = bytes[min(range.upperBound, last.end)..<last.end].allSatisfy { $0 <= 0x20 }
  }

  /// A block in place of the tags, set apart from the text before and behind it.
  func block(_ content: [UInt8]) -> [UInt8] {
    let blank = [UInt8(ascii: "\n")] + prefix + [UInt8(ascii: "\n")] + prefix
    return (isFirst ? [] : blank) + content + (isLast ? [UInt8(ascii: "\n")] + prefix : blank)
  }

  /// The lines of content without the marks of the containers around the tags, and without blank lines at both ends.
  func lines(of content: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for index in lines.indices.dropFirst() {
      let marks = lines[index].prefix(prefix.count).prefix { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
      lines[index] = lines[index].dropFirst(marks.count)
    }
    while let first = lines.first, first.allSatisfy({ $0 <= 0x20 }) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy({ $0 <= 0x20 }) { lines.removeLast() }
    return lines
  }

  /// A quote of some content in place of the tags.
  func quote(_ content: [UInt8]) -> [UInt8] {
    let lines = lines(of: content).map { [UInt8(ascii: ">"), UInt8(ascii: " ")] + $0 }
    let quote = Array(lines.joined(separator: [UInt8(ascii: "\n")] + prefix))
    return block(quote)
  }
}

extension ScannedMarkdown {
  /// The line at an offset: that of the byte, or the last one.
  func line(at offset: Int) -> Line {
    var (low, high) = (0, lines.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if lines[middle].start <= offset { low = middle } else { high = middle }
    }
    return lines[low]
  }

  /// Whether a byte is in code.
  func isCode(_ offset: Int) -> Bool {
    var (low, high) = (0, code.count)
    while low < high {
      let middle = (low + high) / 2
      if code[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < code.count && code[low].lowerBound <= offset
  }
}
