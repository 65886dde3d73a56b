/// Reduces components of React and Vue in Markdown to what they show: their content and the texts in their attributes.
struct ComponentReducer {
  private let markdown: ScannedMarkdown
  private var edits = Edits()
  /// The opening tags whose closing tags have not been found yet, and what the closing tags become.
  private var open: [(tag: JSXTag, end: String)] = []
  /// For each open tag, the names of the tabs within it that have not begun yet.
  private var tabs: [ArraySlice<String>] = []
  /// The offset of the first tag in a list item, and the end of the tags that have been removed behind it.
  private var itemStart: (start: Int, end: Int)?
  /// The names of components without a closing tag. They are searched for once, so that the time stays linear.
  private var unclosed: Set<String> = []

  /// The last line for which it has been found out whether its block of HTML begins with the tag of an element.
  private var htmlBlock = (last: -1, isElement: false)

  /// Alerts are reduced one depth at a time, because their content must be scanned within the quote.
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var reducer = ComponentReducer(markdown: markdown)
    reducer.reduce()
    return reducer.edits
  }

  private init(markdown: ScannedMarkdown) {
    self.markdown = markdown
  }

  private mutating func reduce() {
    let bytes = markdown.bytes
    var index = 0
    while let start = index < bytes.count ? bytes[index...].firstIndex(of: UInt8(ascii: "<")) : nil {
      index = start + 1
      guard !markdown.isCode(start), start == 0 || bytes[start - 1] != UInt8(ascii: "\\"),
        let tag = JSXTag(bytes[start...])
      else { continue }
      index = tag.range.upperBound
      // The content of a slot is shown, unlike that of HTML's element.
      if tag.name == "template" {
        edits.replace(tag.range, with: tag.isClosing ? "</div>" : "<div>")
        continue
      }
      if !tag.isComponent {
        if tag.hasExpressions || tag.hasDirectives { edits.replace(tag.range, with: html(tag)) }
        continue
      }
      if tag.isClosing {
        close(tag)
      } else if FileTree.isRoot(tag), !unclosed.contains(tag.name), let tree = fileTree(tag) {
        index = tree.range.upperBound
      } else if let kind = Self.alertKind(tag), !tag.isSelfClosing, !unclosed.contains(tag.name),
        let end = closing(of: tag)
      {
        let content = Array(bytes[tag.range.upperBound..<end.lowerBound])
        let place = TagPlace(tag.range.lowerBound..<end.upperBound, in: markdown)
        let title = tag["title", "heading", "header", "label"].map { " " + MarkdownText.escaped($0) } ?? ""
        let lines = place.lines(of: dedented(content)).joined(separator: Array("\n".utf8) + place.prefix)
        edits.replace(
          tag.range.lowerBound..<end.upperBound,
          with: place.quote("[!\(kind)]\(title)\n".utf8 + place.prefix + lines))
        // The components within the alert are reduced in the next round.
        edits.isPartial = true
        index = end.upperBound
      } else if tag.isSelfClosing {
        let text = single(tag)
        // `[X]: text` would be the definition of a link.
        let isDefinition = text.last == "]" && bytes[tag.range.upperBound...].first == UInt8(ascii: ":")
        edits.replace(tag.range, with: apart(isDefinition ? "\\" + text : text, tag))
      } else {
        begin(tag)
      }
    }
  }

  /// Replaces a tree of files by a list.
  private mutating func fileTree(_ root: JSXTag) -> FileTree? {
    switch FileTree.read(root, in: markdown) {
    case .tree(let tree):
      let place = TagPlace(tree.range, in: markdown)
      let list = tree.lines.joined(separator: [UInt8(ascii: "\n")] + place.prefix)
      edits.replace(tree.range, with: place.block(Array(list)))
      return tree
    case .unclosed: unclosed.insert(root.name)
    case .other: break
    }
    return nil
  }

  /// Puts the title of each code block in a group before the block: the words behind the language.
  private mutating func showTitles(behind group: JSXTag) {
    // Groups within each other would be searched again and again.
    guard !unclosed.contains(group.name), open.count(where: { $0.tag.name == group.name }) < 2,
      let end = closing(of: group)
    else { return }
    let first = markdown.lineIndex(at: group.range.upperBound)
    for line in markdown.lines[first...].prefix(while: { $0.start < end.lowerBound })
    where line.kind == .openingFence {
      let info = markdown.text(of: line).drop { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }
      let words = info.split(separator: UInt8(ascii: " ")).dropFirst()
      let title = words.prefix { !$0.contains(UInt8(ascii: "=")) && $0.first != UInt8(ascii: "{") }
      if title.isEmpty { continue }
      let text = String(decoding: Array(title.joined(separator: [0x20])), as: UTF8.self)
      let prefix = String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
      edits.insert("**\(MarkdownText.escaped(text))**\n\(prefix)\n\(prefix)", at: line.textStart)
    }
  }

  /// The text of a component as a paragraph of its own if the component before it ends on the line above.
  private func apart(_ text: String, _ tag: JSXTag) -> String {
    let number = markdown.lineIndex(at: tag.range.lowerBound)
    let line = markdown.lines[number]
    guard number > 0, line.kind == .continuation || line.kind == .htmlContinuation,
      line.textStart == tag.range.lowerBound,
      isComponent(markdown.text(of: markdown.lines[number - 1]).trimmed)
    else { return text }
    return "\n" + String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self) + text
  }

  /// Whether a tag is in a block of HTML that begins with the tag of an element, so that Markdown is not read there.
  private mutating func isInHTML(_ tag: JSXTag) -> Bool {
    var index = markdown.lineIndex(at: tag.range.lowerBound)
    guard markdown.lines[index].kind == .htmlContinuation else { return false }
    while index > 0, index > htmlBlock.last, markdown.lines[index].kind == .htmlContinuation {
      index -= 1
    }
    if markdown.lines[index].kind == .html {
      let name =
        markdown.text(of: markdown.lines[index]).dropFirst().drop { $0 == UInt8(ascii: "/") }.first
        ?? 0
      htmlBlock.isElement = (0x61...0x7A).contains(name)
    }
    htmlBlock.last = markdown.lineIndex(at: tag.range.lowerBound)
    return htmlBlock.isElement
  }

  /// Whether a line begins and ends with a tag of a component.
  private func isComponent(_ line: ArraySlice<UInt8>) -> Bool {
    let name = line.dropFirst().drop { $0 == UInt8(ascii: "/") }.first ?? 0
    return line.first == UInt8(ascii: "<") && (0x41...0x5A).contains(name) && line.last == UInt8(ascii: ">")
  }

  /// The range of the tag that closes a component.
  private mutating func closing(of tag: JSXTag) -> Range<Int>? {
    let bytes = markdown.bytes
    var depth = 1
    var index = tag.range.upperBound
    let limit = min(bytes.count, index + (1 << 16))
    while index < limit, let start = bytes[index..<limit].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      guard !markdown.isCode(start), let other = JSXTag(bytes[start...]), other.name == tag.name else {
        continue
      }
      if !other.isSelfClosing { depth += other.isClosing ? -1 : 1 }
      if depth == 0 { return other.range }
    }
    unclosed.insert(tag.name)
    return nil
  }

  /// Lines without the indentation that all of them have.
  private func dedented(_ content: [UInt8]) -> [UInt8] {
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let indented = lines.dropFirst().filter { !$0.allSatisfy { $0 <= 0x20 } }
    let margin = indented.map { $0.prefix { $0 == UInt8(ascii: " ") }.count }.min() ?? 0
    return Array(
      lines.enumerated().map {
        $0 == 0 ? $1 : $1.dropFirst(min(margin, $1.prefix { $0 == UInt8(ascii: " ") }.count))
      }
      .joined(separator: [UInt8(ascii: "\n")]))
  }

  private static func alertKind(_ tag: JSXTag) -> String? {
    let name = tag.name.lowercased()
    let boxes: Set<String> = [
      "admonition", "callout", "aside", "alert", "notice", "hint", "banner", "message", "infobox",
    ]
    if boxes.contains(name) {
      return tag["type", "variant", "kind", "color", "severity", "status"].flatMap {
        CalloutKind.kind(of: $0)
      } ?? "NOTE"
    }
    let kinds: Set<String> = [
      "note", "tip", "info", "warning", "caution", "danger", "important", "success", "pitfall", "check",
    ]
    return kinds.contains(name) ? CalloutKind.kind(of: name) : nil
  }

  // MARK: Tags

  private mutating func begin(_ tag: JSXTag) {
    let place = TagPlace(tag.range, in: markdown)
    let label = Self.label(tag, tab: nextTab(tag))
    let address = tag["href", "to", "link", "url"]
    // A link around text on one line.
    if let address, !place.isAlone, open.count < 64 {
      if isInHTML(tag) {
        edits.replace(tag.range, with: "<a href=\"\(MarkdownText.html(address))\">")
        append(tag, end: "</a>")
        return
      }
      edits.replace(tag.range, with: "[")
      append(tag, end: "](\(MarkdownText.bracketed(address)))")
      return
    }
    if open.count < 256 { append(tag, end: ComponentText.end(of: tag)) }
    if tag.name == "CodeGroup" { showTitles(behind: tag) }
    let prefix = String(decoding: place.prefix, as: UTF8.self)
    if let address {
      let link = MarkdownText.link(label ?? address, to: address) + ComponentText.details(of: tag)
      edits.replace(tag.range, with: apart(link, tag) + "\n\(prefix)")
    } else if let label {
      let details = ComponentText.details(of: tag)
      // The text of the component follows on the same line.
      let isTitle = !place.isAlone && details.isEmpty && label.last.map { $0.isLetter || $0.isNumber } == true
      let title = "**\(MarkdownText.escaped(label))\(isTitle ? ":" : "")**\(details)"
      edits.replace(tag.range, with: place.isAlone ? "\(title)\n\(prefix)" : apart(title, tag) + " ")
    } else if place.isAlone, removeFirstLine(tag) {
      return
    } else {
      edits.replace(tag.range, with: place.isAlone ? "\n\(prefix)" : "")
    }
  }

  private mutating func append(_ tag: JSXTag, end: String) {
    open.append((tag, end))
    tabs.append(tag.tabs[...])
  }

  /// The name that the component around a tab gives to it.
  private mutating func nextTab(_ tag: JSXTag) -> String? {
    guard let last = tabs.indices.last, ["TabItem", "Tab", "Tabs.Tab"].contains(tag.name) else { return nil }
    return tabs[last].popFirst()
  }

  /// Removes a tag that is the first line of a list item, and the blank lines behind it: an item that begins with two blank
  /// lines would be empty. Returns false for other tags.
  private mutating func removeFirstLine(_ tag: JSXTag) -> Bool {
    let start: Int
    if let first = itemStart, first.end == tag.range.lowerBound {
      start = first.start
    } else if markdown.line(at: tag.range.lowerBound).opensContainer {
      start = tag.range.lowerBound
    } else {
      return false
    }
    // The marks of a quote would be removed with the line.
    let lines = markdown.wholeLines(start..<tag.range.upperBound)
    guard lines.lowerBound == start, lines.upperBound >= tag.range.upperBound else { return false }
    edits.remove(tag.range.lowerBound..<lines.upperBound)
    itemStart = (start, lines.upperBound)
    return true
  }

  private mutating func close(_ tag: JSXTag) {
    let place = TagPlace(tag.range, in: markdown)
    guard let index = open.lastIndex(where: { $0.tag.name == tag.name }) else {
      return edits.remove(tag.range)
    }
    let end = open[index].end
    open.removeSubrange(index...)
    tabs.removeSubrange(index...)
    edits.replace(
      tag.range,
      with: end.isEmpty && place.isAlone ? "\n" + String(decoding: place.prefix, as: UTF8.self) : end)
  }

  /// The text of a component in its attributes.
  private static func label(_ tag: JSXTag, tab: String? = nil) -> String? {
    if let name = ComponentText.field(of: tag) { return name }
    let label = tag[
      "label", "title", "caption", "summary", "heading", "header", "alt", "name", "description", "text"]
    // A tab may have a value only.
    return label ?? tab ?? (["TabItem", "Tab", "TabsTrigger"].contains(tag.name) ? tag["value"] : nil)
  }

  private func single(_ tag: JSXTag) -> String {
    // A table of contents, which every page has.
    if ["InlineToc", "TOCInline", "TableOfContents", "TOC"].contains(tag.name) { return "" }
    if tag.name == "Icon", let icon = tag["icon"] { return ComponentText.icon(icon) }
    let label = Self.label(tag)
    if let id = tag["id", "videoId", "youTubeId", "youtubeId"] {
      let name = tag.name.lowercased()
      if name.contains("youtube") {
        return MarkdownText.link("YouTube: \(label ?? id)", to: "https://www.youtube.com/watch?v=\(id)")
      }
      if name.contains("vimeo") {
        return MarkdownText.link("Vimeo: \(label ?? id)", to: "https://vimeo.com/\(id)")
      }
      if name.contains("tweet") {
        return MarkdownText.link("tweet: \(label ?? id)", to: "https://twitter.com/i/status/\(id)")
      }
    }
    if let source = tag["src", "image", "source"] {
      let name = tag.name.lowercased()
      if ["video", "audio", "iframe", "embed", "player"].contains(where: name.contains) {
        return MarkdownText.link("\(name): \(label ?? source)", to: source)
      }
      return MarkdownText.image(source, alternative: label ?? "")
    }
    let details = ComponentText.details(of: tag)
    if let address = tag["href", "to", "link", "url"] {
      return MarkdownText.link(label ?? address, to: address) + details
    }
    // A badge or an icon within a sentence is only its text.
    if let label {
      if ComponentText.field(of: tag) != nil || !details.isEmpty {
        return "**\(MarkdownText.escaped(label))**\(details)"
      }
      return tag.name == "Badge"
        ? MarkdownText.escaped(label) : "[\(MarkdownText.escaped("\(tag.name): \(label)"))]"
    }
    return "[\(MarkdownText.escaped(tag.name))]"
  }

  /// A tag of HTML without the attributes that are expressions.
  private func html(_ tag: JSXTag) -> String {
    if tag.isClosing { return "</\(tag.name)>" }
    let attributes = tag.attributes.filter { !JSXTag.isDirective($0.name.utf8) }.map {
      " \($0.name == "className" ? "class" : $0.name)=\"\(MarkdownText.html($0.value))\""
    }
    return "<\(tag.name)\(attributes.joined())\(tag.isSelfClosing ? " /" : "")>"
  }
}
