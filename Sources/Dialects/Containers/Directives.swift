/// Reduces the directives, roles and labels of MyST (myst-parser.readthedocs.io): ```` ```{note} ```` becomes a container,
/// `{code-block} python` a block of code, and the label `(name)=` an anchor.
struct Directives {
  private let markdown: ScannedMarkdown
  private var edits = Edits()
  /// The lines that may close a directive between colons.
  private let closingLines: [(index: Int, colons: Int)]
  /// The lines of the last containers that were looked at, by the marks of the containers.
  private var containers: [[UInt8]: Range<Int>] = [:]

  private let roles: Roles

  static func edits(in markdown: ScannedMarkdown, _ values: KnownValues) -> Edits {
    var directives = Directives(markdown: markdown, values)
    directives.reduce()
    return directives.edits
  }

  private init(markdown: ScannedMarkdown, _ values: KnownValues) {
    self.markdown = markdown
    var equations: [String: Int] = [:]
    for line in markdown.lines {
      let label = Self.equationLabel(markdown.text(of: line)) ?? Self.equationOption(line, in: markdown)
      if let label, equations[label] == nil { equations[label] = equations.count + 1 }
    }
    roles = Roles(equations: equations, works: values.works)
    closingLines = markdown.lines.enumerated().compactMap { index, line in
      let text = markdown.text(of: line).trimmed
      guard text.count > 2, text.allSatisfy({ $0 == UInt8(ascii: ":") }) else { return nil }
      return (index, text.count)
    }
  }

  private mutating func reduce() {
    var index = 0
    while index < markdown.lines.count {
      let line = markdown.lines[index]
      if line.kind == .openingFence {
        index = reduceBlock(at: index)
        continue
      }
      index += 1 + reduceColons(at: index)
      guard !line.isCode, !markdown.isCode(line.textStart) else { continue }
      let text = markdown.text(of: line)
      if text.starts(with: ":::".utf8) { continue }
      if let label = Self.equationLabel(text), let number = roles.equations[label] {
        let mark = text.lastIndex(of: UInt8(ascii: "(")) ?? line.end
        edits.replace(mark..<line.end, with: self.number(number, of: label, behind: line))
      } else if let label = Self.label(text) {
        edits.replace(line.textStart..<line.end, with: "<a id=\"\(label)\"></a>")
      } else if text.starts(with: "% ".utf8), line.kind == .paragraph || line.kind == .continuation {
        edits.removeLine(line, in: markdown)
      } else {
        reduceRoles(in: text)
      }
    }
  }

  /// The name in `(name)=`; nil if a line is no label.
  static func label(_ text: ArraySlice<UInt8>) -> String? {
    let text = text.trimmed
    guard text.first == UInt8(ascii: "("), text.suffix(2).elementsEqual(")=".utf8) else { return nil }
    let name = text.dropFirst().dropLast(2)
    guard !name.isEmpty, name.allSatisfy(isName) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// The label of an equation behind its closing dollars, `$$ (name)`; nil if a line does not end with one.
  private static func equationLabel(_ text: ArraySlice<UInt8>) -> String? {
    let text = text.trimmed
    guard text.last == UInt8(ascii: ")"), let open = text.lastIndex(of: UInt8(ascii: "(")),
      text[..<open].trimmed.suffix(2).elementsEqual("$$".utf8)
    else { return nil }
    let name = text[(open + 1)...].dropLast()
    guard !name.isEmpty, name.allSatisfy(isName) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// The label of an equation in the option of a directive: `:label: name`.
  private static func equationOption(_ line: ScannedMarkdown.Line, in markdown: ScannedMarkdown) -> String? {
    guard line.kind == .fencedCode else { return nil }
    let text = markdown.text(of: line).trimmed
    guard text.starts(with: ":label: ".utf8) else { return nil }
    let name = text.dropFirst(8).trimmed
    return name.allSatisfy(isName) ? String(decoding: name, as: UTF8.self) : nil
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || "-_./:".utf8.contains(byte)
  }

  /// The number of an equation and its anchor in a paragraph of its own.
  private func number(_ number: Int, of label: String, behind line: ScannedMarkdown.Line) -> String {
    let lineBreak = "\n" + String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
    let isLast = line.end == markdown.bytes.count
    return "\(lineBreak)\(lineBreak)<a id=\"\(label)\"></a>(\(number))\(isLast ? "" : lineBreak)"
  }

  // MARK: Blocks

  /// Reduces the block of code at an opening fence, and returns the index of the line behind it.
  private mutating func reduceBlock(at index: Int) -> Int {
    let opening = markdown.lines[index]
    let rest = markdown.lines[(index + 1)...]
    let end = rest.firstIndex { $0.kind != .fencedCode } ?? markdown.lines.endIndex
    let isClosed = end < markdown.lines.endIndex && markdown.lines[end].kind == .closingFence
    let next = isClosed ? end + 1 : end
    let fence = markdown.text(of: opening)
    guard let directive = Directive(fence.drop { $0 == fence.first }), let kind = directive.kind
    else { return next }
    let marks = String(decoding: fence.prefix { $0 == fence.first }, as: UTF8.self)
    let closing = isClosed ? markdown.lines[end] : nil
    if case .container(let name) = kind {
      // A block of other directives within this one is reduced when it is no code any more.
      edits.isPartial = true
      removeOptions(of: markdown.lines[(index + 1)..<end])
      let colons = String(repeating: ":", count: max(3, marks.count))
      replace(opening, with: "\(colons)\(name) \(directive.title)")
      if let closing { replace(closing, with: colons) }
    } else {
      reduce(directive, kind, from: opening, markdown.lines[(index + 1)..<end], to: closing, fence: marks)
    }
    return next
  }

  /// Reduces a directive that is no container.
  private mutating func reduce(
    _ directive: Directive, _ kind: Directive.Kind, from opening: ScannedMarkdown.Line,
    _ body: ArraySlice<ScannedMarkdown.Line>, to closing: ScannedMarkdown.Line?, fence: String
  ) {
    let lineBreak = "\n" + String(decoding: markdown.continuationPrefix(of: opening), as: UTF8.self)
    let alternative = option("alt", of: body.prefix(options(of: body)))
    switch kind {
    case .hidden, .html:
      keepApart(opening, isFollowed: kind == .html)
      if kind == .hidden { for line in body { edits.removeLine(line, in: markdown) } }
      if let closing { keepApart(closing, isFollowed: kind == .html) }
      return
    case .image:
      let image = "![\(MarkdownText.escaped(alternative))](<\(directive.argument)>)"
      replace(opening, with: (isBelowText(opening) ? lineBreak : "") + image + lineBreak)
      if let closing { keepApart(closing, isFollowed: true) }
      // Roles in the caption are reduced when it is no code any more.
      edits.isPartial = true
    case .code, .file, .formula, .container:
      let language = kind == .formula ? "math" : String(directive.argument.prefix { $0 != " " })
      replace(opening, with: kind == .file ? fence + lineBreak + directive.argument : fence + language)
      let caption = kind == .code ? option("caption", of: body.prefix(options(of: body))) : ""
      let label = kind == .formula ? option("label", of: body.prefix(options(of: body))) : ""
      let number = closing.flatMap { line in
        roles.equations[label].map { self.number($0, of: label, behind: line) }
      }
      if let closing {
        let below = number ?? (caption.isEmpty ? "" : lineBreak + lineBreak + caption + lineBreak)
        replace(closing, with: fence + below)
      }
    }
    removeOptions(of: body)
  }

  /// Reduces the opening fence of a directive between colons, `:::{note} Title`, to that of a container. Returns how many
  /// of the lines behind it are done.
  private mutating func reduceColons(at index: Int) -> Int {
    let line = markdown.lines[index]
    let text = markdown.text(of: line)
    let rest = text.drop { $0 == UInt8(ascii: ":") }
    let count = text.count - rest.count
    guard !line.isCode, count > 2, let directive = Directive(rest) else { return 0 }
    let kind = directive.kind ?? .container("content")
    let following = markdown.lines[(index + 1)...]
    let colons = String(repeating: ":", count: count)
    if !kind.isContainer, let end = closingLine(ofColons: count, at: index) {
      let body = following[..<end]
      let ticks = body.map { longestRun(of: UInt8(ascii: "`"), in: $0) }.max() ?? 0
      let fence = String(repeating: "`", count: max(3, ticks + 1))
      reduce(directive, kind, from: line, body, to: markdown.lines[end], fence: fence)
      return end - index
    }
    let name = if case .container(let name) = kind { name } else { "content" }
    replace(line, with: "\(colons)\(name) \(directive.title)")
    return removeOptions(of: following.prefix(Self.maximumOptions).prefix { $0.kind != .blank })
  }

  /// The index of the line that closes a directive between colons: the next one in its containers that has as many
  /// colons or more.
  private mutating func closingLine(ofColons count: Int, at index: Int) -> Int? {
    let prefix = markdown.continuationPrefix(of: markdown.lines[index])
    let end = endOfContainers(prefix, after: index)
    var low = 0
    var high = closingLines.count
    while low < high {
      let middle = (low + high) / 2
      if closingLines[middle].index <= index { low = middle + 1 } else { high = middle }
    }
    return closingLines[low...].prefix(Self.maximumClosings).first { line in
      line.colons >= count && line.index < end && !markdown.isIndentedCode(line.index, in: prefix)
        && markdown.leadingMarks(of: markdown.lines[line.index], upTo: prefix.count).count == prefix.count
    }?.index
  }

  /// The index of the first line behind another one that does not continue the containers whose marks are given.
  private mutating func endOfContainers(_ prefix: [UInt8], after index: Int) -> Int {
    // The lines before the end are not read again for each directive in the same containers.
    if let known = containers[prefix], known.contains(index) { return known.upperBound }
    let end = markdown.lines[(index + 1)...].firstIndex { line in
      let marks = markdown.leadingMarks(of: line, upTo: prefix.count)
      let missing = prefix.dropFirst(marks.count)
      return missing.contains(UInt8(ascii: ">")) || !missing.isEmpty && line.kind != .blank
    }
    let range = index..<(end ?? markdown.lines.endIndex)
    containers[prefix] = range
    return range.upperBound
  }

  /// The maximum number of lines of colons that are looked at for the end of a directive.
  private static let maximumClosings = 64

  private func longestRun(of byte: UInt8, in line: ScannedMarkdown.Line) -> Int {
    markdown.text(of: line).split { $0 != byte }.map(\.count).max() ?? 0
  }

  /// The maximum number of lines with options of a directive between colons.
  private static let maximumOptions = 64

  /// Removes the lines with options, and returns their number.
  @discardableResult
  private mutating func removeOptions(of body: ArraySlice<ScannedMarkdown.Line>) -> Int {
    let count = options(of: body)
    for line in body.prefix(count) { edits.removeLine(line, in: markdown) }
    return count
  }

  /// Removes the fence of a directive. A blank line in its place keeps the text above and below apart.
  /// - Parameter isFollowed: whether the content of the directive stays.
  private mutating func keepApart(_ fence: ScannedMarkdown.Line, isFollowed: Bool) {
    let next = markdown.lineIndex(at: fence.start) + 1
    let isJoined = next < markdown.lines.count && markdown.lines[next].kind != .blank
    if isFollowed, isJoined, fence.kind == .closingFence || isBelowText(fence) || !fence.isCode {
      edits.remove(fence.textStart..<fence.end)
    } else {
      edits.removeLine(fence, in: markdown)
    }
  }

  /// Whether a paragraph is directly above a line.
  private func isBelowText(_ line: ScannedMarkdown.Line) -> Bool {
    let index = markdown.lineIndex(at: line.start)
    guard index > 0 else { return false }
    let kind = markdown.lines[index - 1].kind
    return kind == .paragraph || kind == .continuation || kind == .htmlContinuation || kind == .html
  }

  private mutating func replace(_ line: ScannedMarkdown.Line, with text: String) {
    edits.replace(line.textStart..<line.end, with: text)
  }

  /// The number of lines with options, `:name: value`, or with YAML between two lines `---`.
  private func options(of body: ArraySlice<ScannedMarkdown.Line>) -> Int {
    guard let first = body.first else { return 0 }
    if markdown.text(of: first).trimmed.elementsEqual("---".utf8),
      let end = body.dropFirst().firstIndex(where: { markdown.text(of: $0).trimmed.elementsEqual("---".utf8) }
      )
    {
      return end - body.startIndex + 1
    }
    return body.prefix { line in
      let text = markdown.text(of: line).trimmed
      let name = text.dropFirst().prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
      return text.first == UInt8(ascii: ":") && !name.isEmpty
        && text[name.endIndex...].first == UInt8(ascii: ":")
    }.count
  }

  private func option(_ name: String, of lines: ArraySlice<ScannedMarkdown.Line>) -> String {
    // In YAML, the name has no colon before it.
    let prefixes = [":\(name):", "\(name):"].map { Array($0.utf8) }
    let texts = lines.map { markdown.text(of: $0).trimmed }
    for (index, text) in texts.enumerated() {
      guard let prefix = prefixes.first(where: { text.starts(with: $0) }) else { continue }
      var value = String(decoding: text.dropFirst(prefix.count).trimmed, as: UTF8.self)
      // The lines of a block of YAML are indented further.
      if ["|", ">", "|-", ">-"].contains(value) {
        let margin = markdown.column(of: lines[lines.startIndex + index])
        let block = zip(lines.dropFirst(index + 1), texts.dropFirst(index + 1)).prefix {
          markdown.column(of: $0.0) > margin
        }
        value = block.map { String(decoding: $0.1, as: UTF8.self) }.joined(separator: " ")
      }
      if value.count > 1, let quote = value.first, quote == value.last, quote == "\"" || quote == "'" {
        value = String(value.dropFirst().dropLast())
      }
      return value
    }
    return ""
  }

  // MARK: Roles

  /// Reduces roles such as `` {ref}`text <name>` ``.
  private mutating func reduceRoles(in text: ArraySlice<UInt8>) {
    var index = text.startIndex
    while let open = text[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = open + 1
      let name = text[index...].prefix { $0.isLetter || $0.isDigit || "-_:+.".utf8.contains($0) }
      let close = name.endIndex
      guard !name.isEmpty, text[close...].starts(with: "}`".utf8),
        open == text.startIndex || text[open - 1] != UInt8(ascii: "`"), !markdown.isCode(open)
      else { continue }
      let start = close + 2
      guard let end = text[start...].firstIndex(of: UInt8(ascii: "`")) else { break }
      let role = String(decoding: name, as: UTF8.self)
      let content = String(decoding: text[start..<end], as: UTF8.self)
      edits.replace(open..<(end + 1), with: roles.text(role, content))
      index = end + 1
    }
  }
}

extension ScannedMarkdown {
  /// The number of spaces before the text of a line.
  fileprivate func column(of line: Line) -> Int {
    bytes[line.start..<line.end].prefix { $0.isSpaceOrTab || $0 == UInt8(ascii: ">") }.count
  }
}

extension ScannedMarkdown {
  /// Whether a line is indented like code behind the marks of its containers.
  fileprivate func isIndentedCode(_ index: Int, in prefix: [UInt8]) -> Bool {
    let text = bytes[lines[index].start..<lines[index].end].dropFirst(prefix.count)
    return text.prefix { $0 == UInt8(ascii: " ") }.count > 3 || text.first == UInt8(ascii: "\t")
  }
}
