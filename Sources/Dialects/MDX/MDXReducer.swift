/// Reduces MDX to Markdown: imports, exports and comments disappear, and expressions become their literals, or code.
///
/// MDX has no indented code (mdxjs.com/docs/what-is-mdx), since the content of components is indented.
struct MDXReducer {
  private let markdown: ScannedMarkdown
  private var edits = Edits()

  /// Returns the changes that remove the indentation of what is not code in MDX.
  static func indentation(in markdown: ScannedMarkdown) -> Edits {
    indentation(in: markdown, outside: [])
  }

  /// - Parameter kept: the ranges, in order, whose lines keep their indentation.
  static func indentation(in markdown: ScannedMarkdown, outside kept: [Range<Int>]) -> Edits {
    var edits = Edits()
    var index = 0
    var kept = kept[...]
    func isKept(_ line: ScannedMarkdown.Line) -> Bool {
      kept = kept.drop { $0.upperBound <= line.start }
      return kept.first.map { $0.lowerBound < line.end } ?? false
    }
    while index < markdown.lines.count {
      let first = markdown.lines[index]
      index += 1
      guard first.kind == .indentedCode, !isKept(first) else { continue }
      // The lines of a fenced block keep their indentation relative to its fence.
      remove(first.indentation, from: first, in: markdown, &edits)
      while index < markdown.lines.count,
        markdown.lines[index].kind == .indentedCode || markdown.lines[index].kind == .blank
      {
        if markdown.lines[index].kind == .indentedCode, !isKept(markdown.lines[index]) {
          remove(first.indentation, from: markdown.lines[index], in: markdown, &edits)
        }
        index += 1
      }
    }
    edits.isPartial = !edits.isEmpty
    return edits
  }

  private static func remove(
    _ columns: Int, from line: ScannedMarkdown.Line, in markdown: ScannedMarkdown, _ edits: inout Edits
  ) {
    var removed = 0
    var end = line.textStart
    while end < line.end, removed < columns, markdown.bytes[end].isSpaceOrTab {
      removed += markdown.bytes[end] == UInt8(ascii: "\t") ? 4 : 1
      end += 1
    }
    edits.remove(line.textStart..<end)
  }

  /// Returns the changes for imports, exports, comments and expressions.
  static func edits(in markdown: ScannedMarkdown, _ dialect: Dialect) -> Edits {
    var reducer = MDXReducer(markdown: markdown)
    let modules = reducer.removeModules()
    // Braces in formulas are LaTeX.
    let formulas =
      dialect.isDisjoint(with: .mathematics) ? [] : MathematicsReducer.ranges(in: markdown, dialect)
    reducer.reduceBraces(outside: modules, formulas)
    return reducer.edits
  }

  private init(markdown: ScannedMarkdown) {
    self.markdown = markdown
  }

  // MARK: Imports and exports

  /// Removes the imports and exports. Returns the ranges that are removed.
  private mutating func removeModules() -> [Range<Int>] {
    var removed: [Range<Int>] = []
    var index = 0
    var isAfterBlank = true
    while index < markdown.lines.count {
      let line = markdown.lines[index]
      if isAfterBlank, line.depth == 0, line.textStart == line.start,
        Self.isModule(markdown.bytes[line.start..<line.end])
      {
        let last = lastLine(ofModuleAt: index)
        for number in index...last { edits.removeLine(markdown.lines[number], in: markdown) }
        removed.append(line.start..<markdown.lines[last].end)
        index = last + 1
        continue
      }
      isAfterBlank = line.kind == .blank || isComment(line)
      index += 1
    }
    return removed
  }

  /// Whether a line is a comment of HTML, which some programs remove before they read MDX.
  private func isComment(_ line: ScannedMarkdown.Line) -> Bool {
    let text = markdown.text(of: line).trimmed
    return line.kind == .html && text.starts(with: "<!--".utf8)
      && text.suffix(3).elementsEqual("-->".utf8)
  }

  /// The last line of an import or export and of those directly behind it: one before a blank line at which no bracket
  /// is open.
  private func lastLine(ofModuleAt first: Int) -> Int {
    var start = first
    var depth = 0
    var index = first
    while index < markdown.lines.count {
      let line = markdown.lines[index]
      let text = markdown.bytes[line.start..<line.end]
      for byte in text {
        if "{([".utf8.contains(byte) { depth += 1 }
        if "})]".utf8.contains(byte) { depth -= 1 }
      }
      let next = index + 1
      guard next < markdown.lines.count else { return depth <= 0 ? index : start }
      let following = markdown.lines[next]
      let isModule = Self.isModule(markdown.bytes[following.start..<following.end])
      if depth <= 0 {
        if !isModule, text.trimmed.last == UInt8(ascii: ";") || following.kind == .blank { return index }
        if isModule {
          start = next
          depth = 0
        }
      } else if isModule {
        // A module cannot be in brackets, so these are never closed: only the first line is removed.
        return start
      }
      index = next
    }
    return start
  }

  private static func isModule(_ text: ArraySlice<UInt8>) -> Bool {
    if text.starts(with: "import ".utf8) {
      let rest = text.dropFirst(7).trimmed
      return rest.first.map { "{*'\"".utf8.contains($0) } == true || text.firstIndex(of: " from '") != nil
        || text.firstIndex(of: " from \"") != nil
    }
    return ["const", "let", "var", "default", "function", "async", "class", "{", "*"].contains {
      text.starts(with: "export \($0)".utf8)
    }
  }

  // MARK: Comments and expressions

  private mutating func reduceBraces(outside modules: [Range<Int>], _ formulas: [Range<Int>]) {
    let bytes = markdown.bytes
    var modules = modules[...]
    var formulas = formulas[...]
    var index = 0
    // Searches for a closing brace that found none are not repeated near by, so that the time stays linear.
    var failures = 0
    var hasCommentEnd = true
    while let open = index < bytes.count ? bytes[index...].firstIndex(of: UInt8(ascii: "{")) : nil {
      index = open + 1
      modules = modules.drop { $0.upperBound <= open }
      if let module = modules.first, module.contains(open) {
        index = module.upperBound
        continue
      }
      formulas = formulas.drop { $0.upperBound <= open }
      if let formula = formulas.first, formula.contains(open) { continue }
      let next = index < bytes.count ? bytes[index] : 0
      let before = open > 0 ? bytes[open - 1] : UInt8(ascii: "\n")
      guard before != UInt8(ascii: "\\"), !markdown.isCode(open) else { continue }
      if hasCommentEnd, bytes[index...].starts(with: "/*".utf8) {
        guard let close = bytes[(index + 2)...].firstIndex(of: Array("*/}".utf8)) else {
          hasCommentEnd = false
          continue
        }
        if let anchor = anchor(inCommentFrom: open, to: close + 3) {
          edits.replace(open..<(close + 3), with: "{#" + anchor + "}")
        } else {
          let place = TagPlace(open..<(close + 3), in: markdown)
          edits.remove(place.isAlone ? place.wholeLines : open..<(close + 3))
        }
        index = close + 3
        continue
      }
      // The id of a heading stays, and so does a destination of a link.
      if next == UInt8(ascii: "#") || next == UInt8(ascii: "}") || before == UInt8(ascii: "(") { continue }
      // So do the attributes of a directive: `:::tip{icon="heart"}`.
      let line = markdown.line(at: open)
      if markdown.text(of: line).starts(with: "::".utf8), before.isLetter || before == UInt8(ascii: "]"),
        AttributeList(bytes[open..<line.end], needsColon: false, allowsNames: true) != nil
      {
        continue
      }
      guard failures < 64, let end = JSXExpression.end(of: bytes[open...]) else {
        failures += 1
        continue
      }
      // The value of an attribute belongs to its tag.
      if before == UInt8(ascii: "=") {
        index = end
        continue
      }
      let content = bytes[(open + 1)..<(end - 1)]
      if let elements = Self.elements(in: content) {
        edits.remove(open..<elements.lowerBound)
        edits.remove(elements.upperBound..<end)
        index = elements.lowerBound
        continue
      }
      index = end
      let kind = markdown.line(at: open).kind
      let isHTML = kind == .html || kind == .htmlContinuation
      if let literal = JSXExpression.literal(content) {
        edits.replace(open..<end, with: isHTML ? MarkdownText.html(literal) : MarkdownText.escaped(literal))
      } else if !content.contains(UInt8(ascii: "\n")), !content.contains(UInt8(ascii: "`")),
        !content.contains(UInt8(ascii: "<"))
      {
        let code = "{" + String(decoding: content, as: UTF8.self) + "}"
        edits.replace(open..<end, with: isHTML ? "<code>\(MarkdownText.html(code))</code>" : "`\(code)`")
      }
    }
  }

  /// The elements that an expression makes of a list or under a condition: `items.map((x) => (<li>{x}</li>))`, `a && <b/>`.
  private static func elements(in content: ArraySlice<UInt8>) -> Range<Int>? {
    guard let start = content.firstIndex(of: UInt8(ascii: "<")),
      let end = content.lastIndex(of: UInt8(ascii: ">")),
      start < end, content[start...].dropFirst().first.map({ $0.isLetter || $0 == UInt8(ascii: ">") }) == true
    else { return nil }
    let head = content[..<start].filter { $0 > 0x20 }
    // The elements of two branches of a condition have an operator between them, which is no text.
    for operation in ["||", "&&", "??"] {
      var rest = content[start..<end]
      while let index = rest.firstIndex(of: Array(operation.utf8)) {
        if rest[..<index].last(where: { $0 > 0x20 && $0 != UInt8(ascii: ")") }) == UInt8(ascii: ">") {
          return nil
        }
        rest = rest[(index + 2)...]
      }
    }
    let isMade = ["=>", "=>(", "&&", "&&("].contains { head.suffix($0.utf8.count).elementsEqual($0.utf8) }
    let tail = content[(end + 1)...]
    guard isMade, tail.allSatisfy({ $0 <= 0x20 || "),;".utf8.contains($0) }) else { return nil }
    return start..<(end + 1)
  }

  /// The anchor of a heading in a comment at its end: `{/* #id */}`, or `{/*id*/}` as on react.dev.
  private func anchor(inCommentFrom start: Int, to end: Int) -> String? {
    let line = markdown.line(at: start)
    let content = markdown.bytes[(start + 3)..<(end - 3)].trimmed
    let name = content.first == UInt8(ascii: "#") ? content.dropFirst() : content
    guard line.kind == .heading, !name.isEmpty, end <= line.end,
      markdown.bytes[end..<line.end].allSatisfy({ $0 <= 0x20 }),
      name.allSatisfy({ $0.isLetter || $0.isDigit || $0 >= 0x80 || "-_.:".utf8.contains($0) })
    else { return nil }
    return String(decoding: name, as: UTF8.self)
  }
}
