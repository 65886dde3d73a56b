internal import Dialects

/// Reduces the syntax of other programs, such as the shortcodes of Hugo, to Markdown.
///
/// Every text of a page passes through ``reduce(_:)`` before it is parsed. To add a dialect, call it there.
enum DialectReduction {
  /// Returns Markdown (UTF-8 without front matter) with every dialect reduced. The number of lines stays the same.
  static func reduce(_ markdown: ArraySlice<UInt8>) -> ArraySlice<UInt8> { Shortcodes.reduce(markdown) }
}
