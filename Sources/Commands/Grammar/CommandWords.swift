/// The words of a visitor's command, which SSH transmits as one string.
///
/// Spaces, quotation marks and backslashes separate and quote words as in a shell. No other character has a
/// meaning.
struct CommandWords {
  private(set) var words: [String] = []

  init(_ text: String) throws(Failure) {
    var word: String.UnicodeScalarView?
    var quote: Unicode.Scalar?
    // By scalars: with a combining mark behind it, a quotation mark is another Character, but not to a shell.
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      if let open = quote {
        if scalar == open { quote = nil } else { word?.append(scalar) }
      } else if scalar == "'" || scalar == "\"" {
        quote = scalar
        word = word ?? .init()
      } else if scalar == "\\", let next = scalars.popFirst() {
        word = (word ?? .init()) + [next]
      } else if scalar == " " || scalar == "\t" || Character(scalar).isNewline {
        if let word { words.append(String(word)) }
        word = nil
      } else {
        word = (word ?? .init()) + [scalar]
      }
    }
    if let quote { throw .usage("the quotation mark \(quote) is not closed") }
    if let word { words.append(String(word)) }
  }

  /// Returns a word in the form in which a shell reads it as one word: unchanged, or in single quotation
  /// marks.
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-._/~+".utf8.contains(byte)
    }
    if isPlain, !word.isEmpty { return word }
    return "'" + word.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
