/// Front-matter fields that have a meaning for another program and none here: they are not reported as
/// unknown.
enum IgnoredFields {
  static func contains(_ key: String) -> Bool {
    foldedNames.contains(FieldKey.folded(key))
  }

  private static let foldedNames = names.map(FieldKey.folded)

  /// Some of them are words that would look like slips of another field: `height`.
  private static let names = [
    "author", "authors", "banner", "border", "comments", "cover", "creator", "cssclass", "cssclasses", "data",
    "deadline", "draft_reason", "featured", "featured_image", "form", "generate_feeds", "header",
    "headers",
    "height", "hide", "highlight", "id", "ignore_macros", "image", "images", "in_search_index",
    "insert_anchor_links",
    "iscjklanguage",
    "katex",
    "lastUpdated", "layout", "linktitle", "math", "menu", "mermaid",
    "older",
    "outputs", "page_template", "paginate_by", "pin", "poster", "privacy", "profile",
    "publisher",
    "redirect_to", "related", "render_macros", "resources", "robots", "series", "showtoc", "sidebar",
    "sitemap", "sort_by",
    "stage",
    "stars", "stats", "tagline", "template", "thumbnail", "tldr", "toc", "translationkey", "transparent",
    "type",
  ]
}
