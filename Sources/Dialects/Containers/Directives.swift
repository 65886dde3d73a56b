/// Reduces the directives, roles and labels of MyST (myst-parser.readthedocs.io): ```` ```{note} ```` becomes a container,
/// `{code-block} python` a block of code, and the label `(name)=` an anchor.
struct Directives {
  private let markdown: ScannedMarkdown
  private var edits = Edits()

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
  private static func label(_ text: ArraySlice<UInt8>) -> String? {
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
  }

  /// Directives with code, whose argument is its language.
  private static let code: Set<String> = ["code", "code-block", "code-cell", "sourcecode", "literalinclude"]
  /// Directives with a notice.
  private static let notices: Set<String> = [
    "note", "tip", "hint", "important", "warning", "attention", "caution", "danger", "error", "seealso",
    "todo",
    "admonition", "topic", "sidebar", "deprecated", "versionadded", "versionchanged",
  ]
  /// Directives with text of the page.
  private static let texts: Set<String> = [
    "dropdown", "grid", "grid-item", "grid-item-card", "card", "tab-set", "tab-item", "epigraph", "margin",
    "div", "container", "glossary",
  ]
  /// Directives that show nothing in the place where they are.
  private static let hidden: Set<String> = [
    "toctree", "tableofcontents", "contents", "index", "only", "meta", "raw", "currentmodule",
  ]

  /// Reduces the block of code at an opening fence, and returns the index of the line behind it.
  private mutating func reduceBlock(at index: Int) -> Int {
    let opening = markdown.lines[index]
    let rest = markdown.lines[(index + 1)...]
    let end = rest.firstIndex { $0.kind != .fencedCode } ?? markdown.lines.endIndex
    let isClosed = end < markdown.lines.endIndex && markdown.lines[end].kind == .closingFence
    let next = isClosed ? end + 1 : end
    let fence = markdown.text(of: opening)
    guard let directive = Directive(fence.drop { $0 == fence.first }) else { return next }
    let body = markdown.lines[(index + 1)..<end]
    let isKnown =
      Self.code.contains(directive.name) || Self.notices.contains(directive.name)
      || Self.texts.contains(directive.name) || Self.hidden.contains(directive.name)
      || ["image", "figure", "math"].contains(directive.name)
    guard isKnown else { return next }
    if Self.hidden.contains(directive.name) {
      for line in markdown.lines[index..<next] { edits.removeLine(line, in: markdown) }
      return next
    }
    let options = self.options(of: body)
    for line in body.prefix(options) { edits.removeLine(line, in: markdown) }
    let marks = String(decoding: fence.prefix { $0 == fence.first }, as: UTF8.self)
    switch directive.name {
    case let name where Self.code.contains(name):
      replace(opening, with: marks + String(directive.argument.prefix { $0 != " " }))
    case "math": replace(opening, with: marks + "math")
    case "image", "figure":
      let alternative = option("alt", of: body.prefix(options))
      replace(opening, with: "![\(MarkdownText.escaped(alternative))](<\(directive.argument)>)\n")
      if isClosed { edits.removeLine(markdown.lines[end], in: markdown) }
    default:
      // A block of other directives within this one is reduced when it is no code any more.
      edits.isPartial = true
      let colons = String(repeating: ":", count: max(3, marks.count))
      let isText = Self.texts.contains(directive.name)
      let name = directive.name == "admonition" || directive.name == "topic" ? "note" : directive.name
      replace(opening, with: "\(colons)\(isText ? "content" : name) \(directive.argument)")
      if isClosed { replace(markdown.lines[end], with: colons) }
    }
    return next
  }

  /// Reduces the opening fence of a directive between colons, `:::{note} Title`, to that of a container. Returns how many
  /// lines of options follow.
  private mutating func reduceColons(at index: Int) -> Int {
    let line = markdown.lines[index]
    let text = markdown.text(of: line)
    let rest = text.drop { $0 == UInt8(ascii: ":") }
    guard !line.isCode, text.count - rest.count > 2, let directive = Directive(rest) else { return 0 }
    let colons = String(repeating: ":", count: text.count - rest.count)
    let following = markdown.lines[(index + 1)...]
    let end = following.firstIndex { markdown.text(of: $0).trimmed.elementsEqual(colons.utf8) }
    if Self.hidden.contains(directive.name), let end {
      for line in markdown.lines[index...end] { edits.removeLine(line, in: markdown) }
      return end - index
    }
    let isNotice = Self.notices.contains(directive.name)
    let name = directive.name == "admonition" || directive.name == "topic" ? "note" : directive.name
    replace(line, with: "\(colons)\(isNotice ? name : "content") \(directive.argument)")
    let options = self.options(of: following.prefix { $0.kind != .blank })
    for line in following.prefix(options) { edits.removeLine(line, in: markdown) }
    return options
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
      return text.first == UInt8(ascii: ":") && text.dropFirst().contains(UInt8(ascii: ":"))
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
      guard let close = text[index...].firstIndex(of: UInt8(ascii: "}")), close + 1 < text.endIndex,
        text[close + 1] == UInt8(ascii: "`"), open == text.startIndex || text[open - 1] != UInt8(ascii: "`"),
        !markdown.isCode(open)
      else { continue }
      let name = text[index..<close]
      let start = close + 2
      guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isDigit || "-_:+.".utf8.contains($0) }),
        let end = text[start...].firstIndex(of: UInt8(ascii: "`"))
      else { continue }
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
