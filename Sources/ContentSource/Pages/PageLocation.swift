internal import PortfolioModel

/// The role, section and names of a page, derived from the path of its file below the content's root.
struct PageLocation {
  enum Kind {
    /// The root's `index.md`: the person and the welcome page.
    case root
    /// The `index.md` of a section: its title, order and introduction.
    case section
    case page
    /// A `README.md` at the root: the welcome page if there is no index.
    case rootReadme
    /// A `README.md` in a section's folder: the section's index if there is none.
    case sectionReadme
  }

  var kind = Kind.page
  /// The name of the section; empty for the root's index.
  var section = ""
  var slug = ""
  /// The date in the file's name, `2024-1-31-title.md`, as Jekyll has it.
  var date: CalendarDate?
  /// Whether the file is in a folder of drafts, such as Jekyll's `_drafts`.
  var isDraft = false
  /// The folders of the section in which the page is, with `/` between them; empty directly in the section.
  var group = ""
  /// The names of the section's folder and of the page's file on disk.
  private var folderName = ""
  private var fileName = ""

  /// The default title of the section: the unchanged name of its folder.
  var sectionTitle: String { folderName }
  /// The default title of the page, for a page without a title in its front matter and its text.
  var title: String { PathName.title(of: fileName) }

  /// The name of the page with its folders below the section, as Logseq shows it.
  var nameWithFolders: String { group.isEmpty ? fileName : group + "/" + fileName }

  private static let draftFolders = [
    "drafts", "_drafts", "draft", "_draft", "unpublished", "_unpublished", "private", "_private",
  ]

  /// Whether the pages in a folder of that name are drafts.
  static func isDraftFolder(_ name: String) -> Bool {
    // This is asked for the folders of each file.
    guard let first = name.utf8.first, let last = name.utf8.last else { return false }
    if "sS".utf8.contains(last), name.utf8.count > 7 {
      // Beside the folder of what is published: `articles` and `articles-drafts`.
      let ending = name.suffix(7).lowercased()
      if ending == "-drafts" || ending == "_drafts" || ending == " drafts" { return true }
    }
    return "_dupDUP".utf8.contains(first) && draftFolders.contains(name.lowercased())
  }

  /// Whether a location is that of the root's index, as ``Kind/root``.
  static func isRootIndex(_ path: String) -> Bool {
    !path.utf8.contains(UInt8(ascii: "/")) && PagePath.isIndex(String(PagePath.withoutExtension(path)))
  }

  /// - Parameter path: the file's location, ``ContentTree/File/location``.
  init(path: String) {
    // By bytes, as an accent at the beginning of a name would be one character with the slash.
    var folders = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    var stem = String(PagePath.withoutExtension(folders.popLast() ?? ""))
    let isIndex = PagePath.isIndex(stem)
    let isReadme = stem.utf8.count == 6 && stem.uppercased() == "README"
    guard let folder = folders.first else {
      (folderName, fileName) = (stem, stem)
      if isIndex || isReadme {
        (kind, slug) = (isIndex ? .root : .rootReadme, "index")
      } else {
        section = PathName.slug(of: stem)
        slug = section
      }
      return
    }
    isDraft = folders.contains(where: Self.isDraftFolder)
    folderName = folder == "_drafts" ? "posts" : String(folder.drop { $0 == "_" })
    section = PathName.slug(of: folderName)
    // In Jekyll, the folders that contain `_posts` are the categories of its pages.
    folders = [folder] + folders[1...].filter { $0 != "_posts" }
    group = folders[1...].joined(separator: "/")
    if isIndex || isReadme {
      // The index of a folder within a section is a page that is named after that folder.
      let isOfSection = folders.count == 1
      kind = isOfSection ? isIndex ? .section : .sectionReadme : .page
      stem = folders[folders.count - 1]
      if !isOfSection { group = folders[1..<(folders.count - 1)].joined(separator: "/") }
    }
    fileName = stem
    if let dated = DateText.splitPrefix(of: stem) { (date, fileName) = dated }
    // `rope/2015-01-03-index.md` and `rope/2015-01-03-rope.md` are the page of their folder, with a date.
    if date != nil, !isIndex, !isReadme, folders.count > 1, let inner = folders.last,
      PagePath.isIndex(fileName) || fileName == inner
    {
      fileName = inner
      group = folders[1..<(folders.count - 1)].joined(separator: "/")
    }
    // The name of a page in a journal is a date: `2024-01-31`, `2024_01_31`.
    if stem.utf8.count == 10, let day = CalendarDate(stem.replacing("_", with: "-")), day.day != nil {
      date = day
    }
    if date == nil { date = Self.compactDate(stem) }
    if date == nil, let dated = Self.dateOfFolders(folders, name: stem, isIndex: isIndex || isReadme) {
      (date, fileName) = dated
    }
    slug = PathName.slug(of: fileName)
  }

  /// The date in the names of folders and the rest of the file's name: `2024/01/31/title`, `2024/01-31-title` and
  /// `2024-01-31/title`.
  private static func dateOfFolders(
    _ folders: [String], name: String, isIndex: Bool
  ) -> (date: CalendarDate, name: String)? {
    guard
      folders.contains(where: {
        $0.utf8.count >= 4 && $0.utf8.first.map { (0x31...0x32).contains($0) } == true
      })
    else { return nil }
    // The name of an index is that of its folder.
    let parts = folders.suffix(3).flatMap { $0.split(separator: "-") }.map(String.init)
    let own = isIndex ? [] : name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let all = parts + own
    guard
      let year = parts.lastIndex(where: {
        $0.utf8.count == 4 && Int($0).map { (1970..<2200).contains($0) } == true
      }),
      all.count > year + 2
    else { return nil }
    let numbers = all[year...].prefix(3)
    let isDay = numbers.dropFirst().allSatisfy {
      1...2 ~= $0.utf8.count && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard isDay,
      let date = CalendarDate(numbers.map { $0.utf8.count == 1 ? "0" + $0 : $0 }.joined(separator: "-"))
    else { return nil }
    // Numbers at the beginning of the file's own name are part of the date.
    let rest = all[(year + 3)...]
    if rest.count >= own.count { return (date, name) }
    return rest.isEmpty ? nil : (date, rest.joined(separator: "-"))
  }

  /// The date of a name of eight digits, `20240131`; nil for other names.
  private static func compactDate(_ stem: String) -> CalendarDate? {
    guard stem.utf8.count == 8, stem.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let year = Int(stem.prefix(4)), (1970..<2200).contains(year)
    else { return nil }
    return CalendarDate("\(stem.prefix(4))-\(stem.dropFirst(4).prefix(2))-\(stem.suffix(2))")
  }

  /// Whether the name of a folder begins with a day: `20240131_Wednesday`.
  static func isDay(_ name: Substring) -> Bool {
    let digits = name.prefix(8)
    if digits.utf8.count == 8, name.dropFirst(8).first?.isNumber != true {
      return compactDate(String(digits)) != nil
    }
    return false
  }
}
