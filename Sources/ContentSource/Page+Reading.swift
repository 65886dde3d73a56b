package import PortfolioModel

extension Page {
  /// A file that belongs to no portfolio, read like one that does: its front matter is not text.
  package static func reading(_ bytes: [UInt8], name: String) -> Page {
    read(ContentTree.File(path: name, bytes: bytes), at: PageLocation(path: "file/page")).page
  }

  /// Reads a file as the page that its place makes it, and says what was wrong with its front matter.
  static func read(
    _ file: ContentTree.File, at location: PageLocation
  ) -> (page: Page, frontMatter: FrontMatter, problems: [Problem]) {
    let frontMatter = FrontMatter(file: file.bytes)
    var problems = frontMatter.faults.map { Problem(file.path, $0.line, $0.message) }
    var fields = PageFields()
    var lines = Page.FieldLines()
    var slugLine: Int?
    for field in frontMatter.fields {
      if let definition = FieldDefinition.named(field.key) {
        switch definition.names[0] {
        case "title": lines.title = field.line
        case "summary": lines.summary = field.line
        case "tags": lines.tags = field.line
        case "slug": slugLine = field.line
        default: break
        }
        if let fault = definition.read(field.value, &fields) {
          problems.append(Problem(file.path, field.line, "'\(field.key)' \(fault)"))
        }
      } else if !FieldDefinition.ignores(field.key),
        !(location.kind == .root && Person.keys.contains(field.key))
      {
        fields.unknown.append((field.key, field.line))
      }
    }
    fields.date = fields.date ?? location.date ?? fields.published ?? fields.created
    if fields.title == nil, let heading = FirstParagraph.heading(in: file.bytes[frontMatter.bodyOffset...]) {
      fields.title = heading.title
      lines.title = frontMatter.bodyLine + heading.line
    }
    if fields.title == nil, location.kind == .page { fields.title = location.title }
    var slug = location.slug
    if let wanted = fields.slug {
      if PageLocation.isSlug(wanted) {
        slug = wanted
      } else {
        problems.append(Problem(file.path, slugLine, "'slug' must be letters, digits, '-', '_' and '.'"))
      }
    }
    if location.kind == .root {
      problems += Person.faults(in: frontMatter).map { Problem(file.path, $0.line, $0.message) }
    }
    let page = Page(
      section: location.section, slug: slug, path: file.path, fields: fields, lines: lines, file: file.bytes,
      bodyOffset: frontMatter.bodyOffset, bodyLine: frontMatter.bodyLine)
    return (page, frontMatter, problems)
  }
}
