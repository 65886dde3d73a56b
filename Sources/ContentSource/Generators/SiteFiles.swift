/// What a folder contains of the files and folders by which generators are recognized.
///
/// The folder is listed once. That replaces a system call for each of more than a hundred paths.
struct SiteFiles {
  /// Empty, or a path that ends in `/`.
  let folder: String
  private let names: Set<String>

  /// Nil if the folder contains none.
  /// - Parameter others: names that are looked for, too.
  init?(in folder: String, of project: borrowing FileSystem.Folder, or others: [String] = []) {
    let names = try? project.names(in: folder) { Self.isSign($0) || others.contains($0) }
    guard let names, !names.isEmpty else { return nil }
    self.folder = folder
    self.names = names
  }

  /// A folder that is not recognized by its files.
  init(none folder: String) {
    self.folder = folder
    names = []
  }

  /// Whether something may be at a path, because its first part exists.
  func mayHold(_ path: String) -> Bool { !names.isEmpty && names.contains(Self.firstPart(of: path)) }

  /// Whether a file or folder of this name may tell the generator.
  static func isSign(_ name: String) -> Bool {
    if name.utf8.count > longestName { return false }
    if signs.contains(name) { return true }
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return scripts.contains(String(name[..<dot])) && Generator.isScript(name)
  }

  /// The names of all configurations and markers of ``Generator/all``, if they are in a folder the name of that folder.
  ///
  /// The table itself takes longer to make than most pages to render, and most folders are no sites. A test compares the
  /// two.
  private static let signs: Set<String> = [
    ".eleventy.js", ".eleventyignore", ".foam", ".gitbook", ".gitbook.yaml", ".gitbook.yml", ".obsidian",
    ".vitepress", ".vuepress", "_config.js", "_config.toml", "_config.ts", "_config.yaml", "_config.yml",
    "_posts",
    "_quarto.yaml", "_quarto.yml", "_toc.yaml", "_toc.yml", "myst.yml", "_sidebar.md", "book.json",
    "book.toml", "conf.py", "config",
    "config.json",
    "config.toml", "config.yaml", "config.yml", "dendron.yml", "docfx.json", "docs.json", "hugo.json",
    "hugo.toml",
    "hugo.yaml", "hugo.yml", "logseq", "mint.json", "mkdocs.yaml", "mkdocs.yml", "pelicanconf.py",
    "quartz.config.yaml", "quartz.config.yml",
    "root.schema.yml", "siteConfig.js", "zensical.toml", "zensical.yml", "zola.toml",
  ]
  /// The same for scripts, without the extension.
  private static let scripts: Set<String> = [
    "app.config", "astro.config", "contentlayer.config", "docusaurus.config", "eleventy.config",
    "gatsby-config",
    "next.config", "nuxt.config", "quartz.config", "react-router.config", "remix.config", "svelte.config",
    "valaxy.config",
  ]
  /// All of these names.
  static var names: [String] {
    signs + scripts.flatMap { stem in Generator.scripts.map { stem + "." + $0 } }
  }

  /// Of the names above, in bytes.
  private static let longestName = 23

  private static func firstPart(of path: String) -> String {
    path.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? path
  }

  /// The signs of a generator.
  static func signs(of generator: Generator) -> [String] {
    (generator.configurations + generator.markers).map(firstPart)
  }
}
