/// Breaks paragraphs into lines that are as even as possible, choosing all breaks of a paragraph together.
///
/// A line costs the square of the columns it leaves empty, the last line costs nothing, and the breaks with
/// the lowest total are chosen (Knuth and Plass, "Breaking Paragraphs into Lines", reduced to text of fixed
/// width). The time is linear in the length of the text for a given width, because each break looks back over
/// one line's worth of words.
///
/// A value keeps its buffers between paragraphs, so use one for a whole document.
struct LineBreaker {
  /// One line of a paragraph: its bytes without the spaces at its end, and its columns.
  struct Row {
    var bytes: Range<Int>
    var columns: Int
  }

  /// A part of a paragraph that is not broken: a word, or a part of one.
  private struct Fragment {
    /// The byte offset of the first byte.
    var start: Int32
    /// The byte offset after the last byte.
    var end: Int32
    var columns: Int32
    /// The columns of the spaces after the fragment, which are not printed at the end of a line. More than
    /// one only in code.
    var gap: Int32
    /// The cost of a break after the fragment, in addition to that of the empty columns.
    var penalty: Int32
  }

  /// Whether a word that contains an address stays whole even if it is wider than the line, so that it can be copied
  /// from the output of a pipe.
  private let keepsAddresses: Bool

  /// The fragments of the paragraph's current line (the text between hard line breaks).
  private var fragments: [Fragment] = []
  /// `offsets[i]` would be the column of fragment `i` if all fragments were in one row.
  private var offsets: [Int] = []
  /// `costs[i]` is the lowest cost of the rows of the first `i` fragments.
  private var costs: [Int] = []
  /// `starts[i]` is the index of the first fragment of the row that ends before fragment `i`, in the rows
  /// that cost `costs[i]`.
  private var starts: [Int32] = []

  init(keepsAddresses: Bool) {
    self.keepsAddresses = keepsAddresses
  }

  /// The rows of a paragraph of filtered UTF-8, in which line feeds are hard line breaks. A `width` below 1
  /// counts as 1.
  mutating func rows(of bytes: [UInt8], width: Int) -> [Row] {
    var rows: [Row] = []
    bytes.withUnsafeBufferPointer { bytes in
      var next = 0
      while let line = Self.line(of: bytes, at: &next) {
        appendRows(of: bytes, in: line, width: max(1, width), to: &rows)
      }
    }
    return rows
  }

  /// The columns of the widest fragment, and of the widest line if no line is broken.
  mutating func extent(of bytes: [UInt8]) -> (minimum: Int, natural: Int) {
    var minimum = 0
    var natural = 0
    bytes.withUnsafeBufferPointer { bytes in
      var next = 0
      while let line = Self.line(of: bytes, at: &next) {
        collectFragments(of: bytes, in: line, width: .max)
        minimum = max(minimum, fragments.reduce(0) { max($0, Int($1.columns)) })
        let trailingGap = Int(fragments.last?.gap ?? 0)
        natural = max(natural, fragments.reduce(0) { $0 + Int($1.columns + $1.gap) } - trailingGap)
      }
    }
    return (minimum, natural)
  }

  /// The line that starts at offset `next`, without its line feed; nil after the last one. Moves `next` to
  /// the start of the line after it.
  private static func line(of bytes: UnsafeBufferPointer<UInt8>, at next: inout Int) -> Range<Int>? {
    guard next <= bytes.count else { return nil }
    let start = next
    while next < bytes.count, bytes[next] != UInt8(ascii: "\n") { next += 1 }
    defer { next += 1 }
    return start..<next
  }

  /// Appends the rows of one line; an empty row for a line without words.
  private mutating func appendRows(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, width: Int, to rows: inout [Row]
  ) {
    collectFragments(of: bytes, in: range, width: width)
    guard let first = fragments.first, let last = fragments.last else {
      rows.append(Row(bytes: range.lowerBound..<range.lowerBound, columns: 0))
      return
    }
    offsets.removeAll(keepingCapacity: true)
    var column = 0
    for fragment in fragments {
      offsets.append(column)
      column += Int(fragment.columns + fragment.gap)
    }
    if column - Int(last.gap) <= width {
      rows.append(Row(bytes: Int(first.start)..<Int(last.end), columns: column - Int(last.gap)))
      return
    }
    chooseBreaks(width: width)
    var end = fragments.count
    let firstRow = rows.count
    while end > 0 {
      let start = Int(starts[end])
      let tail = fragments[end - 1]
      rows.append(
        Row(
          bytes: Int(fragments[start].start)..<Int(tail.end),
          columns: offsets[end - 1] + Int(tail.columns) - offsets[start]))
      end = start
    }
    rows[firstRow...].reverse()
  }

  /// Fills `costs` and `starts`.
  private mutating func chooseBreaks(width: Int) {
    let count = fragments.count
    costs.removeAll(keepingCapacity: true)
    costs.append(contentsOf: repeatElement(0, count: count + 1))
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: count + 1))
    // For prose, the renderer spends most of its time in this loop. Pointers and unchecked operators halved that time.
    fragments.withUnsafeBufferPointer { fragments in
      offsets.withUnsafeBufferPointer { offsets in
        costs.withUnsafeMutableBufferPointer { costs in
          starts.withUnsafeMutableBufferPointer { starts in
            for end in 1...count {
              let lineEnd = offsets[end - 1] &+ Int(fragments[end - 1].columns)
              let penalty = end == count ? 0 : Int(fragments[end - 1].penalty)
              // A row of one fragment is always possible, even if it is too wide.
              var start = end &- 1
              var room = width &- (lineEnd &- offsets[start])
              var best = costs[start] &+ (end == count || room < 0 ? 0 : room &* room &+ penalty)
              var bestStart = start
              while start > 0 {
                start &-= 1
                room = width &- (lineEnd &- offsets[start])
                if room < 0 { break }
                let cost = costs[start] &+ (end == count ? 0 : room &* room &+ penalty)
                if cost < best {
                  best = cost
                  bestStart = start
                }
              }
              costs[end] = best
              starts[end] = Int32(truncatingIfNeeded: bestStart)
            }
          }
        }
      }
    }
  }

  // MARK: Fragments

  /// The cost of a break inside a word: as much as ten empty columns.
  private static let hyphenPenalty: Int32 = 100

  /// Replaces `fragments` by those of one line.
  /// - Parameter width: fragments wider than this are divided, except for addresses that stay whole. `.max`
  ///   leaves all fragments as they are, as for measuring.
  private mutating func collectFragments(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, width: Int
  ) {
    fragments.removeAll(keepingCapacity: true)
    let space = UInt8(ascii: " ")
    let hyphen = UInt8(ascii: "-")
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == space {
        index += 1
        continue
      }
      let start = index
      var columns = 0
      var pieceStart = start
      // The ASCII part of a word, which may be broken after a hyphen between letters.
      while index < range.upperBound, bytes[index] != space, bytes[index] < 0x80 {
        index += 1
        if bytes[index - 1] == hyphen, index - pieceStart > 2, index + 1 < range.upperBound,
          bytes[index - 2].isASCIILetter, bytes[index].isASCIILetter, bytes[index + 1].isASCIILetter
        {
          append(pieceStart..<index, columns: index - pieceStart, gap: 0, penalty: Self.hyphenPenalty)
          pieceStart = index
        }
      }
      columns = index - pieceStart
      if index < range.upperBound, bytes[index] != space {
        index = collectNonASCIIRest(
          of: bytes, from: index, to: range.upperBound, start: pieceStart, columns: columns)
      } else {
        append(pieceStart..<index, columns: columns, gap: 0, penalty: 0)
      }
      let wordEnd = index
      while index < range.upperBound, bytes[index] == space { index += 1 }
      fragments[fragments.count - 1].gap = Int32(index - wordEnd)
      if width < .max, bytes.holdsLinkNumber(in: start..<wordEnd) { joinToPrevious(width: width) }
      if keepsAddresses, bytes.holdsAddress(in: start..<wordEnd) {
        join(from: start)
      } else if wordEnd - start > width {
        splitWideFragments(of: bytes, from: start, width: width)
      }
    }
  }

  private mutating func append(_ range: Range<Int>, columns: Int, gap: Int32, penalty: Int32) {
    fragments.append(
      Fragment(
        start: Int32(range.lowerBound), end: Int32(range.upperBound), columns: Int32(columns), gap: gap,
        penalty: penalty))
  }

  /// Appends the fragments of the rest of a word from its first scalar that is not ASCII: the rest may be
  /// broken between ideographs and after dashes. Returns the offset after the word.
  ///
  /// - Parameters:
  ///   - first: the offset of that scalar.
  ///   - end: the end of the line.
  ///   - start: the offset of the word's last fragment, which begins before `first` if ASCII precedes.
  ///   - columns: the columns between `start` and `first`.
  private mutating func collectNonASCIIRest(
    of bytes: UnsafeBufferPointer<UInt8>, from first: Int, to end: Int, start: Int, columns: Int
  ) -> Int {
    var index = first
    var pieceStart = start
    var columns = columns
    var previous = first > start ? LineBreakClass(Unicode.Scalar(bytes[first - 1])) : nil
    while index < end, bytes[index] != UInt8(ascii: " ") {
      let (scalar, length) = TextFilter.decode(bytes, at: index)
      let width = DisplayWidth.columns(of: scalar)
      let next = LineBreakClass(scalar)
      if let before = previous, width > 0, index > pieceStart, LineBreakClass.mayBreak(before, next) {
        append(pieceStart..<index, columns: columns, gap: 0, penalty: 0)
        pieceStart = index
        columns = 0
      }
      // A combining mark has the class of its letter.
      if width > 0 { previous = next }
      columns += width
      index += length
    }
    append(pieceStart..<index, columns: columns, gap: 0, penalty: 0)
    return index
  }

  /// Joins the number of a link (`[14]`) to the word before it, if both fit into a line.
  private mutating func joinToPrevious(width: Int) {
    guard fragments.count > 1 else { return }
    let number = fragments[fragments.count - 1]
    let word = fragments[fragments.count - 2]
    let columns = word.columns + word.gap + number.columns
    guard word.gap > 0, columns <= width else { return }
    fragments.removeLast()
    fragments[fragments.count - 1] = Fragment(
      start: word.start, end: number.end, columns: columns, gap: number.gap, penalty: 0)
  }

  /// Joins all fragments from byte offset `start`, because the word that begins there contains an address.
  private mutating func join(from start: Int) {
    guard let first = fragments.lastIndex(where: { $0.start == start }), let last = fragments.last else {
      return
    }
    let columns = fragments[first...].reduce(0) { $0 + $1.columns }
    fragments.removeSubrange((first + 1)...)
    fragments[first] = Fragment(
      start: Int32(start), end: last.end, columns: columns, gap: last.gap, penalty: 0)
  }

  /// Divides fragments from byte offset `start` on that are wider than a line into parts that fill a line.
  private mutating func splitWideFragments(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, width: Int)
  {
    var first = fragments.count
    while first > 0, fragments[first - 1].start >= start { first -= 1 }
    let word = fragments[first...]
    fragments.removeSubrange(first...)
    for fragment in word {
      guard fragment.columns > width else {
        fragments.append(fragment)
        continue
      }
      var pieceStart = Int(fragment.start)
      var index = pieceStart
      var columns = 0
      while index < Int(fragment.end) {
        let (scalar, length) = TextFilter.decode(bytes, at: index)
        let scalarWidth = DisplayWidth.columns(of: scalar)
        if columns + scalarWidth > width, index > pieceStart {
          append(pieceStart..<index, columns: columns, gap: 0, penalty: 0)
          pieceStart = index
          columns = 0
        }
        columns += scalarWidth
        index += length
      }
      append(pieceStart..<index, columns: columns, gap: fragment.gap, penalty: fragment.penalty)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a word is the number of a link, `[14]`, with at most two bytes of punctuation after it.
  fileprivate func holdsLinkNumber(in range: Range<Int>) -> Bool {
    guard self[range.lowerBound] == UInt8(ascii: "["), range.count >= 3 else { return false }
    var index = range.lowerBound + 1
    while index < range.upperBound, (0x30...0x39).contains(self[index]) { index += 1 }
    let isNumber =
      index > range.lowerBound + 1 && index < range.upperBound && self[index] == UInt8(ascii: "]")
    return isNumber && range.upperBound - index <= 3
  }

  /// Whether a word contains `://` or `mailto:`.
  fileprivate func holdsAddress(in range: Range<Int>) -> Bool {
    guard range.count > 6 else { return false }
    let colon = UInt8(ascii: ":")
    for index in range where self[index] == colon {
      if index + 2 < range.upperBound, self[index + 1] == 0x2F, self[index + 2] == 0x2F { return true }
      if index >= range.lowerBound + 6, self[(index - 6)..<index].elementsEqual("mailto".utf8) { return true }
    }
    return false
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}
