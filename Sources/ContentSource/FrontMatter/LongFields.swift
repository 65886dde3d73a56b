/// The long fields of other programs in front matter, such as a list of hundreds of projects.
///
/// They are removed before the text is parsed, because the time for parsing is not linear.
enum LongFields {
  /// A field that is shorter is kept.
  private static let fieldBytes = 2 << 10

  /// Whether a table contains `draft`, which hides the page in any table.
  private static func hidesPage(_ field: ArraySlice<UInt8>) -> Bool {
    field.split(separator: UInt8(ascii: "\n")).contains { line in
      let text = line.drop { " -".utf8.contains($0) }
      return text.starts(with: "draft:".utf8) || text.starts(with: "isDraft:".utf8)
    }
  }

  /// Returns YAML without the values of its long fields, in the same lines. Nil if it stays too long, or if the name of a
  /// long field has a meaning.
  static func removed(from text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var field: (start: Int, name: String?)?
    var position = text.startIndex
    /// Appends the field that ends at an offset.
    func append(to end: Int) -> Bool {
      guard let start = field?.start else { return true }
      let bytes = text[start..<end]
      if bytes.count <= fieldBytes {
        result += bytes
      } else if let name = field?.name, !FieldNames.hasMeaning(name), name != "<<", !hidesPage(bytes) {
        result.append(contentsOf: bytes.lazy.filter { $0 == UInt8(ascii: "\n") })
      } else {
        return false
      }
      return result.count <= ContentLimits.frontMatterBytes
    }
    while position < text.endIndex {
      let line = text[position...].prefix { $0 != UInt8(ascii: "\n") }
      // A line at the margin begins a field, unless it is an element of the field's list.
      let isField = line.first.map { $0 > 0x20 && !"-#]}".utf8.contains($0) } == true
      if isField || field == nil {
        if !append(to: position) { return nil }
        field = (position, FieldLines.key(ofYAML: line)?.name)
      }
      position = min(line.endIndex + 1, text.endIndex)
    }
    return append(to: position) ? result : nil
  }
}
