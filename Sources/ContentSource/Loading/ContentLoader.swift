package import PortfolioModel

/// Loads a content folder: the first step from files to a `Portfolio`.
///
/// Only regular files below the folder are opened. What is skipped, such as a symbolic link that leads out, a
/// pipe, a device or a file that is too large, is reported once in ``ContentTree/problems``.
package enum ContentLoader {
  /// Loads the Markdown files of a folder, or of the content folder in a site generator's project.
  /// - Throws: the reason why the folder itself cannot be read.
  package static func load(directory: String) throws(Problem) -> ContentTree {
    let project = try FileSystem.Folder(directory)
    let (generator, configuration) = Generator.recognize(in: project)
    var tree: ContentTree
    if let root = generator.root(in: project), let content = project.subfolder(root) {
      var assets = FolderWalk()
      // Depth 1: a folder that is skipped at the content's root is not skipped among the assets.
      for folder in generator.assetFolders { assets.visit(folder + "/", of: project, depth: 1) }
      tree = FolderWalk.tree(of: content)
      tree.folder = root + "/"
      tree.otherPaths.formUnion(assets.tree.otherPaths)
    } else {
      tree = FolderWalk.tree(of: project)
    }
    tree.title = configuration?.text("title") ?? title(of: directory)
    tree.headline = configuration?.text(anyOf: generator.descriptionKeys)
    return tree
  }

  /// The name of a folder as a title, whatever path or link led to it. A folder `content` has the name of its
  /// parent.
  private static func title(of directory: String) -> String? {
    let names = FileSystem.resolvedPath(of: directory)?.split(separator: "/").map(String.init) ?? []
    return (names.last == "content" ? names.dropLast() : names).last.map(PathName.title)
  }
}
