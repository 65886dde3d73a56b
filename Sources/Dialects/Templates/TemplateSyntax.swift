/// The delimiters of template tags in one family of programs.
struct TemplateSyntax: Sendable {
  /// The delimiters, the longest first.
  let delimiters: [Delimiters]
  /// Whether statements end with a tag `endNAME` (Liquid) or `end` (Zola).
  let hasEndTags: Bool
  /// Whether only calls are tags: `{{ name(...) }}`.
  let needsCall: Bool
  /// Whether only calls and `end` are tags in escape marks.
  var callsEscapes = false
  /// The names of all tags; nil if any name may be a tag.
  var names: Set<String>?
  /// The names of tags of the site's own whose content is code.
  var codeNames: Set<String> = []

  struct Delimiters: Sendable {
    let open: [UInt8]
    let close: [UInt8]
    let kind: TemplateTag.Kind

    init(_ open: String, _ close: String, _ kind: TemplateTag.Kind) {
      self.open = Array(open.utf8)
      self.close = Array(close.utf8)
      self.kind = kind
    }
  }

  /// Liquid of Jekyll and Eleventy, Nunjucks of Hexo and Eleventy, Vento of Lume.
  static let liquid = TemplateSyntax(
    delimiters: [
      Delimiters("{%-", "%}", .statement), Delimiters("{%", "%}", .statement),
      Delimiters("{{-", "}}", .output),
      Delimiters("{{", "}}", .output),
    ], hasEndTags: true, needsCall: false)

  /// Shortcodes of Hugo (gohugo.io/content-management/shortcodes). Other braces are text.
  static let hugo = TemplateSyntax(
    delimiters: [
      Delimiters("{{</*", "*/>}}", .escaped), Delimiters("{{%/*", "*/%}}", .escaped),
      Delimiters("{{<", ">}}", .shortcode), Delimiters("{{%", "%}}", .shortcode),
    ], hasEndTags: false, needsCall: false)

  /// Tags of Markdoc: `{% callout %}` … `{% /callout %}` (markdoc.dev/docs/tags).
  static let markdoc = TemplateSyntax(
    delimiters: [Delimiters("{%", "%}", .shortcode)], hasEndTags: false, needsCall: false)

  /// Tags of Pelican's plugin liquid_tags (github.com/pelican-plugins/liquid-tags).
  static let pelican = TemplateSyntax(
    delimiters: [Delimiters("{%", "%}", .statement)], hasEndTags: true, needsCall: false,
    names: [
      "img", "b64img", "gram", "flickr", "giphy", "soundcloud", "youtube", "vimeo", "speakerdeck", "video",
      "audio", "include_code", "notebook", "gist", "spotify", "literal",
    ])

  /// Templates of Vue: `{{ expression }}`.
  static let vue = TemplateSyntax(
    delimiters: [Delimiters("{{", "}}", .output)], hasEndTags: false, needsCall: false)

  /// Macros of Logseq: `{{name argument}}`.
  static let logseq = TemplateSyntax(
    delimiters: [Delimiters("{{{", "}}}", .output), Delimiters("{{", "}}", .output)],
    hasEndTags: false,
    needsCall: false)

  /// Only the escaped tags of Zola, whose delimiters do not occur otherwise.
  static let zolaEscapes = TemplateSyntax(
    delimiters: [Delimiters("{{/*", "*/}}", .escaped), Delimiters("{%/*", "*/%}", .escaped)],
    hasEndTags: false,
    needsCall: false, callsEscapes: true)

  /// Shortcodes of Zola (getzola.org/documentation/content/shortcodes).
  static let zola = TemplateSyntax(
    delimiters: [
      Delimiters("{{/*", "*/}}", .escaped), Delimiters("{%/*", "*/%}", .escaped),
      Delimiters("{%-", "%}", .statement), Delimiters("{%", "%}", .statement),
      Delimiters("{{-", "}}", .output),
      Delimiters("{{", "}}", .output),
    ], hasEndTags: true, needsCall: true, callsEscapes: true)
}
