/// A shell whose completion asks this program for words.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  /// A word as it was typed, without its quoting.
  struct TypedWord {
    private(set) var text = ""
    /// The quotation mark that is still open at the end of the word.
    private(set) var quote: Unicode.Scalar?

    init(_ raw: String) {
      var scalars = raw.unicodeScalars[...]
      while let scalar = scalars.popFirst() {
        if scalar == quote {
          quote = nil
        } else if quote == nil, scalar == "'" || scalar == "\"" {
          quote = scalar
        } else if scalar == "\\", quote != "'", let next = scalars.first,
          quote == nil || "\\\"$`".unicodeScalars.contains(next)
        {
          text.unicodeScalars.append(next)
          scalars.removeFirst()
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
  }

  /// Returns the words of a command line without quoting, and the quotation mark that is open at its end.
  ///
  /// zsh removes the quoting itself, and fish does so from all words but the last.
  func unquoted(_ words: [String]) -> (words: [String], quote: Unicode.Scalar?) {
    let firstRaw = self == .bash ? 0 : self == .fish ? words.count - 1 : words.count
    var unquoted = words
    var quote: Unicode.Scalar?
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
  func line(_ candidate: Completion.Candidate, quote: Unicode.Scalar?) -> String? {
    switch self {
    case .bash: Self.quoted(candidate.word, in: quote)
    case .zsh:
      // The form of _describe: `word:description`, with a backslash before each backslash, and each colon of the word.
      Self.escaped(candidate.word) { $0 == ":" || $0 == "\\" } + ":"
        + Self.escaped(candidate.description) { $0 == "\\" }
    case .fish: candidate.word + "\t" + candidate.description
    }
  }

  /// - Parameter quote: the quotation mark that precedes the word.
  private static func quoted(_ word: String, in quote: Unicode.Scalar?) -> String? {
    switch quote {
    case "'": return "'" + word.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined()
    case .some:
      // In double quotes a backslash does not keep `!` from being expanded.
      if word.unicodeScalars.contains("!") { return nil }
      return "\"" + escaped(word) { "\\\"$`".unicodeScalars.contains($0) }
    case nil:
      let text = escaped(word) { scalar in
        scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar)
          && !"-._/+@%,:=#".unicodeScalars.contains(scalar)
      }
      // At the start of a word `#` begins a comment.
      return word.hasPrefix("#") ? "\\" + text : text
    }
  }

  /// Returns a text with a backslash before some of its scalars. A shell knows no combining marks, so that a mark
  /// behind a quotation mark changes nothing.
  private static func escaped(_ text: String, where isSpecial: (Unicode.Scalar) -> Bool) -> String {
    text.unicodeScalars.map { isSpecial($0) ? "\\\($0)" : String($0) }.joined()
  }
}
