internal import Dialects

/// Reduces what other programs write into Markdown. Every text of a page passes through ``reduce(_:)`` before the
/// parser, so a new dialect is added in this function alone.
enum DialectReduction {
  /// Returns Markdown (UTF-8 without front matter) with every dialect reduced. The number of lines stays the same.
  static func reduce(_ markdown: ArraySlice<UInt8>) -> ArraySlice<UInt8> { Shortcodes.reduce(markdown) }
}
