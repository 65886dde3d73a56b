internal import PortfolioModel

/// Finds the Markdown files of a folder that are outside its content, such as those of a site's theme or tests.
///
/// Only `check` needs them: the walk visits every folder of a project.
struct OutsideFiles {
  /// In the order of their paths, which are relative to the named folder.
  private(set) var files: [LeftOut] = []
  /// The addresses that the site's program makes of other files.
  private(set) var routes = SiteRoutes()
  private let routeFolders: [String]
  /// The folder of the configuration, to which ``routeFolders`` are relative.
  private let siteFolder: String
  private let known: Set<String>
  /// The folders whose files have a reason of their own, as paths that end in `/`.
  private let reasons: [String: LeftOut.Reason]
  /// The folder that holds the content in other languages, if the content's root is a folder of one: `content/` for
  /// `content/en/`.
  private let languages: String?
  /// The number of files and folders so far.
  private var count = 0
  /// The current folder and the folders that contain it. A link to one of them is a cycle and is not followed.
  private var ancestors: [FileSystem.Identity] = []

  /// - Parameter known: the paths of the files that are pages or were left out for another reason.
  init(of site: Site, in project: borrowing FileSystem.Folder, except known: Set<String>) {
    self.known = known
    reasons = site.reasons
    let folder = site.configurationFolder
    // Programs that read templates in the whole site read them beside the content as well.
    var inputs: Set<String> = [""]
    for root in site.roots where (site.folder + root.path).hasPrefix(folder) {
      var path = String((site.folder + root.path).dropFirst(folder.count))
      while !path.isEmpty, inputs.insert(path).inserted { path = Site.parent(of: path) }
    }
    routeFolders = site.generator.routeFolders.flatMap { name in
      name.isEmpty ? inputs.sorted() : [name + "/"]
    }
    siteFolder = folder
    let root = [site.folder + (site.roots.first?.path ?? ""), folder].first { path in
      path.split(separator: "/").last.map { LanguageVariants.isLanguage(String($0)) } == true
    }
    routes = SiteRoutes(of: site)
    languages = root.map(Site.parent)
    visit("", of: project, reason: .outside)
    files.sort { $0.path < $1.path }
  }

  private mutating func visit(
    _ path: String, of project: borrowing FileSystem.Folder, reason: LeftOut.Reason
  ) {
    guard ancestors.count < ContentLimits.folderDepth, count < ContentLimits.files,
      let listing = try? project.list(path, includesHidden: true), !ancestors.contains(listing.identity)
    else { return }
    ancestors.append(listing.identity)
    defer { ancestors.removeLast() }
    count += 1 + listing.files.count
    for name in listing.files { routes.addFile(path + name) }
    if listing.files.contains(".gitignore"), reason != .output,
      let bytes = try? project.read(path + ".gitignore", limit: ContentLimits.configurationBytes)
    {
      routes.addIgnored(bytes, in: path)
    }
    for name in listing.files where PagePath.isMarkdown(name) && !known.contains(path + name) {
      files.append(LeftOut(path + name, name.hasPrefix(".") ? .hidden : reason))
    }
    if !routeFolders.isEmpty, path.hasPrefix(siteFolder), reason != .output, reason != .hidden {
      for name in listing.files where !name.hasPrefix("_") || path.contains("app/routes/") {
        let file = path + name
        routes.add(String(file.dropFirst(siteFolder.count)), folders: routeFolders) {
          try? project.read(file, limit: ContentLimits.configurationBytes)
        }
      }
    }
    // What is in `.git` is no text of its owner.
    for name in listing.folders where name != ".git" {
      let inner = path + name + "/"
      let isLanguage =
        path == languages && (LanguageVariants.isLanguage(name) || LanguageFolders.isName(name.lowercased()))
      visit(
        inner, of: project,
        reason: name == "node_modules"
          ? .output
          : isLanguage ? .language : name.hasPrefix(".") ? .hidden : reasons[inner] ?? reason)
    }
  }
}
