/// All content: a person, their sections, and the pages in them.
///
/// A portfolio is immutable. `ContentSource` builds it from files, and a reload builds another one. It is a class so
/// that passing it changes a single reference count: a visitor's process shares memory with the service
/// (copy-on-write after `fork`), and changing a reference count may copy a page of memory.
package final class Portfolio: Sendable {
  /// The person whose portfolio it is.
  package let person: Person
  /// The title at the top of every screen: the person's name, the title in the site's configuration, the title of the
  /// welcome page, else the name of the content's folder.
  package var title: String { person.name ?? siteTitle ?? person.title ?? folder.title ?? "Portfolio" }
  /// Whether the title was given, and is not only the name of a folder.
  package var hasTitle: Bool { person.heading != nil || siteTitle != nil }
  /// The line after the title: the headline of the person or the site, whichever the title is of.
  package var headline: String? {
    if person.name == nil, siteTitle != nil { return folder.headline ?? person.headline }
    return person.heading == nil ? folder.headline : person.headline
  }
  private let siteTitle: String?
  private let folder: (title: String?, headline: String?)
  /// The page of the root's `index.md`, which is shown first. It is in no section, and its id is `index`.
  package let welcome: Page?
  /// The sections, ordered by weight, then by name.
  package let sections: [Section]
  /// The pages of each section for lists. The welcome page is the first of the first section; without sections, it is
  /// in a list of its own. Stored, because building it would change the reference count of every page.
  package let listedPages: [[Page]]
  /// The entries with folders for each of these lists that has many pages; empty for the others.
  package let listEntries: [[ListEntry]]
  /// The problems of the files: files that were skipped, and front matter that could not be read.
  package let problems: [Problem]
  /// The Markdown files that are not pages, and the pages that are not shown.
  package let leftOut: [LeftOut]
  /// The paths of the files of ``leftOut``.
  let leftOutPaths: Set<String>
  /// The names of those of them that are without text, in lower case.
  private let emptyNames: Set<String>
  /// The résumé file from which some of the pages were made; nil if there is none.
  package let resumeDocument: ResumeDocument?
  /// The address of the site in the generator's configuration.
  package let address: String?
  let siteAddress: SiteAddress?
  /// The folders below which the files are that are not pages, relative to the loaded folder: a file is in the first one
  /// that has its path.
  package let fileFolders: [String]

  /// The addresses of the site that lead to others.
  let redirects: Redirects
  /// The paths of the files that are not pages; nil if they are not known.
  let otherPaths: Set<String>?
  /// The paths of these files by their names, without their folders.
  private let otherNames: [String: String]
  private let index: PageIndex

  /// Creates a portfolio of sections in their order. Within a section, each slug must be unique.
  /// - Parameters:
  ///   - folder: the title and headline of the content's folder, which are used if there is no person.
  ///   - siteTitle: the title in the site's configuration.
  ///   - otherPaths: the files that are not pages, relative to one of `fileFolders`; nil if they are not known.
  package init(
    person: Person, folder: (title: String?, headline: String?) = (nil, nil), siteTitle: String? = nil,
    welcome: Page?,
    sections: [Section], otherPaths: Set<String>? = [], problems: [Problem] = [], leftOut: [LeftOut] = [],
    resumeDocument: ResumeDocument? = nil, address: String? = nil, fileFolders: [String] = [""],
    redirects: Redirects = Redirects()
  ) {
    self.person = person
    self.folder = folder
    self.siteTitle = siteTitle
    self.welcome = welcome
    self.sections = sections
    self.otherPaths = otherPaths
    self.problems = problems
    self.leftOut = leftOut
    leftOutPaths = Set(leftOut.map(\.path))
    emptyNames = Set(leftOut.filter { $0.reason == .empty }.map { PagePath.name(of: $0.path).lowercased() })
    self.resumeDocument = resumeDocument
    self.address = address
    siteAddress = address.flatMap { SiteAddress($0) }
    self.fileFolders = fileFolders
    self.redirects = redirects
    let names = (otherPaths ?? []).compactMap { path in
      path.split(separator: "/").last.map { (String($0), path) }
    }
    otherNames = Dictionary(names, uniquingKeysWith: min)
    index = PageIndex(sections)
    var listedPages = sections.isEmpty ? [[]] : sections.map(\.pages)
    if let welcome { listedPages[0].insert(welcome, at: 0) }
    self.listedPages = listedPages
    listEntries = listedPages.enumerated().map { index, pages in
      ListEntry.entries(of: pages, titles: sections.isEmpty ? [:] : sections[index].folderTitles)
    }
  }

  // MARK: Finding

  /// The result of looking up a page by a name that a user typed.
  package enum Finding: Sendable {
    case page(Page)
    /// Several sections have a page with this slug. The ids of the pages.
    case ambiguous([String])
    case nothing
  }

  /// Looks up a page by its id, the path of its file, an alias, or a slug that is unique.
  package func find(_ name: String) -> Finding {
    var wanted = name
    if wanted.hasPrefix("./") { wanted.removeFirst(2) }
    while wanted.hasPrefix("/") { wanted.removeFirst() }
    while wanted.hasSuffix("/") { wanted.removeLast() }
    if let welcome, ["index", "index.md", welcome.path].contains(wanted) { return .page(welcome) }
    if let place = index.byID[wanted] ?? index.byPath[wanted] { return .page(page(at: place)) }
    if let id = index.idsByAlias[wanted], let place = index.byID[id] { return .page(page(at: place)) }
    wanted = String(PagePath.withoutExtension(wanted))
    let matches = index.bySlug[wanted] ?? index.byID[wanted].map { [$0] } ?? []
    switch matches.count {
    case 0: return .nothing
    case 1: return .page(page(at: matches[0]))
    default: return .ambiguous(matches.map { page(at: $0).id })
    }
  }

  /// Whether a file without text, which is no page, has a name.
  func hasEmptyPage(named name: String) -> Bool {
    !emptyNames.isEmpty && emptyNames.contains(PagePath.name(of: name).lowercased())
  }

  /// The pages of all sections in order, without the welcome page.
  package var pages: [Page] { sections.flatMap(\.pages) }

  /// The pages of all files, including the welcome page and the index pages of sections.
  package var allFiles: [Page] { pages + (welcome.map { [$0] } ?? []) + sections.compactMap(\.index) }

  /// Returns the page with an id.
  package func page(_ id: String) -> Page? {
    if id == welcome?.id { return welcome }
    return index.byID[id].map(page(at:))
  }

  /// Returns the page with a label to which links of all pages may lead. The label is one of the page's aliases, with `#`
  /// before it.
  func page(labelled label: String) -> Page? {
    let alias = "#" + label.lowercased()
    if welcome?.fields.aliases.contains("/" + alias) == true { return welcome }
    return index.idsByAlias[alias].flatMap { self.page($0) }
  }

  /// Returns the pages of all sections whose file has a name, which is given in lower case.
  func pages(named name: String) -> [Page] { index.byName[name]?.map(page(at:)) ?? [] }

  /// Returns the page that was read from a file.
  func page(path: String) -> Page? {
    if let welcome, welcome.path == path { return welcome }
    return index.byPath[path].map(page(at:))
  }

  /// Returns the first page in a folder, which is given by the end of its path in lower case.
  func firstPage(inFolder folder: String) -> Page? { index.byFolder[folder].map(page(at:)) }

  /// Whether there are pages in the folder of an address, `/guides`.
  package func hasPages(inFolder address: String) -> Bool {
    let folder = address.split(separator: "/").joined(separator: "/").lowercased()
    return firstPage(inFolder: folder) != nil || sections.contains { $0.name.lowercased() == folder }
  }

  /// Returns the pages of all sections with a slug.
  func pages(slug: String) -> [Page] { index.bySlug[slug]?.map(page(at:)) ?? [] }

  /// The folders whose files generators publish at the root of a site. Empty for the root itself.
  private static let publishedFolders = [
    "", "static/", "public/", "source/", "assets/", "src/", "docs/public/", ".vuepress/public/",
  ]

  /// Returns the path of a file that is not a page: the given one, or that one below a folder that is published at the
  /// root. If the files are not known, every path counts as one.
  func file(at path: String) -> String? {
    guard let otherPaths else { return path }
    return Self.publishedFolders.lazy.map { $0 + path }.first(where: otherPaths.contains)
  }

  /// The paths of the files in the folder `files`, below it and in order. Readers may take these files.
  package var filesToTake: [String] { (otherPaths ?? []).compactMap(Self.fileToTake).sorted() }

  /// The path below the folder `files` of a file with a path; nil if it is in another folder.
  package static func fileToTake(at path: String) -> String? {
    path.hasPrefix("files/") ? String(path.dropFirst(6)) : nil
  }

  /// Returns the path of the file that is not a page and has a name, in any folder.
  func file(named name: String) -> String? { otherNames[name] }

  /// Returns the pages before and after a page in its section.
  package func neighbours(of id: String) -> (previous: Page?, next: Page?) {
    guard let place = index.byID[id] else { return (nil, nil) }
    let pages = sections[place.section].pages
    return (
      place.page > 0 ? pages[place.page - 1] : nil, place.page + 1 < pages.count ? pages[place.page + 1] : nil
    )
  }

  private func page(at place: PageIndex.Place) -> Page { sections[place.section].pages[place.page] }
}
