/// When words are divided with a hyphen at the end of a row, and where.
package struct Hyphens: Sendable {
  /// When to use hyphens.
  package enum Mode: Sendable {
    /// Not even at the author's soft hyphens.
    case never
    /// In narrow columns, where too few words fit into a row to fill it, and in words that are wider than their column.
    case inNarrowColumns
    /// In columns of any width.
    case always
  }

  /// Appends the breaks of a word of letters and apostrophes in UTF-8, in order: offsets in bytes, behind the hyphen.
  package typealias WordBreaks = @Sendable (_ word: UnsafeBufferPointer<UInt8>, _ breaks: inout [Int]) -> Void

  package var mode: Mode
  /// Returns the breaks of a language, by its code; nil if there is no dictionary for it. It is called when the first
  /// word is to be divided.
  package var dictionary: @Sendable (_ language: String) -> WordBreaks?

  package init(
    _ mode: Mode, dictionary: @escaping @Sendable (_ language: String) -> WordBreaks? = { _ in nil }
  ) {
    self.mode = mode
    self.dictionary = dictionary
  }

  /// Columns of this width and more are wide.
  private static let wideColumns = 50

  /// The words that may be divided in the running text of a page of a width.
  func scope(inColumnsOf width: Int) -> LineBreaker.HyphenScope {
    switch mode {
    case .never: .none
    case .inNarrowColumns: width < Self.wideColumns ? .allWords : .wideWords
    case .always: .allWords
    }
  }

  /// The words that may be divided in headings.
  var scopeInHeadings: LineBreaker.HyphenScope {
    switch mode {
    case .never: .none
    case .inNarrowColumns, .always: .wideWords
    }
  }
}
