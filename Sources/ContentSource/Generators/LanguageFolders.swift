internal import PortfolioModel

/// Finds the folders of a site that hold its pages in one language each, such as `content/de` or `docs/zh-cn`.
///
/// A name alone does not make a language: `vi` may be about an editor and `it` about technology. A folder counts if the
/// configuration names it, if it stands beside a folder of the default language and others, or if most of its pages are
/// also outside it, under the same names.
struct LanguageFolders {
  /// A folder of a language, found in the path of a file.
  struct Match {
    /// The name of the language; empty for a file that is in no folder of a language.
    var language: String
    /// The path without the folder of the language.
    var location: String
    /// Whether the site shows this language.
    var isShown: Bool
  }

  /// The folder in which folders of languages are, and those folders.
  fileprivate struct Group {
    /// The paths of the pages in each folder, relative to it.
    var pages: [String: Set<String>] = [:]
    /// The paths of the pages in no such folder.
    var others: Set<String> = []
    /// The paths of the excluded files in each folder, and in none, which pages of other languages may translate.
    var excluded: [String: Set<String>] = [:]
    var excludedOthers: Set<String> = []
    /// The accepted folders, and the one that is shown; empty for the pages in none of them.
    var languages: Set<String> = []
    var shown = ""
  }

  private var groups: [String: Group] = [:]

  /// The deepest folder that may hold folders of languages, counted from the content's root.
  private static let depth = 2

  /// - Parameters:
  ///   - locations: the paths of the pages below the content.
  ///   - excluded: those of the files that the configuration excludes.
  ///   - configured: the names of languages in the configuration, in lower case.
  ///   - wanted: the language that is asked for; nil for the site's default.
  ///   - standard: the site's default language.
  init(
    _ locations: [String], excluded: [String] = [], configured: Set<String>, wanted: String?,
    standard: String
  ) {
    for location in locations {
      guard let (prefix, name, rest) = Self.split(location, configured) else { continue }
      groups[prefix, default: Group()].pages[name, default: []].insert(Self.withoutEnding(rest))
    }
    groups = groups.filter { !$0.value.pages.keys.allSatisfy(Self.isRareName) }
    if groups.isEmpty { return }
    for location in locations {
      for prefix in groups.keys where location.hasPrefix(prefix) {
        let rest = String(location.dropFirst(prefix.count))
        let found = Self.split(location, configured)
        if found?.prefix != prefix || found.map({ Self.isRareName($0.name) }) == true {
          groups[prefix]?.others.insert(Self.withoutEnding(rest))
        }
      }
    }
    for path in excluded {
      let found = Self.split(path, configured)
      if let found {
        groups[found.prefix]?.excluded[found.name, default: []].insert(Self.withoutEnding(found.rest))
      }
      for prefix in groups.keys where path.hasPrefix(prefix) && found?.prefix != prefix {
        groups[prefix]?.excludedOthers.insert(Self.withoutEnding(String(path.dropFirst(prefix.count))))
      }
    }
    for prefix in groups.keys {
      groups[prefix]?.decide(
        configured: prefix.isEmpty ? configured : [], wanted: wanted, standard: standard)
    }
    groups = groups.filter { !$0.value.languages.isEmpty }
  }

  var isEmpty: Bool { groups.isEmpty }

  /// The language of a file; nil if it is not below a folder that holds languages.
  func match(_ location: String) -> Match? {
    for (prefix, group) in groups where location.hasPrefix(prefix) {
      let rest = location.dropFirst(prefix.count)
      let name = rest.prefix { $0 != "/" }
      let folded = name.lowercased()
      guard rest.endIndex > name.endIndex, group.languages.contains(folded) else { continue }
      return Match(
        language: folded, location: prefix + rest.dropFirst(name.count + 1), isShown: group.shown == folded)
    }
    // Beside a language that is shown, the pages in none are shown, too.
    return nil
  }

  /// Splits a path at the first folder that is named like a language.
  private static func split(
    _ location: String, _ configured: Set<String>
  ) -> (prefix: String, name: String, rest: String)? {
    var start = location.startIndex
    // A folder of three letters may be a language only if none within it is.
    var rare: (prefix: String, name: String, rest: String)?
    for depth in 0...Self.depth {
      guard let slash = location.utf8[start...].firstIndex(of: UInt8(ascii: "/")) else { return rare }
      let folder = location[start..<slash]
      let isConfigured = depth == 0 && !configured.isEmpty && configured.contains(folder.lowercased())
      if isConfigured || mayBeName(folder) {
        let isRare = !isConfigured && isRareName(folder)
        if isConfigured || isRare || isName(folder.lowercased()) {
          let found = (
            String(location[..<start]), folder.lowercased(),
            String(location[location.utf8.index(after: slash)...])
          )
          if !isRare { return found }
          rare = rare ?? found
        }
      }
      start = location.utf8.index(after: slash)
    }
    return rare
  }

  /// Whether a name has the form of a code of ISO 639-3, `pcm`, which is also that of many words: `api`.
  fileprivate static func isRareName(_ name: some StringProtocol) -> Bool {
    name.utf8.count == 3 && name.utf8.allSatisfy { (0x61...0x7A).contains($0) }
  }

  /// A fast test, because most folders are not named like a language: whether ``isName(_:)`` must be asked.
  private static func mayBeName(_ folder: Substring) -> Bool {
    folder.utf8.count <= 7 || folder.utf8.contains(UInt8(ascii: "1"))
  }

  /// Whether a name has the form of a language's tag, `de`, `pt-br`, `zh_Hans` or `ptbr`, or is that of source texts for
  /// translators.
  static func isName(_ name: String) -> Bool {
    // This is asked for the folder of each file, and comparing bytes is faster than a search in a string.
    let bytes = name.utf8
    if bytes.contains(UInt8(ascii: "1")), name.contains("l10n") { return true }
    let isTag = bytes.contains(UInt8(ascii: "-")) || bytes.contains(UInt8(ascii: "_"))
    if bytes.count > (isTag ? 7 : 4) { return false }
    let parts = name.split { $0 == "-" || $0 == "_" }
    guard let first = parts.first, parts.count <= 2, name.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    if parts.count == 2 { return first.count == 2 && (2...4).contains(parts[1].count) }
    return first.count == 2 && first.allSatisfy(\.isLetter)
      || ["ptbr", "zhcn", "zhtw", "zhhk", "enus", "engb"].contains(name)
  }

  /// The path of a page without the extension, and without the ending of an index.
  private static func withoutEnding(_ path: String) -> String { String(PagePath.withoutEnding(path)) }
}

extension LanguageFolders.Group {
  /// Determines which folders are languages and which of them is shown.
  fileprivate mutating func decide(configured: Set<String>, wanted: String?, standard: String) {
    let own = name(of: standard)
    for (name, pages) in pages {
      if configured.contains(name) {
        languages.insert(name)
      } else if name == own || LanguageFolders.isRareName(name) {
        continue
      } else if let own {
        // Beside the folder of the default language: several languages, or a translation of it.
        let known = self.pages.keys.count { LanguageVariants.isLanguage($0) }
        if known > 2 || isTranslation(pages, of: originals(in: own)) { languages.insert(name) }
      } else if isTranslation(pages, of: originals(in: nil)) {
        languages.insert(name)
      }
    }
    if languages.isEmpty { return }
    // Beside several translations, one of a few pages is a translation, too.
    if languages.count > 1 {
      let originals = originals(in: own)
      languages.formUnion(
        pages.keys.filter { name in
          LanguageVariants.isLanguage(name)
            || LanguageFolders.isRareName(name) && isTranslation(pages[name] ?? [], of: originals)
        })
    }
    if let own { languages.insert(own) }
    let found = wanted.flatMap { name(of: $0) }.flatMap { languages.contains($0) ? $0 : nil }
    // A default language of few pages is the translation of a greeting.
    let largest = languages.max { (pages[$0]?.count ?? 0, $1) < (pages[$1]?.count ?? 0, $0) }
    if found == nil, own == nil, let largest, pages[largest]?.count ?? 0 > 10 * others.count {
      shown = largest
      return
    }
    shown = found ?? own ?? (others.isEmpty ? languages.min() ?? "" : "")
  }

  /// The paths of the pages in the folder of a language, or in none, with those that are excluded.
  private func originals(in folder: String?) -> Set<String> {
    guard let folder, let pages = pages[folder] else { return others.union(excludedOthers) }
    return pages.union(excluded[folder] ?? [])
  }

  /// The folder of a language: `pt-br` for `pt-BR`, else one of the same language.
  private func name(of language: String) -> String? {
    let wanted = language.lowercased()
    if pages[wanted] != nil { return wanted }
    let short = wanted.prefix { $0.isLetter }
    return pages.keys.filter { $0.prefix { $0.isLetter } == short }.min()
  }

  /// Whether at least half of some pages have the names of others, not counting indexes, which every folder may have.
  private func isTranslation(_ pages: Set<String>, of others: Set<String>) -> Bool {
    let named = pages.filter { $0.uppercased() != "README" && !PagePath.isIndex($0) }
    let shared = named.count { others.contains($0) }
    return shared > 0 && 2 * shared >= named.count
  }
}
