internal import PortfolioModel

/// Selects one language of a site with several. A mark in the file's name (`post.de.md`) or the first folder
/// (`de/post.md`) determines the language of a page.
struct LanguageVariants {
  private let wanted: String
  /// The languages in the site's configuration, in lower case.
  private let languages: Set<String>

  /// - Parameter wanted: the language to show; nil for the site's default, else English.
  init(_ site: Site, wanted: String?) {
    let keys = ["defaultContentLanguage", "default_language", "languageCode", "lang", "locale"]
    let configured = site.configuration?.text(anyOf: keys).map { $0.lowercased() }
    self.wanted = wanted?.lowercased() ?? configured.map { String($0.prefix { $0.isLetter }) } ?? "en"
    languages = Set((site.configuration?.keys("languages") ?? []).map { $0.lowercased() })
  }

  /// Removes the files of other languages, and the marks from the locations of the one that is shown.
  func apply(to tree: inout ContentTree) {
    let marked = tree.files.map { (file: $0, mark: mark(of: $0.location)) }
    guard marked.contains(where: { $0.mark != nil }) else { return }
    // The languages of each page, by its location without the mark.
    var variants: [String: [String]] = [:]
    for (file, mark) in marked {
      variants[mark?.location ?? file.location, default: []].append(mark?.language ?? "")
    }
    tree.files = []
    for (file, mark) in marked {
      let location = mark?.location ?? file.location
      let languages = variants[location] ?? []
      // The wanted language, else the one without a mark, else the first.
      let shown = languages.contains(wanted) ? wanted : languages.contains("") ? "" : languages.min() ?? ""
      if (mark?.language ?? "") == shown {
        var file = file
        file.location = location
        tree.files.append(file)
      } else {
        tree.leftOut.append(LeftOut(file.path, .language))
      }
    }
  }

  /// The language in the file's name or of the first folder, and the location without that mark; nil if there is no
  /// mark.
  private func mark(of location: String) -> (language: String, location: String)? {
    // A quick answer for most files: their names have one dot, and the site has one language.
    if languages.isEmpty {
      let name = location.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }
      if name.count(where: { $0 == UInt8(ascii: ".") }) < 2 { return nil }
    }
    let stem = PagePath.withoutExtension(location)
    let ending = location.dropFirst(stem.count)
    if let (language, stem) = Self.split(stem) { return (language, String(stem) + ending) }
    if let slash = location.firstIndex(of: "/"), let language = Self.language(location[..<slash]),
      languages.contains(language)
    {
      return (language, String(location[slash...].dropFirst()))
    }
    return nil
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

  /// A code of ISO 639-1, perhaps with a region: `de`, `pt-br`, `zh_CN`; its language in lower case.
  private static func language(_ text: Substring) -> String? {
    let parts = text.lowercased().split { $0 == "-" || $0 == "_" }
    guard let first = parts.first, parts.count <= 2, codes.contains(String(first)),
      parts.count == 1 || (2...4).contains(parts[1].count)
    else { return nil }
    return String(first)
  }

  /// Codes of common languages. Not all codes of ISO 639-1, because `md`, `js` or `io` before the extension of a file
  /// is not a language.
  private static let codes: Set<String> = [
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "gl", "he",
    "hi", "hr",
    "hu", "id", "it", "ja", "ka", "ko", "lt", "lv", "ms", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru",
    "sk", "sl",
    "sr", "sv", "ta", "th", "tr", "uk", "ur", "vi", "zh",
  ]
}
