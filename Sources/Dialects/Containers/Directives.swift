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
      guard !line.isCode else { continue }
      let text = markdown.text(of: line)
      // Backticks in comments are no code.
      if Self.isComment(text), line.kind == .paragraph || line.kind == .continuation {
        edits.removeLine(line, in: markdown)
        continue
      }
      if markdown.isCode(line.textStart) { continue }
      if text.starts(with: ":::".utf8) { continue }
      if Self.isBreak(text) {
        edits.remove(line.textStart..<line.end)
        continue
      }
      if let label = Self.equationLabel(text), let number = roles.equations[label] {
        let mark = text.lastIndex(of: UInt8(ascii: "(")) ?? line.end
        edits.replace(mark..<line.end, with: self.number(number, of: label, behind: line))
      } else if let label = Self.label(text) {
        edits.replace(line.textStart..<line.end, with: "<a id=\"\(label)\"></a>")
      } else {
        reduceRoles(in: text)
      }
    }
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
    guard let directive = Directive(fence.drop { $0 == fence.first }),
      let kind = directive.kind
        ?? (markdown.hasDirective(in: rest[..<end]) ? Directive.Kind.container("content") : nil)
    else { return next }
    let marks = String(decoding: fence.prefix { $0 == fence.first }, as: UTF8.self)
    let closing = isClosed ? markdown.lines[end] : nil
    if case .container(let name) = kind {
      // A block of other directives within this one is reduced when it is no code any more.
      edits.isPartial = true
      let body = markdown.lines[(index + 1)..<end]
      let options = DirectiveOptions(of: body, in: markdown)
      let isEmpty = body.dropFirst(options.count).allSatisfy { markdown.text(of: $0).trimmed.isEmpty }
      open(directive, name, opening, options, marks.utf8.count, isExact: true, isEmpty: isEmpty)
      remove(options)
      if name == "content", directive.name == "glossary" { reduceTerms(body.dropFirst(options.count)) }
      if let closing {
        // Code that is not closed ends with the directive.
        let lineBreak = "\n" + String(decoding: markdown.continuationPrefix(of: closing), as: UTF8.self)
        let end = markdown.openFence(in: body).map { $0 + lineBreak } ?? ""
        replace(closing, with: end + DirectiveFence.closing)
      }
    } else {
      reduce(directive, kind, from: opening, markdown.lines[(index + 1)..<end], to: closing, fence: marks)
    }
    return next
  }

  /// Marks the definitions of a glossary, which may be indented below their terms, as those of a definition list.
  private mutating func reduceTerms(_ body: ArraySlice<ScannedMarkdown.Line>) {
    var isBelowTerm = false
    for line in body {
      let text = markdown.text(of: line)
      let spaces = text.prefix { $0 == UInt8(ascii: " ") }
      if spaces.count == text.count { continue }
      if spaces.count > 1, isBelowTerm {
        edits.replace(spaces.startIndex..<spaces.endIndex, with: ": ")
      }
      isBelowTerm = spaces.isEmpty
    }
  }

  /// Replaces the fence that opens a container.
  /// - Parameters:
  ///   - name: that of the container.
  ///   - isExact: whether the closing fence is not found by its length.
  ///   - isEmpty: whether the directive has no other content than its argument.
  private mutating func open(
    _ directive: Directive, _ name: String, _ line: ScannedMarkdown.Line,
    _ options: DirectiveOptions, _ colons: Int, isExact: Bool, isEmpty: Bool
  ) {
    let heading = DirectiveTitle(directive, isEmpty: isEmpty) { options[$0] }
    var name = name
    let classes = options["class"].split(separator: " ")
    if directive.name == "admonition" {
      name = classes.first { CalloutKind.kind(of: String($0)) != nil }.map(String.init) ?? name
    }
    if name == "details" {
      if options.contains("open") { name += "+" }
    } else if name != "content", classes.contains(where: { $0 == "dropdown" || $0 == "toggle" }) {
      name += "-"
    }
    let title = reducedRoles(in: heading.title)
    var fence = DirectiveFence.opening(colons, name, title: title, isExact: isExact)
    if !heading.text.isEmpty {
      let prefix = String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
      fence += "\n\(prefix)" + reducedRoles(in: heading.text)
    }
    replace(line, with: fence)
  }

  /// Reduces a directive that is no container.
  private mutating func reduce(
    _ directive: Directive, _ kind: Directive.Kind, from opening: ScannedMarkdown.Line,
    _ body: ArraySlice<ScannedMarkdown.Line>, to closing: ScannedMarkdown.Line?, fence: String
  ) {
    let lineBreak = "\n" + String(decoding: markdown.continuationPrefix(of: opening), as: UTF8.self)
    let options = DirectiveOptions(of: body, in: markdown)
    switch kind {
    case .hidden, .html:
      keepApart(opening, isFollowed: kind == .html)
      if kind == .hidden { for line in body { edits.removeLine(line, in: markdown) } }
      if let closing { keepApart(closing, isFollowed: kind == .html) }
      return
    case .image:
      let image = "![\(MarkdownText.escaped(options["alt"]))](<\(directive.argument)>)"
      replace(opening, with: (isBelowText(opening) ? lineBreak : "") + image + lineBreak)
      if let closing { keepApart(closing, isFollowed: true) }
      // Roles in the caption are reduced when it is no code any more.
      edits.isPartial = true
    case .rubric, .link, .byline:
      let content = body.dropFirst(options.count)
      let text = paragraph(kind, directive, options, content)
      // The content of a link is its text.
      let isKept = kind != .link && content.contains { !markdown.text(of: $0).trimmed.isEmpty }
      replace(opening, with: (isBelowText(opening) ? lineBreak : "") + text + lineBreak)
      if isKept {
        remove(options)
        edits.isPartial = true
      } else {
        for line in body { edits.removeLine(line, in: markdown) }
      }
      if let closing { keepApart(closing, isFollowed: true) }
      return
    case .table:
      let prefix = String(lineBreak.dropFirst())
      let table = ListTable(
        body.dropFirst(options.count), in: markdown, headerRows: Int(options["header-rows"]) ?? 0,
        prefix: prefix)
      guard let closing, let end = table.reduce(to: &edits) else { return }
      let title = directive.argument.isEmpty ? "" : "**\(reducedRoles(in: directive.argument))**" + lineBreak
      replace(opening, with: (isBelowText(opening) ? lineBreak : "") + title)
      replace(closing, with: end)
      // Cells may hold directives.
      edits.isPartial = true
    case .code, .file, .formula, .diagram, .container:
      let language =
        switch kind {
        case .formula: "math"
        case .diagram: directive.name
        case .file: ""
        default: String(directive.argument.prefix { $0 != " " })
        }
      let hasText = kind == .file || kind == .formula && !directive.argument.isEmpty
      replace(opening, with: fence + language + (hasText ? lineBreak + directive.argument : ""))
      // Blank lines part the options from the code.
      if kind == .code, options.count > 0 {
        for line in body.dropFirst(options.count).prefix(while: { markdown.text(of: $0).trimmed.isEmpty }) {
          edits.removeLine(line, in: markdown)
        }
      }
      let caption = kind == .code ? options["caption"] : ""
      let label = kind == .formula ? options["label"] : ""
      let number = closing.flatMap { line in
        roles.equations[label].map { self.number($0, of: label, behind: line) }
      }
      if let closing {
        let below = number ?? (caption.isEmpty ? "" : lineBreak + lineBreak + caption + lineBreak)
        replace(closing, with: fence + below)
      }
    }
    remove(options)
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
    if !kind.isContainer, let end = closingLine(ofColons: count, at: index) {
      let body = following[..<end]
      let ticks = body.map { longestRun(of: UInt8(ascii: "`"), in: $0) }.max() ?? 0
      let fence = String(repeating: "`", count: max(3, ticks + 1))
      reduce(directive, kind, from: line, body, to: markdown.lines[end], fence: fence)
      return end - index
    }
    let name = if case .container(let name) = kind { name } else { "content" }
    let body = following.prefix(Self.maximumOptions).prefix { $0.kind != .blank }
    let options = DirectiveOptions(of: body, in: markdown)
    let next = following.dropFirst(options.count).prefix(2).first { $0.kind != .blank }
    let isEmpty = next.map { markdown.text(of: $0).starts(with: ":::".utf8) } ?? true
    open(directive, name, line, options, count, isExact: false, isEmpty: isEmpty)
    remove(options)
    return options.count
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

  private mutating func remove(_ options: DirectiveOptions) {
    for line in options.lines { edits.removeLine(line, in: markdown) }
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

  // MARK: Roles

  /// Reduces roles such as `` {ref}`text <name>` ``.
  private mutating func reduceRoles(in text: ArraySlice<UInt8>) {
    for (range, replacement) in roles.found(in: text, isCode: markdown.isCode) {
      edits.replace(range, with: replacement)
    }
  }

  /// A text with its roles reduced.
  private func reducedRoles(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var end = 0
    for (range, replacement) in roles.found(in: bytes[...], isCode: { _ in false }) {
      result += bytes[end..<range.lowerBound] + replacement.utf8
      end = range.upperBound
    }
    return String(decoding: (result + bytes[end...])[...].trimmed, as: UTF8.self)
  }

  /// The paragraph that a directive becomes: bold text, a link, or the facts about an article.
  private func paragraph(
    _ kind: Directive.Kind, _ directive: Directive, _ options: DirectiveOptions,
    _ body: ArraySlice<ScannedMarkdown.Line>
  ) -> String {
    if kind == .rubric { return "**\(reducedRoles(in: directive.argument))**" }
    if kind == .byline {
      return ["author", "date", "read-time"].map { reducedRoles(in: options[$0]) }
        .filter { !$0.isEmpty }.joined(separator: " · ")
    }
    let texts = body.map { String(decoding: markdown.text(of: $0).trimmed, as: UTF8.self) }
    let label = reducedRoles(in: texts.filter { !$0.isEmpty }.joined(separator: " "))
    let address =
      switch directive.name {
      case "youtube": "https://www.youtube.com/watch?v=" + directive.argument
      case "vimeo": "https://vimeo.com/" + directive.argument
      default: DirectiveTitle.address(of: directive.argument, type: options["ref-type"])
      }
    return "[\(label)](\(MarkdownText.bracketed(address)))"
  }
}

extension ScannedMarkdown {
  /// Whether a line is indented like code behind the marks of its containers.
  fileprivate func isIndentedCode(_ index: Int, in prefix: [UInt8]) -> Bool {
    let text = bytes[lines[index].start..<lines[index].end].dropFirst(prefix.count)
    return text.prefix { $0 == UInt8(ascii: " ") }.count > 3 || text.first == UInt8(ascii: "\t")
  }
}
