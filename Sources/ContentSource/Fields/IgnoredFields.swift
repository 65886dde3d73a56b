/// Front-matter fields that have a meaning for another program and none here: they are not reported as
/// unknown.
enum IgnoredFields {
  static func contains(_ key: String) -> Bool {
    foldedNames.contains(FieldKey.folded(key))
  }

  private static let foldedNames = names.map(FieldKey.folded)

  private static let names = [
    "author", "authors", "banner", "comments", "cover", "cssclass", "cssclasses", "draft_reason",
    "extra",
    "featured", "featured_image", "generate_feeds", "header", "id", "image", "images",
    "in_search_index",
    "insert_anchor_links", "iscjklanguage", "katex", "lang", "language", "layout", "linktitle", "math",
    "menu",
    "mermaid", "outputs", "page_template", "paginate_by", "params", "path", "pin",
    "redirect_to", "resources", "robots", "series", "showtoc", "sidebar", "sitemap", "sort_by",
    "tagline",
    "template", "thumbnail", "tldr", "toc", "translationkey", "transparent", "type",
  ]
}
