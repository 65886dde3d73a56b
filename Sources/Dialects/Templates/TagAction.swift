/// What a template tag becomes.
enum TagAction {
  case image
  /// The path or the address in the first argument.
  case reference
  /// A link; the arguments are named, or the label and the address in this order.
  case link
  /// A link to a site, with the text that precedes the id in its addresses.
  case video(site: String, address: String)
  /// An included file, shown by its title and its name.
  case file
  /// Content in a frame or a player: a link to its address.
  case embed
  /// A code block in a language; nil if the first argument names it.
  case code(language: String?)
  /// A formula on a line of its own.
  case mathematics
  /// The content as it is, without tags.
  case raw
  /// The tag and its content disappear.
  case comment
  /// A box, of a kind that GitHub has; nil if the arguments name it.
  case callout(String?)
  case details
  case quote
  /// The file in the first argument, with arguments for it.
  case include
  /// Only the content stays: conditions, loops, assignments.
  case content
  /// The text of the arguments and the content.
  case text

  /// Whether the content is not Markdown.
  var isVerbatim: Bool {
    switch self {
    case .code, .mathematics, .raw, .comment: true
    case .image, .reference, .link, .video, .file, .embed, .callout, .details, .quote, .include, .content,
      .text:
      false
    }
  }

  /// The action of a tag; nil if its name is unknown.
  init?(_ tag: TemplateTag) {
    switch tag.name {
    case "link" where tag.arguments.all.count > 1: self = .link
    case "code" where tag.kind == .output: return nil
    default:
      guard let action = Self.table[tag.name] ?? Self.action(ofUnknown: tag.name) else {
        return nil
      }
      self = action
    }
  }

  /// The action of a tag that a site has for itself, if its name tells it.
  private static func action(ofUnknown name: String) -> TagAction? {
    name.contains("youtube") ? table["youtube"] : nil
  }

  /// The actions by name, of the programs' own tags and of widely used themes.
  private static let table: [String: TagAction] = {
    var table: [String: TagAction] = [
      "youtube": .video(site: "YouTube", address: "https://www.youtube.com/watch?v="),
      "vimeo": .video(site: "Vimeo", address: "https://vimeo.com/"),
      "vimeo_simple": .video(site: "Vimeo", address: "https://vimeo.com/"),
      "bilibili": .video(site: "Bilibili", address: "https://www.bilibili.com/video/"),
      "twitch": .video(site: "Twitch", address: "https://www.twitch.tv/videos/"),
      "instagram": .video(site: "Instagram", address: "https://www.instagram.com/p/"),
      "codepen": .embed, "highlight": .code(language: nil), "codeblock": .code(language: nil),
      "code": .code(language: nil), "code-toggle": .code(language: "toml"),
      "mermaid": .code(language: "mermaid"), "chart": .code(language: "javascript"),
      "echarts": .code(language: "json"), "plotly": .code(language: "json"),
      "plantuml": .code(language: "plantuml"), "graphviz": .code(language: "dot"), "math": .mathematics,
      "katex": .mathematics, "raw": .raw, "verbatim": .raw, "comment": .comment, "include": .include,
      "include_relative": .include, "include_cached": .include, "render": .include, "blockquote": .quote,
      "quote": .quote, "pullquote": .quote, "epigraph": .quote, "cq": .quote, "centerquote": .quote,
    ]
    func add(_ names: String, _ action: TagAction) {
      for name in names.split(separator: " ") { table[String(name)] = action }
    }
    add("include_code notebook", .file)
    add("term glossary_tooltip badge", .text)
    add(
      "figure image img b64img picture asset_img imgproc responsive_image fancybox lightbox image_gallery",
      .image)
    add("ref relref post_url link relurl absurl post_path asset_path", .reference)
    add("post_link asset_link button btn extlink link_to a linkbutton icon_link", .link)
    add(
      "gist tweet twitter twitter_simple x x_post x_simple video audio iframe pdf jsfiddle codesandbox stackblitz asciinema spotify soundcloud",
      .embed)
    add("notice alert callout admonition hint note box message aside banner blocknote infobox", .callout(nil))
    add("tip success check", .callout("TIP"))
    add("info information todo", .callout("NOTE"))
    add("important question", .callout("IMPORTANT"))
    add("warning warn attention", .callout("WARNING"))
    add("danger error caution bug", .callout("CAUTION"))
    add("details expand collapse spoiler accordion fold toggle", .details)
    add(
      "if elsif elseif elif else unless case when for break continue assign capture set increment decrement cycle "
        + "tablerow pagebreak toc tableofcontents table_of_contents macro block extends import from with layout cache liquid echo call filter autoescape asyncEach",
      .content)
    return table
  }()
}
