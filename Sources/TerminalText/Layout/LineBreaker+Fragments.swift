/// Dividing the text of a paragraph into the parts between which a row may end.
extension LineBreaker {
  /// The cost of a break inside a word: as much as ten empty columns.
  private static let hyphenPenalty: Int32 = 100

  /// Replaces `fragments` by those of one line.
  /// - Parameter width: fragments wider than this are divided, except for addresses that stay whole. `.max`
  ///   leaves all fragments as they are, as for measuring.
  mutating func collectFragments(
    of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, width: Int
  ) {
    fragments.removeAll(keepingCapacity: true)
    hasHyphens = false
    let space = UInt8(ascii: " ")
    let hyphen = UInt8(ascii: "-")
    // Columns are measured without a width, and then nothing is divided.
    let scope = width == .max ? .none : scope
    let hyphenPenalty =
      scope == .allWords ? Int32(Penalty.explicitHyphen.cost(width: width)) : Self.hyphenPenalty
    let mayHoldAddress = keepsAddresses && bytes.firstIndex(of: UInt8(ascii: ":"), in: range) != nil
    var previousWord = range.lowerBound..<range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == space {
        index += 1
        continue
      }
      let start = index
      let firstFragment = fragments.count
      if let end = bytes.endOfPlainWord(from: start, to: range.upperBound) {
        index = end
        append(start..<end, columns: end - start, gap: 0, penalty: 0)
      } else {
        var pieceStart = start
        // The ASCII part of a word, which may be broken after a hyphen between letters.
        while index < range.upperBound, bytes[index] != space, bytes[index] < 0x80 {
          index += 1
          if bytes[index - 1] == hyphen, index - pieceStart > 2, index + 1 < range.upperBound,
            bytes[index - 2].isASCIILetter, bytes[index].isASCIILetter, bytes[index + 1].isASCIILetter
          {
            append(pieceStart..<index, columns: index - pieceStart, gap: 0, penalty: hyphenPenalty)
            pieceStart = index
          }
        }
        let columns = index - pieceStart
        if index < range.upperBound, bytes[index] != space {
          index = collectNonASCIIRest(
            of: bytes, from: index, to: range.upperBound, start: pieceStart, columns: columns)
        } else {
          append(pieceStart..<index, columns: columns, gap: 0, penalty: 0)
        }
      }
      let wordEnd = index
      while index < range.upperBound, bytes[index] == space { index += 1 }
      fragments[fragments.count - 1].gap = Int32(index - wordEnd)
      if width < .max {
        if bytes.mayTie(start..<wordEnd, after: previousWord) {
          tie(bytes, previousWord, start..<wordEnd, at: firstFragment, width: width)
        }
        if bytes.holdsLinkNumber(in: start..<wordEnd) { joinToPrevious(width: width) }
      }
      previousWord = start..<wordEnd
      if mayHoldAddress, bytes.holdsAddress(in: start..<wordEnd) {
        join(from: start)
        continue
      }
      if wordEnd - start > width {
        if scope != .none { divide(start..<wordEnd, of: bytes, width: width) }
        splitWideFragments(of: bytes, from: start, width: width)
      }
    }
  }

  /// Makes a break expensive between a number and its unit, a label such as `Fig.` and its number, an operator and what
  /// is beside it, before a sign that closes or relates, or between a single letter and the next word.
  /// - Parameter index: the index of the first fragment of `word`.
  private mutating func tie(
    _ bytes: UnsafeBufferPointer<UInt8>, _ previous: Range<Int>, _ word: Range<Int>, at index: Int, width: Int
  ) {
    if word.count == 1, bytes[word.lowerBound].isASCIILetter {
      fragments[fragments.count - 1].penalty = Int32(Penalty.letter.cost(width: width))
    }
    let sign = bytes.sign(in: word)
    guard !previous.isEmpty, index > 0 else { return }
    let isTied =
      bytes[word.lowerBound].isDigit
      ? LineTies.isLabel(bytes[previous])
      : word.count <= LineTies.maximumUnitBytes && bytes[previous.upperBound - 1].isDigit
        && LineTies.isUnit(bytes[word])
    if isTied { fragments[index - 1].penalty = cost(of: .unit, width: width) }
    if case .opening? = bytes.sign(in: previous) { return joinToPrevious(width: width) }
    guard let sign else { return }
    switch sign {
    case .opening: return
    case .closing: joinToPrevious(width: width)
    case .relation:
      joinToPrevious(width: width)
      fragments[fragments.count - 1].penalty = cost(of: .letter, width: width)
    case .operation, .operatorSign:
      let isBetweenNumbers =
        bytes[previous.upperBound - 1].endsNumber && bytes.beginsNumber(after: word.upperBound)
      guard sign == .operatorSign || isBetweenNumbers else { return }
      fragments[index - 1].penalty = cost(of: .formula, width: width)
      fragments[fragments.count - 1].penalty = cost(of: .formula, width: width)
    }
  }

  /// The cost of a break in rows of a width. In a cell of a table, where rows need not be even, it is more than that of
  /// an empty row.
  private func cost(of penalty: Penalty, width: Int) -> Int32 {
    Int32((goal == .fewRows ? Penalty.whole : penalty).cost(width: width))
  }

  /// Makes a break expensive within the parts of an enumeration, which end with commas or are separated by dots: `a b, c
  /// · d`.
  mutating func avoidBreaksWithinParts(of bytes: UnsafeBufferPointer<UInt8>, width: Int) {
    let cost = Int32(Penalty.unit.cost(width: width))
    for index in fragments.indices where fragments[index].gap > 0 {
      let end = Int(fragments[index].end)
      let isEnd = bytes[end - 1] == UInt8(ascii: ",") || bytes[..<end].suffix(2).elementsEqual("·".utf8)
      if !isEnd { fragments[index].penalty = max(fragments[index].penalty, cost) }
    }
  }

  mutating func append(_ range: Range<Int>, columns: Int, gap: Int32, penalty: Int32, hyphen: Int32 = 0) {
    fragments.append(
      Fragment(
        start: Int32(range.lowerBound), end: Int32(range.upperBound), columns: Int32(columns), gap: gap,
        penalty: penalty, hyphen: hyphen))
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

  /// Joins the number of a link (`[14]`), or a sign, to the word before it, if both fit into a line.
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

  /// Divides fragments from byte offset `start` on that are wider than a line: at the parts of paths and names, else into
  /// pieces that fill a line.
  private mutating func splitWideFragments(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, width: Int)
  {
    var first = fragments.count
    while first > 0, fragments[first - 1].start >= start { first -= 1 }
    let word = fragments[first...]
    fragments.removeSubrange(first...)
    // In a cell of a table, a row may be short.
    let leastPart = goal == .fewRows ? width : 2
    for fragment in word {
      guard fragment.columns > width else {
        fragments.append(fragment)
        continue
      }
      let end = Int(fragment.end)
      var pieceStart = Int(fragment.start)
      var index = pieceStart
      var columns = 0
      // The last place where the piece may end, and its columns there.
      var part: (end: Int, columns: Int)?
      while index < end {
        let (scalar, length) = TextFilter.decode(bytes, at: index)
        let scalarWidth = DisplayWidth.columns(of: scalar)
        if WordParts.mayEnd(bytes, in: Int(fragment.start)..<end, at: index), columns * leastPart >= width {
          part = (index, columns)
        }
        if columns + scalarWidth > width, index > pieceStart {
          let cut = part ?? (index, columns)
          if part == nil { cutsWords = true }
          append(pieceStart..<cut.end, columns: cut.columns, gap: 0, penalty: 0)
          columns -= cut.columns
          (pieceStart, part) = (cut.end, nil)
        }
        columns += scalarWidth
        index += length
      }
      append(pieceStart..<index, columns: columns, gap: fragment.gap, penalty: fragment.penalty)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The end of a word of ASCII without hyphens before a space; nil for any other word, and for one near the end of the
  /// line. As most words are such, testing eight bytes at a time saves a third of the time of ``collectFragments``.
  @inline(__always)
  fileprivate func endOfPlainWord(from start: Int, to end: Int) -> Int? {
    var index = start
    while index &+ 8 <= end {
      let bytes = EightBytes(self, at: index)
      let test = bytes.equal(to: UInt8(ascii: " ")) | bytes.equal(to: UInt8(ascii: "-")) | bytes.isNotASCII
      if test != 0 {
        index &+= EightBytes.firstIndex(in: test)
        return self[index] == UInt8(ascii: " ") ? index : nil
      }
      index &+= 8
    }
    return nil
  }

  /// Whether ``LineBreaker/tie`` may have an effect: a fast test, since it has none for most words.
  @inline(__always)
  fileprivate func mayTie(_ word: Range<Int>, after previous: Range<Int>) -> Bool {
    if word.count == 1 || self[word.lowerBound].isDigit || mayBeSign(word) { return true }
    return !previous.isEmpty && (self[previous.upperBound &- 1].endsNumber || mayBeSign(previous))
  }

  @inline(__always)
  private func mayBeSign(_ word: Range<Int>) -> Bool {
    word.count <= LineTies.maximumSignBytes && !self[word.lowerBound].isASCIILetter
  }

  /// The sign that a word is; nil if it is none.
  fileprivate func sign(in word: Range<Int>) -> LineTies.Sign? {
    guard word.count <= LineTies.maximumSignBytes, let first = word.first else { return nil }
    // Most short words begin with a letter.
    if word.count > 1, self[first].isASCIILetter { return nil }
    return LineTies.sign(self[word])
  }

  /// Whether a word is the number of a link, `[14]`, with at most two bytes of punctuation after it.
  fileprivate func holdsLinkNumber(in range: Range<Int>) -> Bool {
    guard self[range.lowerBound] == UInt8(ascii: "["), range.count >= 3 else { return false }
    var index = range.lowerBound + 1
    while index < range.upperBound, (0x30...0x39).contains(self[index]) { index += 1 }
    let isNumber =
      index > range.lowerBound + 1 && index < range.upperBound && self[index] == UInt8(ascii: "]")
    return isNumber && range.upperBound - index <= 3
  }

  /// Whether a word behind these spaces begins like a number: `4`, `(4`, `-4`, `.5`.
  fileprivate func beginsNumber(after end: Int) -> Bool {
    var index = end
    while index < count, self[index] == UInt8(ascii: " ") { index += 1 }
    if index + 1 < count, "(-+.$".utf8.contains(self[index]) { index += 1 }
    return index > end && index < count && self[index].isDigit
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
  var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  fileprivate var isDigit: Bool { self &- 0x30 < 10 }
  /// Whether a number or a formula can end with this byte: `4`, `4)`, `4%`.
  fileprivate var endsNumber: Bool { isDigit || self == UInt8(ascii: ")") || self == UInt8(ascii: "%") }
}
