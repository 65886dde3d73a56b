internal import Dialects
package import PortfolioModel

/// A Markdown file of a content folder after reading: its page, its role in the folder, and its problems.
struct PageFile {
  let location: PageLocation
  private(set) var page: Page
  /// The person of the portfolio; nil unless the file is the root's index.
  let person: Person?
  /// The reason to hide the pages of the file's folder and of the folders below it; nil if they are shown.
  let reasonToHideFolder: LeftOut.Reason?
  /// The name of the page in the navigation of Eleventy, and of the page above it.
  let navigation: (key: String, parent: String?)?
  /// What the dates of the page say about the order of their numbers.
  let dates: DateOrder
  /// The heading below the one that is the page's title.
  let nextHeading: String?
  /// The problems of the front matter.
  private(set) var problems: [Problem]

  /// Reads a file. Its path determines its role.
  /// - Parameters:
  ///   - generator: the name of the recognized generator.
  ///   - dialect: the syntax that its pages may contain.
  ///   - language: the language of the site, for a page that does not name its own.
  ///   - siteValues: what is known to all pages of the site.
  ///   - listedTitle: the title in the site's table of contents, which takes precedence over that of the file.
  ///   - dayFormat: the pattern of the titles of a journal's pages.
  ///   - dateOrder: the order of day and month in dates that do not show it.
  ///   - hasURLs: whether the field `url` may be the address of the page.
  init(
    _ file: ContentTree.File, generator: String, dialect: Dialect, language: String? = nil,
    siteValues: KnownValues = KnownValues(), listedTitle: String? = nil, dayFormat: String? = nil,
    dateOrder: DateOrder.Shared? = nil, hasURLs: Bool = false
  ) {
    self.init(
      file, at: PageLocation(path: file.location), generator: generator, dialect: dialect, language: language,
      siteValues: siteValues, listedTitle: listedTitle, dayFormat: dayFormat, dateOrder: dateOrder,
      hasURLs: hasURLs)
  }

  /// Programs for notes, in which the name of a file is its title.
  static let noteGenerators: Set<String> = ["Obsidian", "Foam", "Logseq"]

  /// Whether a generator is a program for notes, in which a note without text is a place to link to.
  static func isNotebook(_ generator: String) -> Bool {
    noteGenerators.contains(generator) || generator == "Quartz" || generator == "Dendron"
  }

  /// The weight of a section in the menu of the site, `menu: { main: { weight: 20 } }`, as in Hugo.
  private static func menuWeight(in fields: [FrontMatter.Field]) -> Double? {
    guard case .table(let menus)? = fields.value("menu") ?? fields.value("menus"),
      case .table(let entry)? = menus.value("main")
    else { return nil }
    return entry.text("weight").flatMap { Double($0) }
  }

  /// - Parameter isNamed: whether the name of the file may be the page's title.
  fileprivate init(
    _ file: ContentTree.File, at location: PageLocation, generator: String = Generator.plainName,
    dialect: Dialect = .github, isNamed: Bool = true, language: String? = nil,
    siteValues: KnownValues = KnownValues(), listedTitle: String? = nil, dayFormat: String? = nil,
    dateOrder: DateOrder.Shared? = nil, hasURLs: Bool = false
  ) {
    let frontMatter = FrontMatter(file: file.bytes, generator: generator)
    let dialect = dialect.ofFile(named: file.path).ofPage(frontMatter.fields)
    var problems = frontMatter.faults.map { Problem(file.path, $0.line, $0.message) }
    var values = PageFieldValues()
    var person = Person()
    let source = frontMatter.fields.value("source")?.text ?? ""
    values.isClipping = source.hasPrefix("https://") || source.hasPrefix("http://")
    for field in file.data
    where field.key == "aliases" || !frontMatter.fields.contains(where: { $0.key == field.key }) {
      values.hideForDraft(in: field)
      _ = try? PageFieldValues.table.apply(field, to: &values)
    }
    var dates = DateOrder()
    dates.add(frontMatter.fields)
    for written in frontMatter.fields {
      let (field, latest) = dateOrder?.certain(written) ?? (written, nil)
      if let latest { values.addLatest(latest, isOfCreation: field.key == "created") }
      values.hideForDraft(in: field)
      do {
        if try PageFieldValues.table.apply(field, to: &values) { continue }
        if location.kind == .root || location.kind == .rootReadme, try Person.table.apply(field, to: &person)
        {
          continue
        }
        if !IgnoredFields.contains(field.key) {
          values.fields.unknown.append(PageFields.Unknown(key: field.key, line: field.line))
        }
      } catch {
        // Programs make an address of any text.
        if generator != Generator.plainName, field.key.lowercased() == "slug", let text = field.value.text,
          let slug = PathName.slug(ofAnyIn: text)
        {
          values.slug = slug
          continue
        }
        problems.append(Problem(file.path, field.line, "'\(field.key)' \(error.predicate)"))
      }
    }
    // A draft with faulty front matter must not be published, so hide the page.
    if frontMatter.isTooLong { values.fields.isDraft = true }
    for field in frontMatter.unreadFields {
      var unread = PageFieldValues()
      _ = try? PageFieldValues.hidingTable.apply(field, to: &unread)
      guard unread.fields.isDraft || unread.fields.isPrivate else { continue }
      values.fields.isDraft = true
      let isMisplaced = frontMatter.isMisplaced && field.value != .scalar("?")
      let condition =
        isMisplaced ? "stands in front matter, which begins below a first line '---'" : "can be read"
      problems.append(
        Problem(file.path, field.line, "the page is hidden until '\(field.key)' \(condition)"))
    }
    if hasURLs { values.takeURLAsAddress() }
    if let listedTitle { values.fields.title = listedTitle }
    if generator == "Docusaurus", values.slug == nil { values.slug = ContentTree.documentID(in: file.bytes) }
    if values.fields.weight == nil { values.fields.weight = file.position }
    if values.fields.weight == nil, location.kind == .section {
      values.fields.weight = Self.menuWeight(in: frontMatter.fields)
    }
    values.fields.language = values.fields.language ?? language
    var body = file.bytes[frontMatter.bodyOffset...]
    if !file.inclusions.isEmpty { body = Dialect.including(file.inclusions, in: body)[...] }
    values.applyDefaults(
      body: body, bodyLine: frontMatter.bodyLine, dialect,
      isNamed ? location : nil,
      // Quartz shows the name of the file and the heading.
      generator == "Quartz" ? .none : Self.noteGenerators.contains(generator) ? .first : .any)
    // The first page of any site may have this title, so the name of the site is the better one.
    if location.kind == .root, let title = values.fields.title, Self.homeNames.contains(title.lowercased()) {
      values.fields.title = nil
    }
    // The name of a page of Logseq includes its folders.
    if generator == "Logseq", location.kind == .page, values.fields.title == location.title {
      values.fields.title = location.nameWithFolders
    }
    if let dayFormat, location.section == "journals", values.fields.title == location.nameWithFolders,
      let title = values.fields.date.flatMap(DayFormat(dayFormat).text)
    {
      values.fields.title = title
      // Pages link to the day by its title.
      values.fields.aliases.appendMissing([title])
    }
    if generator == "Next.js", let address = RouteGroups.address(of: file.path) {
      values.fields.aliases.appendMissing([address])
    }
    if dialect.contains(.directives) {
      let labels =
        DirectiveLabels.labels(in: body) + [frontMatter.fields.value("label")?.text].compactMap(\.self)
      values.fields.aliases.appendMissing(labels.map { "/#" + $0.lowercased() })
    }
    person.apply(values.fields)
    self.location = location
    self.person = location.kind == .root || location.kind == .rootReadme ? person : nil
    self.problems = problems
    reasonToHideFolder = values.reasonToHideFolder
    navigation = values.navigation
    self.dates = dates
    nextHeading = values.nextHeading
    page = Page(
      section: location.section, slug: values.slug ?? location.slug, group: location.group, path: file.path,
      fields: values.fields,
      lines: values.lines, file: file.bytes, bodyOffset: frontMatter.bodyOffset,
      bodyLine: frontMatter.bodyLine, dialect: dialect, inclusions: file.inclusions,
      values: TemplateValues.values(
        frontMatter, body, dialect, title: values.fields.title, siteValues: siteValues))
  }
}

extension [PageFile] {
  /// The fewest pages of a folder with the same heading, for it to be no title.
  private static var sharedTitles: Int { 3 }

  /// The files with the second heading as the title of pages whose first one is that of the book that they are chapters of.
  var withOwnTitles: [PageFile] {
    var groups: [String: [Int]] = [:]
    for (index, file) in enumerated() where file.location.kind == .page && file.nextHeading != nil {
      let folder = file.page.path.split(separator: "/").dropLast().joined(separator: "/")
      groups[folder + "\n" + (file.page.fields.title ?? ""), default: []].append(index)
    }
    let shared = groups.values.filter { $0.count >= Self.sharedTitles }
    if shared.isEmpty { return self }
    var files = self
    for index in shared.joined() { files[index].useNextHeading() }
    return files
  }
}

extension PageFile {
  fileprivate mutating func useNextHeading() {
    if let nextHeading { page = page.titled(nextHeading) }
  }
}

extension Dialect {
  /// The dialect of a file with a name, for the dialect of its folder.
  func ofFile(named name: String) -> Dialect {
    if name.hasSuffix(".qmd") { return union([.pandoc, .hugo]).subtracting(.literalTags) }
    return name.hasSuffix(".mdx") ? union([.mdx, .components, .fencedContainers]) : self
  }

  /// The dialect of a page with some fields. A page may turn off the plugin of macros for MkDocs
  /// (mkdocs-macros-plugin.readthedocs.io/en/latest/rendering).
  fileprivate func ofPage(_ fields: [FrontMatter.Field]) -> Dialect {
    guard isSuperset(of: [.materialMarks, .liquid]),
      fields.value("render_macros")?.boolean == false || fields.value("ignore_macros")?.boolean == true
    else { return self }
    return subtracting([.liquid, .nunjucksComments]).union(.literalTags)
  }
}

extension PageFile {
  /// Titles of a first page that do not name the site.
  static let homeNames: Set<String> = [
    "home", "homepage", "home page", "index", "welcome", "readme", "overview", "introduction", "root", "blog",
  ]
}

extension Page {
  /// Reads a file that is not part of a portfolio, such as standard input. Its front matter is parsed and not part of
  /// its text. The title is that of the front matter, or the first heading of level 1, if it exists.
  package static func reading(_ bytes: [UInt8], name: String, of site: FileSite = FileSite()) -> Page {
    var file = ContentTree.File(path: name, bytes: bytes)
    file.inclusions = site.inclusions
    return PageFile(
      file, at: PageLocation(path: "file/page"), generator: site.generator, dialect: site.dialect,
      isNamed: false, siteValues: site.values
    ).page
  }
}
