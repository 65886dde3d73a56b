/// Reduces the template tags of a page to Markdown and HTML.
struct TemplateReducer {
  let markdown: ScannedMarkdown
  let syntax: TemplateSyntax
  private(set) var variables: TemplateVariables
  private var edits = Edits()
  private var macros = TemplateMacros()

  /// Returns the changes that reduce the tags of a page.
  static func edits(
    in markdown: ScannedMarkdown, _ syntax: TemplateSyntax, values: KnownValues = KnownValues()
  ) -> Edits {
    let tree = TemplateTree(markdown, syntax)
    var reducer = TemplateReducer(
      markdown, syntax, TemplateVariables(tree.nodes, markdown.bytes, syntax, values: values))
    for node in tree.nodes { reducer.append(node) }
    reducer.edits.isPartial = tree.isPartial || reducer.edits.isPartial
    return reducer.edits
  }

  /// Returns the changes that reduce Hugo's shortcodes.
  static func hugoEdits(in markdown: ScannedMarkdown, values: KnownValues) -> Edits {
    var syntax = TemplateSyntax.hugo
    syntax.codeNames = Set(values.codeShortcodes)
    return edits(in: markdown, syntax, values: values)
  }

  private init(_ markdown: ScannedMarkdown, _ syntax: TemplateSyntax, _ variables: TemplateVariables) {
    self.markdown = markdown
    self.syntax = syntax
    self.variables = variables
  }

  private mutating func append(_ node: TemplateTree.Node) {
    switch node {
    case .text: break
    case .verbatim(let tag, let content, let closing, .raw):
      edits.remove(tagRange(tag))
      for brace in braces(in: content) { edits.replace(brace..<(brace + 1), with: "&#123;") }
      edits.remove(tagRange(closing))
    case .tag(let tag, let children, let closing?) where leavesContent(tag):
      if let condition = TemplateBranches(tag, children, closing: closing) {
        append(condition)
        append(.tag(closing, [], closing: nil))
        return
      }
      append(.tag(tag, [], closing: nil))
      for child in children { append(child) }
      append(.tag(closing, [], closing: nil))
    case .tag(let tag, _, let closing), .verbatim(let tag, _, let closing as TemplateTag?, _):
      let range = tag.range.lowerBound..<(closing ?? tag).range.upperBound
      let place = TagPlace(range, in: markdown)
      let replacement = bytes(of: node, place)
      let isRemoved =
        replacement.isEmpty && (place.isHTML || isComment(node)) && place.isAlone
        && !endsHTML(tag, closing, place)
      edits.replace(isRemoved ? place.wholeLines : range, with: replacement)
    }
  }

  /// Appends the branches of a condition, without those that are not shown.
  private mutating func append(_ condition: TemplateBranches) {
    for (branch, isShown) in zip(condition.branches, variables.areShown(condition, markdown.bytes)) {
      if isShown == false {
        edits.remove(branch.tag.range.lowerBound..<branch.end)
        continue
      }
      append(.tag(branch.tag, [], closing: nil))
      variables.beginBranch(isCertain: isShown == true)
      for node in branch.nodes { append(node) }
      variables.endBranch(isCertain: isShown == true)
    }
  }

  /// The text of the branches of a condition that are shown.
  private mutating func bytes(of condition: TemplateBranches) -> [UInt8] {
    var result: [UInt8] = []
    for (branch, isShown) in zip(condition.branches, variables.areShown(condition, markdown.bytes))
    where isShown != false {
      variables.beginBranch(isCertain: isShown == true)
      result += bytes(of: branch.nodes)
      variables.endBranch(isCertain: isShown == true)
    }
    return result
  }

  /// Whether only the content of a pair stays.
  private func leavesContent(_ tag: TemplateTag) -> Bool {
    if case .content? = TagAction(tag) { !["capture", "set", "macro"].contains(tag.name) } else { false }
  }

  /// Whether a text that is captured in a block of HTML contains a blank line, which ends that block. What follows has
  /// been read as Markdown.
  private func endsHTML(_ tag: TemplateTag, _ closing: TemplateTag?, _ place: TagPlace) -> Bool {
    guard place.isHTML, let closing, tag.name == "capture" || tag.name == "set" else {
      return false
    }
    let first = markdown.lineIndex(at: tag.range.lowerBound)
    let last = markdown.lineIndex(at: closing.range.lowerBound)
    return markdown.lines[first...last].contains { $0.kind == .blank }
  }

  private func isComment(_ node: TemplateTree.Node) -> Bool {
    if case .verbatim(_, _, _, .comment) = node { true } else { false }
  }

  /// The range of a tag; the whole line if nothing else is on it and it is in code.
  private func tagRange(_ tag: TemplateTag) -> Range<Int> {
    let place = TagPlace(tag.range, in: markdown)
    return place.isCode && place.isAlone ? place.wholeLines : tag.range
  }

  /// The offsets in text, not in code, of braces that would begin a tag.
  private func braces(in range: Range<Int>) -> [Int] {
    var offsets: [Int] = []
    var code = markdown.code[...]
    for index in range.dropLast() where markdown.bytes[index] == UInt8(ascii: "{") {
      let next = markdown.bytes[index + 1]
      guard next == UInt8(ascii: "{") || next == UInt8(ascii: "%"), offsets.last != index - 1 else {
        continue
      }
      code = code.drop { $0.upperBound <= index }
      if code.first.map({ $0.lowerBound > index }) ?? true { offsets.append(index) }
    }
    return offsets
  }

  // MARK: Content

  private mutating func bytes(of nodes: [TemplateTree.Node]) -> [UInt8] {
    var result: [UInt8] = []
    for node in nodes {
      switch node {
      case .text(let range): result += markdown.bytes[range]
      case .tag(let tag, _, let closing), .verbatim(let tag, _, let closing as TemplateTag?, _):
        let range = tag.range.lowerBound..<(closing ?? tag).range.upperBound
        result += bytes(of: node, TagPlace(range, in: markdown))
      }
    }
    return result
  }

  private mutating func bytes(of node: TemplateTree.Node, _ place: TagPlace) -> [UInt8] {
    switch node {
    case .text(let range): return Array(markdown.bytes[range])
    case .verbatim(let tag, let content, _, let action): return verbatim(tag, content, action, place)
    case .tag(let tag, let children, let closing):
      if tag.isClosing { return [] }
      if tag.kind == .escaped { return Self.escaped(tag, in: markdown, isCode: place.isCode) }
      if tag.kind == .output, !syntax.needsCall { return output(tag, place) }
      if tag.name == "param", let value = variables.parameter(tag.arguments.positional.first) {
        return TagContext(of: tag.range, isHTML: place.isHTML, in: markdown.bytes)
          .fitted(
            MarkdownText.escaped(value), of: tag,
            before: markdown.bytes[tag.range.upperBound...].first)
      }
      if closing == nil {
        variables.assign(tag, markdown.bytes)
        return single(tag, place)
      }
      if let closing, let condition = TemplateBranches(tag, children, closing: closing) {
        return bytes(of: condition)
      }
      if tag.name == "filetree/container", !place.isHTML, isFileTree(children) {
        return place.block(fileTree(children, place))
      }
      return pair(tag, children, place)
    }
  }

  private func verbatim(_ tag: TemplateTag, _ content: Range<Int>, _ action: TagAction, _ place: TagPlace)
    -> [UInt8]
  {
    let lines = place.lines(of: Array(markdown.bytes[content]))
    switch action {
    case .code(let language):
      let code = place.code(lines, language: language ?? codeLanguage(tag))
      guard tag.name == "tab" || tag.name == "card", !place.isHTML, let title = Self.tabTitle(tag) else {
        return code
      }
      let lineBreak = [UInt8(ascii: "\n")] + place.prefix
      return Array(Self.heading(title).utf8) + lineBreak + lineBreak + code
    case .mathematics:
      let text = lines.joined(separator: [UInt8(ascii: "\n")] + place.prefix)
      return place.block(Array("$$\n".utf8) + place.prefix + text + "\n".utf8 + place.prefix + "$$".utf8)
    case .raw:
      let braces = Set(braces(in: content))
      return content.flatMap { braces.contains($0) ? Array("&#123;".utf8) : [markdown.bytes[$0]] }
    case .comment, .image, .reference, .link, .video, .file, .embed, .callout, .details, .quote, .include,
      .content,
      .text:
      return []
    }
  }

  /// A title above the content of a tag. One with Markdown, which themes read as such, keeps it.
  private static func heading(_ title: String) -> String {
    let hasMarkdown =
      ["**", "](", "&nbsp;"].contains(where: title.contains) && !title.contains(where: \.isNewline)
    return hasMarkdown ? title : "**\(MarkdownText.escaped(title))**"
  }

  private static func tabTitle(_ tag: TemplateTag) -> String? {
    (tag.arguments["header", "title", "name"] ?? tag.arguments.positional.first).flatMap {
      $0.isEmpty ? nil : $0
    }
  }

  /// The language of a code block: the first argument, or `lang:x` among Hexo's.
  private func codeLanguage(_ tag: TemplateTag) -> String {
    if let named = tag.arguments["lang", "language", "type"] { return named }
    if tag.name == "tab" { return "" }
    let positional = tag.arguments.positional
    if let tagged = positional.first(where: { $0.hasPrefix("lang:") }) { return String(tagged.dropFirst(5)) }
    return tag.name == "codeblock" ? "" : positional.first ?? ""
  }

  // MARK: Tags

  /// The text of `{{ value | filter }}`.
  private mutating func output(_ tag: TemplateTag, _ place: TagPlace) -> [UInt8] {
    if let text = macros.expansion(of: markdown.bytes[tag.content]) {
      // The tags in the text are reduced in the next round.
      edits.isPartial = true
      return Array(place.lines(of: text).joined(separator: [UInt8(ascii: "\n")] + place.prefix))
    }
    let value = variables.value(of: markdown.bytes[tag.content])
    if let language = value.language,
      let code = variables.code(of: value.name) ?? value.text.map({ Array($0.utf8) })
    {
      return place.code(place.lines(of: code), language: language)
    }
    guard let text = value.text else {
      return variables.isCaptured(value.name) ? [] : Array("[\(MarkdownText.escaped(value.name))]".utf8)
    }
    let lines = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return Array(lines.map { Array($0) }.joined(separator: [UInt8(ascii: "\n")] + place.prefix))
  }

  /// What a tag that encloses nothing becomes, in the syntax that its place requires.
  private mutating func single(_ tag: TemplateTag, _ place: TagPlace) -> [UInt8] {
    let body = Self.body(tag.arguments).map { Array($0.utf8) }
    if let body, syntax.needsCall, tag.arguments.positional.isEmpty {
      switch TagAction(tag) {
      case .callout, .details, .quote: return pair(tag, content: body, place)
      case .image, .reference, .link, .video, .file, .embed, .code, .mathematics, .raw, .comment, .include,
        .content, .text, nil:
        break
      }
    }
    return TagContext(of: tag.range, isHTML: place.isHTML, in: markdown.bytes)
      .fitted(text(of: tag, place), of: tag, before: markdown.bytes[tag.range.upperBound...].first)
  }

  private func text(of tag: TemplateTag, _ place: TagPlace) -> String {
    let arguments = tag.arguments
    switch TagAction(tag) {
    case .image: return image(arguments, isHTML: place.isHTML, isInline: !place.isAlone)
    case .reference: return arguments.first(or: "path", "url") ?? ""
    case .link: return link(arguments, label: nil)
    case .video(let site, let address):
      let id = arguments.first(or: "id") ?? ""
      // Words behind the id are a title.
      let title = arguments["title"] ?? arguments.positional.dropFirst().first { $0.contains(" ") }
      return MarkdownText.link("\(site): \(title ?? id)", to: address + id)
    case .file: return file(arguments)
    case .embed: return embed(tag, place)
    case .include: return include(tag, place)
    case .content, .comment, .raw: return ""
    case nil where tag.name == "tab":
      // A tab without content is a label beside the others.
      let lineBreak = "\n" + String(decoding: place.prefix, as: UTF8.self)
      return Self.tabTitle(tag).map { Self.heading($0) + lineBreak } ?? ""
    // Without a formula, the tag loads what shows those of the page.
    case .mathematics where arguments.all.isEmpty: return ""
    case .text where arguments["link", "href", "url"] == nil:
      return MarkdownText.escaped(
        arguments.first(or: "text", "content", "title", "label", "name", "entry", "term_id") ?? "")
    case .callout, .details, .quote, .code, .mathematics, .text, nil: return named(tag, place)
    }
  }

  /// The content of a pair of tags, with what the tag makes of it.
  private mutating func pair(_ tag: TemplateTag, _ children: [TemplateTree.Node], _ place: TagPlace)
    -> [UInt8]
  {
    if tag.name == "macro", macros.define(tag, variables.source(of: children, in: markdown.bytes)) {
      return []
    }
    let content = bytes(of: children)
    if tag.name == "capture" || tag.name == "set", let name = tag.arguments.positional.first {
      let isShownLater = variables.capture(
        name, place.prefix.isEmpty ? content : Array(place.lines(of: content).joined(separator: "\n".utf8)),
        code: variables.source(of: children, in: markdown.bytes), behind: tag.range.lowerBound)
      // A template that the page includes may show it. Its name tells what it is.
      return isShownLater
        ? []
        : name.lowercased().contains("code")
          ? place.code(place.lines(of: content), language: "") : content
    }
    return pair(tag, content: content, place)
  }

  private func pair(_ tag: TemplateTag, content: [UInt8], _ place: TagPlace) -> [UInt8] {
    let title = tag.arguments["title", "header", "heading", "summary", "caption", "label", "name"]
    switch TagAction(tag) {
    case .callout(let kind): return callout(kind, tag, content, place)
    case .details:
      return details(
        title ?? tag.arguments.positional.first ?? "Details", isOpen: tag.arguments["open"] == "true",
        content,
        place)
    case .quote:
      let source = unquotedArguments(tag) ?? tag.arguments.positional.joined(separator: " ")
      let author = source.isEmpty ? tag.arguments["author", "cite", "source"] ?? "" : source
      if place.isHTML {
        let signature = author.isEmpty ? "" : "<p>— \(MarkdownText.html(author))</p>"
        return Array("<blockquote>".utf8) + content + "\(signature)</blockquote>".utf8
      }
      let signature = author.isEmpty ? "" : "\n\n— \(Self.linked(author))"
      return place.quote(content + signature.utf8)
    case .link:
      let label = String(decoding: content[...].trimmed, as: UTF8.self)
      let link = Array(link(tag.arguments, label: label).utf8)
      return place.isHTML ? InlineHTML.html(of: link) : link
    case .image:
      let caption = content[...].trimmed
      let image = image(tag.arguments, isHTML: place.isHTML, isInline: true)
      return Array(image.utf8) + (caption.isEmpty ? [] : Array(" ".utf8) + caption)
    case .content, .raw, .comment: return content
    case .reference, .video, .file, .embed, .include, .code, .mathematics, .text, nil:
      let title = title ?? tag.arguments.positional.first { $0.contains { $0 == " " } || tag.name == "tab" }
      guard let title, !title.isEmpty else { return content + listEnd(tag, place) }
      if place.isHTML { return Array("<strong>\(MarkdownText.html(title))</strong> ".utf8) + content }
      if !place.isAlone { return Array("**\(MarkdownText.escaped(title))** ".utf8) + content }
      let lineBreak = [UInt8(ascii: "\n")] + place.prefix
      let body = place.lines(of: content).joined(separator: lineBreak)
      return place.block(Array(Self.heading(title).utf8) + lineBreak + lineBreak + body)
    }
  }

  /// The arguments as they are written, if they are words without quotes and keys: `Author, Title`.
  private func unquotedArguments(_ tag: TemplateTag) -> String? {
    let content = markdown.bytes[tag.content]
    if content.contains(where: { "\"'`=(\n".utf8.contains($0) }) { return nil }
    return String(decoding: content.drop { $0 > 0x20 }.trimmed, as: UTF8.self)
  }

  private func callout(_ kind: String?, _ tag: TemplateTag, _ content: [UInt8], _ place: TagPlace) -> [UInt8]
  {
    // The site of Eleventy names the syntax of the content.
    var positional = tag.arguments.positional.filter { $0 != "md" && $0 != "html" }
    var kind = kind
    if kind == nil {
      let word = tag.arguments["type", "color", "style", "kind", "level"] ?? positional.first ?? ""
      kind = CalloutKind.kind(of: word)
      // Other words, such as the name of an icon, tell the reader nothing.
      if !positional.isEmpty, kind != nil || !positional[0].contains(" ") { positional.removeFirst() }
    }
    let title = tag.arguments["title", "header", "heading"] ?? positional.first ?? ""
    if place.isHTML {
      let word = kind ?? "NOTE"
      let name = title.isEmpty ? word.prefix(1) + word.dropFirst().lowercased() : title
      return Array("<blockquote><strong>\(MarkdownText.html(name))</strong><br>".utf8) + content
        + "</blockquote>".utf8
    }
    let marker = "[!\(kind ?? "NOTE")]" + (title.isEmpty ? "" : " " + MarkdownText.escaped(title))
    let body = place.lines(of: content).joined(separator: [UInt8(ascii: "\n")] + place.prefix)
    return place.quote(Array((marker + "\n").utf8) + place.prefix + body)
  }

  private func details(_ summary: String, isOpen: Bool, _ content: [UInt8], _ place: TagPlace) -> [UInt8] {
    if place.isHTML {
      let start = "<details\(isOpen ? " open" : "")><summary>\(MarkdownText.html(summary))</summary>"
      return Array(start.utf8) + content + "</details>".utf8
    }
    let prefix = String(decoding: place.prefix, as: UTF8.self)
    let summary = MarkdownText.details(summary, isOpen: isOpen, prefix: prefix)
    let blank = [UInt8(ascii: "\n")] + place.prefix + [UInt8(ascii: "\n")] + place.prefix
    let body = place.lines(of: content).joined(separator: [UInt8(ascii: "\n")] + place.prefix)
    return place.block(Array(summary.utf8) + blank + body + blank + "</details>".utf8)
  }
}
