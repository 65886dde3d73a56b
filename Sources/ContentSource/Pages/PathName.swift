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
  static func slug(of name: String) -> String {
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
    return slug.isEmpty ? "page" : slug
  }

  /// Natural order: numbers are compared by value and letters without case. Case decides only between texts that are
  /// otherwise equal.
  static func precedes(_ left: String, _ right: String) -> Bool {
    // The order of UTF-8 is that of the scalars.
    let order =
      naturalOrder(left, right) ?? naturalOrder(left.lowercased(), right.lowercased(), isASCII: false) ?? 0
    return order == 0 ? left < right : order < 0
  }

  /// Compares texts, ASCII letters without regard to case. Returns a number below, equal to or above 0; nil if a text
  /// that must be ASCII is not.
  private static func naturalOrder(_ left: String, _ right: String, isASCII: Bool = true) -> Int? {
    // Large sections are sorted by title, and buffers are much faster than views of strings.
    let order = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in naturalOrder(left, right, isASCII: isASCII) }
    }
    return order.flatMap { $0 }.flatMap { $0 }
  }

  private static func naturalOrder(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, isASCII: Bool
  ) -> Int? {
    var (a, b) = (0, 0)
    while a < left.count, b < right.count {
      let (first, second) = (left[a].lowercased, right[b].lowercased)
      if isASCII, first | second >= 0x80 { return nil }
      if first.isDigit, second.isDigit {
        let (m, n) = (left.number(from: &a), right.number(from: &b))
        if m.count != n.count { return m.count - n.count }
        for (x, y) in zip(m, n) where left[x] != right[y] { return Int(left[x]) - Int(right[y]) }
      } else {
        if first != second { return Int(first) - Int(second) }
        (a, b) = (a + 1, b + 1)
      }
    }
    return (left.count - a) - (right.count - b)
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

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Returns the range of the digits at an index without leading zeros, and moves the index behind them.
  fileprivate func number(from index: inout Int) -> Range<Int> {
    while index < count, self[index] == UInt8(ascii: "0") { index += 1 }
    let start = index
    while index < count, self[index].isDigit { index += 1 }
    return start..<index
  }
}
