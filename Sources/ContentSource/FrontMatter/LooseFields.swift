/// Finds fields in lines that are not valid as fields of YAML or TOML, but were meant as such: after a tab, without a space
/// after the colon, with a no-break space, or with the full-width colon of Chinese and Japanese.
enum LooseFields {
  /// The fields of all lines that look like one, with the first line numbered `firstLine`.
  static func read(_ text: ArraySlice<UInt8>, firstLine: Int) -> [FrontMatter.Field] {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { offset, line in field(in: line, number: firstLine + offset) }
  }

  private static func field(in line: ArraySlice<UInt8>, number: Int) -> FrontMatter.Field? {
    let scalars = String(decoding: line.prefix(maximumBytes), as: UTF8.self).unicodeScalars
    let parts = scalars.split(maxSplits: 1, omittingEmptySubsequences: false) {
      ":=：".unicodeScalars.contains($0)
    }
    guard parts.count == 2 else { return nil }
    let key = text(of: parts[0])
    if key.isEmpty { return nil }
    return FrontMatter.Field(
      key: key, value: .scalar(text(of: parts[1].prefix { $0 != "#" })), line: number)
  }

  /// A longer line is no field that matters.
  private static let maximumBytes = 200

  /// A text without quotes, spaces and invisible characters.
  private static func text(of scalars: Substring.UnicodeScalarView) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars where scalar != "\"" && scalar != "'" {
      if !scalar.properties.isWhitespace, scalar.properties.generalCategory != .format { text.append(scalar) }
    }
    return String(text)
  }
}
