internal import Markdown

/// Changes to a text.
struct Edits {
  private var edits: [(range: Range<Int>, replacement: [UInt8])] = []

  /// Whether further changes can be found in the text with these changes made.
  var isPartial = false

  var isEmpty: Bool { edits.isEmpty }

  /// Replaces the bytes in a range. Of two changes at the same offset, the first one's text comes first. A change
  /// within the range of another one is left out.
  mutating func replace(_ range: Range<Int>, with replacement: some Sequence<UInt8>) {
    edits.append((range, Array(replacement)))
  }

  mutating func replace(_ range: Range<Int>, with replacement: String) {
    replace(range, with: replacement.utf8)
  }

  mutating func insert(_ text: String, at offset: Int) { replace(offset..<offset, with: text) }

  mutating func remove(_ range: Range<Int>) { edits.append((range, [])) }

  /// Removes a line with its line break.
  mutating func removeLine(_ line: ScannedMarkdown.Line, in markdown: ScannedMarkdown) {
    remove(markdown.wholeLines(line.start..<line.end))
  }

  /// Returns the text with all changes made.
  /// - Parameter map: the numbers of the text's lines; it is changed to those of the result.
  func applied(to bytes: [UInt8], _ map: inout LineMap) -> [UInt8] {
    if edits.isEmpty { return bytes }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 64)
    // For each line of the output, the line of the text.
    var lines: [Int32] = [1]
    var line: Int32 = 1
    var keepsLines = true
    func copy(_ part: ArraySlice<UInt8>) {
      output += part
      for byte in part where byte == UInt8(ascii: "\n") {
        line += 1
        lines.append(line)
      }
    }
    var position = 0
    for edit in edits.sortedByOffset where edit.range.lowerBound >= position {
      copy(bytes[position..<edit.range.lowerBound])
      let removed = bytes[edit.range].count { $0 == UInt8(ascii: "\n") }
      var added = 0
      for byte in edit.replacement {
        output.append(byte)
        if byte == UInt8(ascii: "\n") {
          added += 1
          lines.append(line + Int32(min(added, removed)))
        }
      }
      if removed != added { keepsLines = false }
      line += Int32(removed)
      // What follows on the same line of the output belongs to the line of the text after the change.
      if removed > added, output.last ?? UInt8(ascii: "\n") == UInt8(ascii: "\n") {
        lines[lines.count - 1] = line
      }
      position = edit.range.upperBound
    }
    copy(bytes[position...])
    if !keepsLines { map = map.composed(with: lines) }
    return output
  }
}

extension [(range: Range<Int>, replacement: [UInt8])] {
  /// The changes by their offsets. Of those at the same offset, insertions come first; otherwise they keep their order.
  fileprivate var sortedByOffset: Self {
    func key(_ offset: Int, _ range: Range<Int>) -> (Int, Int, Int) {
      (range.lowerBound, range.isEmpty ? 0 : 1, offset)
    }
    return enumerated().sorted { key($0.offset, $0.element.range) < key($1.offset, $1.element.range) }.map(
      \.element)
  }
}
