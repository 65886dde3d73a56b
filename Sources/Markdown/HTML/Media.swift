/// A video or another thing that a browser loads into a page, as a link with its title.
struct Media {
  private let noun: String
  private let title: String
  private let address: String
  /// What a browser shows if it cannot show the thing.
  private let fallback: [Inline]

  init(_ tag: HTMLTag, content: [HTMLNode], fallback: [Inline] = []) {
    let source = content.lazy.compactMap { node in
      if case .tag(let tag, _) = node, tag.name == "source" || tag.name == "embed" { tag["src"] } else { nil }
    }.first
    let identifier = tag["videoid"].map {
      (tag.name.contains("vimeo") ? "https://vimeo.com/" : Self.watch) + $0
    }
    let address =
      [identifier, tag["src"], tag["data"], tag["data-src"], source].compactMap { $0 }.first ?? ""
    let video = Self.video(at: address)
    self.address = video ?? (address.hasPrefix("//") ? "https:" + address : address)
    noun =
      switch tag.name {
      case "audio": "audio"
      case "iframe": video == nil ? "page" : "video"
      case "object", "embed": video == nil ? "file" : "video"
      default: "video"
      }
    let named = [tag["title"], tag["aria-label"], tag["playlabel"]].compactMap { $0 }.first { !$0.isEmpty }
    var fallback = fallback
    var text = fallback.isPlain ? fallback.plainText : ""
    // Punctuation between the tags keeps an editor from joining them.
    if !text.isEmpty, !text.contains(where: { $0.isLetter || $0.isNumber }) { (text, fallback) = ("", []) }
    if let named {
      title = named
      self.fallback = fallback
    } else if self.address.isEmpty {
      title = ""
      self.fallback = fallback
    } else if !text.isEmpty, !text.lowercased().contains("browser") {
      title = text
      self.fallback = []
    } else {
      title = Self.name(in: self.address)
      self.fallback = fallback
    }
  }

  var inlines: [Inline] {
    let label = title.isEmpty ? noun : noun + ": " + title
    if address.isEmpty, title.isEmpty { return fallback }
    let link: Inline =
      address.isEmpty ? .text(label) : .link(Link(destination: .url(address), label: [.text(label)]))
    return fallback.isEmpty ? [link] : [link, .text(" (")] + fallback + [.text(")")]
  }

  private static let watch = "https://www.youtube.com/watch?v="

  /// The beginnings of the addresses of players, without the scheme, and those of the pages of their videos.
  private static let players: [(player: String, page: String)] = [
    ("www.youtube.com/embed/", watch), ("youtube.com/embed/", watch),
    ("www.youtube-nocookie.com/embed/", watch),
    ("youtube-nocookie.com/embed/", watch), ("player.vimeo.com/video/", "https://vimeo.com/"),
  ]

  /// The address of the page of a video; nil if the address is not one of a video's page or player.
  private static func video(at address: String) -> String? {
    var rest = address[...]
    for scheme in ["https:", "http:"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
    guard rest.hasPrefix("//") else { return nil }
    rest = rest.dropFirst(2)
    for (player, page) in players where rest.hasPrefix(player) {
      let identifier = rest.dropFirst(player.count).prefix { !"?&/#".contains($0) }
      // A list of videos has no identifier.
      return identifier.isEmpty || identifier == "videoseries" ? "https://" + rest : page + identifier
    }
    return address.hasPrefix(watch) || address.hasPrefix("https://vimeo.com/") ? address : nil
  }

  /// The name of the file; the address without its scheme if it has none.
  private static func name(in address: String) -> String {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    if let name = path.split(separator: "/").last, name.contains("."), path.hasSuffix(name),
      !path.hasSuffix("//" + name)
    {
      return String(name)
    }
    return address.split(separator: "://", maxSplits: 1).last.map(String.init) ?? address
  }
}

extension [Inline] {
  /// Whether all is text without links and images.
  fileprivate var isPlain: Bool {
    allSatisfy { inline in
      switch inline {
      case .text, .code, .softBreak, .lineBreak: true
      case .emphasis(let children), .strong(let children), .strikethrough(let children): children.isPlain
      case .link, .image, .footnoteReference: false
      }
    }
  }
}
