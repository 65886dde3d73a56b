/// A shell whose completion asks this program for words.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  /// A word as it was typed, without its quoting.
  struct TypedWord {
    private(set) var text = ""
    /// The quotation mark that is still open at the end of the word.
    private(set) var quote: Character?

    init(_ raw: String) {
      var characters = raw[...]
      while let character = characters.popFirst() {
        if character == quote {
          quote = nil
        } else if quote == nil, character == "'" || character == "\"" {
          quote = character
        } else if character == "\\", quote != "'", let next = characters.first,
          quote == nil || "\\\"$`".contains(next)
        {
          text.append(next)
          characters.removeFirst()
        } else {
          text.append(character)
        }
      }
    }
  }

  /// Returns the words of a command line without quoting, and the quotation mark that is open at its end.
  ///
  /// zsh removes the quoting itself, and fish does so from all words but the last.
  func unquoted(_ words: [String]) -> (words: [String], quote: Character?) {
    let firstRaw = self == .bash ? 0 : self == .fish ? words.count - 1 : words.count
    var unquoted = words
    var quote: Character?
    for index in words.indices where index >= firstRaw {
      let word = TypedWord(words[index])
      unquoted[index] = word.text
      quote = word.quote
    }
    return (unquoted, quote)
  }

  /// Returns the line for a word of a completion, in the form that the script of the shell expects; nil if the word
  /// cannot be typed there.
  ///
  /// bash inserts a word as it is, so that it must be quoted; the other shells quote it.
  func line(_ candidate: Completion.Candidate, quote: Character?) -> String? {
    switch self {
    case .bash: Self.quoted(candidate.word, in: quote)
    case .zsh:
      // The form of _describe: `word:description`, with a backslash before each backslash, and each colon of the word.
      candidate.word.map { $0 == ":" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + ":"
        + candidate.description.map { $0 == "\\" ? "\\\\" : String($0) }.joined()
    case .fish: candidate.word + "\t" + candidate.description
    }
  }

  /// - Parameter quote: the quotation mark that precedes the word.
  private static func quoted(_ word: String, in quote: Character?) -> String? {
    switch quote {
    case "'":
      return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    case .some:
      // In double quotes a backslash does not keep `!` from being expanded.
      if word.contains("!") { return nil }
      return "\"" + word.map { "\\\"$`".contains($0) ? "\\\($0)" : String($0) }.joined()
    case nil:
      return word.map { character in
        let isPlain =
          !character.isASCII || character.isLetter || character.isNumber || "-._/+@%,:=".contains(character)
        return isPlain ? String(character) : "\\\(character)"
      }.joined()
    }
  }
}
