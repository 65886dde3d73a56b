/// An icon of Material for MkDocs, such as `:material-check:`.
struct MaterialIcon {
  /// Its name in words.
  let name: String
  /// The range with the attribute list after it.
  let range: Range<Int>
  /// Whether it is all of the text of a link.
  let isLabel: Bool

  /// The sets of icons, by the beginning of their names.
  private static let sets = [
    "material-", "fontawesome-solid-", "fontawesome-regular-", "fontawesome-brands-", "octicons-", "simple-",
  ]

  /// Nil if a name is not that of an icon.
  init?(_ code: Shortcode, in bytes: [UInt8]) {
    guard let set = Self.sets.first(where: code.name.hasPrefix) else { return nil }
    var words = code.name.dropFirst(set.count).split(separator: "-")
    // Octicons have their size in pixels at the end.
    if set == "octicons-", words.count > 1, let last = words.last, Int(last) != nil { words.removeLast() }
    if words.isEmpty { return nil }
    name = words.joined(separator: " ").replacing("_", with: "\\_")
    var end = code.range.upperBound
    if end < bytes.count, bytes[end] == UInt8(ascii: "{") {
      let list = bytes[end...].prefix(256).prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "\n") }
      if list.endIndex < bytes.count, bytes[list.endIndex] == UInt8(ascii: "}") { end = list.endIndex + 1 }
    }
    range = code.range.lowerBound..<end
    isLabel =
      range.lowerBound > 0 && bytes[range.lowerBound - 1] == UInt8(ascii: "[")
      && end < bytes.count && bytes[end] == UInt8(ascii: "]")
  }

  /// The range with the spaces after it, else with those before it.
  /// - Parameter end: the end of the text that is changed already.
  func rangeWithSpace(after end: Int, in bytes: [UInt8]) -> Range<Int> {
    let behind = bytes[range.upperBound...].prefix(while: \.isSpaceOrTab)
    if !behind.isEmpty { return range.lowerBound..<behind.endIndex }
    let before = bytes[end..<range.lowerBound].reversed().prefix(while: \.isSpaceOrTab)
    return (range.lowerBound - before.count)..<range.upperBound
  }
}
