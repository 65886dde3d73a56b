/// Applies lists of attributes where they mean something in a terminal, and hides the others.
///
/// An id becomes the anchor of a heading, or an anchor before another block or behind a span; `.no_toc` keeps a heading out of the contents, `.language-x` names the
/// language of code, `{:toc}` removes the list that it replaces, and the classes of notices make alerts.
struct AttributeLists {
  private let markdown: ScannedMarkdown
  private let needsColon: Bool
  private let parts: Parts
  /// Whether a list behind a space at the end of a block or of a cell belongs to it.
  private let endsBlocks: Bool
  private var edits = Edits()
  /// The lines of the last block to which a list was applied, so that they are not searched for each of its lists.
  private var block = 0..<0
  /// Whether that block has been made an alert.
  private var isAlert = false

  /// What may have attributes.
  private enum Parts {
    case headings, blocks, blocksAndSpans
  }

  /// Lists that begin with a colon: kramdown.
  static func kramdownEdits(in markdown: ScannedMarkdown) -> Edits {
    edits(in: AttributeLists(markdown: markdown, needsColon: true, parts: .blocksAndSpans, endsBlocks: false))
  }

  /// Lists without a colon.
  static func edits(in markdown: ScannedMarkdown, of dialect: Dialect) -> Edits {
    let parts: Parts =
      if dialect.contains(.attributeLists) {
        .blocksAndSpans
      } else {
        dialect.contains(.blockAttributes) ? .blocks : .headings
      }
    return edits(
      in: AttributeLists(
        markdown: markdown, needsColon: false, parts: parts,
        endsBlocks: dialect.contains(.trailingAttributes)))
  }

  private static func edits(in lists: AttributeLists) -> Edits {
    var lists = lists
    let lines = lists.markdown.lines
    for index in lines.indices where !lines[index].isCode { lists.reduceLine(index) }
    return lists.edits
  }

  private init(markdown: ScannedMarkdown, needsColon: Bool, parts: Parts, endsBlocks: Bool) {
    self.markdown = markdown
    self.needsColon = needsColon
    self.parts = parts
    self.endsBlocks = endsBlocks
  }

  private mutating func reduceLine(_ index: Int) {
    let line = markdown.lines[index]
    let text = markdown.text(of: line)
    guard text.contains(UInt8(ascii: "{")) else { return }
    if parts == .headings {
      if line.kind == .heading { reduceHeading(line) }
      return
    }
    if line.kind != .html, line.kind != .htmlContinuation,
      let list = AttributeList(text, needsColon: needsColon)
    {
      let rest = markdown.bytes[list.end..<line.end]
      if rest.allSatisfy({ $0 <= 0x20 }) { return applyBlockList(list, index) }
      // `* {:.class} text` gives the attributes of the item.
      if line.opensContainer, needsColon {
        edits.remove(line.textStart..<(rest.firstIndex { $0 > 0x20 } ?? line.end))
        return reduceSpans(in: list.end..<line.end)
      }
    }
    if line.kind != .heading {
      if endsBlocks { reduceEnds(at: index) }
      if parts == .blocksAndSpans { reduceSpans(in: line.textStart..<line.end) }
    } else if !needsColon {
      reduceHeading(line)
    }
  }

  /// Writes the attributes of a heading in the form that the parser reads.
  private mutating func reduceHeading(_ line: ScannedMarkdown.Line) {
    let text = markdown.text(of: line).trimmed
    // The parser reads lists that begin with an id.
    guard let open = text.lastIndex(of: UInt8(ascii: "{")), !markdown.isCode(open),
      text[(open + 1)...].first(where: { !$0.isSpaceOrTab }) != UInt8(ascii: "#"),
      let list = AttributeList(text[open...], needsColon: false, allowsNames: true), list.end == text.endIndex
    else { return }
    let title = text[..<open].trimmed
    edits.remove((title.isEmpty ? open : title.endIndex)..<list.end)
    applyToHeading(list, at: line)
  }

  /// Removes the lists at the end of a paragraph, or of the cells of a row, with the space before them.
  private mutating func reduceEnds(at index: Int) {
    let line = markdown.lines[index]
    let isRow = line.kind == .tableRow
    guard isRow || (line.kind == .paragraph || line.kind == .continuation) && kind(index + 1) != .continuation
    else { return }
    let range = line.textStart..<line.end
    for part in isRow ? markdown.bytes.tableCells(in: range) : [range] {
      let text = markdown.bytes[part].trimmed
      guard text.last == UInt8(ascii: "}"), let open = text.lastIndex(of: UInt8(ascii: "{")),
        open > text.startIndex, text[open - 1].isSpaceOrTab, !markdown.isCode(open),
        let list = AttributeList(text[open...], needsColon: false), list.end == text.endIndex
      else { continue }
      edits.remove((open - 1)..<list.end)
    }
  }

  /// Removes the lists that follow a span.
  private mutating func reduceSpans(in range: Range<Int>) {
    var index = range.lowerBound
    while let open = markdown.bytes[index..<range.upperBound].firstIndex(of: UInt8(ascii: "{")) {
      index = open + 1
      guard open > range.lowerBound, ")]*_`>\"".utf8.contains(markdown.bytes[open - 1]),
        !markdown.isCode(open),
        let list = AttributeList(
          markdown.bytes[open..<range.upperBound], needsColon: needsColon, allowsNames: true)
      else { continue }
      edits.replace(open..<list.end, with: anchor(list))
      index = list.end
    }
  }

  // MARK: Blocks

  private func kind(_ index: Int) -> ScannedMarkdown.Kind {
    markdown.lines.indices.contains(index) ? markdown.lines[index].kind : .blank
  }

  private func text(_ index: Int) -> ArraySlice<UInt8> { markdown.text(of: markdown.lines[index]) }

  /// The number of containers around a line; 0 if none of them is a quote.
  private func quoteDepth(_ index: Int) -> Int {
    let line = markdown.lines[index]
    return markdown.bytes[line.start..<line.textStart].contains(UInt8(ascii: ">")) ? line.depth : 0
  }

  private mutating func applyBlockList(_ list: AttributeList, _ index: Int) {
    let line = markdown.lines[index]
    if list.names.contains("toc"), index > 0 {
      let item = markdown.lines[index - 1]
      if item.opensContainer, kind(index - 1) != .blank {
        return edits.remove(markdown.wholeLines(item.start..<line.end, behind: outerMarksEnd(of: item)))
      }
    }
    let followsBlock = kind(index - 1) != .blank
    if followsBlock {
      apply(list, toBlockThatEndsAt: index - 1, isQuoted: quoteDepth(index) > 0)
    } else {
      apply(list, toBlockThatBeginsAt: index + 1)
    }
    let next = index + 1 < markdown.lines.count ? markdown.lines[index + 1] : nil
    let isBeforeItem = next.map { line in
      let marks = markdown.bytes[line.start..<line.textStart].trimmed
      return line.opensContainer && marks.last != UInt8(ascii: ">")
    }
    if !followsBlock || kind(index + 1) == .blank || isBeforeItem == true {
      edits.removeLine(line, in: markdown)
    } else {
      // A blank line keeps the next block apart.
      edits.remove(line.textStart..<line.end)
    }
  }

  /// The end of the marks on a line without the innermost one.
  private func outerMarksEnd(of line: ScannedMarkdown.Line) -> Int {
    let marks = markdown.bytes[line.start..<line.textStart]
    guard let last = marks.lastIndex(where: { $0 > 0x20 }) else { return line.start }
    return marks[...last].lastIndex { $0 <= 0x20 }.map { $0 + 1 } ?? line.start
  }

  /// - Parameter isQuoted: whether the line of the list begins with the mark of a quote. Then the list belongs to a
  ///   paragraph in the quote, else to the quote.
  private mutating func apply(_ list: AttributeList, toBlockThatEndsAt last: Int, isQuoted: Bool) {
    switch kind(last) {
    case .heading: applyToHeading(list, at: markdown.lines[last])
    case .underline where last > 0: applyToHeading(list, at: markdown.lines[last - 1])
    case .closingFence:
      let first = markdown.lines[..<last].lastIndex { $0.kind == .openingFence }
      if let first { apply(list, toFence: first) }
    case .tableRow:
      var first = last
      while kind(first - 1) == .tableRow { first -= 1 }
      insertAnchor(list, beforeBlockAt: first)
    case .paragraph, .continuation:
      guard list.callout != nil || list.id != nil else { return }
      var first = last
      func moveBack(while isPart: (Int) -> Bool) {
        while first > 0, !block.contains(first), isPart(first) { first -= 1 }
      }
      moveBack { kind($0) == .continuation }
      // The text of a quote may be a paragraph of several.
      let depth = quoteDepth(first)
      func isInQuote(_ index: Int) -> Bool {
        markdown.lines.indices.contains(index) && markdown.lines[index].depth >= depth
      }
      let isPart = isQuoted && depth > 0 && (isInQuote(first - 1) || isInQuote(last + 2))
      if isPart { return applyCallout(list, first..<(last + 1), isInQuote: true) }
      moveBack { depth > 0 && isInQuote($0 - 1) }
      applyCallout(list, first..<(last + 1))
    case .blank, .underline, .rule, .openingFence, .fencedCode, .indentedCode, .html,
      .htmlContinuation:
      break
    }
  }

  private mutating func apply(_ list: AttributeList, toBlockThatBeginsAt first: Int) {
    switch kind(first) {
    case .heading: applyToHeading(list, at: markdown.lines[first])
    case .openingFence: apply(list, toFence: first)
    case .tableRow: insertAnchor(list, beforeBlockAt: first)
    case .paragraph, .continuation:
      if kind(first + 1) == .underline { return applyToHeading(list, at: markdown.lines[first]) }
      guard list.callout != nil || list.id != nil else { return }
      let depth = quoteDepth(first)
      var last = first
      while !block.contains(last),
        kind(last + 1) == .continuation
          || depth > 0 && last + 1 < markdown.lines.count && markdown.lines[last + 1].depth >= depth
      {
        last += 1
      }
      applyCallout(list, first..<(last + 1))
    case .blank, .underline, .rule, .fencedCode, .closingFence, .indentedCode, .html,
      .htmlContinuation:
      break
    }
  }

  private mutating func applyToHeading(_ list: AttributeList, at line: ScannedMarkdown.Line) {
    let id = list.id.map { ["#" + $0] } ?? []
    let attributes = id + list.classes.filter { $0 == "no_toc" }.map { "." + $0 }
    if !attributes.isEmpty { edits.insert(" {\(attributes.joined(separator: " "))}", at: line.end) }
  }

  private mutating func apply(_ list: AttributeList, toFence index: Int) {
    insertAnchor(list, beforeBlockAt: index)
    let line = markdown.lines[index]
    guard let language = list.language, Fence(markdown.text(of: line))?.isBare == true else { return }
    edits.insert(language, at: line.end)
  }

  /// The id of a list as an element of HTML; empty if it has none.
  private func anchor(_ list: AttributeList) -> String {
    list.id.map { "<a id=\"\(MarkdownText.html($0))\"></a>" } ?? ""
  }

  /// Inserts the id of a list in a paragraph of its own before a table or a code block. In a container the marks of its
  /// lines would have to be repeated.
  private mutating func insertAnchor(_ list: AttributeList, beforeBlockAt index: Int) {
    let line = markdown.lines[index]
    guard list.id != nil, line.depth == 0 else { return }
    let isApart = kind(index - 1) == .blank || AttributeList(text(index - 1), needsColon: needsColon) != nil
    edits.insert("\(isApart ? "" : "\n")\(anchor(list))\n\n", at: line.start)
  }

  /// Makes an alert of a quote or a paragraph.
  /// - Parameter isInQuote: whether only a paragraph of a quote becomes an alert.
  private mutating func applyCallout(_ list: AttributeList, _ lines: Range<Int>, isInQuote: Bool = false) {
    if block.contains(lines.lowerBound) {
      block = block.lowerBound..<max(block.upperBound, lines.upperBound)
    } else {
      block = lines
      isAlert = false
    }
    let first = markdown.lines[block.lowerBound]
    defer { if list.id != nil { edits.insert(anchor(list), at: first.textStart) } }
    guard let kind = list.callout, !isAlert else { return }
    isAlert = true
    let marks = markdown.bytes[first.start..<first.textStart]
    let prefix = String(decoding: markdown.continuationPrefix(of: first), as: UTF8.self)
    if !isInQuote, marks.contains(UInt8(ascii: ">")) {
      return edits.insert("[!\(kind)]\n\(prefix)", at: first.textStart)
    }
    edits.insert("> [!\(kind)]\n\(prefix)> ", at: first.textStart)
    for index in block.dropFirst() where markdown.lines[index].kind == .continuation {
      edits.insert("> ", at: markdown.lines[index].textStart)
    }
  }
}
