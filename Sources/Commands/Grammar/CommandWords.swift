/// The words of a visitor's command, which SSH transmits as one string.
///
/// Spaces, quotation marks and backslashes separate and quote words as in a shell. No other character has a
/// meaning.
struct CommandWords {
  private(set) var words: [String] = []

  init(_ text: String) throws(Failure) {
    var word: String?
    var quote: Character?
    var characters = text[...]
    while let character = characters.popFirst() {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == "\\", let next = characters.popFirst() {
        word = (word ?? "") + String(next)
      } else if character == " " || character == "\t" || character.isNewline {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw .usage("the quotation mark \(quote) is not closed") }
    if let word { words.append(word) }
  }

  /// Returns a word in the form in which a shell reads it as one word: unchanged, or in single quotation
  /// marks.
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-._/~+".utf8.contains(byte)
    }
    if isPlain, !word.isEmpty { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
