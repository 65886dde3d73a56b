internal import PortfolioModel

/// Selects one language of a site with several. A mark in the file's name (`post.de.md`) or the first folder
/// (`de/post.md`) determines the language of a page.
struct LanguageVariants {
  /// The language that is shown, in lower case: the wanted one, else the site's default, else English.
  private let shown: String
  private let wanted: String?
  private let standard: String
  /// Whether the pages without a mark are in the default language, because nothing says which it is.
  private let prefersUnmarked: Bool
  /// The languages in the site's configuration, in lower case.
  private let configured: Set<String>
  /// The folders below the content of which the configuration says the language.
  private let mounted: [(source: String, target: String, language: String)]

  /// - Parameter wanted: the language to show; nil for the site's default, else English.
  init(_ site: Site, wanted: String?) {
    let configured = Self.configuredLanguage(of: site)?.lowercased()
    standard = configured ?? "en"
    prefersUnmarked = configured == nil && wanted == nil
    self.wanted = wanted?.lowercased()
    shown = self.wanted ?? String(standard.prefix { $0.isLetter })
    self.configured = site.configuration?.languages ?? []
    mounted = site.isSingleRoot ? site.exclusions.mounts.languages(below: site.roots[0].path) : []
  }

  /// The default language in a site's configuration.
  static func configuredLanguage(of site: Site) -> String? {
    site.configuration?.text(anyOf: [
      "defaultContentLanguage", "default_language", "languageCode", "defaultLocale", "lang", "locale",
      "theme.language", "configuration.locale",
    ])
  }

  /// Removes the files of other languages, and the marks from the locations of the one that is shown.
  func apply(to tree: inout ContentTree) {
    if !mounted.isEmpty { applyMounts(to: &tree) }
    applyFolders(to: &tree)
    var marks = tree.files.map { mark(of: $0.location) }
    let locations = Set(tree.files.map(\.location))
    // The name of a language may be another word, so it counts only beside the page without it.
    for (index, mark) in marks.enumerated() {
      guard let mark, tree.files[index].location.utf8.count > mark.location.utf8.count + 6 else { continue }
      if !locations.contains(mark.location) { marks[index] = nil }
    }
    // A single one is more likely such a word: `nails.polish.md` beside `nails.md`.
    let named = marks.indices.filter { marks[$0] != nil && Self.endsInName(tree.files[$0].location) }
    if let index = named.first, named.count == 1 { marks[index] = nil }
    addHyphenMarks(of: tree.files.map(\.location), to: &marks)
    let known = Set(marks.compactMap { $0?.location })
    if known.isEmpty { return }
    var marked = zip(tree.files, marks).map { (file: $0, mark: $1) }
    for index in marked.indices where marked[index].mark == nil {
      if let mark = countryMark(of: marked[index].file.location), known.contains(mark.location) {
        marked[index].mark = mark
      }
    }
    // The languages of each page, by its location without the mark.
    var variants: [String: [String]] = [:]
    for (file, mark) in marked {
      variants[mark?.location ?? file.location, default: []].append(mark?.language ?? "")
    }
    // A site has pages in its language, or else it is in another one.
    let isInShown = marked.contains { $0.mark == nil || $0.mark?.language == shown }
    tree.files = []
    for (file, mark) in marked {
      let location = mark?.location ?? file.location
      let languages = variants[location] ?? []
      // The wanted language, else the one without a mark, else the first. An index in another language would give its
      // section a title in that language.
      let isIndex = PagePath.isIndex(
        location.split(separator: "/").last.map { String(PagePath.withoutExtension(String($0))) } ?? "")
      let isOther = isIndex && isInShown && !languages.contains(shown) && !languages.contains("")
      let chosen =
        prefersUnmarked && languages.contains("")
        ? "" : languages.contains(shown) ? shown : languages.contains("") ? "" : languages.min() ?? ""
      if (mark?.language ?? "") == chosen, !isOther {
        var file = file
        file.location = location
        tree.files.append(file)
      } else {
        tree.leftOut.append(LeftOut(file.path, .language))
      }
    }
  }

  /// Removes the files in the folders that are mounted in other languages, and gives those of the language that is shown
  /// the locations at which they are mounted.
  private func applyMounts(to tree: inout ContentTree) {
    let names = Set(mounted.map(\.language))
    let codes = [wanted, standard, String(standard.prefix { $0.isLetter })].compactMap(\.self)
    guard let language = codes.first(where: names.contains) ?? names.min() else { return }
    let files = tree.files
    tree.files = []
    for var file in files {
      if let mount = mounted.first(where: { file.path.hasPrefix($0.source) }) {
        guard mount.language == language else {
          tree.leftOut.append(LeftOut(file.path, .language))
          continue
        }
        file.location = loose(mount.target + file.path.dropFirst(mount.source.count), in: tree)
      }
      tree.files.append(file)
    }
  }

  /// Removes the files in the folders of other languages, and the folder's name from the locations of the language that is
  /// shown.
  private func applyFolders(to tree: inout ContentTree) {
    let folders = LanguageFolders(
      tree.files.map { Self.path(of: $0, in: tree) },
      excluded: tree.leftOut.filter { $0.reason == .excluded }.map(\.path), configured: configured,
      wanted: wanted, standard: standard)
    if folders.isEmpty { return }
    // A page that is in the shown language hides the one outside the folders of languages.
    var shown: Set<String> = []
    let files = tree.files.map { (file: $0, match: folders.match($0.location)) }
    for (_, match) in files {
      if let match, match.isShown { shown.insert(match.location) }
    }
    tree.files = []
    for (file, match) in files {
      var file = file
      if let match {
        file.location = loose(match.location, in: tree)
        if match.isShown { tree.files.append(file) }
      } else if !shown.contains(file.location) {
        tree.files.append(file)
      }
      if tree.files.last?.path != file.path { tree.leftOut.append(LeftOut(file.path, .language)) }
    }
  }

  /// The path of a file below the content's root: a loose page is in a folder by its location alone.
  private static func path(of file: ContentTree.File, in tree: ContentTree) -> String {
    guard !file.path.hasSuffix(file.location), let slash = file.location.firstIndex(of: "/"),
      tree.looseSections.contains(PathName.slug(of: String(file.location[..<slash])))
    else { return file.location }
    return String(file.location[slash...].dropFirst())
  }

  /// The location of a page that is in no folder of a language: directly in the root, it is in the section of loose pages.
  private func loose(_ location: String, in tree: ContentTree) -> String {
    let stem = PagePath.withoutExtension(location)
    let isIndex = PagePath.isIndex(String(stem)) || stem.uppercased() == "README"
    return isIndex || location.contains("/") ? location : tree.looseSection + "/" + location
  }

  /// The language in the file's name, and the location without that mark; nil if there is no mark.
  private func mark(of location: String) -> (language: String, location: String)? {
    // A quick answer for most files: their names have one dot.
    let name = location.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }
    if name.count(where: { $0 == UInt8(ascii: ".") }) < 2 { return nil }
    let stem = PagePath.withoutExtension(location)
    let ending = location.dropFirst(stem.count)
    return Self.split(stem).map { ($0.language, String($0.stem) + ending) }
  }

  /// Whether the mark in a file's name is the name of a language instead of its code.
  private static func endsInName(_ location: String) -> Bool {
    let stem = PagePath.withoutExtension(location)
    guard let dot = stem.lastIndex(of: ".") else { return false }
    return names[stem[dot...].dropFirst().lowercased()] != nil
  }

  /// Adds the marks `post-en.md` beside `post.md`, if most files that end in a language are beside such a file.
  private func addHyphenMarks(
    of locations: [String], to marks: inout [(language: String, location: String)?]
  ) {
    var found: [(index: Int, language: String, location: String)] = []
    for (index, location) in locations.enumerated() where marks[index] == nil {
      let stem = PagePath.withoutExtension(location)
      let end = stem.utf8.suffix(3)
      guard end.first == UInt8(ascii: "-"), let language = Self.language(stem[end.startIndex...].dropFirst())
      else {
        continue
      }
      found.append(
        (index, language, String(stem[..<end.startIndex]) + String(location.dropFirst(stem.count))))
    }
    // A single one may be a word: `how-to-make-it.md`.
    guard found.count > 2 else { return }
    let known = Set(locations)
    let translations = found.filter { known.contains($0.location) }
    guard 3 * translations.count > 2 * found.count else { return }
    for translation in translations {
      marks[translation.index] = (translation.language, translation.location)
    }
  }

  /// The mark of a country in a file's name, `api.cn.md`, which is used for its language; it counts only beside a file with
  /// the mark of a language.
  private func countryMark(of location: String) -> (language: String, location: String)? {
    let stem = PagePath.withoutExtension(location)
    guard let dot = stem.lastIndex(of: "."), stem.distance(from: dot, to: stem.endIndex) == 3 else {
      return nil
    }
    let language = stem[dot...].dropFirst()
    return language.allSatisfy(\.isLetter)
      ? (language.lowercased(), String(stem[..<dot]) + location.dropFirst(stem.count)) : nil
  }

  /// The mark of a language at the end of a path without extension, `post.de`, and the path without it; nil if there is
  /// no mark.
  static func split(_ stem: Substring) -> (language: String, stem: Substring)? {
    guard let dot = stem.lastIndex(of: "."), let language = language(stem[dot...].dropFirst()) else {
      return nil
    }
    let rest = stem[..<dot]
    return rest.isEmpty || rest.last == "/" ? nil : (language, rest)
  }

  /// Whether a folder's name is that of a common language, perhaps with a region.
  static func isLanguage(_ name: String) -> Bool { language(name[...]) != nil }

  /// A code of ISO 639-1, perhaps with a region: `de`, `pt-br`, `zh_CN`; its language in lower case.
  private static func language(_ text: Substring) -> String? {
    let text = text.lowercased()
    if text.utf8.count > 5, let code = names[text] { return code }
    let parts = text.split { $0 == "-" || $0 == "_" }
    guard let first = parts.first, parts.count <= 2, codes.contains(String(first)),
      parts.count == 1 || (2...4).contains(parts[1].count)
    else { return nil }
    return String(first)
  }

  /// English names of languages, which files are also marked with: `README.french.md`.
  private static let names = [
    "arabic": "ar", "basque": "eu", "bengali": "bn", "brazilian-portuguese": "pt", "bulgarian": "bg",
    "catalan": "ca", "chinese": "zh", "danish": "da", "english": "en", "finnish": "fi", "french": "fr",
    "german": "de", "hebrew": "he", "hungarian": "hu", "indonesian": "id", "italian": "it",
    "japanese": "ja", "korean": "ko", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "romanian": "ro", "russian": "ru", "simplified-chinese": "zh", "spanish": "es", "swedish": "sv",
    "traditional-chinese": "zh", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
  ]

  /// Codes of common languages. Not all codes of ISO 639-1, because `md`, `js` or `io` before the extension of a file
  /// is not a language.
  private static let codes: Set<String> = [
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "gl", "he",
    "hi", "hr",
    "hu", "id", "it", "ja", "ka", "ko", "lt", "lv", "ms", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru",
    "sk", "sl",
    "sr", "sv", "ta", "th", "tr", "uk", "ur", "uz", "vi", "zh",
  ]
}
