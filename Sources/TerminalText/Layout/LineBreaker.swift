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
    /// With a hyphen that is added.
    var columns: Int
    var end = End.paragraph

    /// Where the text is broken behind the row.
    enum End {
      /// Between words.
      case space
      /// Within a word, at a place where a break needs no hyphen.
      case word
      /// Within a word, with a hyphen that is not in the text.
      case hyphen
      /// At the end of the paragraph, or at a hard line break.
      case paragraph
    }
  }

  /// The words that may be divided with a hyphen.
  enum HyphenScope {
    case none
    /// Words that are wider than a row.
    case wideWords
    case allWords
  }

  /// What is most important about the rows of a text.
  enum Goal {
    /// That they are even, except for the last one.
    case evenRows
    /// That they are few, as in a table.
    case fewRows
    /// That they are few, and about equally long, the last one too, as in a heading.
    case balance
    /// That they end between the parts of an enumeration, not within one.
    case wholeParts
  }

  /// A part of a paragraph that is not broken: a word, or a part of one.
  struct Fragment {
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
    /// The columns of the hyphen that a break after the fragment adds: 1 or 0.
    var hyphen: Int32 = 0
  }

  /// Whether a word that contains an address stays whole even if it is wider than the line, so that it can be copied
  /// from the output of a pipe.
  let keepsAddresses: Bool
  /// The breaks of words in the page's language; nil before they are needed, and if there is no dictionary.
  var wordBreaks: Hyphens.WordBreaks?
  var knownBreaks = KnownBreaks()
  /// Returns the breaks of words; nil once it was called.
  var dictionary: (() -> Hyphens.WordBreaks?)?

  /// The fragments of the paragraph's current line (the text between hard line breaks).
  var fragments: [Fragment] = []
  /// The fragments before some are divided. It is kept for its capacity.
  var undivided: [Fragment] = []
  /// The words that may be divided in the current paragraph.
  var scope = HyphenScope.none
  private(set) var goal = Goal.evenRows
  /// The cost of each row of the current paragraph.
  private var rowCost = 0
  /// The first fragments of the rows that were chosen, the last one first. It is kept for its capacity.
  var rowStarts: [Int] = []
  /// Whether a fragment of the line may end with a hyphen that is added.
  var hasHyphens = false
  /// Whether a word had to be cut where it should not be divided.
  var cutsWords = false
  /// The author's soft hyphens, and the parts of the text that are not divided, as in ``InlineText``.
  var softHyphens: ArraySlice<Int> = []
  var codeRanges: ArraySlice<Range<Int>> = []
  /// The breaks of the current word. It is kept for its capacity.
  var breaks: [Int] = []
  /// `offsets[i]` would be the column of fragment `i` if all fragments were in one row. This array and the three below may
  /// be longer than the paragraph needs.
  private(set) var offsets: [Int] = []
  /// `costs[i]` is the lowest cost of the rows of the first `i` fragments.
  private var costs: [Int] = []
  /// `starts[i]` is the index of the first fragment of the row that ends before fragment `i`, in the rows
  /// that cost `costs[i]`.
  private(set) var starts: [Int32] = []
  /// `costs`, increased behind a hyphen by the cost of another one in the next row.
  private var costsBeforeHyphen: [Int] = []

  /// - Parameter dictionary: returns the breaks of words; it is called when the first word is to be divided.
  init(keepsAddresses: Bool, dictionary: @escaping () -> Hyphens.WordBreaks? = { nil }) {
    self.keepsAddresses = keepsAddresses
    self.dictionary = dictionary
  }

  /// The rows of a paragraph, in which line feeds are hard line breaks. A `width` below 1 counts as 1.
  mutating func rows(
    of text: InlineText, width: Int, hyphens scope: HyphenScope, goal: Goal = .evenRows
  ) -> [Row] {
    self.scope = scope
    self.goal = goal
    rowCost = goal == .fewRows || goal == .balance ? Self.compactRowCost : 0
    let rows = rows(of: text, width: width)
    guard goal == .balance, rows.count > 1 else { return rows }
    // The narrowest column in which there are as few rows, and no word is divided.
    var narrowest = min(width, max(1, extent(of: text.bytes.storage).minimum))
    var widest = width
    while narrowest < widest {
      let middle = (narrowest + widest) / 2
      if self.rows(of: text, width: middle).count > rows.count {
        narrowest = middle + 1
      } else {
        widest = middle
      }
    }
    return widest == width ? rows : self.rows(of: text, width: widest)
  }

  private mutating func rows(of text: InlineText, width: Int) -> [Row] {
    softHyphens = text.bytes.softHyphens[...]
    codeRanges = text.codeRanges[...]
    var rows: [Row] = []
    rows.reserveCapacity(text.bytes.count / max(1, width) + 1)
    text.bytes.storage.withUnsafeBufferPointer { bytes in
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

  /// The fewest columns, from a number on, in which the words of a text are divided only where they may be; nil if there
  /// are no such up to a limit.
  mutating func columnsOfParts(of text: InlineText, from start: Int, upTo limit: Int) -> Int? {
    scope = .wideWords
    goal = .fewRows
    var columns = start
    while columns <= limit {
      var widest = 0
      cutsWords = false
      softHyphens = text.bytes.softHyphens[...]
      codeRanges = text.codeRanges[...]
      text.bytes.storage.withUnsafeBufferPointer { bytes in
        var next = 0
        while let line = Self.line(of: bytes, at: &next) {
          collectFragments(of: bytes, in: line, width: columns)
          widest = fragments.reduce(widest) { max($0, Int($1.columns + $1.hyphen)) }
        }
      }
      if !cutsWords, widest <= columns { return columns }
      columns += 1
    }
    return nil
  }

  /// The columns of each fragment, and of the spaces after it, of each line between hard line breaks.
  mutating func fragmentColumns(of bytes: [UInt8]) -> [[(columns: Int, gap: Int)]] {
    var lines: [[(columns: Int, gap: Int)]] = []
    bytes.withUnsafeBufferPointer { bytes in
      var next = 0
      while let line = Self.line(of: bytes, at: &next) {
        collectFragments(of: bytes, in: line, width: .max)
        lines.append(fragments.map { (Int($0.columns), Int($0.gap)) })
      }
    }
    return lines
  }

  /// The line that starts at offset `next`, without its line feed; nil after the last one. Moves `next` to
  /// the start of the line after it.
  private static func line(of bytes: UnsafeBufferPointer<UInt8>, at next: inout Int) -> Range<Int>? {
    guard next <= bytes.count else { return nil }
    let start = next
    let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: start..<bytes.count) ?? bytes.count
    next = end + 1
    return start..<end
  }

  /// A line as one row, if it has no more bytes than the row has columns; nil for a line that may be wider, and for one
  /// without words. No scalar takes more columns than bytes.
  private static func wholeRow(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, width: Int
  ) -> Row? {
    let space = UInt8(ascii: " ")
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == space { start += 1 }
    while end > start, bytes[end - 1] == space { end -= 1 }
    guard start < end, end - start <= width else { return nil }
    let columns = FilteredBytes.columns(of: UnsafeBufferPointer(rebasing: bytes[start..<end]))
    return Row(bytes: start..<end, columns: columns)
  }

  /// Appends the rows of one line; an empty row for a line without words.
  private mutating func appendRows(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, width: Int, to rows: inout [Row]
  ) {
    if let row = Self.wholeRow(of: bytes, in: range, width: width) { return rows.append(row) }
    let (softHyphens, codeRanges) = (softHyphens, codeRanges)
    collectFragments(of: bytes, in: range, width: width)
    guard let first = fragments.first, let last = fragments.last else {
      rows.append(Row(bytes: range.lowerBound..<range.lowerBound, columns: 0))
      return
    }
    if goal == .wholeParts { avoidBreaksWithinParts(of: bytes, width: width) }
    let end = measureFragments() - Int(last.gap)
    if end <= width {
      rows.append(Row(bytes: Int(first.start)..<Int(last.end), columns: end))
      return
    }
    chooseBreaks(width: width)
    if scope == .allWords, hasShortRow(width: width) {
      (self.softHyphens, self.codeRanges) = (softHyphens, codeRanges)
      divideWordsAtRowEnds(of: bytes, width: width)
      _ = measureFragments()
      chooseBreaks(width: width)
    }
    var next = fragments.count
    let firstRow = rows.count
    while next > 0 {
      let start = Int(starts[next])
      let tail = fragments[next - 1]
      rows.append(
        Row(
          bytes: Int(fragments[start].start)..<Int(tail.end),
          columns: offsets[next - 1] + Int(tail.columns + tail.hyphen) - offsets[start],
          end: next == fragments.count
            ? .paragraph : tail.hyphen > 0 ? .hyphen : tail.gap > 0 ? .space : .word
        ))
      next = start
    }
    rows[firstRow...].reverse()
  }

  /// Fills `offsets`. Returns the columns of all fragments in one row, with the spaces after the last one.
  private mutating func measureFragments() -> Int {
    offsets.extend(to: fragments.count, with: 0)
    return fragments.withUnsafeBufferPointer { fragments in
      offsets.withUnsafeMutableBufferPointer { offsets in
        var column = 0
        for (index, fragment) in fragments.enumerated() {
          offsets[index] = column
          column &+= Int(fragment.columns &+ fragment.gap)
        }
        return column
      }
    }
  }

  /// Fills `costs` and `starts`.
  private mutating func chooseBreaks(width: Int) {
    let count = fragments.count
    costs.extend(to: count + 1, with: 0)
    starts.extend(to: count + 1, with: 0)
    if hasHyphens { costsBeforeHyphen.extend(to: count + 1, with: 0) }
    let (hasHyphens, nextHyphenCost) = (hasHyphens, Penalty.nextHyphen.cost(width: width))
    let rowCost = rowCost
    // For prose, the renderer spends most of its time in this loop. Pointers and unchecked operators halved that time.
    fragments.withUnsafeBufferPointer { fragments in
      offsets.withUnsafeBufferPointer { offsets in
        costs.withUnsafeMutableBufferPointer { costs in
          costsBeforeHyphen.withUnsafeMutableBufferPointer { costsBeforeHyphen in
            starts.withUnsafeMutableBufferPointer { starts in
              // The first fragment of the longest row that ends before `end`.
              var first = 0
              // Breaks from `first` on cost at least as much as this one, since each costs at least as much as the one
              // before its row.
              var cheapest = 0
              for end in 1..<count {
                let last = fragments[end &- 1]
                let base = last.hyphen > 0 ? costsBeforeHyphen : costs
                let firstOffset = offsets[end &- 1] &+ Int(last.columns &+ last.hyphen) &- width
                while first < end &- 1, offsets[first] < firstOffset { first &+= 1 }
                if cheapest < first {
                  cheapest = first
                  for index in first..<end where costs[index] < costs[cheapest] { cheapest = index }
                }
                // A row of one fragment is always possible, even if it is too wide.
                var start = first
                var room = offsets[start] &- firstOffset
                var best = base[start] &+ (room < 0 ? 0 : room &* room)
                var bestStart = start
                // The rows become shorter, until no cost before them could make up for their empty columns.
                while start < end &- 1 {
                  start &+= 1
                  room = offsets[start] &- firstOffset
                  let emptiness = room &* room
                  if costs[cheapest] &+ emptiness > best { break }
                  let cost = base[start] &+ emptiness
                  if cost <= best {
                    best = cost
                    bestStart = start
                  }
                }
                best &+= Int(last.penalty) &+ rowCost
                costs[end] = best
                starts[end] = Int32(truncatingIfNeeded: bestStart)
                if hasHyphens { costsBeforeHyphen[end] = last.hyphen > 0 ? best &+ nextHyphenCost : best }
              }
            }
          }
        }
      }
    }
    starts[count] = Int32(startOfLastRow(width: width))
  }

  /// The first fragment of the last row, which costs nothing unless it is a short word or a short part of one.
  private func startOfLastRow(width: Int) -> Int {
    let count = fragments.count
    let lineEnd = offsets[count - 1] + Int(fragments[count - 1].columns)
    let (wordPenalty, partPenalty, unitPenalty) = (
      Penalty.shortLastRow.cost(width: width), Penalty.lastPartOfWord.cost(width: width),
      Int32(Penalty.unit.cost(width: width))
    )
    var (best, bestCost) = (count - 1, Int.max)
    var start = count
    var isOneWord = true
    while start > 0 {
      start -= 1
      let columns = lineEnd - offsets[start]
      if columns > width, start < count - 1 { break }
      // A number and its unit count as one word.
      if start < count - 1, fragments[start].gap > 0, fragments[start].penalty < unitPenalty {
        isOneWord = false
      }
      var cost = costs[start]
      if isOneWord {
        let isPartOfWord = start > 0 && fragments[start - 1].hyphen > 0
        if isPartOfWord, columns <= width / Self.shortPart { cost += partPenalty }
        if !isPartOfWord, columns <= width / Self.shortLastRow { cost += wordPenalty }
      }
      if cost < bestCost { (best, bestCost) = (start, cost) }
    }
    return best
  }

  /// More than the unevenness of all rows of a cell.
  private static let compactRowCost = 1 << 32

  /// A last row of one word is short if it takes less than this part of the width; one of a part of a word, this part.
  private static let shortLastRow = 8
  private static let shortPart = 4
}

extension Array {
  /// Appends copies of an element until there are at least `count` elements.
  fileprivate mutating func extend(to count: Int, with element: Element) {
    if self.count < count { append(contentsOf: repeatElement(element, count: count - self.count)) }
  }
}
