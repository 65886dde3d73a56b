/// The kind of text in a span, independent of its style. A ``Theme`` gives each role a style.
package enum Role: Int, Sendable, CaseIterable {
  // Prose
  case text, title, heading, emphasis, strong, strikethrough, code, link, reference, image, caption
  case listMarker, taskDone, taskOpen, quote, quoteBar, rule, footnote, meta
  case note, tip, important, warning, caution
  case tableHeader, tableBorder
  // Code
  case codeBlock, codeBar, wrapMark
  case keyword, type, string, number, comment, constant, function, attribute, inserted, deleted
  // The screen around the text
  case border, focusedBorder, paneTitle, focusedPaneTitle, selection, unfocusedSelection
  case match, currentMatch, status, key, problem
}

extension Role {
  /// The name in a configuration: `code-block`.
  package var name: String { String(describing: self).hyphenated }

  /// Creates the role of a name; nil if there is none.
  package init?(name: String) {
    guard let role = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = role
  }
}

extension String {
  /// A name of Swift with hyphens: `codeBlock` becomes `code-block`.
  package var hyphenated: String {
    reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }
}
