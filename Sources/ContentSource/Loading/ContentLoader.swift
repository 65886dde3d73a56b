package import PortfolioModel

/// Loads a content folder: the first step from files to a `Portfolio`.
///
/// Only regular files below the folder are opened. What is skipped, such as a symbolic link that leads out, a
/// pipe, a device or a file that is too large, is reported once in ``ContentTree/problems``.
package enum ContentLoader {
  /// Loads the Markdown files of a folder, or of the content in a site generator's project.
  /// - Parameter language: the language to show of a site with several; nil for the site's default.
  /// - Throws: the reason why the folder itself cannot be read.
  package static func load(directory: String, language: String? = nil) throws(Problem) -> ContentTree {
    let project = try FileSystem.Folder(directory)
    let site = Site.recognize(in: project)
    let names = FileSystem.resolvedPath(of: directory)?.split(separator: "/").map(String.init) ?? []
    var tree: ContentTree
    if site.folder.isEmpty {
      tree = load(site, in: project, name: names.last ?? "pages")
    } else if let folder = project.subfolder(site.folder) {
      let name = site.folder.split(separator: "/").last.map(String.init) ?? "pages"
      tree = load(site, in: folder, name: name)
    } else {
      tree = ContentTree()
    }
    tree.generator = site.generator.name
    tree.folder = site.folder
    // A folder `content` has the name of its parent.
    tree.title = site.title ?? (names.last == "content" ? names.dropLast() : names[...]).last.map(PathName.title)
    tree.headline = site.headline
    LanguageVariants(site, wanted: language).apply(to: &tree)
    return tree
  }

  private static func load(_ site: Site, in folder: borrowing FileSystem.Folder, name: String) -> ContentTree {
    var walk = FolderWalk(site.generator)
    for root in site.roots {
      let last = root.path.split(separator: "/").last.map(String.init) ?? name
      walk.visit(root, looseSection: Self.containerNames.contains(last) ? name : last, of: folder)
    }
    for assets in site.generator.assetFolders where folder.hasFolder(assets) {
      walk.visitAssets(assets + "/", of: folder)
    }
    var tree = walk.tree
    tree.files.sort { $0.path < $1.path }
    tree.order = TableOfContents.order(of: site, tree, in: folder)
    return tree
  }

  /// Folders whose names say nothing about their pages: loose files are in a section of the folder around them.
  private static let containerNames: Set<String> = ["content", "src", "source", "docs", "data", "vault"]
}
