internal import Markdown

/// Changes to a text, in the order of their places.
struct Edits {
  private var edits: [(range: Range<Int>, replacement: [UInt8])] = []

  /// Whether further changes can be found in the text with these changes made.
  var isPartial = false

  var isEmpty: Bool { edits.isEmpty }

  /// Replaces the bytes in a range. The range must not begin before the end of the previous one.
  mutating func replace(_ range: Range<Int>, with replacement: some Sequence<UInt8>) {
    edits.append((range, Array(replacement)))
  }

  mutating func replace(_ range: Range<Int>, with replacement: String) {
    replace(range, with: replacement.utf8)
  }

  mutating func insert(_ text: String, at offset: Int) { replace(offset..<offset, with: text) }

  mutating func remove(_ range: Range<Int>) { edits.append((range, [])) }

  /// Removes a line with its line break.
  mutating func removeLine(_ line: ScannedMarkdown.Line, in bytes: [UInt8]) {
    var end = line.end
    if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
    remove(line.start..<min(end + 1, bytes.count))
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
    for edit in edits {
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
