/// Files that a template tag or a shortcode includes: `{% include_relative page.md %}`, `{{% readfile "page.md" %}}`.
///
/// Templates that generators include have arguments and a syntax of their own. Only pages and files of code are included
/// here.
enum TagInclusions {
  /// The names of shortcodes of Hugo that include a file in widely used themes.
  static let hugoNames = [
    "include", "readfile", "readFile", "read-file", "code_sample", "codenew", "code-file",
  ]

  static func marks(in markdown: ScannedMarkdown, _ syntax: TemplateSyntax) -> [InclusionMark] {
    var marks: [InclusionMark] = []
    markdown.forEachTag(syntax) { tag, place in
      guard !tag.isClosing, tag.kind == .shortcode || tag.kind == .statement, !place.isCode,
        var mark = mark(of: tag)
      else { return }
      mark.prefix = place.prefix
      marks.append(mark)
    }
    return marks
  }

  private static func mark(of tag: TemplateTag) -> InclusionMark? {
    let arguments = tag.arguments
    let named = arguments["file", "path", "src"]
    guard let path = named ?? arguments.positional.last(where: { $0.contains(".") }), !path.contains("://")
    else {
      return nil
    }
    func places(_ bases: [(InclusionMark.Base, String)]) -> [InclusionMark.FilePlace] {
      bases.map { base, folder in
        InclusionMark.FilePlace(base, folder + path.drop { $0 == "/" })
      }
    }
    let isPage = [".md", ".markdown", ".qmd"].contains(where: path.hasSuffix)
    let language = arguments["lang", "language"] ?? path.split(separator: ".").last.map(String.init) ?? ""
    switch (tag.kind, tag.name) {
    case (.shortcode, let name) where hugoNames.contains { $0.lowercased() == name }:
      let isCode = !isPage || arguments["code"] == "true"
      // Templates and pages in HTML have a syntax of their own.
      if isCode, arguments["code"] != "true", path.hasSuffix(".html") { return nil }
      let own: [(InclusionMark.Base, String)] = path.hasPrefix("/") ? [] : [(.file, "")]
      return InclusionMark(
        range: tag.range,
        places: places(
          own + [(.content, ""), (.content, "includes/"), (.content, "examples/"), (.site, "")]),
        form: isCode ? .code(info: language) : .markdown)
    case (.statement, "include_relative"):
      return InclusionMark(range: tag.range, places: places([(.file, "")]), form: isPage ? .markdown : .text)
    case (.statement, "include"), (.statement, "include_cached"):
      // With arguments, it is a template.
      guard isPage, arguments.all.count == 1 else { return nil }
      return InclusionMark(
        range: tag.range, places: places([(.site, "_includes/"), (.content, "_includes/")]),
        form: .markdown)
    case (.statement, "include_code"):
      return InclusionMark(
        range: tag.range,
        places: places([
          (.content, "downloads/code/"), (.content, "code/"), (.site, "source/downloads/code/"),
        ]),
        form: .code(info: language))
    default: return nil
    }
  }
}
