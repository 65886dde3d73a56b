internal import Dialects
internal import PortfolioModel

/// The values of a page's front matter while it is read, before defaults are applied.
struct PageFieldValues {
  var fields = PageFields()
  var lines = Page.FieldLines()
  var slug: String?
  /// The name at the top of a start page of VitePress or VuePress, which is its title if it has no other.
  var heroName: String?
  /// The title in the navigation of Eleventy.
  var navigationTitle: String?
  /// The heading below the one that is the title.
  var nextHeading: String?
  /// The name of the page in that navigation, and of the page above it.
  var navigation: (key: String, parent: String?)?
  /// Whether the page is a copy of one of another site, whose `published` is a text of that site.
  var isClipping = false
  /// The dates that notebooks give instead of `date`.
  var published: CalendarDate?
  var created: CalendarDate?
  /// The latest day that dates of uncertain order may mean: until then the page may be one of the future. That of
  /// `created` counts only if there is no other date.
  var latest: CalendarDate?
  var latestCreated: CalendarDate?
  /// The reason to hide the pages of the file's folder and of the folders below it; nil if they are shown.
  var reasonToHideFolder: LeftOut.Reason?

  /// The fields of a page. Most also apply to the index of a section and of the root.
  static let table = FieldTable<PageFieldValues>(describingRows + hidingTable.rows)

  static let describingRows: [FieldDefinition<PageFieldValues>] = [
    FieldDefinition(
      "title", help: "the page's title; else its first heading", as: .text, keepLine: { $0.lines.title = $1 }
    ) { $0.fields.title = $1 },
    FieldDefinition("hero", help: "start page of VitePress: its `name` is the title if there is no other") {
      field, values throws(FieldFault) in
      guard case .table(let fields) = field.value else { return }
      values.heroName = (fields.value("name") ?? fields.value("title"))?.text
    },
    FieldDefinition("heroText", help: "start page of VuePress: the title if there is no other", as: .text) {
      $0.heroName = $1
    },
    FieldDefinition("slug", help: "the page's name in its path; else that of the file") {
      field, values throws(FieldFault) in
      // Docusaurus has paths, `/guides/first`, and `/` for the start page; other programs have `guides/first`.
      let text = field.value.text?.trimmed ?? ""
      let parts = text.split(separator: "/").map(String.init)
      if text.hasPrefix("/") || parts.count > 1, parts.allSatisfy(PathName.isSlug) {
        values.slug = parts.last
        if parts.count > 1 { values.fields.aliases.appendMissing([parts.joined(separator: "/")]) }
      } else {
        values.slug = try FieldType.slug.parse(field.value)
      }
    },
    FieldDefinition(
      "summary", "description", "excerpt", "subtitle", "intro",
      help: "a sentence for lists; else the first paragraph", as: .text, keepLine: { $0.lines.summary = $1 }
    ) { $0.fields.summary = $1 },
    FieldDefinition(
      "tags", "tag", "keywords", "keyword", help: "words to search and to select by", as: .tags,
      keepLine: { $0.lines.tags = $1 }
    ) {
      $0.fields.tags.appendMissing($1)
    },
    FieldDefinition("categories", "category", help: "more tags", as: .tags) {
      $0.fields.tags.appendMissing($1)
    },
    FieldDefinition("taxonomies", help: "tables of tags, as in Zola", as: .taxonomies) {
      $0.fields.tags.appendMissing($1)
    },
    FieldDefinition(
      "aliases", "alias", "redirect_from", help: "former paths of the page, which still open it", as: .list
    ) { $0.fields.aliases.appendMissing($1) },
    FieldDefinition(
      "weight", help: "the order in the section, smaller numbers first, and in a short résumé", as: .number
    ) {
      $0.fields.weight = $1
      $0.fields.importance = $1
    },
    FieldDefinition(
      "order", "nav_order", "sidebar_position", help: "the order in the section alone", as: .number
    ) { $0.fields.weight = $1 },
    FieldDefinition("eleventyNavigation", help: "the title, the order and the page above it, as in Eleventy")
    { field, values throws(FieldFault) in
      // `key` is the title in the navigation, unless there is another.
      guard case .table(let fields) = field.value else { return }
      if let key = fields.value("key")?.text { values.navigation = (key, fields.value("parent")?.text) }
      values.navigationTitle = (fields.value("title") ?? fields.value("key"))?.text
      values.fields.weight = values.fields.weight ?? fields.value("order")?.text.flatMap { Double($0) }
    },
    FieldDefinition("url", help: "an address that belongs to the page", as: .text) {
      $0.fields.url = $1
      // In Hugo, a path is the address of the page itself.
      guard let url = $1 else { return }
      if url.hasPrefix("/") { $0.fields.aliases.appendMissing(Self.addresses(url)) }
    },
    // Where the value is no code, it may be a language of a program, which this program does not use.
    FieldDefinition("lang", "language", "locale", help: "the language, for hyphens") {
      field, values throws(FieldFault) in
      values.fields.language = values.fields.language ?? LanguageCode.normalized(field.value.text)
    },
    // Dates
    FieldDefinition(
      "date", "pubDate", "pubDatetime", "posted", "datetime", "postDate",
      help: "the day of the page; dated pages stand newest first"
    ) {
      field, values throws(FieldFault) in
      // Material for MkDocs has a table of dates.
      if case .table(let fields) = field.value, let date = fields.value("created") {
        values.fields.date = try FieldType.date.parse(date)
        if let date = fields.value("updated") { values.fields.updated = try FieldType.date.parse(date) }
        return
      }
      // In Eleventy, a name stands for a date of the file or of its last commit, which is none of the future.
      if Self.fileDates.contains(field.value.text?.trimmed.lowercased() ?? "") { return }
      values.addLatest(of: field, isOfCreation: false)
      values.fields.date = try FieldType.date.parse(field.value)
    },
    FieldDefinition(
      "updated", "update", "lastmod", "last_modified_at", "lastModified", "modified", "updatedAt",
      "updatedDate", "updateDate", "modDate", "modDatetime", "dateModified", "dateUpdated",
      help: "the day of the last change", as: .date
    ) { $0.fields.updated = $1 },
    FieldDefinition("path", help: "the page's address in Zola, which may begin with a date") {
      field, values throws(FieldFault) in
      // In Zola it is the page's address, which may begin with its date: `2024/01/31/title`.
      let text = try FieldType.text.parse(field.value)
      values.fields.aliases.appendMissing(Self.addresses(text ?? ""))
      let parts = text?.split(separator: "/") ?? []
      guard parts.count > 3 else { return }
      let date = parts.prefix(3).joined(separator: "-")
      values.created = values.created ?? (try? FieldType.date.parse(.scalar(date)))
    },
    FieldDefinition(
      "created", "createdAt", "createdDate", "dateCreated", "creationDate", "added", "dateAdded",
      help: "the day of the page if there is no `date`"
    ) { field, values throws(FieldFault) in
      values.addLatest(of: field, isOfCreation: true)
      values.created = try FieldType.date.parse(field.value)
    },
    FieldDefinition("last_update", help: "a table with the `date` of the last change") {
      field, values throws(FieldFault) in
      guard case .table(let fields) = field.value else { throw FieldFault("must be a table with a date") }
      if let date = fields.value("date") { values.fields.updated = try FieldType.date.parse(date) }
    },
    // Entries of a résumé
    FieldDefinition(
      "organization", "organisation", "company", help: "résumé: the employer, school or client", as: .text
    ) {
      $0.fields.resume.organization = $1
    },
    FieldDefinition("role", "position", help: "résumé: the position", as: .text) {
      $0.fields.resume.role = $1
    },
    FieldDefinition("location", help: "the place", as: .text) { $0.fields.resume.location = $1 },
    FieldDefinition("start", "from", help: "résumé: the first day", as: .date) {
      $0.fields.resume.period.start = $1
    },
    FieldDefinition("end", "to", help: "résumé: the last day, or `present`") {
      field, values throws(FieldFault) in
      if ["present", "now", "current"].contains(field.value.text?.lowercased()) {
        values.fields.resume.period.isCurrent = true
      } else if !["", "true", "false"].contains(field.value.text) {
        // In Valaxy, it says whether a mark follows the text.
        values.fields.resume.period.end = try field.value.date(or: "'present' or ")
      }
    },
    FieldDefinition("highlights", help: "résumé: a list of achievements", as: .list) {
      $0.fields.resume.highlights.appendMissing($1)
    },
    FieldDefinition("resume", help: "section: its part of the résumé; root: a résumé file") {
      field, values throws(FieldFault) in
      // The root's index may name a résumé file, which the loader reads.
      if let text = field.value.text, ContentTree.isResume(text) { return }
      values.fields.resume.part = try FieldType.resumePart.parse(field.value)
    },
  ]

  private mutating func addLatest(of field: FrontMatter.Field, isOfCreation: Bool) {
    if case .ambiguous(let left, let right)? = field.value.text.flatMap({ DateText.read($0) }) {
      addLatest(max(left, right), isOfCreation: isOfCreation)
    }
  }

  /// Adds the latest day that a date may mean.
  mutating func addLatest(_ day: CalendarDate, isOfCreation: Bool) {
    if isOfCreation {
      latestCreated = latestCreated.map { max($0, day) } ?? day
    } else {
      latest = latest.map { max($0, day) } ?? day
    }
  }

  /// Takes a path in the field `url`, `url: a/b`, as the address of the page.
  mutating func takeURLAsAddress() {
    guard let url = fields.url else { return }
    let parts = url.split(separator: "/")
    guard parts.count > 1, let first = parts.first, !first.contains(where: { ".:".contains($0) }) else {
      return
    }
    fields.aliases.appendMissing(Self.addresses("/" + url))
    if !url.hasPrefix("/") { fields.url = nil }
  }

  /// The names of dates of files in Eleventy (11ty.dev/docs/dates).
  private static let fileDates: Set<String> = [
    "last modified", "created", "git last modified", "git created",
  ]

  /// Which heading of level 1 may be the title of a page.
  enum HeadingRule {
    case any
    /// Only one that nothing precedes.
    case first
    case none
  }

  /// Headings above a list of links, which name no page.
  private static let contentsHeadings: Set<String> = [
    "toc", "table of contents", "contents", "content", "目录", "目錄", "目次",
  ]

  /// Fills in what the front matter leaves out, from the page's text and its location.
  /// - Parameters:
  ///   - body: the text behind the front matter.
  ///   - bodyLine: the line of the file on which it begins, from 1.
  ///   - dialect: the syntax that the text may contain.
  ///   - location: nil for a file that is in no portfolio, whose name is no title.
  ///   - rule: the headings that may be the title.
  mutating func applyDefaults(
    body: ArraySlice<UInt8>, bodyLine: Int, _ dialect: Dialect, _ location: PageLocation?, _ rule: HeadingRule
  ) {
    let dated = fields.date ?? location?.date ?? fields.publishes ?? published
    fields.date = dated ?? created
    let uncertain = latest ?? (dated == nil ? latestCreated : nil)
    fields.publishes = [fields.publishes ?? published, uncertain].compactMap(\.self).max()
    fields.isDraft = fields.isDraft || location?.isDraft == true
    // The heading of a welcome page may be below a picture.
    let isWelcome = location?.kind == .root || location?.kind == .rootReadme
    if fields.title == nil, rule != .none, let heading = FirstParagraph.heading(in: body, dialect),
      heading.isFirst || isWelcome || rule == .any,
      !Self.contentsHeadings.contains(heading.title.lowercased())
    {
      fields.title = heading.title
      nextHeading = heading.next.flatMap { $0.isEmpty ? nil : $0 }
      lines.title = bodyLine + heading.line
    }
    fields.title = fields.title ?? navigationTitle
    if fields.title == nil, let location, location.kind == .page { fields.title = location.title }
    if fields.title == nil { fields.title = heroName }
  }
}
