internal import PortfolioModel

/// Makes titles and slugs from the names of files and folders.
enum PathName {
  /// A name as words: `what-i-learned` becomes `What i learned`.
  ///
  /// A name with spaces stays as it is; capitals and the hyphens within numbers and dates stay, too.
  static func title(of name: String) -> String {
    if name.contains(" ") { return name }
    var words = ""
    var rest = name[...]
    while let character = rest.popFirst() {
      let isSeparator = character == "-" || character == "_"
      let isInNumber = words.last?.isNumber == true && rest.first?.isNumber == true
      if isSeparator, !isInNumber {
        if !words.isEmpty, words.last != " " { words.append(" ") }
      } else {
        words.append(character)
      }
    }
    words = words.trimmed
    if words.isEmpty || words.contains(where: \.isUppercase) { return words.isEmpty ? name : words }
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The longest slug, in bytes of UTF-8.
  private static let slugBytes = 200

  /// Whether a text is a valid slug: at most 200 bytes of letters, digits, `-`, `_` and `.`, beginning with a letter, a
  /// digit or `_`.
  static func isSlug(_ text: String) -> Bool {
    text.utf8.count <= slugBytes && text.unicodeScalars.first.map(isFirstSlugScalar) == true
      && text.unicodeScalars.allSatisfy(isSlugScalar)
  }

  /// A name as a slug. Characters that are not allowed in a slug become `-`.
  static func slug(of name: String) -> String { slug(ofAnyIn: name) ?? "page" }

  /// Makes a slug of the letters and digits of a text; nil if it has none.
  static func slug(ofAnyIn name: String) -> String? {
    if isSlug(name) { return name }
    var slug = ""
    for scalar in name.unicodeScalars where slug.utf8.count < slugBytes {
      if isSlugScalar(scalar), !slug.isEmpty || isFirstSlugScalar(scalar) {
        slug.unicodeScalars.append(scalar)
      } else if !slug.isEmpty, slug.last != "-" {
        slug += "-"
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return slug.isEmpty ? nil : slug
  }

  /// Whether a slug may begin with a scalar of a slug. An accent would be one character with the slash before it.
  private static func isFirstSlugScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar != "." && scalar != "-" }
    return ![.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }

  private static func isSlugScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar == "-" || scalar == "_" || scalar == "."
        || ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
    switch scalar.properties.generalCategory {
    // Vowel signs and accents are part of words in Hindi and in decomposed French.
    case .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber: return true
    default: return scalar.properties.isAlphabetic
    }
  }
}
