/// The codes of languages in front matter and configurations.
enum LanguageCode {
  /// A code of two or three letters, perhaps with a script or a region, in lower case with hyphens: `pt-br` for `pt_BR` and
  /// `pt_BR.UTF-8`. Nil for another text.
  static func normalized(_ text: String?) -> String? {
    guard let text else { return nil }
    let code = text.trimmed.prefix { $0 != "." && $0 != "@" }.lowercased().map { $0 == "_" ? "-" : $0 }
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard let language = parts.first, (2...3).contains(language.count), language.allSatisfy(isASCIILetter),
      parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.count <= 8 && $0.allSatisfy(isLetterOrDigit) })
    else { return nil }
    return String(code)
  }

  private static func isASCIILetter(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }

  private static func isLetterOrDigit(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }
}
