internal import JSON
internal import TerminalText

extension JSON {
  /// The value as indented lines to print. Each string has passed the text filter, because pages, file names and
  /// arguments may hold escape sequences.
  var filteredText: String { filtered.text(.indented) + "\n" }

  /// The value with each string passed through the text filter.
  var filtered: JSON { mapStrings { FilteredText($0).string } }

  /// A member; empty if its text is nil or empty.
  static func member(_ name: String, _ text: String?) -> [(String, JSON)] {
    text.map { $0.isEmpty ? [] : [(name, .string($0))] } ?? []
  }

  /// A member; empty if there are no texts.
  static func member(_ name: String, _ texts: [String]) -> [(String, JSON)] {
    texts.isEmpty ? [] : [(name, .array(texts.map { .string($0) }))]
  }
}
