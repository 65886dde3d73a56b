internal import PortfolioModel

/// The data files of Eleventy, which give fields to a page, `posts/rope.json` to `posts/rope.md`, or to all pages in a
/// folder, `posts/posts.json`. The fields in the page itself take precedence.
struct TemplateData {
  private var ofFolders: [String: [FrontMatter.Field]] = [:]
  private let paths: Set<String>

  private static let endings =
    [".11tydata.json", ".11tydata.js", ".11tydata.mjs", ".11tydata.cjs", ".json", ".yml", ".yaml"]

  /// Adds the fields in data files to the pages of a tree.
  /// - Parameters:
  ///   - folder: the folder that the paths of the tree are relative to.
  ///   - name: its name.
  static func add(to tree: inout ContentTree, in folder: borrowing FileSystem.Folder, named name: String) {
    var data = TemplateData(paths: tree.otherPaths)
    data.ofFolders[""] = data.hidingFields(name, in: folder)
    for index in tree.files.indices {
      let fields = data.fields(of: tree.files[index].path, in: folder)
      if !fields.isEmpty { tree.files[index].data = fields }
    }
  }

  private init(paths: Set<String>) {
    self.paths = paths
  }

  private mutating func fields(
    of path: String, in folder: borrowing FileSystem.Folder
  ) -> [FrontMatter.Field] {
    var fields = ofFolders[""] ?? []
    var outer = ""
    for name in path.split(separator: "/").dropLast() {
      outer += name + "/"
      if ofFolders[outer] == nil {
        ofFolders[outer] = hidingFields(outer + name, in: folder)
      }
      fields += ofFolders[outer] ?? []
    }
    return fields + read(String(PagePath.withoutExtension(path)), in: folder)
  }

  /// The tags of a folder are names of collections. Of its other fields, those that hide pages count.
  private func hidingFields(_ stem: String, in folder: borrowing FileSystem.Folder) -> [FrontMatter.Field] {
    read(stem, in: folder).filter { FieldNames.mayHide($0.key) }
  }

  private func read(_ stem: String, in folder: borrowing FileSystem.Folder) -> [FrontMatter.Field] {
    var fields: [FrontMatter.Field] = []
    for ending in Self.endings where paths.contains(stem + ending) {
      guard let bytes = try? folder.read(stem + ending, limit: ContentLimits.configurationBytes) else {
        continue
      }
      let content =
        Generator.isScript(ending)
        ? ScriptFields.read(bytes[...], firstLine: 1, isPage: false)
        : YAMLReader.read(bytes[...], firstLine: 1)
      fields += content.fields.filter { FieldNames.isKnown($0.key) }
      fields += content.unreadFields.filter { ScriptFields.hidingNames.contains($0.key.lowercased()) }
    }
    return fields
  }
}
