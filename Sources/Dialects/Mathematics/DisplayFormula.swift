/// A formula on lines of its own: between `$$` or `\[` and `\]`, an environment, or a code block with the info `math`.
struct DisplayFormula {
  /// The numbers of its lines.
  let lines: ClosedRange<Int>
  /// The lines of the formula in LaTeX, without its marks.
  let latex: [ArraySlice<UInt8>]
  private let isFenced: Bool

  /// Finds the formula that begins with a line; nil if there is none.
  init?(at index: Int, in markdown: ScannedMarkdown, _ dialect: Dialect) {
    let line = markdown.lines[index]
    switch line.kind {
    case .openingFence:
      guard dialect.contains(.dollarMathematics),
        let formula = Self(fence: index, in: markdown)
      else { return nil }
      self = formula
    case .paragraph, .continuation:
      let text = markdown.text(of: line)
      guard text.first == UInt8(ascii: "$") || text.first == UInt8(ascii: "\\") else { return nil }
      for marks in FormulaMarks.all(dialect) where marks.isDisplay && text.starts(with: marks.open) {
        guard let formula = Self(at: index, in: markdown, marks, includesMarks: false) else { continue }
        self = formula
        return
      }
      guard dialect.contains(.bracketMathematics), let marks = Self.environment(text),
        let formula = Self(at: index, in: markdown, marks, includesMarks: true)
      else { return nil }
      self = formula
    case .blank, .heading, .underline, .rule, .tableRow, .fencedCode, .closingFence, .indentedCode, .html,
      .htmlContinuation:
      return nil
    }
  }

  private init(lines: ClosedRange<Int>, latex: [ArraySlice<UInt8>], isFenced: Bool) {
    self.lines = lines
    self.latex = latex
    self.isFenced = isFenced
  }

  /// A code block whose info is `math`.
  private init?(fence index: Int, in markdown: ScannedMarkdown) {
    let info = markdown.text(of: markdown.lines[index]).drop { "`~".utf8.contains($0) }[...].trimmed
    guard info.elementsEqual("math".utf8) else { return nil }
    var latex: [ArraySlice<UInt8>] = []
    for number in (index + 1)..<max(index + 1, markdown.lines.count) {
      let line = markdown.lines[number]
      guard line.kind == .fencedCode else {
        guard line.kind == .closingFence else { return nil }
        self.init(lines: index...number, latex: latex, isFenced: true)
        return
      }
      latex.append(markdown.bytes[line.textStart..<line.end])
    }
    return nil
  }

  /// The marks `\begin{name}` and `\end{name}`, if a line begins with the first one.
  private static func environment(_ text: ArraySlice<UInt8>) -> FormulaMarks? {
    guard text.starts(with: "\\begin{".utf8) else { return nil }
    let name = text.dropFirst(7).prefix { $0.isLetter || $0 == UInt8(ascii: "*") }
    guard !name.isEmpty, text[name.endIndex...].first == UInt8(ascii: "}") else { return nil }
    return FormulaMarks(open: Array(text[...name.endIndex]), close: Array("\\end{".utf8) + name + "}".utf8)
  }

  /// The maximum number of lines between marks. It bounds the search for the closing one.
  private static let maximumLines = 500

  /// Text between marks from the beginning of a line to the end of a line.
  private init?(at index: Int, in markdown: ScannedMarkdown, _ marks: FormulaMarks, includesMarks: Bool) {
    let first = markdown.lines[index]
    let text = markdown.text(of: first)
    let rest = text.dropFirst(marks.open.count)
    let isBare = !includesMarks && rest.allSatisfy { $0 <= 0x20 }
    let prefix = markdown.continuationPrefix(of: first)
    var parts: [ArraySlice<UInt8>] = []
    var code = markdown.code(from: first.textStart)
    for number in index..<min(markdown.lines.count, index + Self.maximumLines) {
      let line = markdown.lines[number]
      let content = number == index ? rest : markdown.content(of: line, behind: prefix)
      guard let content, number == index || !Self.ends(line, isBare: isBare) else { return nil }
      // The next item of a list.
      if number > index, line.opensContainer, line.depth <= first.depth { return nil }
      code = code.drop { $0.upperBound <= content.startIndex }
      if let range = code.first, range.lowerBound < content.endIndex { return nil }
      if let close = content.firstRange(of: marks.close) {
        guard content[close.upperBound...].allSatisfy({ $0 <= 0x20 }) else { return nil }
        parts.append(content[..<close.lowerBound])
        guard let latex = marks.latex(Array(parts.joined(separator: [0x0A]))[...], in: .text) else {
          return nil
        }
        let whole = includesMarks ? marks.open + latex + marks.close : latex
        self.init(lines: index...number, latex: Self.lines(of: whole), isFenced: false)
        return
      }
      if number > index, content.starts(with: marks.open) { return nil }
      parts.append(content)
    }
    return nil
  }

  /// Whether a line ends a formula that is not closed before it.
  private static func ends(_ line: ScannedMarkdown.Line, isBare: Bool) -> Bool {
    switch line.kind {
    case .blank: !isBare
    case .heading, .tableRow, .openingFence, .fencedCode, .closingFence, .indentedCode: true
    case .paragraph, .continuation, .underline, .rule, .html, .htmlContinuation: false
    }
  }

  /// The lines of a text, without blank ones at both ends.
  private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    while let first = lines.first, first.allSatisfy({ $0 <= 0x20 }) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy({ $0 <= 0x20 }) { lines.removeLast() }
    return lines
  }

  /// Replaces the formula by a paragraph of its text, or by a code block.
  func replace(in markdown: ScannedMarkdown, _ edits: inout Edits) {
    let (first, last) = (markdown.lines[lines.lowerBound], markdown.lines[lines.upperBound])
    let prefix = markdown.continuationPrefix(of: first)
    let range = first.textStart..<last.end
    if let rows = FormulaRows.texts(of: Array(latex.joined(separator: [0x0A]))) {
      let texts = rows.map { Array(FormulaText.escaped($0, isAtStart: true).utf8) }
      let text = Array(texts.joined(separator: "\\\n".utf8 + prefix))
      let isContinuation = first.kind == .continuation || isFenced && markdown.isText(lines.lowerBound - 1)
      let before = isContinuation && !first.opensContainer ? [0x0A] + prefix : []
      let after = markdown.isFollowedByText(lines.upperBound) ? [0x0A] + prefix : []
      edits.replace(range, with: before + text + after)
    } else if let rows = FormulaBox.rows(of: Array(latex.joined(separator: [0x0A]))) {
      let code = rows.map { Array($0.utf8)[...] }
      edits.replace(range, with: MarkdownText.codeBlock(code, language: "", prefix: prefix))
    } else if isFenced {
      let info = first.textStart..<first.end
      let mark = markdown.bytes[info].prefix { "`~".utf8.contains($0) }
      edits.replace(mark.endIndex..<first.end, with: "latex")
    } else {
      edits.replace(range, with: MarkdownText.codeBlock(latex, language: "latex", prefix: prefix))
    }
  }
}

extension ScannedMarkdown {
  /// The code that does not end before an offset.
  fileprivate func code(from offset: Int) -> ArraySlice<Range<Int>> {
    var (low, high) = (0, code.count)
    while low < high {
      let middle = (low + high) / 2
      if code[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return code[low...]
  }

  /// The text of a line behind the marks and the indentation that a line of the same containers has; nil if it lacks the
  /// mark of a quote.
  fileprivate func content(of line: Line, behind prefix: [UInt8]) -> ArraySlice<UInt8>? {
    var rest = bytes[line.start..<line.end]
    for byte in prefix {
      if byte == UInt8(ascii: ">") {
        rest = rest.drop(while: \.isSpaceOrTab)
        guard rest.first == byte else { return nil }
        rest = rest.dropFirst()
      } else if rest.first?.isSpaceOrTab == true {
        rest = rest.dropFirst()
      }
    }
    return rest
  }

  /// Whether a line is one of a paragraph.
  fileprivate func isText(_ number: Int) -> Bool {
    number >= 0 && (lines[number].kind == .paragraph || lines[number].kind == .continuation)
  }

  /// Whether text that a line would end continues on the next line.
  fileprivate func isFollowedByText(_ number: Int) -> Bool {
    guard number + 1 < lines.count else { return false }
    let next = lines[number + 1]
    return next.kind != .blank && !next.opensContainer
  }
}

extension ArraySlice<UInt8> {
  /// The first range of a text that no backslash precedes.
  fileprivate func firstRange(of mark: [UInt8]) -> Range<Int>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].starts(with: mark) { return index..<(index + mark.count) }
      index += self[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }
}
