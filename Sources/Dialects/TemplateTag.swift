/// A template tag: `{{< name arguments >}}` and `{{% name %}}` of Hugo, `{{ name(arguments) }}` of Zola, or
/// `{% name arguments %}` of Zola and Jekyll.
struct TemplateTag {
  /// The name, without the slash or `end` of a closing tag.
  let name: String
  /// The arguments; the key of a positional one is empty.
  let arguments: [(key: String, value: String)]
  /// Whether it closes a pair: `{{< /name >}}` or `{% endname %}`.
  let isClosing: Bool
  /// Whether it is a statement, `{% ... %}`.
  let isStatement: Bool
  /// The index in the source after the tag.
  let end: Int

  /// The longest content of a tag in bytes. It bounds the search for the end of a tag that is never closed, so that
  /// a page of opening braces takes linear time.
  static let maximumLength = 512

  private static let delimiters: [(open: [UInt8], close: [UInt8])] = [
    ("{{<", ">}}"), ("{{%", "%}}"), ("{{-", "-}}"), ("{{", "}}"), ("{%-", "-%}"), ("{%", "%}"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// Parses the tag at the beginning of `source`; nil if there is none, or it does not end on the same line.
  init?(_ source: ArraySlice<UInt8>) {
    guard source.count > 3, let delimiters = Self.delimiters.first(where: { source.starts(with: $0.open) })
    else { return nil }
    let start = source.startIndex + delimiters.open.count
    var close = start
    let limit = min(source.endIndex - delimiters.close.count, start + Self.maximumLength)
    while close <= limit, !source[close...].starts(with: delimiters.close) {
      if source[close] == UInt8(ascii: "\n") { return nil }
      close += 1
    }
    guard close <= limit else { return nil }
    end = close + delimiters.close.count
    isStatement = delimiters.open[1] == UInt8(ascii: "%")
    var arguments = Self.arguments(in: String(decoding: source[start..<close], as: UTF8.self))
    guard var head = arguments.first?.value else { return nil }
    arguments.removeFirst()
    if head == "/", let next = arguments.first?.value {
      head = "/" + next
      arguments.removeFirst()
    }
    isClosing = head.hasPrefix("/") || isStatement && head.hasPrefix("end")
    name = head.hasPrefix("/") ? String(head.dropFirst()) : isClosing ? String(head.dropFirst(3)) : head
    self.arguments = arguments
  }

  /// Whether the tag is reduced within a construct. In code, only the closing tag of that construct is.
  func isReduced(in code: Shortcodes.Code) -> Bool {
    switch code {
    case .none: true
    case .fence: false
    case .tag(let name): isClosing && self.name == name
    case .comment: isClosing && name == "comment"
    }
  }

  /// Returns the Markdown to which the tag is reduced.
  /// - Parameter pairedNames: the names of tags that enclose text; they leave only that text.
  func markdown(pairedNames: Set<String>) -> String {
    let first = arguments.first?.value ?? ""
    switch name {
    case "highlight": return isClosing ? "```" : "```" + first
    case _ where isClosing: return ""
    case "figure", "image", "img": return image
    case "ref", "relref", "post_url", "link", "relURL", "absURL": return first
    case "youtube", "vimeo":
      let site = name == "youtube" ? "https://www.youtube.com/watch?v=" : "https://vimeo.com/"
      let id = argument("id") ?? first
      return "[\(name): \(id)](\(site)\(id))"
    // Statements (such as `if`) are dropped, and the text that they enclose is kept.
    case _ where isStatement || pairedNames.contains(name) || name.hasPrefix("site."): return ""
    default:
      let values = arguments.map(\.value).filter { !$0.isEmpty }
      return values.isEmpty ? "[\(name)]" : "[\(name): \(values.joined(separator: ", "))]"
    }
  }

  /// The Markdown of a figure, with its arguments escaped.
  private var image: String {
    let alternative = (argument("alt", "caption", "title") ?? "").reduce(into: "") { text, character in
      if "\\[]<>*_`".contains(character) { text += "\\" }
      text.append(character)
    }
    let source = argument("src", "path", "url") ?? arguments.first?.value ?? ""
    return "![\(alternative)](<\(source.filter { $0 != "<" && $0 != ">" })>)"
  }

  /// Returns the value of the first of the keys that the tag has.
  private func argument(_ keys: String...) -> String? {
    keys.lazy.compactMap { key in arguments.first { $0.key == key }?.value }.first
  }

  /// Splits the content of a tag at spaces, commas and parentheses into words, quoted or not, and `key=value` pairs.
  private static func arguments(in text: String) -> [(key: String, value: String)] {
    var arguments: [(key: String, value: String)] = []
    var key = ""
    var rest = text[...]
    while let first = rest.first {
      if " ,()\t".contains(first) {
        rest.removeFirst()
      } else if "\"'`".contains(first) {
        let value = rest.dropFirst().prefix { $0 != first }
        rest = rest.dropFirst(value.count + 2)
        arguments.append((key, String(value)))
        key = ""
      } else {
        let word = rest.prefix { !" ,()=\t\"'`".contains($0) }
        rest = rest.dropFirst(max(1, word.count))
        if rest.first == "=", !word.isEmpty {
          key = String(word)
          rest.removeFirst()
        } else if !word.isEmpty {
          arguments.append((key, String(word)))
          key = ""
        }
      }
    }
    return arguments
  }
}
