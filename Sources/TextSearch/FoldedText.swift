internal import CUTF8Proc

/// Text in a normalized form for searching, with a map back to the original.
///
/// Folding maps each cluster (a scalar and the marks that combine with it) to NFC, so that composed and decomposed
/// letters are equal. It removes soft hyphens and other invisible format characters, and turns every kind of space,
/// including no-break spaces and line ends, into U+0020. Typographic quotation marks, dashes and ellipses become the
/// ASCII characters that a person types for them. Case folding (Unicode's full case folding) is optional.
///
/// Most callers use ``SearchQuery`` and ``SearchableText``, which fold both the query and the text.
package struct FoldedText: Sendable {
  /// The folded text as UTF-8.
  package private(set) var bytes: [UInt8] = []
  /// The offsets at which folded and original offsets begin to differ. Each cluster whose length changes is a segment,
  /// and so is the text between two such clusters, in which both offsets grow equally.
  private var segments = [Segment(folded: 0, source: 0)]

  /// Corresponding offsets in the folded and in the original text, in bytes.
  private struct Segment {
    var folded: Int
    var source: Int
  }

  /// Folds UTF-8 text. Bytes that are not UTF-8 are kept unchanged.
  package init(_ source: some Collection<UInt8>, foldsCase: Bool) {
    bytes.reserveCapacity(source.count)
    let done: ()? = source.withContiguousStorageIfAvailable { fold($0, foldsCase: foldsCase) }
    if done == nil { Array(source).withUnsafeBufferPointer { fold($0, foldsCase: foldsCase) } }
  }

  // MARK: Offsets

  /// Returns the range of the original text that a range of the folded text came from, both in bytes.
  ///
  /// The result contains clusters whose length changes as a whole. Other clusters may be split: half of the `ss` that
  /// `ß` folds to is one byte of `ß`.
  ///
  /// - Precondition: `range` is not empty.
  package func sourceRange(of range: Range<Int>) -> Range<Int> {
    // If a character was removed, two segments begin at the same folded offset. A range that begins there begins after
    // the removed character...
    let first = lastSegment { $0.folded <= range.lowerBound }
    // ...and a range that ends there ends before it.
    let last = lastSegment { $0.folded < range.upperBound }
    let lower = changesLength(first) ? 0 : range.lowerBound - segments[first].folded
    let upper =
      changesLength(last)
      ? segments[last + 1].source : segments[last].source + range.upperBound - segments[last].folded
    return segments[first].source + lower..<upper
  }

  /// Whether a segment is a cluster whose folded form has another length.
  private func changesLength(_ index: Int) -> Bool {
    guard index + 1 < segments.count else { return false }
    let (segment, next) = (segments[index], segments[index + 1])
    return next.folded - segment.folded != next.source - segment.source
  }

  /// The index of the last segment that fulfils a condition. The condition holds for a prefix of the segments.
  private func lastSegment(where isBefore: (Segment) -> Bool) -> Int {
    var (low, high) = (0, segments.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isBefore(segments[middle]) { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: Finding

  /// Returns the first `limit` occurrences of a folded text, in bytes of the folded text. They do not overlap.
  package func ranges(of wanted: [UInt8], limit: Int = .max) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while found.count < limit, let range = firstRange(of: wanted, from: start) {
      found.append(range)
      start = range.upperBound
    }
    return found
  }

  /// Whether a folded text occurs in this one.
  package func contains(_ wanted: [UInt8]) -> Bool { firstRange(of: wanted, from: 0) != nil }

  private func firstRange(of wanted: [UInt8], from start: Int) -> Range<Int>? {
    guard !wanted.isEmpty, bytes.count - start >= wanted.count else { return nil }
    let offset = bytes.withUnsafeBufferPointer { text in
      wanted.withUnsafeBufferPointer { wanted in
        guard let text = text.baseAddress, let pattern = wanted.baseAddress else { return -1 }
        return cutf8proc_find(text + start, bytes.count - start, pattern, wanted.count)
      }
    }
    return offset < 0 ? nil : start + offset..<start + offset + wanted.count
  }

  // MARK: Folding

  private mutating func fold(_ source: UnsafeBufferPointer<UInt8>, foldsCase: Bool) {
    var index = 0
    while index < source.count {
      let start = index
      while index < source.count, source[index] < 0x80 { index += 1 }
      // A combining mark after an ASCII letter belongs to the letter's cluster.
      if index < source.count, index > start, Self.combines(source, at: index) { index -= 1 }
      appendASCII(source[start..<index], foldsCase: foldsCase)
      if index < source.count { appendCluster(of: source, at: &index, foldsCase: foldsCase) }
    }
  }

  /// Copies the text, then folds it in place without branches, so that the compiler can use vector instructions.
  private mutating func appendASCII(_ text: Slice<UnsafeBufferPointer<UInt8>>, foldsCase: Bool) {
    let start = bytes.count
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text))
    let capitals: UInt8 = foldsCase ? 26 : 0
    bytes.withUnsafeMutableBufferPointer { bytes in
      for index in start..<bytes.count {
        let byte = bytes[index]
        let letter = byte &- 0x41 < capitals ? byte | 0x20 : byte
        bytes[index] = byte &- 0x09 < 5 ? 0x20 : letter
      }
    }
  }

  /// Appends the cluster that begins at `index`, and advances `index` past it.
  private mutating func appendCluster(
    of source: UnsafeBufferPointer<UInt8>, at index: inout Int, foldsCase: Bool
  ) {
    let start = index
    let foldedStart = bytes.count
    let (scalar, length) = Self.decode(source, at: index)
    index += length
    // A fast path for most text that is not ASCII: a letter of two bytes, before ASCII, that folds to two bytes.
    if length == 2, index == source.count || source[index] < 0x80 {
      let table = foldsCase ? Self.lowercaseLetters : Self.letters
      let letter = scalar < 0 ? 0 : table[Int(scalar)]
      if letter != 0 {
        bytes.append(UInt8(letter >> 8))
        bytes.append(UInt8(letter & 0xFF))
        return
      }
    }
    while index < source.count, source[index] >= 0x80, Self.combines(source, at: index) {
      index += Self.decode(source, at: index).length
    }
    if scalar < 0 {
      bytes.append(contentsOf: source[start..<index])
    } else if !Self.isInvisible(scalar) {
      if Self.isSpace(scalar) {
        bytes.append(0x20)
      } else if index - start == length, let typed = Self.typedForm(of: scalar) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: typed.utf8Start, count: typed.utf8CodeUnitCount))
      } else {
        appendNormalized(UnsafeBufferPointer(rebasing: source[start..<index]), foldsCase: foldsCase)
      }
    }
    if bytes.count - foldedStart != index - start {
      segments.append(Segment(folded: foldedStart, source: start))
      segments.append(Segment(folded: bytes.count, source: index))
    }
  }

  /// The folded form of each scalar below U+0800, as two bytes of UTF-8; 0 if it is not a single letter of two bytes.
  /// Without these tables `grep` took twice as long in German pages.
  private static let letters = letterTable(foldsCase: false)
  private static let lowercaseLetters = letterTable(foldsCase: true)

  private static func letterTable(foldsCase: Bool) -> [UInt16] {
    (0..<Int32(0x800)).map { value in
      guard value >= 0x80, !isSpace(value), !isInvisible(value), cutf8proc_combines(value) == 0,
        let scalar = Unicode.Scalar(UInt32(value)), let encoded = UTF8.encode(scalar)
      else { return 0 }
      var text = FoldedText([], foldsCase: foldsCase)
      Array(encoded).withUnsafeBufferPointer { text.appendNormalized($0, foldsCase: foldsCase) }
      return text.bytes.count == 2 ? UInt16(text.bytes[0]) << 8 | UInt16(text.bytes[1]) : 0
    }
  }

  private mutating func appendNormalized(_ cluster: UnsafeBufferPointer<UInt8>, foldsCase: Bool) {
    // A scalar folds to at most four scalars; a cluster that does not fit into the buffer is kept unchanged.
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { buffer in
      let count = cutf8proc_normalize(
        cluster.baseAddress, cluster.count, foldsCase ? 1 : 0, buffer.baseAddress, buffer.count)
      guard count >= 0, count <= buffer.count else {
        bytes.append(contentsOf: cluster)
        return
      }
      for scalar in buffer[..<count].lazy.compactMap({ Unicode.Scalar(UInt32(bitPattern: $0)) }) {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// Returns the scalar at an index and its length in bytes; -1 and 1 if the bytes are not UTF-8.
  private static func decode(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> (
    scalar: Int32, length: Int
  ) {
    var scalar: Int32 = -1
    let length = utf8proc_iterate(source.baseAddress.map { $0 + index }, source.count - index, &scalar)
    return length > 0 ? (scalar, length) : (-1, 1)
  }

  /// Whether the scalar at an index combines with the one before it.
  private static func combines(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let scalar = decode(source, at: index).scalar
    return scalar >= 0 && cutf8proc_combines(scalar) != 0
  }

  /// Whether a scalar beyond ASCII is white space: general category Zs, NEL, and the line and paragraph separators.
  private static func isSpace(_ scalar: Int32) -> Bool {
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// What a person types for a typographic character; nil for other characters.
  private static func typedForm(of scalar: Int32) -> StaticString? {
    switch scalar {
    case 0x2018...0x201B, 0x2032: "'"
    case 0x201C...0x201F, 0x2033: "\""
    case 0x2010...0x2015, 0x2212: "-"
    case 0x2026: "..."
    default: nil
    }
  }

  /// Whether a scalar is removed: soft hyphens, zero-width spaces and joiners, variation selectors, directional
  /// marks.
  private static func isInvisible(_ scalar: Int32) -> Bool {
    switch scalar {
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F,
      0xFE00...0xFE0F, 0xFEFF:
      true
    default: false
    }
  }
}
