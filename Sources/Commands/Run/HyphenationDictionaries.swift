internal import ContentSource
internal import Hyphenation
internal import Synchronization
internal import TerminalText

/// The hyphenation dictionaries of this machine, each read when a word of its language is first to be divided.
///
/// In a language without a dictionary, words are not divided. Only files of the table are opened, whatever language a
/// page names.
final class HyphenationDictionaries: Sendable {
  private let hyphenators = Mutex<[String: Hyphenator?]>([:])
  private let reads: Bool

  /// Creates an empty set.
  init() { reads = true }

  /// Reads the dictionaries of some languages, and never opens a file afterwards: the process of a visitor must not.
  init(of languages: Set<String>) {
    reads = false
    let found = languages.map { ($0, Self.read($0)) }
    hyphenators.withLock { $0 = Dictionary(found) { first, _ in first } }
  }

  /// Hyphens by these dictionaries.
  func hyphens(_ mode: Hyphens.Mode) -> Hyphens {
    Hyphens(mode) { [self] language in
      guard let hyphenator = hyphenator(of: language) else { return nil }
      return { hyphenator.appendBreaks(of: $0, to: &$1) }
    }
  }

  private func hyphenator(of language: String) -> Hyphenator? {
    hyphenators.withLock { hyphenators in
      if let known = hyphenators[language] { return known }
      let read = reads ? Self.read(language) : nil
      hyphenators[language] = .some(read)
      return read
    }
  }

  // MARK: Files

  /// Where Debian's packages `hyphen-*` install dictionaries.
  private static let folder = "/usr/share/hyphen/"
  /// In bytes. The largest of Debian's dictionaries takes 2 MB.
  private static let maximumSize = 4 << 20

  /// Reads the dictionary of a language, else that of the language without its region.
  private static func read(_ language: String) -> Hyphenator? {
    for name in names(of: language) {
      guard let bytes = try? FileSystem.read(file: folder + "hyph_\(name).dic", limit: maximumSize) else {
        continue
      }
      return Hyphenator(dictionary: bytes)
    }
    return nil
  }

  /// The names of the dictionaries for a language, the best first.
  static func names(of language: String) -> [String] {
    let code = language.lowercased()
    let main = String(code.prefix { $0 != "-" })
    return table.filter { $0.codes.contains(code) }.map(\.name)
      + table.filter { $0.codes.contains(main) && !$0.codes.contains(code) }.map(\.name)
  }

  /// The dictionaries by the codes of their languages. A code may have several, of which the first that is installed is
  /// read.
  private static let table: [(codes: Set<String>, name: String)] = [
    (["en", "en-us"], "en_US"), (["en", "en-gb", "en-au", "en-ie", "en-nz", "en-za"], "en_GB"),
    (["de", "de-de", "de-at", "de-ch"], "de_DE"), (["fr", "fr-fr", "fr-ca", "fr-ch"], "fr"),
    (["es", "es-es", "es-mx"], "es_ES"), (["it", "it-it"], "it_IT"), (["nl", "nl-nl", "nl-be"], "nl_NL"),
    (["pt", "pt-br"], "pt_BR"), (["pt", "pt-pt"], "pt_PT"), (["pl", "pl-pl"], "pl_PL"),
    (["ru", "ru-ru"], "ru_RU"), (["ca", "ca-es"], "ca_ES"), (["cs", "cs-cz"], "cs_CZ"),
    (["da", "da-dk"], "da_DK"), (["hu", "hu-hu"], "hu_HU"), (["nb", "no", "nb-no"], "nb_NO"),
    (["nn", "nn-no"], "nn_NO"), (["ro", "ro-ro"], "ro_RO"), (["sv", "sv-se", "sv-fi"], "sv_SE"),
  ]
}
