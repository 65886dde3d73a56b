/// Reduces what only Pandoc and Quarto write (pandoc.org/MANUAL, quarto.org/docs): raw HTML in code with the mark `{=html}`,
/// line blocks, numbered examples, captions of tables, labels of equations, options of code cells, and `{-}` behind
/// headings.
struct PandocMarks {
  private let markdown: ScannedMarkdown
  private var edits = Edits()
  /// The numbers of examples by their labels.
  private var examples: [String: Int] = [:]

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var marks = PandocMarks(markdown: markdown)
    marks.reduceLines()
    marks.reduceTexts()
    return marks.edits
  }

  private init(markdown: ScannedMarkdown) { self.markdown = markdown }

  // MARK: Lines

  private mutating func reduceLines() {
    let lines = markdown.lines
    var number = 0
    var index = 0
    // Whether the paragraph is a list, and the number of its last item whose mark is `#.`.
    var isList = false
    var item = 0
    while index < lines.count {
      let line = lines[index]
      let text = markdown.text(of: line)
      switch line.kind {
      case .openingFence:
        var end = index
        while end + 1 < lines.count, lines[end + 1].kind == .fencedCode { end += 1 }
        if end + 1 < lines.count, lines[end + 1].kind == .closingFence { end += 1 }
        reduceCode(index...end)
        index = end
      case .heading:
        if text.trimmed.hasSuffix("{-}"), let open = text.lastIndex(of: UInt8(ascii: "{")) {
          edits.remove(open..<line.end)
        }
      case .paragraph, .continuation:
        if Self.isLayout(text) {
          edits.remove(text.indices)
        } else if let example = exampleLabel(text) {
          number += 1
          if !example.isEmpty { examples[example] = number }
          let mark = text.startIndex..<(text.startIndex + example.utf8.count + 3)
          edits.replace(mark, with: "(\(number))")
        }
        if text.starts(with: "$$ {#".utf8), text.last == UInt8(ascii: "}") {
          edits.remove((text.startIndex + 2)..<line.end)
        } else if line.kind == .paragraph, isCaption(index) {
          reduceCaption(line)
        } else if line.kind == .paragraph {
          reduceLineBlock(at: index)
        }
        if line.kind == .paragraph {
          isList = Self.isItem(text)
          item = 0
        }
        if isList, text.starts(with: "#. ".utf8) || text.starts(with: "#) ".utf8) {
          item += 1
          edits.replace(text.startIndex..<(text.startIndex + 1), with: String(item))
        }
        if line.kind == .continuation, isList, text.first != UInt8(ascii: "#"), Self.isItem(text) {
          edits.insert("  ", at: lines[index - 1].end)
        }
      case .blank, .underline, .rule, .tableRow, .fencedCode, .closingFence, .indentedCode, .html,
        .htmlContinuation:
        break
      }
      index += 1
    }
  }

  /// Reduces a block with the info `{=html}` or `{python}`, whose first and last lines are fences.
  private mutating func reduceCode(_ range: ClosedRange<Int>) {
    let first = markdown.lines[range.lowerBound]
    let last = markdown.lines[range.upperBound]
    let info = markdown.text(of: first).drop { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }.trimmed
    guard info.first == UInt8(ascii: "{") else { return }
    if info.starts(with: "{=".utf8), info.last == UInt8(ascii: "}") {
      guard last.kind == .closingFence, range.count > 1 else { return }
      guard Self.isHTML(info) else {
        return edits.remove(first.textStart..<last.end)
      }
      edits.remove(first.textStart..<first.end)
      return edits.remove(last.textStart..<last.end)
    }
    let content = markdown.lines[range].dropFirst()
    let options = CellOptions(content.prefix(CellOptions.maximumLines).map { markdown.text(of: $0) })
    guard options.isIncluded(info) else { return edits.remove(first.textStart..<last.end) }
    let caption = options.caption
    if !options.isEchoed(info), last.kind == .closingFence {
      return edits.replace(first.textStart..<last.end, with: caption ?? "")
    }
    let blanks = content.dropFirst(options.count).prefix { markdown.text(of: $0).trimmed.isEmpty }
    let removed = options.count == 0 ? 0 : options.count + blanks.count
    for line in content.prefix(removed) { edits.removeLine(line, in: markdown) }
    guard let caption, last.kind == .closingFence else { return }
    let lineBreak = "\n" + String(decoding: markdown.continuationPrefix(of: first), as: UTF8.self)
    let isLast = last.end == markdown.bytes.count
    edits.insert(lineBreak + lineBreak + caption + (isLast ? "" : lineBreak), at: last.end)
  }

  private static func isHTML(_ mark: ArraySlice<UInt8>) -> Bool {
    ["{=html}", "{=html5}", "{=markdown}"].contains { mark.elementsEqual($0.utf8) }
  }

  /// The label of an example, `(@label)`, with which a line begins; nil if it is none.
  private func exampleLabel(_ text: ArraySlice<UInt8>) -> String? {
    guard text.starts(with: "(@".utf8) else { return nil }
    let label = text.dropFirst(2).prefix(while: Self.isLabel)
    guard text[label.endIndex...].starts(with: ") ".utf8) else { return nil }
    return String(decoding: label, as: UTF8.self)
  }

  private static func isLabel(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// Whether a line is an item of a list that CommonMark does not have: `a.`, `iv)`, `#.` or `(@)`.
  private static func isItem(_ text: ArraySlice<UInt8>) -> Bool {
    let hasParenthesis = text.first == UInt8(ascii: "(")
    let rest = hasParenthesis ? text.dropFirst() : text
    let mark = rest.prefix { $0.isLetter || $0.isDigit || "#@-_".utf8.contains($0) }
    let end = rest[mark.endIndex...]
    guard let first = mark.first, let closing = end.first, end.dropFirst().first?.isSpaceOrTab == true,
      closing == UInt8(ascii: ")") || closing == UInt8(ascii: ".") && !hasParenthesis
    else { return false }
    if first == UInt8(ascii: "#") || hasParenthesis && first == UInt8(ascii: "@") { return true }
    let isRoman = mark.count < 5 && mark.allSatisfy { "ivx".utf8.contains($0) }
    return isRoman || mark.count == 1 && first == first.lowercased && first.isLetter
      || hasParenthesis && mark.allSatisfy(\.isDigit)
  }

  /// Whether a line is a command of LaTeX for the layout of paper, of which nothing is in a page of HTML.
  private static func isLayout(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "\\") else { return false }
    let name = text.dropFirst().prefix(while: \.isLetter)
    guard layoutCommands.contains(String(decoding: name, as: UTF8.self)) else { return false }
    let rest = text[name.endIndex...].trimmed
    return rest.isEmpty
      || rest.first == UInt8(ascii: "{") && rest.firstIndex(of: UInt8(ascii: "}")) == rest.indices.last
  }

  private static let layoutCommands: Set<String> = [
    "newpage", "pagebreak", "clearpage", "cleardoublepage", "bigskip", "medskip", "smallskip", "vfill",
    "vspace", "noindent", "centering", "maketitle", "tableofcontents", "listoffigures", "listoftables",
    "appendix", "frontmatter", "mainmatter", "backmatter", "singlespacing", "doublespacing", "onehalfspacing",
  ]

  /// Whether a line is the caption of the table above or below it.
  private func isCaption(_ index: Int) -> Bool {
    let text = markdown.text(of: markdown.lines[index])
    guard text.starts(with: ": ".utf8) || text.starts(with: "Table: ".utf8) else { return false }
    let above = markdown.lines[..<index].suffix(3).last { $0.kind != .blank }
    let below = markdown.lines[(index + 1)...].prefix(2).first { $0.kind != .blank }
    return [above, below].contains { $0.map(isTable) == true }
  }

  /// Whether a line is part of a table. A grid table is one of HTML already.
  private func isTable(_ line: ScannedMarkdown.Line) -> Bool {
    let text = markdown.text(of: line)
    return line.kind == .tableRow || text.elementsEqual("<table>".utf8) || text.elementsEqual("</table>".utf8)
  }

  private mutating func reduceCaption(_ line: ScannedMarkdown.Line) {
    let text = markdown.text(of: line)
    let start = (text.firstIndex(of: UInt8(ascii: ":")) ?? text.startIndex) + 2
    edits.remove(text.startIndex..<min(start, line.end))
    if text.last == UInt8(ascii: "}"), let open = text.lastIndex(of: UInt8(ascii: "{")), open > start,
      AttributeList(text[open...], needsColon: false)?.end == text.endIndex
    {
      edits.remove(open..<line.end)
    }
  }

  /// Keeps the lines of a paragraph apart that begin with `| `.
  private mutating func reduceLineBlock(at first: Int) {
    let further = markdown.lines[(first + 1)...].prefix { $0.kind == .continuation }
    let lines = markdown.lines[first..<further.endIndex]
    let isBlock = lines.allSatisfy { line in
      let text = markdown.text(of: line)
      return text.starts(with: "| ".utf8) && text.trimmed.last != UInt8(ascii: "|")
        || text.elementsEqual("|".utf8)
    }
    guard isBlock, lines.count > 1 else { return }
    for line in lines {
      let text = markdown.text(of: line)
      let content = text.dropFirst(2)
      let spaces = content.prefix { $0 == 0x20 }.count
      edits.replace(
        text.startIndex..<min(content.startIndex + spaces, line.end),
        with: String(repeating: "&nbsp;", count: content.isEmpty ? 1 : spaces))
      if line.start != lines.last?.start { edits.insert("\\", at: line.end) }
    }
  }

  // MARK: Texts

  /// Replaces references to examples, and raw text in code spans.
  private mutating func reduceTexts() {
    let bytes = markdown.bytes
    var texts = InlineTexts(markdown)
    while texts.nextLine != nil {
      for text in texts.read() where text.kind != .html {
        for code in text.code { reduceSpan(text, code) }
        if examples.isEmpty { continue }
        var scan = InlineScan(text)
        while let offset = scan.next() {
          guard text.bytes[offset...].starts(with: "(@".utf8) else { continue }
          let label = text.bytes[(offset + 2)...].prefix(while: Self.isLabel)
          let source = text.source(of: offset..<label.endIndex).lowerBound
          guard label.endIndex < text.bytes.endIndex, text.bytes[label.endIndex] == UInt8(ascii: ")"),
            let number = examples[String(decoding: label, as: UTF8.self)],
            // The mark of the example itself is replaced above.
            exampleLabel(bytes[source...]) == nil || !isLineStart(source)
          else { continue }
          edits.replace(text.source(of: offset..<(label.endIndex + 1)), with: "(\(number))")
        }
      }
    }
  }

  private func isLineStart(_ offset: Int) -> Bool { markdown.line(at: offset).textStart == offset }

  private mutating func reduceSpan(_ text: InlineText, _ code: Range<Int>) {
    let rest = text.bytes[code.upperBound...].prefix(32)
    guard text.bytes[code.lowerBound] == UInt8(ascii: "`"), rest.starts(with: "{=".utf8),
      let close = rest.firstIndex(of: UInt8(ascii: "}"))
    else { return }
    let range = text.source(of: code.lowerBound..<(close + 1))
    var content = text.bytes[code].drop { $0 == UInt8(ascii: "`") }
    while content.last == UInt8(ascii: "`") { content = content.dropLast() }
    edits.replace(range, with: Self.isHTML(rest[...close]) ? content : [])
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
