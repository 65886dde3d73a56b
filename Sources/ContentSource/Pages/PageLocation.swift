internal import PortfolioModel

/// What a file's path below the content's root says about its page.
struct PageLocation {
  enum Kind {
    /// The root's `index.md`: the person and the welcome page.
    case root
    /// The `index.md` of a section: its title, order and introduction.
    case section
    case page
    /// A file about the folder itself, such as `README.md` beside the sections.
    case ignored
  }

  var kind = Kind.page
  /// The name of the section; empty for the root's index.
  var section = ""
  var slug = ""
  /// The date in the file's name, `2024-01-31-title.md`, as Jekyll has it.
  var date: CalendarDate?
  /// Whether the file is in Jekyll's `_drafts`.
  var isDraft = false
  /// The names that section and page are called by, as they are on disk.
  private var folderName = ""
  private var fileName = ""

  /// The section's title where its index gives none.
  var sectionTitle: String { PathName.title(of: folderName) }
  /// The page's title where neither its front matter nor its text gives one.
  var title: String { PathName.title(of: fileName) }

  /// The names, in capitals, of files at the root that are not pages.
  private static let ignoredNames = ["README", "LICENSE", "CHANGELOG", "CONTRIBUTING"]

  init(path: String) {
    var folders = path.split(separator: "/").map(String.init)
    var stem = String(PagePath.withoutExtension(folders.popLast() ?? ""))
    let isIndex = PagePath.isIndex(stem)
    guard let folder = folders.first else {
      (folderName, fileName) = (stem, stem)
      if isIndex {
        (kind, slug) = (.root, "index")
      } else {
        kind = Self.ignoredNames.contains(stem.uppercased()) ? .ignored : .page
        section = PathName.slug(of: stem)
        slug = section
      }
      return
    }
    isDraft = folder == "_drafts"
    folderName = isDraft ? "posts" : String(folder.drop { $0 == "_" })
    section = PathName.slug(of: folderName)
    if isIndex {
      // The index of a folder within a section is a page that is named after that folder.
      kind = folders.count == 1 ? .section : .page
      stem = folders[folders.count - 1]
    }
    (date, fileName) = Self.splitDate(stem)
    slug = PathName.slug(of: fileName)
  }

  /// Splits `2024-01-31-title` into its date and `title`.
  private static func splitDate(_ stem: String) -> (CalendarDate?, String) {
    let rest = stem.dropFirst(10)
    guard rest.utf8.count > 1, rest.first == "-", let date = CalendarDate(String(stem.prefix(10))),
      date.day != nil
    else { return (nil, stem) }
    return (date, String(rest.dropFirst()))
  }
}
