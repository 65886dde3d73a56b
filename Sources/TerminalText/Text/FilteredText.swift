/// Text that is safe to write to a terminal, a log or a file, with its width in columns.
///
/// Every text from a content file, a file name, an argument or a visitor becomes a `FilteredText` before it is shown.
/// Only the text filter creates one (see ``TextFilter``), so it contains no control characters: no escape sequence,
/// no line break and, except for ``tab``, no tab.
package struct FilteredText: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The text, safe to write as it is.
  package let string: String
  /// The columns that the text takes; see ``DisplayWidth``.
  package let columns: Int

  /// Filters `untrusted`.
  ///
  /// - Parameter context: in `.prose` line breaks and tabs become spaces and spaces collapse; in `.code` a
  ///   tab becomes the spaces up to the next tab stop, and other spaces stay.
  package init(_ untrusted: some StringProtocol, as context: TextFilter.Context = .prose) {
    var bytes = FilteredBytes()
    bytes.append(untrusted, as: context)
    self = bytes.text
  }

  /// Filters `untrusted`.
  package init(_ untrusted: String, as context: TextFilter.Context = .prose) {
    // Most titles and labels are plain, and a frame makes about a hundred of them. Filtering the literals alone took
    // 125,000 instructions for a frame.
    if let columns = TextFilter.columnsOfPlainText(untrusted, as: context) {
      self.init(string: untrusted, columns: columns)
    } else {
      self.init(untrusted[...], as: context)
    }
  }

  /// Filters a literal of the program in the context `.code`.
  package init(stringLiteral value: String) {
    self.init(value, as: .code)
  }

  /// Creates a text of `count` repetitions of `word`; an empty one if `count` is not positive.
  package init(repeating word: FilteredText, count: Int) {
    let count = max(0, count)
    columns = word.columns * count
    var word = word.string
    // Most of a frame (borders and blanks) is created here. Copying bytes into the new string's storage avoids the
    // repeated appending of `String(repeating:count:)`.
    string = word.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count * count) { buffer in
        for index in 0..<count {
          for offset in bytes.indices { buffer[index * bytes.count + offset] = bytes[offset] }
        }
        return bytes.count * count
      }
    }
  }

  // `fileprivate`, so that no other file can create a text without the filter.
  fileprivate init(string: String, columns: Int) {
    self.string = string
    self.columns = columns
  }

  /// A row of cells in which a terminal places a row of a picture; see ``PlacedPicture``.
  static func placeholders(row: Int, columns: Int) -> FilteredText {
    let marks = PlacedPicture.marks
    var text = String.UnicodeScalarView()
    for column in 0..<columns {
      text.append(PlacedPicture.placeholder)
      text.append(marks[min(row, marks.count - 1)])
      text.append(marks[min(column, marks.count - 1)])
    }
    return FilteredText(string: String(text), columns: columns)
  }

  /// A tab, as a separator in output for other programs. Other filtered texts contain no tab.
  package static let tab = FilteredText(string: "\t", columns: 1)

  package static let empty = FilteredText(string: "", columns: 0)

  package var isEmpty: Bool { string.isEmpty }

  package static func + (left: FilteredText, right: FilteredText) -> FilteredText {
    FilteredText(string: left.string + right.string, columns: left.columns + right.columns)
  }

  // MARK: Columns

  /// The longest prefix of the text that fits into `limit` columns. Combining marks stay with their letter.
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

  /// The text without its longest prefix that fits into `count` columns.
  package func dropping(columns count: Int) -> FilteredText {
    let head = prefix(columns: count)
    let tail = string.unicodeScalars.dropFirst(head.string.unicodeScalars.count)
    return FilteredText(string: String(tail), columns: columns - head.columns)
  }

  /// The text, cut and ended with `…` if it takes more than `limit` columns.
  package func truncated(to limit: Int) -> FilteredText {
    if columns <= limit { return self }
    if limit < 1 { return .empty }
    return prefix(columns: limit - 1) + "…"
  }

  /// The text in pieces of at most `first` columns for the first piece and `others` for the rest.
  ///
  /// The first piece is empty if nothing fits into `first` columns but more would fit into `others`. Every
  /// other piece holds at least one scalar, even one that is too wide.
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
}

extension FilteredText {
  /// A number in superscript digits: `¹²`.
  static func superscript(_ number: Int) -> FilteredText {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return FilteredText(String(String(number).compactMap(\.wholeNumberValue).map { digits[$0] }), as: .code)
  }
}

/// A buffer of filtered UTF-8 to which text is appended piece by piece; parts of it become `FilteredText`.
///
/// The filter keeps the previous scalar, so the treatment of a joiner or a combining mark at the beginning of a piece
/// depends on the piece before it.
struct FilteredBytes {
  /// Valid UTF-8 without control characters, except line feeds from ``appendLineBreak()``.
  private(set) var storage: [UInt8] = []
  private var filter = TextFilter()

  var count: Int { storage.count }
  /// The offsets at which the author's soft hyphens were, in order.
  var softHyphens: [Int] { filter.softHyphens }

  /// All of the bytes as a text. The buffer must hold no line feed.
  var text: FilteredText { slice(0..<storage.count) }

  /// Empties the buffer and keeps its capacity.
  mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    filter = TextFilter()
  }

  /// Appends the filtered text of `untrusted`.
  mutating func append(_ untrusted: some StringProtocol, as context: TextFilter.Context) {
    let done: ()? = untrusted.utf8.withContiguousStorageIfAvailable {
      filter.filter($0, as: context, into: &storage)
    }
    if done == nil {
      var copy = String(untrusted)
      copy.withUTF8 { filter.filter($0, as: context, into: &storage) }
    }
  }

  /// Appends the filtered text of `untrusted`, which must be valid UTF-8.
  mutating func append(_ untrusted: UnsafeBufferPointer<UInt8>, as context: TextFilter.Context) {
    filter.filter(untrusted, as: context, into: &storage)
  }

  /// Appends bytes that are filtered already.
  mutating func append(_ other: FilteredBytes) {
    filter.append(softHyphens: other.softHyphens, at: storage.count)
    storage += other.storage
    filter.forgetPrevious()
  }

  /// The scalar at the end of the buffer; nil if it is empty or ends with a line break or a control's
  /// picture.
  var last: Unicode.Scalar? { filter.previous }

  /// Appends a line feed and removes a space before it.
  mutating func appendLineBreak() {
    if storage.last == UInt8(ascii: " ") { storage.removeLast() }
    storage.append(UInt8(ascii: "\n"))
    filter.forgetPrevious()
  }

  /// The bytes in `range` as a text.
  ///
  /// - Parameters:
  ///   - range: must begin and end between scalars and contain no line feed.
  ///   - columns: the columns of these bytes, if the caller knows them; they are counted otherwise.
  func slice(_ range: Range<Int>, columns: Int? = nil) -> FilteredText {
    storage.withUnsafeBufferPointer { bytes in
      let part = UnsafeBufferPointer(rebasing: bytes[range])
      let string = String(decoding: part, as: UTF8.self)
      return FilteredText(string: string, columns: columns ?? Self.columns(of: part))
    }
  }

  /// The end of the longest range from `start` that fits into `limit` columns, and its columns. The range
  /// holds at least one scalar, even one that is too wide.
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

  /// The columns of valid, filtered UTF-8 without line feeds.
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
