/// The template marks of Hugo, Zola and Jekyll reduced to what they say, line by line.
///
/// A figure becomes an image, a highlight a fence, a reference its path; a pair of marks leaves what
/// stands between them, and any other mark its arguments in brackets. Code keeps its braces, and no line
/// is added or taken, so the source's line numbers hold.
package enum Shortcodes {
  /// The text without template marks; the same bytes where it has none.
  package static func degraded(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard body.holdsMark else { return body }
    let source = Array(body)
    let closed = closingNames(in: source)
    var output: [UInt8] = []
    output.reserveCapacity(source.count)
    var code = Code.none
    var isBlank = true
    var margins = ListMargins()
    for line in source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.startIndex > 0 { output.append(UInt8(ascii: "\n")) }
      let wasBlank = isBlank
      isBlank = line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
      let isCode = wasBlank && code == .none && !isBlank && margins.makesCode(of: line)
      if code == .none, !isBlank, !isCode { margins.take(line, isParted: wasBlank) }
      if isCode {
        // Code by its margin goes on until a line without one.
        output += line
        isBlank = true
      } else {
        append(line, of: source, closed: closed, code: &code, to: &output)
      }
    }
    return output[...]
  }

  /// Within what the braces are text, or nothing.
  private enum Code: Equatable {
    case none
    /// A fence of so many marks of a kind.
    case fence(UInt8, Int)
    /// `{{< highlight >}}` or `{% raw %}`, up to the mark that closes it.
    case mark(String)
    /// `{% comment %}`: what it encloses is not said.
    case comment
  }

  /// The marks of a fence at the start of a line, and whether a word follows them.
  private static func fence(in line: ArraySlice<UInt8>) -> (mark: UInt8, count: Int, isBare: Bool)? {
    let indented = line.drop { $0 == UInt8(ascii: " ") }
    guard let mark = indented.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return nil
    }
    let count = indented.prefix { $0 == mark }.count
    let rest = indented.dropFirst(count)
    if count < 3 || mark == UInt8(ascii: "`") && rest.contains(mark) { return nil }
    return (mark, count, rest.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") })
  }

  private static func append(
    _ line: ArraySlice<UInt8>, of source: [UInt8], closed: Set<String>, code: inout Code,
    to output: inout [UInt8]
  ) {
    if let fence = fence(in: line) {
      switch code {
      case .none:
        code = .fence(fence.mark, fence.count)
        output += line
        return
      case .fence(let mark, let count) where mark == fence.mark && fence.count >= count && fence.isBare:
        code = .none
        output += line
        return
      default: break
      }
    }
    var isInCode = false
    var index = line.startIndex
    while index < line.endIndex {
      if source[index] == UInt8(ascii: "`") { isInCode.toggle() }
      if !isInCode, source[index] == UInt8(ascii: "{"), let mark = Mark(line[index...]), mark.isRead(in: code)
      {
        if mark.name == "highlight" || mark.name == "raw" {
          code = mark.isClosing ? .none : .mark(mark.name)
        } else if mark.name == "comment", mark.isStatement {
          code = mark.isClosing ? .none : .comment
        }
        output += mark.replacement(closed: closed).utf8
        index = mark.end
      } else {
        if code != .comment { output.append(source[index]) }
        index += 1
      }
    }
  }

  /// The names that some mark closes: `{{< /name >}}`, `{% endname %}`.
  private static func closingNames(in source: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "{"), let mark = Mark(source[index...]) {
        if mark.isClosing { names.insert(mark.name) }
        index = mark.end
      } else {
        index += 1
      }
    }
    return names
  }

  /// `{{< name args >}}`, `{{% name %}}`, `{{ name(args) }}` or `{% name args %}`.
  private struct Mark {
    let name: String
    let arguments: [(key: String, value: String)]
    let isClosing: Bool
    /// `{% ... %}`: of Jekyll or Zola.
    let isStatement: Bool
    let end: Int

    /// A mark stands on one line and is short; a brace that is never closed costs no more than this.
    private static let reach = 512

    private static let forms: [(open: [UInt8], close: [UInt8])] = [
      ("{{<", ">}}"), ("{{%", "%}}"), ("{{-", "-}}"), ("{{", "}}"), ("{%-", "-%}"), ("{%", "%}"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    init?(_ source: ArraySlice<UInt8>) {
      guard source.count > 3, let form = Self.forms.first(where: { source.starts(with: $0.open) }) else {
        return nil
      }
      let start = source.startIndex + form.open.count
      var close = start
      let limit = min(source.endIndex - form.close.count, start + Self.reach)
      while close <= limit, !source[close...].starts(with: form.close) {
        if source[close] == UInt8(ascii: "\n") { return nil }
        close += 1
      }
      guard close <= limit else { return nil }
      end = close + form.close.count
      isStatement = form.open[1] == UInt8(ascii: "%")
      var words = Self.words(in: String(decoding: source[start..<close], as: UTF8.self))
      guard var head = words.first?.value else { return nil }
      words.removeFirst()
      if head == "/", let next = words.first?.value {
        head = "/" + next
        words.removeFirst()
      }
      isClosing = head.hasPrefix("/") || isStatement && head.hasPrefix("end")
      name = head.hasPrefix("/") ? String(head.dropFirst()) : isClosing ? String(head.dropFirst(3)) : head
      arguments = words
    }

    /// Whether the mark is one: within code only the one that ends it is.
    func isRead(in code: Code) -> Bool {
      switch code {
      case .none: true
      case .fence: false
      case .mark(let name): isClosing && self.name == name
      case .comment: isClosing && name == "comment"
      }
    }

    func replacement(closed: Set<String>) -> String {
      func named(_ keys: String...) -> String? {
        keys.lazy.compactMap { key in arguments.first { $0.key == key }?.value }.first
      }
      let first = arguments.first?.value ?? ""
      switch name {
      case "highlight": return isClosing ? "```" : "```" + first
      case _ where isClosing: return ""
      case "figure", "image", "img":
        let label = (named("alt", "caption", "title") ?? "").reduce(into: "") { text, character in
          if "\\[]<>*_`".contains(character) { text += "\\" }
          text.append(character)
        }
        let address = (named("src", "path", "url") ?? first).filter { $0 != "<" && $0 != ">" }
        return "![\(label)](<\(address)>)"
      case "ref", "relref", "post_url", "link", "relURL", "absURL": return first
      case "youtube", "vimeo":
        let site = name == "youtube" ? "https://www.youtube.com/watch?v=" : "https://vimeo.com/"
        let id = named("id") ?? first
        return "[\(name): \(id)](\(site)\(id))"
      // Control statements say nothing; what they and other pairs enclose stays.
      case _ where isStatement || closed.contains(name) || name.hasPrefix("site."): return ""
      default:
        let words = arguments.map(\.value).filter { !$0.isEmpty }
        return words.isEmpty ? "[\(name)]" : "[\(name): \(words.joined(separator: ", "))]"
      }
    }

    /// Words, quoted or not, with `key=` before them where there is one; commas and parentheses separate.
    private static func words(in text: String) -> [(key: String, value: String)] {
      var words: [(key: String, value: String)] = []
      var key = ""
      var rest = text[...]
      while let first = rest.first {
        if " ,()\t".contains(first) {
          rest.removeFirst()
        } else if "\"'`".contains(first) {
          let value = rest.dropFirst().prefix { $0 != first }
          rest = rest.dropFirst(value.count + 2)
          words.append((key, String(value)))
          key = ""
        } else {
          let word = rest.prefix { !" ,()=\t\"'`".contains($0) }
          rest = rest.dropFirst(max(1, word.count))
          if rest.first == "=", !word.isEmpty {
            key = String(word)
            rest.removeFirst()
          } else if !word.isEmpty {
            words.append((key, String(word)))
            key = ""
          }
        }
      }
      return words
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether `{{` or `{%` stands anywhere.
  fileprivate var holdsMark: Bool {
    withUnsafeBufferPointer { bytes in
      guard let first = bytes.baseAddress else { return false }
      let last = first + bytes.count - 1
      var byte = first
      while byte < last {
        if byte.pointee == UInt8(ascii: "{"), byte[1] == UInt8(ascii: "{") || byte[1] == UInt8(ascii: "%") {
          return true
        }
        byte += 1
      }
      return false
    }
  }
}
