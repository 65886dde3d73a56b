internal import PortfolioModel

/// One row of the table of front-matter fields: its names, and how a value is read.
///
/// The names of Hugo, Zola, Jekyll and Obsidian stand beside our own, so that a folder opens as it is.
struct FieldDefinition: Sendable {
  let names: [String]
  /// Sets the field, or says what is wrong with the value.
  let read: @Sendable (FrontMatter.Value, inout PageFields) -> String?

  /// Finds a field by any of its names. The table is short: a dictionary would take longer to make than
  /// a page's keys take to find.
  /// Hugo tells no capitals apart: `Draft: true` must not be published.
  static func named(_ name: String) -> FieldDefinition? {
    if let exact = all.first(where: { $0.names.contains(name) }) { return exact }
    let small = name.lowercased()
    return all.first { $0.names.contains { $0.lowercased() == small } }
  }

  /// Whether a key is another program's and says nothing about the text.
  static func ignores(_ name: String) -> Bool {
    ignored.contains(name) || ignored.contains { $0.lowercased() == name.lowercased() }
  }

  private static let all: [FieldDefinition] = [
    text(["title"], \.title), text(["slug"], \.slug),
    text(["summary", "description", "excerpt", "subtitle", "intro"], \.summary),
    text(["organization", "company"], \.organization), text(["role", "position"], \.role),
    text(["location"], \.location), text(["url"], \.url),
    tags(["tags", "keywords"]), tags(["categories", "category"]),
    list(["highlights"], \.highlights), list(["aliases", "redirect_from"], \.aliases),
    date(["date", "pubDate", "publishDate"], \.date),
    date(["updated", "lastmod", "last_modified_at", "modified"], \.updated),
    date(["expiryDate", "unpublishDate"], \.expires), date(["start", "from"], \.start),
    FieldDefinition(names: ["end", "to"]) { value, fields in
      if ["present", "now", "current"].contains(value.text?.lowercased()) {
        fields.isCurrent = true
        return nil
      }
      fields.end = value.text.flatMap { CalendarDate($0) }
      return fields.end == nil && value.text != "" ? "must be YYYY-MM-DD, YYYY-MM, YYYY or 'present'" : nil
    },
    FieldDefinition(names: ["draft"]) { value, fields in
      guard let isDraft = value.truth else { return "must be true or false" }
      fields.isDraft = isDraft
      return nil
    },
    FieldDefinition(names: ["published"]) { value, fields in
      if let isPublished = value.truth {
        fields.isDraft = !isPublished
      } else if let date = value.text.flatMap({ CalendarDate($0) }) {
        fields.published = date
      } else if value.text != "" {
        return "must be true, false or YYYY-MM-DD"
      }
      return nil
    },
    date(["created"], \.created),
    FieldDefinition(names: ["weight", "order", "nav_order"]) { value, fields in
      guard let number = value.text.flatMap({ Int($0) }) else { return "must be a whole number" }
      fields.weight = number
      return nil
    },
    FieldDefinition(names: ["taxonomies"]) { value, fields in
      guard case .table(let taxonomies) = value else { return "must be a table of lists" }
      for taxonomy in taxonomies { fields.tags += taxonomy.value.words.filter { !fields.tags.contains($0) } }
      return nil
    },
    FieldDefinition(names: ["resume"]) { value, fields in
      fields.resumePart = value.text.flatMap { ResumePart(rawValue: $0) }
      let names = ResumePart.allCases.map(\.rawValue).joined(separator: ", ")
      return fields.resumePart == nil ? "must be one of \(names)" : nil
    },
  ]

  /// Keys of other programs that say nothing about the text: known, and of no use here.
  private static let ignored = [
    "author", "authors", "banner", "cascade", "comments", "cover", "extra", "featured", "featured_image",
    "generate_feeds", "hidden", "image", "images", "in_search_index", "insert_anchor_links", "isCJKLanguage",
    "katex", "lang", "language", "layout", "linkTitle", "linktitle", "math", "menu", "mermaid", "outputs",
    "page_template", "paginate_by", "params", "path", "permalink", "pin", "render", "resources", "series",
    "showToc", "sitemap", "sort_by", "template", "thumbnail", "toc", "transparent", "translationKey", "type",
    "cssclass", "cssclasses", "header", "id", "publish", "redirect_to", "robots", "sidebar", "tldr",
    "tagline", "draft_reason",
  ]

  private static func text(
    _ names: [String], _ field: any WritableKeyPath<PageFields, String?> & Sendable
  ) -> FieldDefinition {
    FieldDefinition(names: names) { value, fields in
      guard let text = value.text?.trimmed else { return "must be a text" }
      fields[keyPath: field] = text.isEmpty ? nil : text
      return nil
    }
  }

  /// Words in one text are parted by commas, else by spaces, as Jekyll and Hugo do it.
  private static func tags(_ names: [String]) -> FieldDefinition {
    let list = list(names, \.tags)
    return FieldDefinition(names: names) { value, fields in
      let texts: [String]
      switch value {
      case .scalar(let text) where text.hasPrefix("[["):
        texts = text.split(separator: "]]").map { $0.drop { ", ".contains($0) } }.filter { !$0.isEmpty }
          .map { $0.hasPrefix("[[") ? $0 + "]]" : String($0) }
      case .scalar(let text) where !text.contains(","):
        texts = text.split { $0.isWhitespace }.map(String.init)
      case .list: texts = value.leaves
      default: return list.read(value, &fields)
      }
      return list.read(.list(texts.map { .scalar(withoutBrackets($0)) }), &fields)
    }
  }

  /// A notebook's link to the page of a tag, `[[folder/tag|label]]`, as the word that it shows.
  private static func withoutBrackets(_ tag: String) -> String {
    guard tag.hasPrefix("[["), tag.hasSuffix("]]"), tag.utf8.count > 4 else { return tag }
    let inner = tag.dropFirst(2).dropLast(2)
    return inner.split(separator: "|").last?.split(separator: "/").last.map(String.init) ?? tag
  }

  private static func list(
    _ names: [String], _ field: any WritableKeyPath<PageFields, [String]> & Sendable
  ) -> FieldDefinition {
    FieldDefinition(names: names) { value, fields in
      if case .table = value { return "must be a list" }
      for word in value.words where !fields[keyPath: field].contains(word) {
        fields[keyPath: field].append(word)
      }
      return nil
    }
  }

  private static func date(
    _ names: [String], _ field: any WritableKeyPath<PageFields, CalendarDate?> & Sendable
  ) -> FieldDefinition {
    FieldDefinition(names: names) { value, fields in
      guard let text = value.text else { return "must be YYYY-MM-DD" }
      fields[keyPath: field] = CalendarDate(text)
      return fields[keyPath: field] == nil && !text.isEmpty ? "must be YYYY-MM-DD" : nil
    }
  }
}

extension FrontMatter.Value {
  /// A scalar's text.
  var text: String? {
    if case .scalar(let text) = self { return text }
    return nil
  }

  /// A scalar as YAML 1.1 and TOML write truth.
  var truth: Bool? {
    switch text?.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  /// All texts of lists within lists, as which YAML takes `[[tag]]` without quotes.
  var leaves: [String] {
    switch self {
    case .scalar(let text): [text]
    case .list(let values): values.flatMap(\.leaves)
    case .table: []
    }
  }

  /// The words of a list, or of a text with commas.
  var words: [String] {
    switch self {
    case .scalar(let text): text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    case .list(let values): values.compactMap(\.text)
    case .table: []
    }
  }
}
