/// Pieces of Markdown and HTML that a dialect is reduced to.
enum MarkdownText {
  /// Text with the characters escaped that are marks in Markdown or HTML.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\[]<>*_`~|#&".contains(character) { result += "\\" }
      result.append(character.isNewline ? " " : character)
    }
  }

  static func link(_ label: String, to address: String) -> String {
    "[\(escaped(label))](\(bracketed(address)))"
  }

  static func image(_ address: String, alternative: String) -> String {
    "![\(escaped(alternative))](\(bracketed(address)))"
  }

  /// An address as the destination of a link.
  static func bracketed(_ address: String) -> String {
    let text = address.filter { !$0.isNewline && $0 != "<" && $0 != ">" }
    return text.contains { " ()\\".contains($0) } || text.isEmpty ? "<\(text)>" : text
  }

  /// Text as the value of an attribute of HTML, or between tags.
  static func html(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
  }

  /// The beginning of a block that the reader may fold.
  /// - Parameters:
  ///   - summary: inline Markdown.
  ///   - prefix: the marks of the containers with which each line begins.
  static func details(_ summary: String, isOpen: Bool = false, prefix: String) -> String {
    let start = "<details\(isOpen ? " open" : "")><summary>"
    // Within HTML, only a paragraph is read as Markdown.
    let beginsParagraph = summary.first.map { $0.isLetter || "`*_[".contains($0) } ?? false
    guard beginsParagraph, !summary.hasPrefix("* "), summary.contains(where: { "`*_[\\".contains($0) }) else {
      return "\(start)\(html(summary))</summary>"
    }
    let blank = "\n\(prefix)\n\(prefix)"
    return "\(start)\(blank)\(summary.map { $0.isNewline ? " " : String($0) }.joined())\(blank)</summary>"
  }

  /// A code block, with a fence that is longer than the runs of backticks in the code.
  /// - Parameter prefix: the marks of the containers with which each line begins.
  static func codeBlock(_ code: [ArraySlice<UInt8>], language: String, prefix: [UInt8]) -> [UInt8] {
    var longest = 2
    for line in code {
      let run = line.drop { $0 == UInt8(ascii: " ") }.prefix { $0 == UInt8(ascii: "`") }.count
      longest = max(longest, run)
    }
    let fence = [UInt8](repeating: UInt8(ascii: "`"), count: longest + 1)
    let info = language.filter { !$0.isWhitespace && $0 != "`" }
    var block = fence + info.utf8
    for line in code { block += [UInt8(ascii: "\n")] + prefix + line }
    return block + [UInt8(ascii: "\n")] + prefix + fence
  }
}
