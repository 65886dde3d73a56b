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

  /// Whether a text is a valid slug: at most 200 bytes of letters, digits, `-`, `_` and `.`, not beginning with `-` or
  /// `.`.
  static func isSlug(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= slugBytes && text.first != "." && text.first != "-"
      && text.unicodeScalars.allSatisfy(isSlugScalar)
  }

  /// A name as a slug. Characters that are not allowed in a slug become `-`.
  static func slug(of name: String) -> String {
    if isSlug(name) { return name }
    var slug = ""
    for scalar in name.unicodeScalars where slug.utf8.count < slugBytes {
      if isSlugScalar(scalar), !(slug.isEmpty && (scalar == "." || scalar == "-")) {
        slug.unicodeScalars.append(scalar)
      } else if !slug.isEmpty, slug.last != "-" {
        slug += "-"
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return slug.isEmpty ? "page" : slug
  }

  /// Natural order: numbers are compared by value and letters without case. Case decides only between texts that are
  /// otherwise equal.
  static func precedes(_ left: String, _ right: String) -> Bool {
    let isASCII = left.utf8.allSatisfy { $0 < 0x80 } && right.utf8.allSatisfy { $0 < 0x80 }
    // The order of UTF-8 is that of the scalars.
    let order =
      isASCII
      ? naturalOrder(left.utf8, right.utf8) : naturalOrder(left.lowercased().utf8, right.lowercased().utf8)
    return order == 0 ? left < right : order < 0
  }

  /// Compares bytes, ASCII letters without regard to case. Returns a number below, equal to or above 0.
  private static func naturalOrder(_ left: String.UTF8View, _ right: String.UTF8View) -> Int {
    var (a, b) = (left[...], right[...])
    while let first = a.first, let second = b.first {
      if first.isDigit, second.isDigit {
        let (m, n) = (a.prefix(while: \.isDigit), b.prefix(while: \.isDigit))
        let (x, y) = (m.drop { $0 == UInt8(ascii: "0") }, n.drop { $0 == UInt8(ascii: "0") })
        if x.count != y.count { return x.count - y.count }
        if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) ? -1 : 1 }
        (a, b) = (a.dropFirst(m.count), b.dropFirst(n.count))
      } else {
        if first.lowercased != second.lowercased { return Int(first.lowercased) - Int(second.lowercased) }
        (a, b) = (a.dropFirst(), b.dropFirst())
      }
    }
    return a.count - b.count
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

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}
