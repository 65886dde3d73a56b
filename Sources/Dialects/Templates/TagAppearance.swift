/// The arguments of unknown tags that tell how something looks, and have no text.
enum TagAppearance {
  /// What the values of an argument look like.
  private enum Form {
    /// Any value: classes and declarations of CSS.
    case any
    /// A word, number, length or color: `primary`, `50%`, `#fff`.
    case word
    /// The words of an attribute of links: `_blank`, `noopener noreferrer`.
    case linkWords
  }

  private static let forms: [String: Form] = [
    "class": .any, "style": .any, "imagestyle": .any, "imageclass": .any, "icon": .word, "tagicon": .word,
    "iconcolor": .word, "tagcolor": .word, "tagborder": .word, "color": .word, "colour": .word,
    "background": .word, "border": .word, "width": .word, "height": .word, "size": .word, "align": .word,
    "loading": .word, "target": .linkWords, "rel": .linkWords,
  ]

  private static let linkWords: Set<Substring> = [
    "_blank", "_self", "_parent", "_top", "blank", "noopener", "noreferrer", "nofollow", "external", "me",
    "sponsored", "ugc",
  ]

  /// Whether an argument of a tag with an address has no text. Beside other arguments, such as those of `{{< shoe size="43" >}}`,
  /// a size may be what the tag tells.
  static func contains(_ argument: (key: String, value: String)) -> Bool {
    let (key, value) = argument
    switch forms[key] {
    case .any?: return true
    case .word?: return !value.contains(" ")
    case .linkWords?: return value.split(separator: " ").allSatisfy(linkWords.contains)
    // The elements and the modifiers of a block in the names of classes (getbem.com/naming), and lengths.
    case nil where key.isEmpty:
      return !value.contains(" ")
        && (value.contains("--") || value.contains("__") || isLength(value))
    case nil: return false
    }
  }

  private static func isLength(_ value: String) -> Bool {
    let unit = value.drop { $0.isNumber || $0 == "." }
    return unit.count < value.count && ["%", "px", "em", "rem", "vh", "vw"].contains(unit)
  }
}
