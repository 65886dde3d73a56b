/// Text for a clipboard: filtered like any other, except that it keeps its line feeds and tabs.
package struct ClipboardText: Sendable, Equatable {
  package let string: String

  package init(_ text: FilteredText) {
    string = text.string
  }

  /// Filters lines of text.
  package init(lines untrusted: some StringProtocol) {
    string = untrusted.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { FilteredText($0, as: .code).string }
        .joined(separator: "\t")
    }.joined(separator: "\n")
  }

  /// Whether it is longer than a terminal takes: 74,000 bytes of a sequence, in which three bytes become four
  /// characters.
  package var isTooLong: Bool { string.utf8.count > 55_000 }
}
