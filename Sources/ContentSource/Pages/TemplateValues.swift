internal import Dialects

/// The values that are known to the templates of a page.
enum TemplateValues {
  /// The maximum length of a value in bytes.
  private static let maximumLength = 1024
  /// The maximum depth of tables of fields.
  private static let maximumDepth = 4

  /// Returns nothing for a page without templates.
  /// - Parameters:
  ///   - title: of the page, which may be that of its first heading.
  ///   - siteValues: what is known to all pages of the site.
  static func values(
    _ frontMatter: FrontMatter, _ body: ArraySlice<UInt8>, _ dialect: Dialect, title: String?,
    siteValues: KnownValues
  ) -> KnownValues {
    if !dialect.isDisjoint(with: [.hiddenLines, .logseqMacros, .pandocMarks, .directives]) {
      return siteValues
    }
    guard !dialect.isDisjoint(with: [.liquid, .vueTemplates, .hugo, .labelsFirst, .markdoc]),
      FileSystem.contains(UInt8(ascii: "{"), in: body)
    else { return KnownValues() }
    var values = siteValues
    if dialect.contains(.hugo), !dialect.contains(.liquid) {
      for field in frontMatter.fields {
        guard let text = field.value.text, text.utf8.count <= maximumLength else { continue }
        values.parameters[field.key.lowercased()] = text
      }
      return values
    }
    if dialect.contains(.markdoc) {
      add(frontMatter.fields, to: &values.variables, named: "frontmatter.", depth: 0)
      return values
    }
    if dialect.contains(.labelsFirst) {
      add(frontMatter.fields, to: &values.variables, named: "fm.", depth: 0)
      return values
    }
    if dialect.contains(.vueTemplates) {
      // VuePress has the title as `$page.title` or `$title`; VitePress as `page.title`, too.
      for name in ["page.title", "title"] { values.variables[name] = title }
      add(frontMatter.fields, to: &values.variables, named: "frontmatter.", depth: 0)
      values.variables["page.description"] = values.variables["frontmatter.description"]
      return values
    }
    for field in frontMatter.fields {
      guard let text = field.value.text, text.utf8.count <= maximumLength else { continue }
      // The date of Eleventy may be a rule, `Last Modified`.
      if field.key == "date", text.first?.isNumber != true { continue }
      values.variables["page." + field.key] = text
      // MkDocs has them below the page.
      if dialect.contains(.materialMarks) { values.variables["page.meta." + field.key] = text }
      // Eleventy and Lume have the fields of a page as variables.
      values.variables[field.key] = text
    }
    return values
  }

  /// Adds the texts of fields, and of the tables in them.
  private static func add(
    _ fields: [FrontMatter.Field], to values: inout [String: String], named prefix: String, depth: Int
  ) {
    for field in fields {
      switch field.value {
      case .scalar(let text) where text.utf8.count <= maximumLength: values[prefix + field.key] = text
      case .table(let inner) where depth < maximumDepth:
        add(inner, to: &values, named: prefix + field.key + ".", depth: depth + 1)
      case .scalar, .table, .list: break
      }
    }
  }
}
