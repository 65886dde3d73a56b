extension Page {
  /// A file that belongs to no portfolio, read like one that does: its front matter is not text.
  public init(bytes: [UInt8], name: String) {
    let file = ContentTree.File(path: name, bytes: bytes)
    self = Self.read(file, at: PageLocation(path: "file/page")).page
  }

  /// Reads a file as the page that its place makes it, and says what was wrong with its front matter.
  static func read(
    _ file: ContentTree.File, at location: PageLocation
  ) -> (page: Page, frontMatter: FrontMatter, problems: [Problem]) {
    let frontMatter = FrontMatter(file: file.bytes)
    var problems = frontMatter.faults.map { Problem(file.path, $0.line, $0.message) }
    var page = Page(
      section: location.section, slug: location.slug, path: file.path, fields: PageFields(), file: file.bytes,
      bodyOffset: frontMatter.bodyOffset, bodyLine: frontMatter.bodyLine)
    var slugLine: Int?
    for field in frontMatter.fields {
      if let definition = FieldDefinition.named(field.key) {
        switch definition.names[0] {
        case "title": page.titleLine = field.line
        case "summary": page.summaryLine = field.line
        case "tags": page.tagsLine = field.line
        case "slug": slugLine = field.line
        default: break
        }
        if let fault = definition.read(field.value, &page.fields) {
          problems.append(Problem(file.path, field.line, "'\(field.key)' \(fault)"))
        }
      } else if !FieldDefinition.ignored.contains(field.key),
        !(location.kind == .root && Person.keys.contains(field.key))
      {
        page.fields.unknown.append((field.key, field.line))
      }
    }
    page.fields.date = page.fields.date ?? location.date
    if page.fields.title == nil, let heading = FirstParagraph.heading(in: page.body) {
      page.fields.title = heading.title
      page.titleLine = page.bodyLine + heading.line
    }
    if page.fields.title == nil, location.kind == .page { page.fields.title = location.slug }
    if let slug = page.fields.slug {
      if PageLocation.isSlug(slug) {
        page.slug = slug
      } else {
        problems.append(Problem(file.path, slugLine, "'slug' must be letters, digits, '-', '_' and '.'"))
      }
    }
    if location.kind == .root {
      problems += Person.faults(in: frontMatter).map { Problem(file.path, $0.line, $0.message) }
    }
    return (page, frontMatter, problems)
  }
}
