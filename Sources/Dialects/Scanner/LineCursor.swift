/// A position within a line of Markdown. It counts columns, because a tab may belong partly to a container's mark and
/// partly to the text (CommonMark 0.29, 2.2).
struct LineCursor {
  private let bytes: [UInt8]
  /// The offset after the last byte of the line.
  let end: Int
  /// The offset of the next byte.
  private(set) var position: Int
  /// The column at which the byte at `position` begins, from 0.
  private var column = 0
  /// The column up to which the line is consumed. It is greater than `column` within a tab.
  private var consumed = 0

  /// The offset and the column of the next byte that is neither space nor tab. They are found once, since a line may have
  /// as many containers as columns of white space.
  private var text: (offset: Int, column: Int)

  init(_ bytes: [UInt8], _ line: Range<Int>) {
    self.bytes = bytes
    position = line.lowerBound
    end = line.upperBound
    text = (position, 0)
    findText()
  }

  private mutating func findText() {
    var (offset, column) = (position, column)
    while offset < end {
      if bytes[offset] == UInt8(ascii: " ") {
        column += 1
      } else if bytes[offset] == UInt8(ascii: "\t") {
        column += 4 - column % 4
      } else {
        break
      }
      offset += 1
    }
    text = (offset, column)
  }

  /// The offset and the indentation in columns of the next byte that is neither space nor tab.
  var next: (offset: Int, indentation: Int) { (text.offset, max(0, text.column - consumed)) }

  /// Whether only white space follows.
  var isBlank: Bool { next.offset == end }

  /// Consumes white space of a number of columns, or less at the end of the line.
  mutating func consume(columns: Int) {
    consumed += columns
    while position < end, column < consumed {
      let width: Int
      if bytes[position] == UInt8(ascii: " ") {
        width = 1
      } else if bytes[position] == UInt8(ascii: "\t") {
        width = 4 - column % 4
      } else {
        break
      }
      if column + width > consumed { return }
      column += width
      position += 1
    }
    consumed = column
  }

  /// Consumes the white space before the next byte, and a number of bytes.
  mutating func consume(bytes count: Int) {
    let (offset, indentation) = next
    consumed += indentation
    column = consumed + count
    consumed = column
    position = offset + count
    findText()
  }
}
