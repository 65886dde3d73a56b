/// Reduces the directives, roles and labels of MyST (myst-parser.readthedocs.io): ```` ```{note} ```` becomes a container,
/// `{code-block} python` a block of code, and the label `(name)=` an anchor.
struct Directives {
  private let markdown: ScannedMarkdown
  private var edits = Edits()
  /// The numbers of colons that close nothing in the rest of the page.
  private var unclosed: Set<Int> = []

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var directives = Directives(markdown: markdown)
    directives.reduce()
    return directives.edits
  }

  private init(markdown: ScannedMarkdown) { self.markdown = markdown }

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
      if let label = Self.label(text) {
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
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isDigit || "-_./:".utf8.contains($0) }) else {
      return nil
    }
    return String(decoding: name, as: UTF8.self)
  }

  // MARK: Blocks

  private struct Directive {
    var name: String
    var argument: String

    /// Reads the info of a fence, `{name} argument`; nil if it is not that of a directive.
    init?(_ info: ArraySlice<UInt8>) {
      let info = info.trimmed
      guard info.first == UInt8(ascii: "{"), let end = info.firstIndex(of: UInt8(ascii: "}")) else {
        return nil
      }
      let name = info[(info.startIndex + 1)..<end]
      guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isDigit || "-_:".utf8.contains($0) }) else {
        return nil
      }
      self.name = String(decoding: name, as: UTF8.self)
      argument = String(decoding: info[(end + 1)...].trimmed, as: UTF8.self)
    }

    /// The title of a container. The argument of `only` is a format.
    var title: String { name == "only" ? "" : argument }
  }

  /// What a directive becomes.
  private enum Kind: Equatable {
    /// Nothing is shown in the place where it is.
    case hidden
    /// Code, whose argument is its language, and the path of a file of code.
    case code, file
    case formula, html, image
    case container(String)

    var isContainer: Bool { if case .container = self { true } else { false } }
  }

  private static let code: Set<String> = ["code", "code-block", "code-cell", "sourcecode"]
  /// Directives with a notice.
  private static let notices: Set<String> = [
    "note", "tip", "hint", "important", "warning", "attention", "caution", "danger", "error", "seealso",
    "todo", "admonition", "topic", "sidebar", "deprecated", "versionadded", "versionchanged",
  ]
  /// Directives with text of the page.
  private static let texts: Set<String> = [
    "dropdown", "grid", "grid-item", "grid-item-card", "card", "tab-set", "tab-item", "epigraph", "margin",
    "div", "container", "glossary",
  ]
  private static let hidden: Set<String> = [
    "toctree", "tableofcontents", "contents", "index", "meta", "currentmodule",
  ]
  /// Formats of which nothing is in a page of HTML.
  private static let otherFormats: Set<String> = ["latex", "man", "pdf", "texinfo"]

  private static func kind(of directive: Directive) -> Kind? {
    let name = directive.name
    if code.contains(name) { return .code }
    if hidden.contains(name) { return .hidden }
    if texts.contains(name) { return .container("content") }
    if notices.contains(name) {
      return .container(name == "admonition" || name == "topic" ? "note" : name)
    }
    switch name {
    case "literalinclude": return .file
    case "math": return .formula
    case "image", "figure": return .image
    case "raw": return directive.argument == "html" ? .html : .hidden
    case "only": return otherFormats.contains(directive.argument) ? .hidden : .container("content")
    default: return nil
    }
  }

  /// Reduces the block of code at an opening fence, and returns the index of the line behind it.
  private mutating func reduceBlock(at index: Int) -> Int {
    let opening = markdown.lines[index]
    let rest = markdown.lines[(index + 1)...]
    let end = rest.firstIndex { $0.kind != .fencedCode } ?? markdown.lines.endIndex
    let isClosed = end < markdown.lines.endIndex && markdown.lines[end].kind == .closingFence
    let next = isClosed ? end + 1 : end
    let fence = markdown.text(of: opening)
    guard let directive = Directive(fence.drop { $0 == fence.first }), let kind = Self.kind(of: directive)
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
    _ directive: Directive, _ kind: Kind, from opening: ScannedMarkdown.Line,
    _ body: ArraySlice<ScannedMarkdown.Line>, to closing: ScannedMarkdown.Line?, fence: String
  ) {
    let lineBreak = "\n" + String(decoding: markdown.continuationPrefix(of: opening), as: UTF8.self)
    let alternative = option("alt", of: body.prefix(options(of: body)))
    switch kind {
    case .hidden, .html:
      edits.removeLine(opening, in: markdown)
      if kind == .hidden { for line in body { edits.removeLine(line, in: markdown) } }
      if let closing { edits.removeLine(closing, in: markdown) }
      return
    case .image:
      let image = "![\(MarkdownText.escaped(alternative))](<\(directive.argument)>)"
      replace(opening, with: image + lineBreak)
      if let closing { edits.removeLine(closing, in: markdown) }
    case .code, .file, .formula, .container:
      let language = kind == .formula ? "math" : String(directive.argument.prefix { $0 != " " })
      replace(opening, with: kind == .file ? fence + lineBreak + directive.argument : fence + language)
      if let closing { replace(closing, with: fence) }
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
    let kind = Self.kind(of: directive) ?? .container("content")
    let following = markdown.lines[(index + 1)...]
    let colons = String(repeating: ":", count: count)
    if !kind.isContainer, let end = closingLine(colons, in: following),
      markdown.lines[index...end].allSatisfy({ $0.depth == line.depth })
    {
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

  /// The index of the line that closes a directive between colons.
  private mutating func closingLine(_ colons: String, in lines: ArraySlice<ScannedMarkdown.Line>) -> Int? {
    // Where no such line follows, none follows further below either.
    if unclosed.contains(colons.utf8.count) { return nil }
    let end = lines.firstIndex { markdown.text(of: $0).trimmed.elementsEqual(colons.utf8) }
    if end == nil { unclosed.insert(colons.utf8.count) }
    return end
  }

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
    let prefix = Array(":\(name):".utf8)
    let value = lines.lazy.map { markdown.text(of: $0).trimmed }.first { $0.starts(with: prefix) }
    return value.map { String(decoding: $0.dropFirst(prefix.count).trimmed, as: UTF8.self) } ?? ""
  }

  // MARK: Roles

  /// Reduces `` {ref}`text <name>` `` to a link, and removes the names of other roles.
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
      if ["ref", "doc", "numref"].contains(role) {
        edits.replace(open..<(end + 1), with: Self.link(content, isPage: role == "doc"))
      } else {
        edits.remove(open..<(close + 1))
      }
      index = end + 1
    }
  }

  private static func link(_ content: String, isPage: Bool) -> String {
    var (title, target) = (content, content)
    if content.hasSuffix(">"), let open = content.lastIndex(of: "<") {
      title = String(content[..<open].reversed().drop { $0 == " " }.reversed())
      target = String(content[content.index(after: open)...].dropLast())
    }
    let address = isPage ? target + (target.contains(".") ? "" : ".md") : "#" + target
    return "[\(MarkdownText.escaped(title))](<\(address)>)"
  }
}
