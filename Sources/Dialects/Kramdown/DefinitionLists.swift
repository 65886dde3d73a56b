/// Reduces definition lists, lines that begin with a colon below their terms, to HTML (`dl`).
///
/// kramdown, Python-Markdown and Hugo's Goldmark share this syntax with PHP Markdown Extra.
struct DefinitionLists {
  private let markdown: ScannedMarkdown
  private var edits = Edits()

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var lists = DefinitionLists(markdown: markdown)
    var index = 0
    while index < markdown.lines.count { index = lists.reduceList(at: index) }
    return lists.edits
  }

  private init(markdown: ScannedMarkdown) {
    self.markdown = markdown
  }

  /// The offset of the text behind `: ` at the beginning of a line; nil if the line is no definition.
  private func definition(_ index: Int) -> Int? {
    let line = markdown.lines[index]
    let text = markdown.text(of: line)
    guard line.kind == .paragraph || line.kind == .continuation, text.first == UInt8(ascii: ":"),
      text.dropFirst().first.map({ $0.isSpaceOrTab }) ?? false, !markdown.isCode(line.textStart)
    else { return nil }
    return text.dropFirst().firstIndex { !$0.isSpaceOrTab }
  }

  /// Reduces the list whose first term is on a line. Returns the next line to examine.
  private mutating func reduceList(at first: Int) -> Int {
    var terms = first
    guard markdown.lines[first].kind == .paragraph, definition(first) == nil else { return first + 1 }
    let depth = markdown.lines[first].depth
    // The lines of the paragraph above the first definition are terms, one each.
    var next = first + 1
    while next < markdown.lines.count, markdown.lines[next].kind == .continuation, definition(next) == nil {
      next += 1
    }
    var afterTerms = next
    if next < markdown.lines.count, markdown.lines[next].kind == .blank { afterTerms = next + 1 }
    guard afterTerms < markdown.lines.count, definition(afterTerms) != nil,
      markdown.lines[afterTerms].depth == depth
    else { return next }
    // A paragraph that is longer than a few lines is text with a colon behind it.
    guard next - first <= 4 else { return next }
    let prefix = String(decoding: markdown.continuationPrefix(of: markdown.lines[first]), as: UTF8.self)
    let gap = "\n\(prefix)\n\(prefix)"
    edits.insert("<dl>\n\(prefix)", at: markdown.lines[first].textStart)
    var index = afterTerms
    while true {
      for term in terms..<next {
        let line = markdown.lines[term]
        edits.insert("<dt>\(gap)", at: line.textStart)
        edits.insert("\(gap)</dt>", at: line.end)
      }
      while index < markdown.lines.count, let text = definition(index), markdown.lines[index].depth == depth {
        index = reduceDefinition(at: index, text, gap: gap)
      }
      // Further terms follow after a blank line.
      let lastDefinition = index
      terms = index
      while terms < markdown.lines.count, markdown.lines[terms].kind == .blank { terms += 1 }
      next = terms
      while next < markdown.lines.count, next - terms < 5, markdown.lines[next].depth == depth,
        markdown.lines[next].kind == (next == terms ? .paragraph : .continuation), definition(next) == nil
      {
        next += 1
      }
      var definitions = next
      if next < markdown.lines.count, next > terms, markdown.lines[next].kind == .blank { definitions += 1 }
      guard next > terms, next - terms <= 4, definitions < markdown.lines.count,
        definition(definitions) != nil,
        markdown.lines[definitions].depth == depth
      else {
        close(at: lastDefinition, prefix)
        return max(lastDefinition, first + 1)
      }
      index = definitions
    }
  }

  /// Reduces a definition, with the lines and paragraphs that continue it. Returns the next line.
  private mutating func reduceDefinition(at index: Int, _ text: Int, gap: String) -> Int {
    let line = markdown.lines[index]
    edits.replace(line.textStart..<text, with: "<dd>\(gap)")
    var last = index
    var next = index + 1
    while next < markdown.lines.count {
      let line = markdown.lines[next]
      if line.kind == .continuation, definition(next) == nil {
        last = next
        edits.remove(line.textStart..<line.textStart)
      } else if line.kind == .blank {
        // Only an indented line continues the definition after a blank line.
        var further = next
        while further < markdown.lines.count, markdown.lines[further].kind == .blank { further += 1 }
        guard further < markdown.lines.count, markdown.lines[further].indentation >= 4 else { break }
        next = further
        continue
      } else if line.indentation >= 4, line.kind == .indentedCode {
        last = next
        let indented = markdown.bytes[line.textStart..<line.end]
        let spaces = indented.prefix(4).prefix { $0 == UInt8(ascii: " ") }
        let margin = indented.first == UInt8(ascii: "\t") ? 1 : spaces.count
        edits.remove(line.textStart..<(line.textStart + margin))
      } else {
        break
      }
      next += 1
    }
    edits.insert("\(gap)</dd>", at: markdown.lines[last].end)
    return last + 1
  }

  private mutating func close(at index: Int, _ prefix: String) {
    edits.insert("\n\(prefix)</dl>\n\(prefix)", at: markdown.lines[index - 1].end)
  }
}
