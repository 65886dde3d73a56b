/// Keeps shortcodes as text where no program expands them, and shows what escaped ones escape.
enum LiteralTags {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    for syntax in [TemplateSyntax.hugo, .zolaEscapes] {
      markdown.forEachTag(syntax) { tag, place in
        if tag.kind == .escaped {
          edits.replace(tag.range, with: TemplateReducer.escaped(tag, in: markdown, isCode: place.isCode))
        } else if !place.isCode, !place.isHTML, !markdown.bytes[tag.range].contains(UInt8(ascii: "`")) {
          let text = String(decoding: markdown.bytes[tag.range], as: UTF8.self)
          edits.replace(tag.range, with: MarkdownText.escaped(text))
        }
      }
    }
    return edits
  }
}
