internal import PortfolioModel

/// A row of the table of site generators: how a project of one is recognized, and where its content is.
///
/// To support another generator, add a row to ``all``. Front-matter fields of its own are names in
/// ``PageFieldValues/table`` and in ``IgnoredFields``.
struct Generator: Sendable {
  let name: String
  /// The configuration files at the root of a project, the preferred one first. The first that can be read
  /// makes the project one of this generator.
  let configurations: [String]
  /// A key that the configuration must have, where other generators use the same file name.
  var requiredKey: String?
  /// The keys of the description in the configuration, the preferred one first; `params.description` is
  /// nested.
  var descriptionKeys = ["description", "params.description"]
  /// The folders that may hold the content of a project, the preferred one first. They are not looked for in
  /// a project that has an index of its own.
  var roots = ["content"]
  /// The folders beside the content whose files pages refer to.
  var assetFolders = ["static"]
  /// The folders at the content's root that hold no pages.
  var skippedFolders: [String] = []
  /// The folders with pages whose names begin with an underscore. All others with such names hold no pages.
  var underscoredFolders: [String] = []

  /// The generators in the order in which they are looked for.
  static let all: [Generator] = [
    Generator(
      name: "Zola", configurations: ["config.toml"], requiredKey: "base_url",
      skippedFolders: ["public", "sass", "static", "templates", "themes"]),
    Generator(
      name: "Hugo",
      configurations: ["hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml"],
      skippedFolders: ["archetypes", "assets", "layouts", "public", "resources", "static", "themes"]),
    Generator(
      name: "Jekyll", configurations: ["_config.yml", "_config.yaml"],
      skippedFolders: ["assets", "vendor"], underscoredFolders: ["_posts", "_drafts"]),
  ]

  /// A folder that no generator is recognized in.
  static let plain = Generator(name: "plain folder", configurations: [], skippedFolders: ["node_modules"])

  /// The generator of a project, with its configuration; the plain folder where there is none.
  static func recognize(
    in project: borrowing FileSystem.Folder
  ) -> (generator: Generator, configuration: SiteConfiguration?) {
    for generator in all {
      for name in generator.configurations {
        guard let bytes = try? project.read(name, limit: ContentLimits.configurationBytes) else { continue }
        let configuration = SiteConfiguration(name: name, bytes: bytes)
        if let key = generator.requiredKey, configuration.text(key) == nil { continue }
        return (generator, configuration)
      }
    }
    return (plain, nil)
  }

  /// The content's root below a project's folder; nil where it is the folder itself.
  func root(in project: borrowing FileSystem.Folder) -> String? {
    for name in PagePath.indexNames where project.hasFile(name + ".md") { return nil }
    for root in roots where project.hasFolder(root) { return root }
    return nil
  }

  // A folder of content is often copied without its configuration, so these hold for every content folder.

  /// Whether a folder at the content's root holds no pages.
  static func skips(_ folder: String) -> Bool {
    plain.skippedFolders.contains(folder) || all.contains { $0.skippedFolders.contains(folder) }
  }

  /// Whether a folder whose name begins with an underscore holds pages.
  static func isUnderscoredFolder(_ folder: String) -> Bool {
    all.contains { $0.underscoredFolders.contains(folder) }
  }
}
