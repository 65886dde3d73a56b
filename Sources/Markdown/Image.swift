/// An image.
package struct Image: Sendable, Equatable {
  /// The URL or path of the picture; the name of the file for an embedded `![[picture.png]]`.
  package var source: String
  /// The alternative text; empty if the author gives none.
  package var alternative: [Inline]
  /// The width that the author gives, in CSS pixels.
  package var width: Int?
  /// Whether it is embedded by its name, so that its file may be in any folder.
  package var isEmbedded: Bool

  /// Creates an image.
  package init(source: String, alternative: [Inline], width: Int? = nil, isEmbedded: Bool = false) {
    self.source = source
    self.alternative = alternative
    self.width = width
    self.isEmbedded = isEmbedded
  }

  /// Whether the author gives an alternative text that is not blank.
  package var hasAlternative: Bool { alternative.plainText.contains { !$0.isWhitespace } }

  /// The name of the picture's file; nil if the source has none, such as a `data:` address.
  package var fileName: String? {
    let path = source.prefix { $0 != "?" && $0 != "#" }
    guard !path.hasPrefix("data:"), let name = path.split(separator: "/").last,
      let dot = name.lastIndex(of: "."), dot > name.startIndex, name.index(after: dot) < name.endIndex
    else { return nil }
    return String(name)
  }
}
