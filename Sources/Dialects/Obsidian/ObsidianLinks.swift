/// Reduces links by name to the form that the parser knows: `[[page#heading|label]]`, without spaces around the name and
/// without marks in the label.
enum ObsidianLinks {
  /// - Parameter labelsFirst: whether the label precedes the name, as in Dendron: `[[label|page]]`.
  static func edits(in markdown: ScannedMarkdown, labelsFirst: Bool) -> Edits {
    var edits = Edits()
    let bytes = markdown.bytes
    let (opening, closing) = (Array("[[".utf8), Array("]]".utf8))
    for paragraph in markdown.paragraphs {
      var index = paragraph.lowerBound
      // The next closing brackets, which are searched for once.
      var next: Int?
      while index < paragraph.upperBound,
        let open = bytes[index..<paragraph.upperBound].firstIndex(of: opening)
      {
        index = open + 2
        if next.map({ $0 < index }) ?? true {
          next = bytes[index..<paragraph.upperBound].firstIndex(of: closing)
        }
        guard let close = next else { break }
        if markdown.isCode(open) { continue }
        let inner = bytes[index..<close]
        // A link does not contain another one. `[[ -f file ]]` is a condition in a shell script.
        let hasLink = inner.contains(UInt8(ascii: "#")) && inner.firstIndex(of: Array("](".utf8)) != nil
        guard !inner.contains(UInt8(ascii: "[")) || hasLink, !inner.contains(UInt8(ascii: "\n")),
          inner.trimmed.first != UInt8(ascii: "-")
        else { continue }
        let isEmbedded = open > paragraph.lowerBound && bytes[open - 1] == UInt8(ascii: "!")
        let range = (isEmbedded ? open - 1 : open)..<(close + 2)
        let link = withoutBrackets(String(decoding: inner, as: UTF8.self))
        let reduced = reduced(link, isEmbedded: isEmbedded, labelsFirst: labelsFirst)
        if !reduced.elementsEqual(String(decoding: bytes[range], as: UTF8.self)) {
          edits.replace(range, with: reduced)
        }
        index = close + 2
      }
    }
    return edits
  }

  private static func reduced(_ link: String, isEmbedded: Bool, labelsFirst: Bool) -> String {
    // In a table, a backslash precedes the bar.
    let isInTable = link.contains("\\|")
    var parts = link.replacing("\\|", with: "|").split(separator: "|", omittingEmptySubsequences: false).map {
      trimmed($0)
    }
    if labelsFirst, parts.count == 2 { parts.reverse() }
    let name = labelsFirst ? withoutRange(parts[0]) : parts[0]
    let bar = isInTable ? "\\|" : "|"
    if isEmbedded, isPicture(name) {
      // The parser would make a link of what looks like an address. The comment ends the block of HTML on its line.
      if ["@", "www."].contains(where: name.contains) {
        let words = parts.dropFirst().filter { !$0.allSatisfy { $0.isNumber || $0 == "x" } }
        return "<!----><img alt=\"\(MarkdownText.html(words.first ?? name))\">"
      }
      return "![[\(([name] + parts.dropFirst()).map(escaped).joined(separator: bar))]]"
    }
    var label = parts.count > 1 ? parts[1] : ""
    for mark in ["`", "**", "__", "==", "~~"] { label = label.replacing(mark, with: "") }
    label = escaped(withoutEmphasis(label))
    // The id of a block has no anchor of its own.
    let page = escaped(name.replacing("dendron://", with: ""))
    return "\(isEmbedded ? "!" : "")[[\(page)\(label.isEmpty ? "" : bar + label)]]"
  }

  /// The name of a heading with a link in it, `#Page ([text](address))`, with the text of the link only.
  private static func withoutBrackets(_ link: String) -> String {
    guard link.contains("[") else { return link }
    var result = ""
    var rest = link[...]
    while let open = rest.firstIndex(of: "[") {
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: "]") else { break }
      result += rest[..<close]
      rest = rest[rest.index(after: close)...]
      if rest.first == "(", let end = rest.firstIndex(of: ")") { rest = rest[rest.index(after: end)...] }
    }
    return (result + rest).filter { $0 != "]" }
  }

  /// Removes from the name of a place in Dendron what tells how much of the note is shown: `page#heading,1:#*`.
  private static func withoutRange(_ name: String) -> String {
    guard let mark = name.firstIndex(of: "#") else { return name }
    let anchor = name[mark...].prefix { $0 != "," && $0 != ":" }
    return String(name[..<mark]) + (anchor == "#*" ? "" : String(anchor))
  }

  /// Removes the single marks around emphasized words.
  private static func withoutEmphasis(_ label: String) -> String {
    label.split(separator: " ", omittingEmptySubsequences: false).map { word in
      for mark in ["*", "_"] where word.count > 2 && word.hasPrefix(mark) && word.hasSuffix(mark) {
        return String(word.dropFirst().dropLast())
      }
      return String(word)
    }.joined(separator: " ")
  }

  /// Escapes the marks that the parser would pair with others, also outside the link.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "*_~`".contains(character) { result += "\\" }
      result.append(character)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func isPicture(_ name: String) -> Bool {
    let ending = name.split(separator: ".").last?.lowercased() ?? ""
    return name.contains(".") && ["avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"].contains(ending)
  }
}
