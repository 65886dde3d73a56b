/// Functions on the text of HTML.
enum HTMLMarkup {
  /// Removes a tag, comment or declaration from the start of `rest` and returns it. Returns nil and leaves `rest`
  /// unchanged if its `<` is a character of the text.
  ///
  /// A tag ends at the first `>` outside quotes. If another `<` outside quotes comes before it, the first `<` does not
  /// begin a tag. At most three scans can overlap, one in each state of quotes (none, single, double), so each byte is
  /// examined at most three times.
  static func remove(from rest: inout Substring) -> Substring? {
    let start = rest
    if start.utf8.starts(with: "<!--".utf8) {
      rest = start[start.utf8.index(start.startIndex, offsetBy: 4)...].suffix(afterFirst: "-->")
      return start[..<rest.startIndex]
    }
    let second = start.utf8.dropFirst().first ?? 0
    let isTag = second.isLetter || second == UInt8(ascii: "/")
    guard isTag || second == UInt8(ascii: "!") || second == UInt8(ascii: "?") else { return nil }
    var quote: UInt8?
    for index in start.utf8.indices.dropFirst() {
      let byte = start.utf8[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "<") {
        return nil
      } else if byte == UInt8(ascii: ">") {
        let markup = start[...index]
        if isTag, HTMLTag(markup) == nil { return nil }
        rest = start[start.utf8.index(after: index)...]
        return markup
      }
    }
    return nil
  }

  /// Replaces each run of white space by one space.
  static func collapsingSpaces(in text: Substring) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if !byte.isSpace {
        result.append(byte)
      } else if result.last != UInt8(ascii: " ") {
        result.append(UInt8(ascii: " "))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Returns the text of a `pre` element: without tags, and without a line break directly after `<pre>` (HTML,
  /// 4.4.3).
  /// - Parameter language: set to that of a `code` element in it.
  static func preformattedText(of html: Substring, language: inout String?) -> String {
    var text = ""
    var rest = html.first?.isNewline == true ? html.dropFirst() : html
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      text += rest[..<open]
      rest = rest[open...]
      if let markup = remove(from: &rest) {
        if language == nil, let tag = HTMLTag(markup), tag.name == "code" {
          language = tag["class"].flatMap(Self.language(inClass:))
        }
        if let tag = HTMLTag(markup), tag.name == "br" { text += "\n" }
      } else {
        text += "<"
        rest = rest.dropFirst()
      }
    }
    return String(decodingEntitiesIn: text + rest)
  }

  /// The language that a class names, as highlighters write it: `language-go`, `lang-go`, `highlight-source-go`.
  static func language(inClass names: String) -> String? {
    for name in names.split(separator: " ") {
      for prefix in ["language-", "lang-", "highlight-source-", "brush:"] where name.hasPrefix(prefix) {
        return name.dropFirst(prefix.count).lowercased()
      }
    }
    return nil
  }
}

extension Substring {
  /// Returns the text before `mark`, in either case; all of the text if it does not contain `mark`.
  func prefix(upToFirst mark: String) -> Substring { firstIndex(of: mark).map { self[..<$0] } ?? self }

  /// Returns the text after `mark`, in either case; nothing if the text does not contain `mark`.
  func suffix(afterFirst mark: String) -> Substring {
    firstIndex(of: mark).map { self[utf8.index($0, offsetBy: mark.utf8.count)...] } ?? suffix(0)
  }

  func contains(mark: String) -> Bool { firstIndex(of: mark) != nil }

  private func firstIndex(of mark: String) -> Index? {
    let wanted = Array(mark.utf8)
    var index = startIndex
    while let start = utf8[index...].firstIndex(of: wanted[0]) {
      if utf8[start...].starts(with: wanted, by: { $0.lowercased == $1 }) { return start }
      index = utf8.index(after: start)
    }
    return nil
  }
}
