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
    // A definition may contain a list, which is not scanned as such before its indentation is removed.
    lists.edits.isPartial = !lists.edits.isEmpty
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
      while true {
        var start = index
        while start < markdown.lines.count, markdown.lines[start].kind == .blank { start += 1 }
        guard start < markdown.lines.count, let text = definition(start), markdown.lines[start].depth == depth
        else { break }
        index = reduceDefinition(at: start, text, prefix)
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

  /// Reduces a definition, with the lines and blocks that continue it. Returns the next line.
  ///
  /// Python-Markdown and PHP Markdown Extra indent further blocks by four columns, kramdown and Goldmark as far as the
  /// text behind the colon.
  private mutating func reduceDefinition(at index: Int, _ text: Int, _ prefix: String) -> Int {
    let gap = "\n\(prefix)\n\(prefix)"
    let line = markdown.lines[index]
    edits.replace(line.textStart..<text, with: "<dd>\(gap)")
    let hasTab = markdown.bytes[line.textStart..<text].contains(UInt8(ascii: "\t"))
    let indentation = line.indentation
    let width = hasTab ? 4 : min(4, indentation + text - line.textStart)
    let margin = Array(prefix.utf8)
    // The number of columns that are removed, given by the first indented line.
    var removed: Int?
    var last = index
    var isAfterBlank = false
    for next in (index + 1)..<markdown.lines.count {
      let line = markdown.lines[next]
      let marks = markdown.leadingMarks(of: line, upTo: margin.count)
      let rest = markdown.bytes[marks.endIndex..<line.end]
      if rest.allSatisfy(\.isSpaceOrTab) {
        if margin.dropFirst(marks.count).contains(UInt8(ascii: ">")) { break }
        isAfterBlank = true
        continue
      }
      let columns = rest.indentation
      // A colon that is indented further belongs to a list in the definition.
      if definition(next) != nil, columns < indentation + 4 { break }
      let isIndented = marks.count == margin.count && columns >= width
      let isInFence = line.kind == .fencedCode || line.kind == .closingFence
      let isLazy = line.kind == .continuation && !isAfterBlank
      guard isIndented || isInFence || isLazy else { break }
      if isIndented || isInFence {
        let margin = removed ?? (columns >= 4 && columns < width + 4 ? 4 : width)
        removed = margin
        edits.removeIndentation(of: margin, from: rest)
      }
      last = next
      isAfterBlank = false
    }
    edits.insert("\(gap)</dd>", at: markdown.lines[last].end)
    return last + 1
  }

  private mutating func close(at index: Int, _ prefix: String) {
    edits.insert("\n\(prefix)</dl>\n\(prefix)", at: markdown.lines[index - 1].end)
  }
}

extension ArraySlice<UInt8> {
  /// The number of columns of the white space at the beginning.
  fileprivate var indentation: Int {
    prefix(while: \.isSpaceOrTab).reduce(0) { $0 + ($1 == UInt8(ascii: "\t") ? 4 - $0 % 4 : 1) }
  }
}

extension Edits {
  /// Removes up to a number of columns of white space from the beginning of a text.
  fileprivate mutating func removeIndentation(of columns: Int, from text: ArraySlice<UInt8>) {
    var count = 0
    let spaces = text.prefix { byte in
      guard count < columns, byte.isSpaceOrTab else { return false }
      count += byte == UInt8(ascii: "\t") ? 4 - count % 4 : 1
      return true
    }
    replace(spaces.indices, with: String(repeating: " ", count: max(0, count - columns)))
  }
}
