/// Finds the code in Markdown whose lines are known.
struct CodeScanner {
  private let bytes: [UInt8]
  private var code: [Range<Int>] = []

  static func code(in bytes: [UInt8], _ lines: [ScannedMarkdown.Line]) -> [Range<Int>] {
    var scanner = CodeScanner(bytes: bytes)
    var index = 0
    while index < lines.count {
      let line = lines[index]
      var next = index + 1
      if line.isCode {
        scanner.code.append(line.textStart..<line.end)
      } else if line.kind != .blank, line.kind != .rule {
        // Spans may continue over the lines of a paragraph and over those of a block of HTML.
        let further: ScannedMarkdown.Kind = line.kind == .html ? .htmlContinuation : .continuation
        while line.kind == .html || line.kind == .paragraph, next < lines.count, lines[next].kind == further {
          next += 1
        }
        let range = line.textStart..<lines[next - 1].end
        if line.kind == .tableRow {
          for cell in bytes.tableCells(in: range) { scanner.scanInlines(cell, isHTML: false) }
        } else {
          scanner.scanInlines(range, isHTML: line.kind == .html)
        }
      }
      index = next
    }
    return scanner.code
  }

  /// The elements of HTML whose content is code.
  private static let elements: Set<String> = ["pre", "code", "script", "style"]

  /// Finds the spans of code in a paragraph, a heading, a row of a table or a block of HTML.
  private mutating func scanInlines(_ range: Range<Int>, isHTML: Bool) {
    var index = range.lowerBound
    // The runs of backticks that can close a span, by their length, the first one last. Filled when first needed.
    var runs: [Int: [Int]]?
    // Searches that found nothing are not repeated, so that the time stays linear.
    var missing: Set<String> = []
    func end(of mark: String, after start: Int) -> Int? {
      guard !missing.contains(mark) else { return nil }
      guard let found = bytes[start..<range.upperBound].firstIndex(of: mark) else {
        missing.insert(mark)
        return nil
      }
      return found + mark.utf8.count
    }
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\") where !isHTML:
        index += 2
      case UInt8(ascii: "`") where !isHTML:
        let length = bytes[index..<range.upperBound].prefix { $0 == UInt8(ascii: "`") }.count
        if runs == nil { runs = closingRuns(in: index..<range.upperBound) }
        while let first = runs?[length]?.last, first < index + length { runs?[length]?.removeLast() }
        if let close = runs?[length]?.last {
          code.append(index..<(close + length))
          index = close + length
        } else {
          index += length
        }
      case UInt8(ascii: "<"):
        if bytes[index..<range.upperBound].starts(with: "<!--".utf8),
          let end = end(of: "-->", after: index + 4)
        {
          code.append(index..<end)
          index = end
        } else if !isHTML, bytes[index..<range.upperBound].starts(with: "<?".utf8),
          let end = end(of: "?>", after: index + 2)
        {
          index = end
        } else if let tag = TagRange(bytes[index..<range.upperBound]) {
          index = tag.end
          if !tag.isClosing, Self.elements.contains(tag.name),
            let end = end(of: "</\(tag.name)>", after: index)
          {
            let contentEnd = end - tag.name.utf8.count - 3
            if contentEnd > index { code.append(index..<contentEnd) }
            index = end
          } else if !tag.isClosing, isHTML, tag.name != "code", Self.elements.contains(tag.name) {
            // The block ends within the element.
            if index < range.upperBound { code.append(index..<range.upperBound) }
            index = range.upperBound
          }
        } else {
          index += 1
        }
      default:
        index += 1
      }
    }
  }

  /// The offsets of the runs of backticks by their length, the last first.
  private func closingRuns(in range: Range<Int>) -> [Int: [Int]] {
    var runs: [Int: [Int]] = [:]
    var index = range.upperBound
    while index > range.lowerBound {
      guard let last = bytes[range.lowerBound..<index].lastIndex(of: UInt8(ascii: "`")) else { break }
      var start = last
      while start > range.lowerBound, bytes[start - 1] == UInt8(ascii: "`") { start -= 1 }
      runs[last + 1 - start, default: []].append(start)
      index = start
    }
    return runs
  }
}
