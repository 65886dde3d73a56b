/// Text that may reach a terminal, a log or a file: made by the filter and by nothing else.
///
/// Whatever a content file, a file name, an argument or a visitor says becomes one of these before it
/// is shown, so no control byte can pass. It holds no line break and no tab.
package struct FilteredText: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The text, safe to write as it is.
  package let string: String
  /// How many columns it takes.
  package let columns: Int

  /// Filters a text; line breaks and tabs become spaces in prose, tabs go to the next stop in code.
  package init(_ untrusted: some StringProtocol, as context: TextFilter.Context = .prose) {
    var bytes = FilteredBytes()
    bytes.append(untrusted, as: context)
    self = bytes.text
  }

  /// Words of the program's own, filtered like all others.
  package init(stringLiteral value: String) {
    self.init(value, as: .code)
  }

  /// As many repetitions of a word as are asked for.
  package init(repeating word: FilteredText, count: Int) {
    let count = max(0, count)
    columns = word.columns * count
    var word = word.string
    // Most of a frame is made here, borders and blanks: bytes are copied, where `String(repeating:)` appends.
    string = word.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count * count) { buffer in
        for index in 0..<count {
          for offset in bytes.indices { buffer[index * bytes.count + offset] = bytes[offset] }
        }
        return bytes.count * count
      }
    }
  }

  fileprivate init(string: String, columns: Int) {
    self.string = string
    self.columns = columns
  }

  /// The one control that a row for another program needs; only this can make it.
  package static let tab = FilteredText(string: "\t", columns: 1)

  package static let empty = FilteredText(string: "", columns: 0)

  /// Whether there is nothing to show.
  package var isEmpty: Bool { string.isEmpty }

  /// Both, one after the other.
  package static func + (left: FilteredText, right: FilteredText) -> FilteredText {
    FilteredText(string: left.string + right.string, columns: left.columns + right.columns)
  }

  /// As much from the start as fits into so many columns; marks stay with their letter.
  package func prefix(columns limit: Int) -> FilteredText {
    if columns <= limit { return self }
    let scalars = string.unicodeScalars
    var used = 0
    var end = scalars.startIndex
    while end < scalars.endIndex {
      let width = DisplayWidth.columns(of: scalars[end])
      if used + width > limit { break }
      used += width
      scalars.formIndex(after: &end)
    }
    return FilteredText(string: String(scalars[..<end]), columns: used)
  }

  /// The text cut into pieces of so many columns; the first may be empty, the others hold one scalar at least.
  func pieces(first: Int, others: Int) -> [FilteredText] {
    if columns <= first { return [self] }
    let scalars = string.unicodeScalars
    var pieces: [FilteredText] = []
    var limit = first
    var used = 0
    var (start, index) = (scalars.startIndex, scalars.startIndex)
    while index < scalars.endIndex {
      let width = DisplayWidth.columns(of: scalars[index])
      if used + width > limit, index > start || pieces.isEmpty && first < others {
        pieces.append(FilteredText(string: String(scalars[start..<index]), columns: used))
        (start, used, limit) = (index, 0, others)
      } else {
        used += width
        scalars.formIndex(after: &index)
      }
    }
    return pieces + [FilteredText(string: String(scalars[start...]), columns: used)]
  }

  /// What is left without so many columns at the start.
  package func dropping(columns count: Int) -> FilteredText {
    let head = prefix(columns: count)
    let tail = string.unicodeScalars.dropFirst(head.string.unicodeScalars.count)
    return FilteredText(string: String(tail), columns: columns - head.columns)
  }

  /// The text, cut with `…` where it takes more columns than `limit`.
  package func truncated(to limit: Int) -> FilteredText {
    if columns <= limit { return self }
    if limit < 1 { return .empty }
    return prefix(columns: limit - 1) + "…"
  }
}

/// Bytes in the making that the filter has passed: the renderer's scratch for a run of inlines.
struct FilteredBytes {
  /// Valid UTF-8. In a paragraph a line feed is a break that must stay; nothing else here is a control.
  private(set) var storage: [UInt8] = []
  private var filter = TextFilter()

  var count: Int { storage.count }

  /// The whole as a text. It must hold no line break.
  var text: FilteredText { slice(0..<storage.count) }

  mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    filter = TextFilter()
  }

  mutating func append(_ untrusted: some StringProtocol, as context: TextFilter.Context) {
    let done: ()? = untrusted.utf8.withContiguousStorageIfAvailable {
      filter.pass($0, as: context, into: &storage)
    }
    if done == nil {
      var copy = String(untrusted)
      copy.withUTF8 { filter.pass($0, as: context, into: &storage) }
    }
  }

  /// Takes bytes of a Swift string, cut between scalars.
  mutating func append(_ untrusted: UnsafeBufferPointer<UInt8>, as context: TextFilter.Context) {
    filter.pass(untrusted, as: context, into: &storage)
  }

  /// Takes what has passed the filter before.
  mutating func append(_ other: FilteredBytes) {
    storage += other.storage
    filter.forgetPrevious()
  }

  /// The last scalar of a text, unless a break or a control stands behind it.
  var last: Unicode.Scalar? { filter.previous }

  /// A line break that must stay; a space before it goes.
  mutating func appendLineBreak() {
    if storage.last == UInt8(ascii: " ") { storage.removeLast() }
    storage.append(UInt8(ascii: "\n"))
    filter.forgetPrevious()
  }

  /// A part of it as a text; the range must lie on the borders of scalars and hold no line break.
  /// - Parameter columns: where the caller has counted them already.
  func slice(_ range: Range<Int>, columns: Int? = nil) -> FilteredText {
    storage.withUnsafeBufferPointer { bytes in
      let part = UnsafeBufferPointer(rebasing: bytes[range])
      let string = String(decoding: part, as: UTF8.self)
      return FilteredText(string: string, columns: columns ?? Self.columns(of: part))
    }
  }

  /// Where so many columns from a scalar on end, one scalar at least; and how many these are.
  func end(from start: Int, columns limit: Int) -> (end: Int, columns: Int) {
    storage.withUnsafeBufferPointer { bytes in
      var columns = 0
      var index = start
      while index < bytes.count {
        let (scalar, length) = bytes[index] < 0x80 ? (" ", 1) : TextFilter.decode(bytes, at: index)
        let width = DisplayWidth.columns(of: scalar)
        if columns + width > limit, index > start { break }
        columns += width
        index += length
      }
      return (index, columns)
    }
  }

  /// The columns of valid, filtered UTF-8.
  static func columns(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var columns = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        columns += 1
        index += 1
      } else {
        let (scalar, length) = TextFilter.decode(bytes, at: index)
        columns += DisplayWidth.columns(of: scalar)
        index += length
      }
    }
    return columns
  }
}
