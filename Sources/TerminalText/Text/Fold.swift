extension Line {
  /// A part of a page that a screen can hide, as an attribute of its first line.
  ///
  /// The first lines stay visible: the summary of details, or the beginning of a long block of code.
  package struct Fold: Sendable, Equatable {
    package enum Kind: Sendable {
      /// Details, or a callout that folds. Its first line has a ``Line/openMark``.
      case details
      case code
    }

    package var kind: Kind
    /// Whether the part is hidden when the page is opened.
    package var isInitiallyClosed: Bool
    /// The number of lines that stay visible, with the line that has this attribute; at least 1.
    package var headLines: Int32
    /// The number of lines after those; at least 1.
    package var bodyLines: Int32
  }

  /// The mark before the summary of details whose content is shown, and of details whose content is hidden.
  package static let openMark: FilteredText = "▾ "
  package static let closedMark: FilteredText = "▸ "
}
