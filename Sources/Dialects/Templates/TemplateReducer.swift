/// Reduces the template tags of a page to Markdown and HTML.
struct TemplateReducer {
  private let markdown: ScannedMarkdown
  private let syntax: TemplateSyntax
  /// The names that the page gives to texts of its own: `{% capture name %}`.
  private var captured: Set<String> = []
  private var edits = Edits()

  /// Returns the changes that reduce the tags of a page.
  static func edits(in markdown: ScannedMarkdown, _ syntax: TemplateSyntax) -> Edits {
    let tree = TemplateTree(markdown, syntax)
    var reducer = TemplateReducer(markdown, syntax)
    for node in tree.nodes { reducer.append(node) }
    reducer.edits.isPartial = tree.isPartial
    return reducer.edits
  }

  private init(_ markdown: ScannedMarkdown, _ syntax: TemplateSyntax) {
    self.markdown = markdown
    self.syntax = syntax
  }

  private mutating func append(_ node: TemplateTree.Node) {
    switch node {
    case .text: break
    case .verbatim(let tag, let content, let closing, .raw):
      edits.remove(tagRange(tag))
      for brace in braces(in: content) { edits.replace(brace..<(brace + 1), with: "&#123;") }
      edits.remove(tagRange(closing))
    case .tag(let tag, let children, let closing?) where leavesContent(tag):
      append(.tag(tag, [], closing: nil))
      for child in children { append(child) }
      append(.tag(closing, [], closing: nil))
    case .tag(let tag, _, let closing), .verbatim(let tag, _, let closing as TemplateTag?, _):
      let range = tag.range.lowerBound..<(closing ?? tag).range.upperBound
      let place = TagPlace(range, in: markdown)
      let replacement = bytes(of: node, place)
      let isRemoved = replacement.isEmpty && (place.isHTML || isComment(node)) && place.isAlone
      edits.replace(isRemoved ? place.wholeLines : range, with: replacement)
    }
  }

  /// Whether only the content of a pair stays.
  private func leavesContent(_ tag: TemplateTag) -> Bool {
    if case .content? = TagAction(tag) { tag.name != "capture" && tag.name != "set" } else { false }
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
      if tag.kind == .output, !syntax.needsCall { return Array(output(tag).utf8) }
      if closing == nil { return Array(single(tag, place).utf8) }
      return pair(tag, children, place)
    }
  }

  /// The tag that an escaped tag shows.
  static func escaped(_ tag: TemplateTag, in markdown: ScannedMarkdown, isCode: Bool) -> [UInt8] {
    let bytes = markdown.bytes
    let open = String(decoding: bytes[tag.range.lowerBound..<(tag.content.lowerBound - 2)], as: UTF8.self)
    let close = String(decoding: bytes[(tag.content.upperBound + 2)..<tag.range.upperBound], as: UTF8.self)
    let content = String(decoding: bytes[tag.content], as: UTF8.self)
    if isCode { return Array((open + content + close).utf8) }
    return Array(("&#123;" + MarkdownText.escaped(String(open.dropFirst()) + content + close)).utf8)
  }

  private func verbatim(_ tag: TemplateTag, _ content: Range<Int>, _ action: TagAction, _ place: TagPlace)
    -> [UInt8]
  {
    let lines = place.lines(of: Array(markdown.bytes[content]))
    switch action {
    case .code(let language):
      let language = language ?? codeLanguage(tag)
      if place.isHTML {
        let code = lines.map { String(decoding: $0, as: UTF8.self) }.map(MarkdownText.html).joined(
          separator: "\n")
        return Array("<pre><code class=\"language-\(MarkdownText.html(language))\">\(code)</code></pre>".utf8)
      }
      return place.block(MarkdownText.codeBlock(lines, language: language, prefix: place.prefix))
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

  /// The language of a code block: the first argument, or `lang:x` among Hexo's.
  private func codeLanguage(_ tag: TemplateTag) -> String {
    if let named = tag.arguments["lang", "language", "type"] { return named }
    let positional = tag.arguments.positional
    if let tagged = positional.first(where: { $0.hasPrefix("lang:") }) { return String(tagged.dropFirst(5)) }
    return tag.name == "codeblock" ? "" : positional.first ?? ""
  }

  // MARK: Tags

  /// The text of `{{ value | filter }}`.
  private func output(_ tag: TemplateTag) -> String {
    let value = LiquidValue(markdown.bytes[tag.content])
    if let text = value.text { return text }
    return captured.contains(value.name) ? "" : "[\(MarkdownText.escaped(value.name))]"
  }

  /// The text of a tag that encloses nothing.
  private func single(_ tag: TemplateTag, _ place: TagPlace) -> String {
    let arguments = tag.arguments
    switch TagAction(tag) {
    case .image: return image(arguments, isHTML: place.isHTML, isInline: !place.isAlone)
    case .reference: return arguments.first(or: "path", "url") ?? ""
    case .link: return link(arguments, label: nil)
    case .video(let site, let address):
      let id = arguments.first(or: "id") ?? ""
      return MarkdownText.link("\(site): \(arguments["title"] ?? id)", to: address + id)
    case .file: return file(arguments)
    case .embed: return embed(tag)
    case .include: return include(tag, place)
    case .content, .comment, .raw: return ""
    case .callout, .details, .quote, .code, .mathematics, .text, nil: return named(tag)
    }
  }

  /// The content of a pair of tags, with what the tag makes of it.
  private mutating func pair(_ tag: TemplateTag, _ children: [TemplateTree.Node], _ place: TagPlace)
    -> [UInt8]
  {
    if tag.name == "capture" || tag.name == "set", let name = tag.arguments.positional.first {
      captured.insert(name)
    }
    let content = bytes(of: children)
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
      let signature = author.isEmpty ? "" : "\n\n— \(MarkdownText.escaped(author))"
      return place.quote(content + signature.utf8)
    case .link:
      let label = String(decoding: content[...].trimmed, as: UTF8.self)
      return Array(link(tag.arguments, label: label).utf8)
    case .image:
      let caption = content[...].trimmed
      let image = image(tag.arguments, isHTML: place.isHTML, isInline: true)
      return Array(image.utf8) + (caption.isEmpty ? [] : Array(" ".utf8) + caption)
    case .content, .raw, .comment: return content
    case .reference, .video, .file, .embed, .include, .code, .mathematics, .text, nil:
      let title = title ?? tag.arguments.positional.first { $0.contains { $0 == " " } || tag.name == "tab" }
      guard let title, !title.isEmpty else { return content }
      if !place.isAlone { return Array("**\(MarkdownText.escaped(title))** ".utf8) + content }
      let lineBreak = [UInt8(ascii: "\n")] + place.prefix
      let body = place.lines(of: content).joined(separator: lineBreak)
      return place.block(Array("**\(MarkdownText.escaped(title))**".utf8) + lineBreak + lineBreak + body)
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
    var positional = tag.arguments.positional
    var kind = kind
    if kind == nil {
      let word = tag.arguments["type", "color", "style", "kind", "level"] ?? positional.first ?? ""
      kind = CalloutKind.kind(of: word)
      // Other words, such as the name of an icon, tell the reader nothing.
      if !positional.isEmpty, kind != nil || !positional[0].contains(" ") { positional.removeFirst() }
    }
    let title = tag.arguments["title", "header", "heading"] ?? positional.first ?? ""
    let marker = "[!\(kind ?? "NOTE")]" + (title.isEmpty ? "" : " " + MarkdownText.escaped(title))
    let body = place.lines(of: content).joined(separator: [UInt8(ascii: "\n")] + place.prefix)
    return place.quote(Array((marker + "\n").utf8) + place.prefix + body)
  }

  private func details(_ summary: String, isOpen: Bool, _ content: [UInt8], _ place: TagPlace) -> [UInt8] {
    let summary = "<details\(isOpen ? " open" : "")><summary>\(MarkdownText.html(summary))</summary>"
    if place.isHTML { return Array(summary.utf8) + content + "</details>".utf8 }
    let blank = [UInt8(ascii: "\n")] + place.prefix + [UInt8(ascii: "\n")] + place.prefix
    let body = place.lines(of: content).joined(separator: [UInt8(ascii: "\n")] + place.prefix)
    return place.block(Array(summary.utf8) + blank + body + blank + "</details>".utf8)
  }

  private func image(_ arguments: TagArguments, isHTML: Bool, isInline: Bool) -> String {
    let source =
      arguments["src", "path", "url", "image", "image_path", "file"]
      ?? arguments.positional.first { $0.contains(".") || $0.contains("/") } ?? arguments.positional.first
      ?? ""
    // The names of classes may precede the address, and its size may follow.
    let words =
      (arguments.positional.split(separator: source, maxSplits: 1, omittingEmptySubsequences: false).last
      ?? [])
      .filter { $0.contains { !$0.isNumber && $0 != "%" } && $0 != "lazy" && $0 != "eager" }.joined(
        separator: " ")
    var captions: [String] = []
    for caption in [arguments["title"], arguments["caption"], arguments["attr"]] {
      if let caption, !caption.isEmpty, !captions.contains(caption) { captions.append(caption) }
    }
    let caption = captions.joined(separator: " — ")
    let isMarkdown = !isHTML && caption.contains { "*_`[<".contains($0) }
    let alternative = arguments["alt", "image_alt"] ?? (caption.isEmpty ? words : isMarkdown ? "" : caption)
    let image =
      isHTML
      ? "<img src=\"\(MarkdownText.html(source))\" alt=\"\(MarkdownText.html(alternative))\">"
      : MarkdownText.image(source, alternative: alternative)
    if caption.isEmpty || caption == alternative { return image }
    if isMarkdown { return "\(image) \(caption.filter { !$0.isNewline })" }
    return isHTML ? "\(image) \(MarkdownText.html(caption))" : "\(image) *\(MarkdownText.escaped(caption))*"
  }

  private func link(_ arguments: TagArguments, label: String?) -> String {
    let positional = arguments.positional
    let address =
      arguments["href", "url", "link", "relref", "to"] ?? positional.first { $0.isAddress }
      ?? positional.first
    let text =
      label ?? arguments["text", "title", "label", "name"]
      ?? positional.filter { $0 != address }.joined(separator: " ")
    guard let address else { return text }
    let name = text.isEmpty ? address : text
    return "[\(label == nil ? MarkdownText.escaped(name) : name)](\(MarkdownText.bracketed(address)))"
  }

  /// The title and the name of an included file: `{% include_code a.py lang:python lines:1-9 Title %}`.
  private func file(_ arguments: TagArguments) -> String {
    // A word behind `:hidelink:` seems to be its value.
    let words = arguments.all.filter { $0.key.isEmpty || $0.key.hasPrefix(":hide") }.map(\.value).filter {
      word in
      !["lang:", "lines:", "from:", "to:", ":hide"].contains { word.hasPrefix($0) }
    }
    guard let name = words.first(where: { $0.contains(".") }) ?? words.first else { return "" }
    let title = words.filter { $0 != name }.joined(separator: " ")
    return "[\(MarkdownText.escaped(title.isEmpty ? name : "\(title): \(name)"))]"
  }

  /// A link to content of another site.
  private func embed(_ tag: TemplateTag) -> String {
    let arguments = tag.arguments
    let words = arguments.all.map(\.value)
    let title = arguments["title", "alt", "caption"]
    if let address = arguments["src", "url", "href", "file"] ?? words.first(where: \.isAddress) {
      return MarkdownText.link("\(tag.name): \(title ?? address)", to: address)
    }
    let id = arguments["id"] ?? arguments.positional.last ?? ""
    let user = arguments["user"] ?? arguments.positional.dropLast().first ?? ""
    switch tag.name {
    case "gist": return MarkdownText.link("gist: \(id)", to: "https://gist.github.com/\(user)/\(id)")
    case "tweet", "twitter", "x_post":
      return MarkdownText.link(
        "tweet: \(id)", to: "https://twitter.com/\(user.isEmpty ? "i" : user)/status/\(id)")
    case "spotify": return MarkdownText.link("spotify: \(id)", to: "https://open.spotify.com/\(user)/\(id)")
    case "asciinema": return MarkdownText.link("asciinema: \(id)", to: "https://asciinema.org/a/\(id)")
    case "jsfiddle": return MarkdownText.link("jsfiddle: \(id)", to: "https://jsfiddle.net/\(id)/")
    default: return named(tag)
    }
  }

  /// The text of an included file's arguments, since the file is not a page.
  private func include(_ tag: TemplateTag, _ place: TagPlace) -> String {
    let file = tag.arguments.positional.first ?? ""
    let name = file.lowercased()
    let arguments = tag.arguments
    let source = arguments["src", "url", "image", "image_path", "path", "img"]
    if let source,
      ["figure", "image", "img", "picture", "photo"].contains(where: name.contains) || source.isImage
    {
      return image(arguments, isHTML: place.isHTML, isInline: !place.isAlone)
    }
    if let id = arguments["id", "videoid", "video_id"], name.contains("youtube") || name.contains("vimeo") {
      let site = name.contains("vimeo") ? "https://vimeo.com/" : "https://www.youtube.com/watch?v="
      return MarkdownText.link(
        "\(name.contains("vimeo") ? "Vimeo" : "YouTube"): \(arguments["title"] ?? id)", to: site + id)
    }
    let texts = arguments.all.filter { !$0.key.isEmpty && $0.value.contains { $0.isLetter } }.map(\.value)
    let text = texts.filter { !$0.isAddress }.map(MarkdownText.escaped).joined(separator: " ")
    if let address = arguments["href", "url", "link"] ?? texts.first(where: \.isAddress) {
      return "[\(text.isEmpty ? MarkdownText.escaped(address) : text)](\(MarkdownText.bracketed(address)))"
    }
    return text.isEmpty ? "[include: \(MarkdownText.escaped(file))]" : text
  }

  /// A tag whose meaning is unknown: its name and the values of its arguments.
  private func named(_ tag: TemplateTag) -> String {
    let values = tag.arguments.all.map(\.value).filter { !$0.isEmpty }
    if let address = values.first(where: \.isAddress) {
      let text = values.filter { $0 != address }.joined(separator: ", ")
      return address.isImage
        ? MarkdownText.image(address, alternative: text.isEmpty ? tag.name : text)
        : MarkdownText.link(text.isEmpty ? "\(tag.name): \(address)" : text, to: address)
    }
    let text = values.isEmpty ? tag.name : "\(tag.name): \(values.joined(separator: ", "))"
    return "[\(MarkdownText.escaped(text))]"
  }
}

extension String {
  /// Whether it is the address of another site, or an absolute path.
  fileprivate var isAddress: Bool {
    hasPrefix("http://") || hasPrefix("https://") || hasPrefix("/") && count > 1
  }

  /// Whether it names a picture.
  fileprivate var isImage: Bool {
    let name = lowercased()
    return [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"].contains { name.hasSuffix($0) }
  }
}
