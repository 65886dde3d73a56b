/// The texts that a page gives to variables of its own: `{% assign x = "a" %}`, `{% capture x %}a{% endcapture %}`.
struct TemplateVariables {
  private let syntax: TemplateSyntax
  /// The values that Hugo's shortcode `param` shows, by their names in lower case.
  private let parameters: [String: String]
  /// The values that are known. A template's text has a second form for code.
  private var texts: [String: String] = [:]
  private var codes: [String: [UInt8]] = [:]
  /// The names of texts that are shown where they are captured.
  private var captured: Set<String> = []
  /// For each name, the offset of the last output of it.
  private var lastUses: [String: Int] = [:]
  /// Names whose values depend on data: those that are assigned in loops.
  private var unknown: Set<String> = []
  /// The number of conditions around the current tag of which it is not known whether they are true.
  private var uncertainty = 0
  /// Names whose texts are those of several conditions of which one is true.
  private var alternatives: Set<String> = []
  /// The number of bytes of values that may still be written.
  private var budget = 1 << 20

  /// The maximum length of a value in bytes. Values may contain others, so they could grow without end.
  private static let maximumLength = 1 << 14

  init(
    _ nodes: [TemplateTree.Node], _ bytes: [UInt8], _ syntax: TemplateSyntax, values: KnownValues
  ) {
    self.syntax = syntax
    parameters = values.parameters
    guard syntax.hasEndTags, !syntax.needsCall else { return }
    texts = values.variables
    find(nodes, bytes, .page)
  }

  /// What decides whether a tag counts.
  private enum Scope {
    case page, condition, loop
  }

  private mutating func find(_ nodes: [TemplateTree.Node], _ bytes: [UInt8], _ scope: Scope) {
    for case .tag(let tag, let children, let closing) in nodes {
      if tag.kind == .output {
        lastUses[LiquidValue(bytes[tag.content], [:]).name] = tag.range.lowerBound
      } else if !tag.isClosing {
        if tag.name == "for", let name = tag.arguments.positional.first { unknown.insert(name) }
        if let name = Self.assignment(tag, bytes)?.name {
          if scope == .loop { unknown.insert(name) }
        } else if scope != .page, let name = Self.capturedName(tag) {
          unknown.insert(name)
        }
      }
      let inner = closing == nil ? nil : Self.scopes[tag.name]
      find(children, bytes, scope == .loop ? .loop : inner ?? scope)
    }
  }

  private static let scopes: [String: Scope] = [
    "if": .condition, "unless": .condition, "case": .condition, "for": .loop, "tablerow": .loop,
    "macro": .loop,
    "asynceach": .loop,
  ]

  private static func capturedName(_ tag: TemplateTag) -> String? {
    tag.name == "capture" || tag.name == "set" ? tag.arguments.positional.first : nil
  }

  /// The name and the value of `{% assign name = value %}`; of Nunjucks, `{% set name = value %}`.
  private static func assignment(
    _ tag: TemplateTag, _ bytes: [UInt8]
  ) -> (name: String, value: ArraySlice<UInt8>)? {
    guard tag.name == "assign" || tag.name == "set" else { return nil }
    let rest = bytes[tag.content].dropFirst(tag.name.utf8.count).trimmed
    let name = rest.prefix { $0.isLetter || $0.isDigit || "_-".utf8.contains($0) }
    let equals = rest[name.endIndex...].trimmed
    guard !name.isEmpty, equals.first == UInt8(ascii: "=") else { return nil }
    return (String(decoding: name, as: UTF8.self), equals.dropFirst().trimmed)
  }

  // MARK: Values

  /// Whether each branch of a condition is shown; nil where that is not known.
  func areShown(_ branches: TemplateBranches, _ bytes: [UInt8]) -> [Bool?] { branches.areShown(bytes, texts) }

  /// Call these before and after the tags in a branch.
  mutating func beginBranch(isCertain: Bool) { if !isCertain { uncertainty += 1 } }
  mutating func endBranch(isCertain: Bool) { if !isCertain { uncertainty -= 1 } }

  /// The value of a parameter of the page or of the site.
  func parameter(_ name: String?) -> String? {
    name.flatMap { parameters[$0.lowercased()] }
  }

  /// Whether the text of a name is shown where it is captured.
  func isCaptured(_ name: String) -> Bool { captured.contains(name) }

  /// The source of a captured text, as code.
  func code(of name: String) -> [UInt8]? { codes[name] }

  /// The value of an output.
  mutating func value(of content: ArraySlice<UInt8>) -> LiquidValue {
    let value = LiquidValue(content, texts)
    budget -= max(texts[value.name]?.utf8.count ?? 0, value.text?.utf8.count ?? 0)
    if budget < 0 {
      texts = [:]
      codes = [:]
    }
    return value
  }

  /// Gives a variable its value if the tag is an assignment.
  mutating func assign(_ tag: TemplateTag, _ bytes: [UInt8]) {
    guard let (name, content) = Self.assignment(tag, bytes) else { return }
    let text = value(of: content).text
    if uncertainty == 0 {
      alternatives.remove(name)
    } else if let known = texts[name] {
      // The first text is the default, or one of the alternatives. Parts of addresses are not shown together.
      guard alternatives.contains(name), let text, text != known, !text.isEmpty, !known.isEmpty,
        !(known + text).utf8.contains(UInt8(ascii: "/")),
        known.utf8.count + text.utf8.count < Self.maximumLength
      else { return }
      texts[name] = known + " / " + text
      return
    } else {
      alternatives.insert(name)
    }
    texts[name] = text.flatMap { unknown.contains(name) || $0.utf8.count > Self.maximumLength ? nil : $0 }
    codes[name] = nil
    captured.remove(name)
  }

  /// Gives a variable the text that a pair of tags encloses. Returns whether the page shows it at another place.
  mutating func capture(_ name: String, _ content: [UInt8], code: [UInt8], behind start: Int) -> Bool {
    texts[name] = nil
    codes[name] = nil
    guard let use = lastUses[name], use > start, !unknown.contains(name), budget >= 0,
      max(content.count, code.count) <= Self.maximumLength
    else {
      captured.insert(name)
      return false
    }
    captured.remove(name)
    texts[name] = String(decoding: content, as: UTF8.self)
    codes[name] = code
    return true
  }

  /// The text of nodes as it is written, without marks that hide tags.
  func source(of nodes: [TemplateTree.Node], in bytes: [UInt8]) -> [UInt8] {
    nodes.flatMap { node -> [UInt8] in
      switch node {
      case .text(let range): return Array(bytes[range])
      case .verbatim(_, _, _, .comment): return []
      case .verbatim(_, let content, _, .raw): return Array(bytes[content])
      case .verbatim(let tag, _, let closing, _):
        return Array(bytes[tag.range.lowerBound..<closing.range.upperBound])
      case .tag(let tag, let children, let closing):
        let content = source(of: children, in: bytes)
        return Array(bytes[tag.range]) + content + (closing.map { Array(bytes[$0.range]) } ?? [])
      }
    }
  }
}
