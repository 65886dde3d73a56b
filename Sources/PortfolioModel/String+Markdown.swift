extension String {
  /// An address in Markdown. It is escaped only if it contains a special character, so that other addresses stay links.
  package var escapedAddress: String { contains { "\\`*[]<>| \n".contains($0) } ? escapedMarkdown : self }

  /// A text as one line of Markdown. Special characters are escaped, and line ends become spaces.
  package var escapedMarkdown: String {
    var result = ""
    let holdsSemicolon = contains(";")
    for character in self {
      // `{{` and `{%` would begin a shortcode, and `%%` a private comment.
      let isTag = result.last == "{" && (character == "{" || character == "%")
      let isComment = result.last == "%" && character == "%"
      if isTag || isComment || "\\`*_[]<>#|~".contains(character) || character == "&" && holdsSemicolon {
        result += "\\"
      }
      result.append(character.isNewline ? " " : character)
    }
    result = result.trimmed
    // At the beginning of a line, these would begin a list, a heading or a thematic break.
    let digits = result.prefix { $0.isNumber }
    if result.first.map({ "-+=".contains($0) }) == true { return "\\" + result }
    let rest = result.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, ".)".contains(mark) {
      return digits + "\\" + rest
    }
    return result
  }
}
