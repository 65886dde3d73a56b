/// Dividing words with hyphens.
extension LineBreaker {
  /// Words of fewer bytes are not divided: two letters come before the hyphen and three after it.
  private static let minimumBytes = 5

  /// Rows that are short by fewer columns are not filled with a part of a word: two letters, a hyphen and a space.
  private static let leastRoom = 4

  private static func leastRoom(width: Int) -> Int { max(leastRoom, width / 10) }

  /// Whether one of the chosen rows, except for the last one, is so short that a part of a word would fill it. Fills
  /// `rowStarts`.
  mutating func hasShortRow(width: Int) -> Bool {
    let leastRoom = Self.leastRoom(width: width)
    var isShort = false
    rowStarts.removeAll(keepingCapacity: true)
    var next = Int(starts[fragments.count])
    rowStarts.append(next)
    while next > 0 {
      let (start, tail) = (Int(starts[next]), fragments[next - 1])
      let columns = offsets[next - 1] + Int(tail.columns + tail.hyphen) - offsets[start]
      if width - columns >= leastRoom { isShort = true }
      next = start
      rowStarts.append(next)
    }
    return isShort
  }

  /// With hyphens, rows begin at most so many fragments before or after those that were chosen without them.
  private static let maximumShift = 2

  /// Divides the words that do not fit into a row that is short without them. The other words, which are most, need not
  /// be looked up.
  mutating func divideWordsAtRowEnds(of bytes: UnsafeBufferPointer<UInt8>, width: Int) {
    let leastRoom = Self.leastRoom(width: width)
    swap(&fragments, &undivided)
    fragments.removeAll(keepingCapacity: true)
    var first = 0
    // The index of the first row start that is not too far before `first`.
    var nearest = rowStarts.count - 1
    for (index, fragment) in undivided.enumerated() {
      fragments.append(fragment)
      // The rows that the word is too wide for begin at one of these fragments.
      var isAtRowEnd = false
      let end = offsets[index] + Int(fragment.columns)
      while first < index, end - offsets[first] > width {
        let previous = undivided[index - 1]
        let room = width - (offsets[index - 1] + Int(previous.columns) - offsets[first])
        while nearest > 0, rowStarts[nearest] < first - Self.maximumShift { nearest -= 1 }
        if room >= leastRoom, abs(rowStarts[nearest] - first) <= Self.maximumShift { isAtRowEnd = true }
        first += 1
      }
      guard isAtRowEnd, fragment.hyphen == 0 else { continue }
      let isWord =
        (index == 0 || undivided[index - 1].gap > 0) && (fragment.gap > 0 || index == undivided.count - 1)
      if isWord { divide(Int(fragment.start)..<Int(fragment.end), of: bytes, width: width) }
    }
  }

  /// Divides the fragments of a word at the author's soft hyphens, else at the breaks of the dictionary.
  ///
  /// A part that would be wider than a row with its hyphen is not made.
  mutating func divide(_ word: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, width: Int) {
    breaks.removeAll(keepingCapacity: true)
    while let next = softHyphens.first, next < word.upperBound {
      softHyphens.removeFirst()
      if next > word.lowerBound, breaks.last != next { breaks.append(next) }
    }
    if breaks.isEmpty, word.count >= Self.minimumBytes { findBreaks(in: word, of: bytes) }
    if !breaks.isEmpty { divideFragments(from: word.lowerBound, of: bytes, width: width) }
  }

  /// Sets `breaks` to those of the dictionary, if the word may be divided.
  private mutating func findBreaks(in word: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
    while let code = codeRanges.first, code.upperBound <= word.lowerBound { codeRanges.removeFirst() }
    if let code = codeRanges.first, code.lowerBound < word.upperBound { return }
    guard let letters = DivisibleWord.letters(of: bytes, in: word), letters.count >= Self.minimumBytes else {
      return
    }
    if let dictionary {
      wordBreaks = dictionary()
      self.dictionary = nil
    }
    guard let wordBreaks else { return }
    knownBreaks.append(of: UnsafeBufferPointer(rebasing: bytes[letters]), to: &breaks, wordBreaks)
    for index in breaks.indices { breaks[index] += letters.lowerBound }
  }

  /// Whether a scalar begins at an offset, and does not combine with the one before it.
  private static func beginsLetter(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    if bytes[offset] < 0x80 { return true }
    return bytes[offset] & 0xC0 != 0x80
      && DisplayWidth.columns(of: TextFilter.decode(bytes, at: offset).scalar) > 0
  }

  /// Divides the fragments from a byte offset on at `breaks`.
  private mutating func divideFragments(from start: Int, of bytes: UnsafeBufferPointer<UInt8>, width: Int) {
    var first = fragments.count
    while first > 0, fragments[first - 1].start >= start { first -= 1 }
    // A word joined to the number of a link begins in an earlier fragment.
    guard first < fragments.count else { return }
    let word = Array(fragments[first...])
    fragments.removeSubrange(first...)
    let penalty = Int32(Penalty.hyphen.cost(width: width))
    var next = 0
    for fragment in word {
      var (pieceStart, restColumns) = (Int(fragment.start), Int(fragment.columns))
      while next < breaks.count, breaks[next] < fragment.end {
        let offset = breaks[next]
        next += 1
        guard offset > pieceStart, Self.beginsLetter(bytes, at: offset) else { continue }
        let columns = FilteredBytes.columns(of: UnsafeBufferPointer(rebasing: bytes[pieceStart..<offset]))
        // The rest of a wide word is divided without hyphens.
        if columns >= width { continue }
        append(pieceStart..<offset, columns: columns, gap: 0, penalty: penalty, hyphen: 1)
        hasHyphens = true
        restColumns -= columns
        pieceStart = offset
      }
      append(
        pieceStart..<Int(fragment.end), columns: restColumns, gap: fragment.gap, penalty: fragment.penalty)
    }
  }
}
