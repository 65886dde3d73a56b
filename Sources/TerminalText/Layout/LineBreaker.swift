/// Breaks a paragraph so that its lines are as even as they can be, looking at all of it at once.
///
/// The cost of a line is the square of the room it leaves; the last line is free (Knuth and Plass,
/// "Breaking Paragraphs into Lines", reduced to text of fixed width). Linear in the text's length: a
/// break looks back over one line's worth of words.
struct LineBreaker {
  /// Where a line stands in the bytes, and how many columns it takes.
  struct Row {
    var bytes: Range<Int>
    var columns: Int
  }

  /// A piece that stays together.
  private struct Fragment {
    var start: Int32
    var end: Int32
    var columns: Int32
    /// Columns of the spaces behind it, which are not printed at the end of a line: one, more in code.
    var gap: Int32
    /// What it costs to end a line behind it, besides the room left.
    var penalty: Int32
  }

  /// Whether a word that looks like an address may stick out: a pipe's reader wants to copy it.
  var keepsAddresses = false

  private var fragments: [Fragment] = []
  /// `offsets[i]` is the column at which fragment `i` would start if all stood in one row.
  private var offsets: [Int] = []
  private var costs: [Int] = []
  private var starts: [Int32] = []

  init(keepsAddresses: Bool) {
    self.keepsAddresses = keepsAddresses
  }

  /// The lines of filtered bytes in which a line feed is a break that must stay.
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

  /// The columns of the widest piece that stays together, and of the whole in one row.
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

  /// The line that starts at `next`, which goes on to the one behind it; nil after the last one.
  private static func line(of bytes: UnsafeBufferPointer<UInt8>, at next: inout Int) -> Range<Int>? {
    guard next <= bytes.count else { return nil }
    let start = next
    while next < bytes.count, bytes[next] != UInt8(ascii: "\n") { next += 1 }
    defer { next += 1 }
    return start..<next
  }

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

  /// Fills `starts`: `starts[j]` is the fragment with which the best line that ends before `j` begins.
  private mutating func chooseBreaks(width: Int) {
    let count = fragments.count
    costs.removeAll(keepingCapacity: true)
    costs.append(contentsOf: repeatElement(0, count: count + 1))
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: count + 1))
    // Pointers: this loop is where a renderer of prose spends its time, and checks were half of it.
    fragments.withUnsafeBufferPointer { fragments in
      offsets.withUnsafeBufferPointer { offsets in
        costs.withUnsafeMutableBufferPointer { costs in
          starts.withUnsafeMutableBufferPointer { starts in
            for end in 1...count {
              let lineEnd = offsets[end - 1] &+ Int(fragments[end - 1].columns)
              let penalty = end == count ? 0 : Int(fragments[end - 1].penalty)
              // A fragment alone is always a line, even one that is too wide.
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

  /// A line that ends within a word leaves a reader guessing: as dear as ten columns of room.
  private static let hyphenPenalty: Int32 = 100

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
      // A word of ASCII, which may be broken behind a hyphen between letters.
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
        index = collectWideWord(
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

  /// The rest of a word in which a scalar is not ASCII: broken between ideographs, and behind dashes.
  private mutating func collectWideWord(
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
      // A mark of no width belongs to what it stands on.
      if width > 0 { previous = next }
      columns += width
      index += length
    }
    append(pieceStart..<index, columns: columns, gap: 0, penalty: 0)
    return index
  }

  /// A number that tells where a link leads stays with the link's last word, if both fit into a line.
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

  /// Makes the fragments of an address one.
  private mutating func join(from start: Int) {
    guard let first = fragments.lastIndex(where: { $0.start == start }), let last = fragments.last else {
      return
    }
    let columns = fragments[first...].reduce(0) { $0 + $1.columns }
    fragments.removeSubrange((first + 1)...)
    fragments[first] = Fragment(
      start: Int32(start), end: last.end, columns: columns, gap: last.gap, penalty: 0)
  }

  /// Cuts what is wider than a line into pieces that fill one.
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
  /// Whether a word is `[14]`, with a mark or two behind it.
  fileprivate func holdsLinkNumber(in range: Range<Int>) -> Bool {
    guard self[range.lowerBound] == UInt8(ascii: "["), range.count >= 3 else { return false }
    var index = range.lowerBound + 1
    while index < range.upperBound, (0x30...0x39).contains(self[index]) { index += 1 }
    let isNumber =
      index > range.lowerBound + 1 && index < range.upperBound && self[index] == UInt8(ascii: "]")
    return isNumber && range.upperBound - index <= 3
  }

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
