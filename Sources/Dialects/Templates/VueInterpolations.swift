/// Shows the values of a page's fields in templates of Vue and Dendron: `{{ $frontmatter.title }}`, `{{fm.title}}`. Other expressions stay as they are.
enum VueInterpolations {
  static func edits(in markdown: ScannedMarkdown, values: KnownValues) -> Edits {
    var edits = Edits()
    let literal = literalRanges(in: markdown)
    var next = 0
    markdown.forEachTag(.vue) { tag, place in
      while next < literal.count, literal[next].upperBound <= tag.range.lowerBound { next += 1 }
      let isLiteral = next < literal.count && literal[next].contains(tag.range.lowerBound)
      if isLiteral || place.isCode { return }
      let expression = markdown.bytes[tag.content]
      guard let text = value(of: expression, values.variables) else { return }
      let context = TagContext(of: tag.range, isHTML: place.isHTML, in: markdown.bytes)
      switch context {
      case .markdown, .label: edits.replace(tag.range, with: MarkdownText.escaped(text))
      case .html: edits.replace(tag.range, with: MarkdownText.html(text))
      // Vue has templates in text only.
      case .destination, .attribute: break
      }
    }
    return edits
  }

  /// The text of an expression; nil if it is not known.
  private static func value(of expression: ArraySlice<UInt8>, _ variables: [String: String]) -> String? {
    // The text is the first string only if the expression is nothing else.
    if let text = LiquidValue.literal(expression) {
      return text.utf8.count == expression.count || text.utf8.count + 2 == expression.count ? text : nil
    }
    var name = String(
      decoding: expression.filter { $0 != UInt8(ascii: "$") && $0 != UInt8(ascii: "?") }, as: UTF8.self)
    if name.hasPrefix("page.frontmatter.") { name.removeFirst("page.".count) }
    return variables[name]
  }

  /// The parts of a page in which Vue leaves braces as they are: containers and elements with `v-pre`.
  private static func literalRanges(in markdown: ScannedMarkdown) -> [Range<Int>] {
    guard markdown.bytes[...].firstIndex(of: Array("v-pre".utf8)) != nil else { return [] }
    return (containers(in: markdown) + elements(in: markdown)).sorted { $0.lowerBound < $1.lowerBound }
      .reduce(into: []) { ranges, range in
        if let last = ranges.last, range.lowerBound < last.upperBound {
          ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        } else {
          ranges.append(range)
        }
      }
  }

  /// `::: v-pre` … `:::`.
  private static func containers(in markdown: ScannedMarkdown) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    for line in markdown.lines where !line.isCode {
      let text = markdown.text(of: line).trimmed
      guard text.starts(with: ":::".utf8) else { continue }
      let name = text.drop { $0 == UInt8(ascii: ":") }.trimmed
      if start == nil, name.elementsEqual("v-pre".utf8) {
        start = line.start
      } else if let open = start, name.isEmpty {
        ranges.append(open..<line.end)
        start = nil
      }
    }
    if let start { ranges.append(start..<markdown.bytes.count) }
    return ranges
  }

  /// `<span v-pre>` … `</span>`.
  private static func elements(in markdown: ScannedMarkdown) -> [Range<Int>] {
    let bytes = markdown.bytes
    var ranges: [Range<Int>] = []
    var index = 0
    while let start = index < bytes.count ? bytes[index...].firstIndex(of: UInt8(ascii: "<")) : nil {
      index = start + 1
      guard !markdown.isCode(start), let tag = JSXTag(bytes[start...]) else { continue }
      index = tag.range.upperBound
      guard !tag.isClosing, !tag.isSelfClosing,
        bytes[tag.range].firstIndex(of: Array(" v-pre".utf8)) != nil
      else { continue }
      guard let end = bytes[index...].firstIndex(of: Array("</\(tag.name)".utf8)) else {
        ranges.append(start..<bytes.count)
        break
      }
      ranges.append(start..<end)
      index = end
    }
    return ranges
  }
}
