package import Dialects
package import PortfolioModel

/// The files of a content folder, and the problems in reading them.
package struct ContentTree: Sendable {
  /// A Markdown file.
  package struct File: Sendable {
    /// The path below ``ContentTree/folder``, with `/` between its parts. Not filtered.
    package var path: String
    /// The path from which section and slug are made: `posts/x.md` for `_posts/x.md`. Not filtered.
    package var location: String
    package var bytes: [UInt8]
    /// The text of the files that it includes.
    var inclusions: [Inclusion] = []
    /// The fields that other files give to the page. Those in its own front matter take precedence.
    var data: [FrontMatter.Field] = []
    /// The path at which the page is published, without extension, if it is not that of the file.
    var publishedPath: String?
    /// The position in the file's name.
    var position: Double?

    /// - Parameter location: nil if it equals the path.
    package init(path: String, location: String? = nil, bytes: [UInt8]) {
      self.path = path
      self.location = location ?? path
      self.bytes = bytes
    }
  }

  /// The name of the recognized generator: `Hugo`, `plain folder`.
  package var generator = Generator.plainName
  /// The generator with whose forms of front matter a single file is read; nil for ``generator``.
  var frontMatterGenerator: String?
  /// The syntax that the pages may contain.
  package var dialect = Dialect.standalone
  /// Whether the pages have links by name, as far as it is known: a file may be from any program.
  package var hasNames: Bool { isSingleFile || dialect.contains(.obsidian) }
  /// The folder that paths are relative to, as a path within the loaded folder: empty, or a path that ends in `/`.
  package var folder = ""
  /// The folder that the paths of the files in the generator's folders of assets are relative to, in the same form.
  var assetFolder = ""
  /// The folders below which ``otherPaths`` are, in the order in which to look for a path.
  var fileFolders: [String] { assetFolder == folder ? [folder] : [folder, assetFolder] }
  /// The section of pages that are in no folder of their own.
  package var looseSection = "pages"
  /// The title of the site: that of the generator's configuration, else the name of the folder.
  package var title: String?
  /// The title in the generator's configuration.
  package internal(set) var siteTitle: String?
  /// The description of the site in the generator's configuration.
  package var headline: String?
  /// The address of the site in the generator's configuration.
  package var address: String?
  /// The code of the language of the pages that do not name their own, if the site does.
  package internal(set) var language: String?
  /// What is known to all pages beside their own text.
  var siteValues = KnownValues()
  /// Whether the field `url` of a page is its address.
  var hasURLs = false
  /// The pattern of the titles of a journal's pages; nil if their titles are the names of their files.
  var dayFormat: String?
  /// The Markdown files in the order of their paths.
  package var files: [File]
  /// The paths of all other files: pages link to them and show them as pictures.
  package var otherPaths: Set<String>
  /// The order and the titles of pages in the site's table of contents.
  var contents = TableOfContents()
  /// The titles and weights of sections in files of their own, as Docusaurus has them, by name.
  var categories: [String: Category] = [:]
  /// The titles of the folders below sections in files of their own, by ``FolderOrder/path(_:in:)``.
  var folderTitles: [String: String] = [:]
  /// The listings in folders, by the path of the folder, which is empty or ends in `/`.
  var listings: [String: FolderListing] = [:]
  /// The positions of folders by ``FolderOrder/path(_:in:)``.
  var positions: [String: Double] = [:]
  /// What determines the order of the pages of a section.
  var pageOrder = Generator.PageOrder.dates
  /// The sections of pages that are directly in a root.
  var looseSections: Set<String> = []

  /// The file `_category_.json` of a folder.
  struct Category: Sendable {
    var label: String?
    var position: Double?
  }

  /// The files and folders that were skipped because of a fault, each with the reason.
  package var problems: [Problem]
  /// The Markdown files that are not pages, each with the reason.
  package var leftOut: [LeftOut] = []
  /// The Markdown files outside the content, if they were looked for. Their paths are relative to the named folder.
  package var outside: [LeftOut] = []
  /// The addresses that the site's program makes of other files, if these were looked for.
  package internal(set) var routes = SiteRoutes()
  /// The addresses of the site that lead to others.
  var redirects = Redirects()
  /// Whether the tree is a file that the user named, which is shown even if it is a draft.
  package internal(set) var isSingleFile = false
  /// The place in a résumé file of which each of its pages was made, by path.
  package internal(set) var origins: [String: Origin] = [:]
  /// The résumé file of which pages were made, to be written back.
  package internal(set) var resumeDocument: ResumeDocument?

  /// Whether the tree was made of a résumé file.
  package internal(set) var isResume = false
  /// The person of a résumé file beside a folder.
  var resumePerson: Person?

  /// A line of a file.
  package struct Origin: Sendable {
    /// Relative to ``ContentTree/folder``. Not filtered.
    package var path: String
    /// From 1.
    package var line: Int
  }

  package init(files: [File] = [], otherPaths: Set<String> = [], problems: [Problem] = []) {
    self.files = files
    self.otherPaths = otherPaths
    self.problems = problems
  }

  /// Creates a tree of a single file, which is the welcome page.
  /// - Parameter name: the name of the file, which is shown if the page has no title.
  package init(page bytes: [UInt8], name: String) {
    self.init(files: [File(path: name, location: "index.md", bytes: bytes)])
    generator = "Markdown file"
    title = name
    isSingleFile = true
  }

  /// A problem with the place that a person can correct: that of a page's source.
  package func located(_ problem: Problem) -> Problem {
    origins[problem.path].map { Problem($0.path, $0.line, problem.message) } ?? problem
  }
}
