internal import PortfolioModel

/// The data files of Eleventy, which give fields to a page, `posts/rope.json` to `posts/rope.md`, or to all pages in a
/// folder, `posts/posts.json`. The fields in the page itself take precedence.
struct TemplateData {
  private var ofFolders: [String: [FrontMatter.Field]] = [:]
  private let paths: Set<String>
  private var problems: [Problem] = []

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
    tree.problems += data.problems
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
  private mutating func hidingFields(
    _ stem: String, in folder: borrowing FileSystem.Folder
  ) -> [FrontMatter.Field] {
    read(stem, in: folder).filter { FieldNames.mayHide($0.key) }
  }

  private mutating func read(_ stem: String, in folder: borrowing FileSystem.Folder) -> [FrontMatter.Field] {
    var fields: [FrontMatter.Field] = []
    for ending in Self.endings where paths.contains(stem + ending) {
      let path = stem + ending
      guard let bytes = try? folder.read(path, limit: ContentLimits.configurationBytes) else {
        fields += fieldsOfLongFile(path, in: folder)
        continue
      }
      let content =
        Generator.isScript(ending)
        ? ScriptFields.read(data: bytes) : YAMLReader.read(bytes[...], firstLine: 1)
      fields += content.fields.filter { FieldNames.isKnown($0.key) }
      let unread = content.unreadFields.filter { HidingStatements.names.contains($0.key.lowercased()) }
      for field in unread { report(field.key, at: field.line, of: path) }
      fields += unread
    }
    return fields
  }

  private mutating func report(_ key: String, at line: Int?, of path: String) {
    let problem = Problem(path, line, "pages are hidden until '\(key)' can be read")
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// A field that hides the pages of a file that is too long to be read, if the file names one that may hide them.
  private mutating func fieldsOfLongFile(
    _ path: String, in folder: borrowing FileSystem.Folder
  ) -> [FrontMatter.Field] {
    let bytes = try? folder.read(path, limit: ContentLimits.fileBytes)
    let key = bytes.map { bytes in
      let words = Self.words(in: String(decoding: bytes, as: UTF8.self))
      return HidingStatements.names.sorted().first(where: words.contains)
    }
    // Nothing is known of a file that is even longer.
    guard let name = key ?? "draft" else { return [] }
    report(name, at: nil, of: path)
    return [FrontMatter.Field(key: name, value: .scalar("?"), line: 1)]
  }

  private static func words(in text: String) -> Set<String> {
    Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "$" }.map { $0.lowercased() })
  }
}
