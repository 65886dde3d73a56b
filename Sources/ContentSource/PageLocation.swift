internal import PortfolioModel

/// What a file's place in the folder says about its page.
struct PageLocation {
  enum Kind {
    /// `index.md` of the whole.
    case root
    /// `index.md` of a section: its title and order.
    case section
    case page
    /// `README.md` and the like beside the sections: words about the folder, not of it.
    case ignored
  }

  var kind = Kind.page
  var section = ""
  var slug = ""
  /// The names of the folder and of the file, without what marks them.
  private var folderName = ""
  private var fileName = ""

  /// What these names say, where nothing else names section and page.
  var sectionTitle: String { Self.title(of: folderName) }
  var title: String { Self.title(of: fileName) }
  /// From Jekyll's file name.
  var date: CalendarDate?
  /// From Jekyll's `_drafts`.
  var isDraft = false

  init(path: String) {
    var parts = path.split(separator: "/").map(String.init)
    var stem = parts.popLast() ?? ""
    for ending in [".md", ".markdown"] where stem.hasSuffix(ending) { stem.removeLast(ending.count) }
    let isIndex = stem == "index" || stem == "_index"
    guard let folder = parts.first else {
      kind =
        isIndex
        ? .root
        : ["README", "LICENSE", "CHANGELOG", "CONTRIBUTING"].contains(stem.uppercased()) ? .ignored : .page
      section = isIndex ? "" : Self.slugified(stem)
      slug = isIndex ? "index" : Self.slugified(stem)
      folderName = stem
      fileName = stem
      return
    }
    isDraft = folder == "_drafts"
    folderName = isDraft ? "posts" : String(folder.drop { $0 == "_" })
    section = Self.slugified(folderName)
    if isIndex {
      // An index in a folder of its own is a page, in the section's folder the section.
      kind = parts.count == 1 ? .section : .page
      stem = parts[parts.count - 1]
    }
    let head = stem.prefix(10)
    if stem.utf8.count > 11, let day = CalendarDate(String(head)), day.day != nil,
      stem.dropFirst(10).first == "-"
    {
      date = day
      stem = String(stem.dropFirst(11))
    }
    slug = Self.slugified(stem)
    fileName = stem
  }

  /// A name as words: `what-i-learned` as `What i learned`; one with spaces or capitals is taken at its word, and
  /// so is a date.
  static func title(of name: String) -> String {
    if name.contains(" ") { return name }
    var words = ""
    var rest = name[...]
    while let character = rest.popFirst() {
      let isJoint = character == "-" || character == "_"
      let isInNumber = words.last?.isNumber == true && rest.first?.isNumber == true
      if isJoint, !isInNumber {
        if !words.isEmpty, words.last != " " { words.append(" ") }
      } else {
        words.append(character)
      }
    }
    words = words.trimmed
    if words.isEmpty || words.contains(where: \.isUppercase) { return words.isEmpty ? name : words }
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Whether a text can be a slug as it stands.
  static func isSlug(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 200 && text.first != "." && text.first != "-"
      && text.unicodeScalars.allSatisfy(isSlugScalar)
  }

  /// A file's or folder's name as a word that can be typed: what does not belong becomes `-`.
  static func slugified(_ name: String) -> String {
    if isSlug(name) { return name }
    var slug = ""
    for scalar in name.unicodeScalars where slug.utf8.count < 200 {
      if isSlugScalar(scalar), !(slug.isEmpty && (scalar == "." || scalar == "-")) {
        slug.unicodeScalars.append(scalar)
      } else if !slug.isEmpty, slug.last != "-" {
        slug += "-"
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return slug.isEmpty ? "page" : slug
  }

  private static func isSlugScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar == "-" || scalar == "_" || scalar == "."
        || ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
    return scalar.properties.isAlphabetic
  }
}
