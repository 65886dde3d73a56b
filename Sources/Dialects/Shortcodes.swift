/// Reduces the template tags of Hugo, Zola and Jekyll in a page to Markdown.
///
/// A figure becomes an image, a highlight a fenced code block, and a reference its path. A pair of tags is replaced
/// by the text that it encloses, and any other tag by its name and arguments in brackets. Tags within code do not
/// change. No line is added or removed, so the line numbers of the source stay valid.
package enum Shortcodes {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    edits.replace(0..<markdown.bytes.count, with: reduce(markdown.bytes[...]))
    return edits
  }

  /// Returns a page's text (UTF-8, without front matter) with its template tags reduced.
  package static func reduce(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard body.mayContainTags else { return body }
    let source = Array(body)
    let pairedNames = pairedNames(in: source)
    var output: [UInt8] = []
    output.reserveCapacity(source.count)
    var code = Code.none
    var isBlank = true
    var margins = ListMargins()
    for line in source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.startIndex > 0 { output.append(UInt8(ascii: "\n")) }
      let isAfterBlank = isBlank
      isBlank = line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
      let isIndentedCode = isAfterBlank && code == .none && !isBlank && margins.isIndentedCode(line)
      if code == .none, !isBlank, !isIndentedCode { margins.update(with: line, isAfterBlank: isAfterBlank) }
      if isIndentedCode {
        output += line
        // The next line may continue the indented code, as if a blank line preceded it.
        isBlank = true
      } else {
        append(line, pairedNames: pairedNames, code: &code, to: &output)
      }
    }
    return output[...]
  }

  /// The construct around a position in which tags are not reduced.
  enum Code: Equatable {
    case none
    /// A fenced code block, with the character and the length of its opening fence.
    case fence(UInt8, Int)
    /// `{{< highlight >}}` or `{% raw %}`, with the name of the tag that closes it.
    case tag(String)
    /// `{% comment %}`: its content is dropped.
    case comment
  }

  /// Parses the fence at the beginning of a line; nil if there is none. `isBare` is true if the line contains nothing
  /// else, which a closing fence requires.
  private static func fence(in line: ArraySlice<UInt8>) -> (mark: UInt8, count: Int, isBare: Bool)? {
    let text = line.drop { $0 == UInt8(ascii: " ") }
    guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let count = text.prefix { $0 == mark }.count
    let rest = text.dropFirst(count)
    if count < 3 || mark == UInt8(ascii: "`") && rest.contains(mark) { return nil }
    return (mark, count, rest.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") })
  }

  /// Appends a line with its tags reduced, and updates the construct that is open at its end.
  private static func append(
    _ line: ArraySlice<UInt8>, pairedNames: Set<String>, code: inout Code, to output: inout [UInt8]
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
      case .fence, .tag, .comment: break
      }
    }
    var isInCodeSpan = false
    var index = line.startIndex
    while index < line.endIndex {
      if line[index] == UInt8(ascii: "`") { isInCodeSpan.toggle() }
      if !isInCodeSpan, line[index] == UInt8(ascii: "{"), let tag = TemplateTag(line[index...]),
        tag.isReduced(in: code)
      {
        if tag.name == "highlight" || tag.name == "raw" {
          code = tag.isClosing ? .none : .tag(tag.name)
        } else if tag.name == "comment", tag.isStatement {
          code = tag.isClosing ? .none : .comment
        }
        output += tag.markdown(pairedNames: pairedNames).utf8
        index = tag.end
      } else {
        if code != .comment { output.append(line[index]) }
        index += 1
      }
    }
  }

  /// Returns the names that have a closing tag somewhere: `{{< /name >}}` or `{% endname %}`.
  private static func pairedNames(in source: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "{"), let tag = TemplateTag(source[index...]) {
        if tag.isClosing { names.insert(tag.name) }
        index = tag.end
      } else {
        index += 1
      }
    }
    return names
  }
}

extension ArraySlice<UInt8> {
  /// Whether the text contains `{{` or `{%`: a fast test, because most pages do not.
  fileprivate var mayContainTags: Bool {
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
