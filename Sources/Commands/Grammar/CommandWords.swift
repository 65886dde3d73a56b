/// What a visitor wrote behind `ssh HOST`, taken apart as a shell would take quotes and spaces, and no more:
/// nothing else in it means anything.
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
}
