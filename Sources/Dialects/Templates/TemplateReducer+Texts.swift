/// The Markdown and HTML of tags that enclose nothing, from their arguments.
extension TemplateReducer {
  func image(_ arguments: TagArguments, isHTML: Bool, isInline: Bool) -> String {
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
    // On a line of its own, the image can be shown as a picture.
    let separator = isInline ? " " : "<br>"
    if isMarkdown { return "\(image)\(separator)\(caption.filter { !$0.isNewline })" }
    let text = isHTML ? "<em>\(MarkdownText.html(caption))</em>" : "*\(MarkdownText.escaped(caption))*"
    return image + separator + text
  }

  func link(_ arguments: TagArguments, label: String?) -> String {
    let positional = arguments.positional
    // Hexo's last argument tells whether the title is escaped.
    func isFlag(_ text: String) -> Bool { text == "true" || text == "false" }
    let address =
      arguments["href", "url", "link", "relref", "to"] ?? positional.first { $0.isAddress }
      ?? positional.first
    let text =
      label ?? arguments["text", "title", "label", "name"]
      ?? positional.filter { $0 != address && !isFlag($0) }.joined(separator: " ")
    guard let address else { return text }
    let name = text.isEmpty ? address : text
    return "[\(label == nil ? MarkdownText.escaped(name) : name)](\(MarkdownText.bracketed(address)))"
  }

  /// The title and the name of an included file: `{% include_code a.py lang:python lines:1-9 Title %}`.
  func file(_ arguments: TagArguments) -> String {
    // A word behind `:hidelink:` seems to be its value.
    let words = arguments.all.filter { $0.key.isEmpty || $0.key.hasPrefix(":hide") }.map(\.value).filter {
      word in
      !["lang:", "lines:", "from:", "to:", ":hide"].contains { word.hasPrefix($0) }
    }
    guard let name = words.first(where: { $0.contains(".") }) ?? words.first else { return "" }
    let title = words.filter { $0 != name }.joined(separator: " ")
    return "[\(MarkdownText.escaped(title.isEmpty ? name : "\(title): \(name)"))]"
  }

  /// The author of a quote, with the address behind the name as a link: `Author, Source https://example.org Title`.
  static func linked(_ author: String) -> String {
    let words = author.split(separator: " ").map(String.init)
    guard
      let index = words.firstIndex(where: { $0.hasPrefix("http://") || $0.hasPrefix("https://") })
    else {
      return MarkdownText.escaped(author)
    }
    let name = MarkdownText.escaped(words[..<index].joined(separator: " "))
    let title = words[(index + 1)...].joined(separator: " ")
    let link = MarkdownText.link(title.isEmpty ? words[index] : title, to: words[index])
    return name.isEmpty ? link : "\(name), \(link)"
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

  /// A link to content of another site.
  func embed(_ tag: TemplateTag, _ place: TagPlace) -> String {
    let arguments = tag.arguments
    // Many sites have a tag of this name for something else.
    if tag.name == "x", arguments["id"] == nil { return named(tag, place) }
    let words = arguments.all.map(\.value)
    let title = arguments["title", "alt", "caption"]
    if let address = arguments["src", "url", "href", "file"] ?? words.first(where: \.isAddress) {
      return MarkdownText.link("\(tag.name): \(title ?? address)", to: address)
    }
    let id = arguments["id"] ?? arguments.positional.last ?? ""
    let user = arguments["user"] ?? arguments.positional.dropLast().first ?? ""
    switch tag.name {
    case "gist": return MarkdownText.link("gist: \(id)", to: "https://gist.github.com/\(user)/\(id)")
    case "tweet", "twitter", "x_post", "x", "x_simple", "twitter_simple":
      return MarkdownText.link(
        "tweet: \(id)", to: "https://twitter.com/\(user.isEmpty ? "i" : user)/status/\(id)")
    case "spotify": return MarkdownText.link("spotify: \(id)", to: "https://open.spotify.com/\(user)/\(id)")
    case "asciinema": return MarkdownText.link("asciinema: \(id)", to: "https://asciinema.org/a/\(id)")
    case "jsfiddle": return MarkdownText.link("jsfiddle: \(id)", to: "https://jsfiddle.net/\(id)/")
    default: return named(tag, place)
    }
  }

  /// The text of an included file's arguments, since the file is not a page.
  func include(_ tag: TemplateTag, _ place: TagPlace) -> String {
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
    // A text of the page that is passed by its name is shown where it is captured.
    let texts = arguments.all.filter { !$0.key.isEmpty && $0.value.contains { $0.isLetter } }.map(\.value)
      .filter { !variables.isCaptured($0) }
    let text = texts.filter { !$0.isAddress }.map(MarkdownText.escaped).joined(separator: " ")
    if let address = arguments["href", "url", "link"] ?? texts.first(where: \.isAddress) {
      return "[\(text.isEmpty ? MarkdownText.escaped(address) : text)](\(MarkdownText.bracketed(address)))"
    }
    return text.isEmpty ? "[include: \(MarkdownText.escaped(file))]" : text
  }

  /// The Markdown that a shortcode of Zola has in a parameter instead of between two tags.
  static func body(_ arguments: TagArguments) -> String? { arguments["body", "text", "content"] }

  /// The name of an icon in words, where it is all that is shown, else nothing: an icon beside text repeats it. In a
  /// table, an icon may be an answer.
  private func icon(_ tag: TemplateTag) -> String {
    let name = tag.arguments.first(or: "name", "icon") ?? ""
    let sign = ComponentText.icon(name)
    let isAfterText = markdown.bytes[..<tag.range.lowerBound].last { $0 != 0x20 }.map {
      !"|[\n".utf8.contains($0)
    }
    let isBeforeText = markdown.bytes[tag.range.upperBound...].first { $0 != 0x20 }.map {
      !"|]\r\n".utf8.contains($0)
    }
    if !sign.isEmpty || isAfterText ?? false || isBeforeText ?? false { return sign }
    return MarkdownText.escaped(name.split { "-_".contains($0) }.joined(separator: " "))
  }

  /// What has a title and an address, such as a card or a button: a link, and the text below the title. Those that have
  /// lines of their own make a list.
  private func entry(_ tag: TemplateTag, _ place: TagPlace) -> String? {
    let arguments = tag.arguments
    guard let title = arguments["title", "text", "label", "name", "content"], !title.isEmpty,
      let address = arguments["link", "href", "url"]
    else { return nil }
    let image = arguments["image", "img"]
    let alternative = arguments["alt"].flatMap { $0.isEmpty ? nil : $0 }
    let label =
      image.map { MarkdownText.image($0, alternative: alternative ?? title) } ?? MarkdownText.escaped(title)
    let link = address.isEmpty ? label : "[\(label)](\(MarkdownText.bracketed(address)))"
    let used = [title, address, image, image == nil ? nil : alternative]
    let texts = arguments.all.filter {
      !$0.value.isEmpty && !used.contains($0.value) && !TagAppearance.contains($0)
        && $0.value != "true" && $0.value != "false"
    }.map { key, value in
      if value.isAddress { return MarkdownText.link(value, to: value) }
      // Themes read these as Markdown.
      return ["subtitle", "description", "body", "tag"].contains(key)
        ? value.filter { !$0.isNewline } : MarkdownText.escaped(value)
    }
    let isItem = place.isAlone && !place.isHTML && (!texts.isEmpty || tag.name.hasSuffix("card"))
    return (isItem ? "- " : "") + ([link] + texts).joined(separator: " — ")
  }

  /// What keeps the list that cards make apart from that of the next cards.
  func listEnd(_ tag: TemplateTag, _ place: TagPlace) -> [UInt8] {
    guard tag.name == "cards", !place.isHTML else { return [] }
    return Array("\n".utf8) + place.prefix + "<!-- -->".utf8
  }

  /// The pictures of a tag whose name tells that it shows some, with its texts; nil if it has none. A picture may be given
  /// for light and for dark screens, or for different states.
  private func pictures(_ tag: TemplateTag) -> String? {
    let names = ["image", "img", "picture", "figure"]
    let pictures = tag.arguments.all.filter { $0.value.isImage }
    guard names.contains(where: tag.name.contains), !pictures.isEmpty else { return nil }
    func isAlternative(_ key: String) -> Bool { key.hasSuffix("alt") || key == "caption" }
    let alternatives = tag.arguments.all.filter { isAlternative($0.key) }.map(\.value)
    // A number without a name is a size.
    let others = tag.arguments.all.filter {
      !$0.value.isImage && !isAlternative($0.key) && !TagAppearance.contains($0)
        && $0.value.contains { $0.isLetter || $0.isNumber } && (!$0.key.isEmpty || Int($0.value) == nil)
    }.map(\.value).joined(separator: ", ")
    let isTheme = pictures.contains { $0.key.contains("light") || $0.key.contains("dark") }
    let images = pictures.prefix(isTheme ? 1 : pictures.count).enumerated().map { index, picture in
      MarkdownText.image(
        picture.value,
        alternative: index < alternatives.count ? alternatives[index] : alternatives.first ?? others)
    }
    let text = alternatives.isEmpty || others.isEmpty ? [] : [MarkdownText.escaped(others)]
    return (images + text).joined(separator: " ")
  }

  /// A tag whose meaning is unknown: its name and the values of its arguments.
  func named(_ tag: TemplateTag, _ place: TagPlace) -> String {
    if let source = tag.arguments["src"], source.isImage {
      return image(tag.arguments, isHTML: place.isHTML, isInline: !place.isAlone)
    }
    if let pictures = pictures(tag) { return pictures }
    // Pelican's tag that shows another one.
    if tag.name == "literal" {
      let content = markdown.bytes[tag.content].dropFirst(tag.name.utf8.count).trimmed
      return "&#123;" + MarkdownText.escaped("% \(String(decoding: content, as: UTF8.self)) %}")
    }
    if syntax.needsCall, tag.arguments.positional.isEmpty, let body = Self.body(tag.arguments) { return body }
    if ["icon", "fa", "fontawesome"].contains(tag.name) { return icon(tag) }
    if let entry = entry(tag, place) { return entry }
    let arguments = tag.arguments.all.filter { !$0.value.isEmpty }
    let values = arguments.map(\.value)
    if let address = values.first(where: \.isAddress) {
      let text = arguments.filter { $0.value != address && !TagAppearance.contains($0) }.map(\.value)
        .joined(separator: ", ")
      return address.isImage
        ? MarkdownText.image(address, alternative: text.isEmpty ? tag.name : text)
        : MarkdownText.link(text.isEmpty ? "\(tag.name): \(address)" : text, to: address)
    }
    // One of the site's own names stands for that of Hugo.
    let name =
      syntax.codeNames.isEmpty
      ? tag.name : String(decoding: markdown.bytes[tag.content].prefix { $0 > 0x20 }, as: UTF8.self)
    let text = values.isEmpty ? name : "\(name): \(values.joined(separator: ", "))"
    return "[\(MarkdownText.escaped(text))]"
  }
}

extension String {
  /// Whether it is the address of another site, or an absolute path.
  var isAddress: Bool {
    hasPrefix("http://") || hasPrefix("https://") || hasPrefix("/") && count > 1
  }

  /// Whether it names a picture.
  var isImage: Bool {
    let name = lowercased()
    return [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"].contains { name.hasSuffix($0) }
  }
}
