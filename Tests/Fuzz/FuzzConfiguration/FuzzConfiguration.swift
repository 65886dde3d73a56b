import ContentSource
import Foundation
import FuzzDriver
import PortfolioModel

/// Opens sites with random configuration files.
@main
enum FuzzConfiguration {
  /// Files that configure a site or list its pages. The number of bytes of an input selects one.
  static let names = [
    "hugo.toml", "hugo.yaml", "config.toml", "_config.yml", "docusaurus.config.js", "mkdocs.yml", "book.toml",
    "src/SUMMARY.md", ".eleventy.js", "_data/site.json", "pelicanconf.py", "dendron.yml", "quartz.config.ts",
    "astro.config.mjs", "next.config.js", "docs/_category_.json", ".vitepress/config.ts", "conf.py",
    "content/posts/posts.11tydata.js", "_data/navigation.yml", "sidebar.json",
  ]
  /// Files without which a generator is not recognized.
  private static let companions = [
    "src/SUMMARY.md": ["book.toml"], "docs/_category_.json": ["docusaurus.config.js"],
    "_data/site.json": [".eleventy.js"], "content/posts/posts.11tydata.js": [".eleventy.js"],
    "_data/navigation.yml": ["_config.yml"], "sidebar.json": ["next.config.js"],
  ]
  private static let pages = [
    "content/posts/a.md", "docs/b.md", "_posts/2020-01-01-c.md", "source/_posts/d.md", "src/e.md",
    "blog/f.md",
    "notes/g.md",
  ]

  /// A folder that contains the site and a page beside it, which no configuration may show.
  static let folder = NSTemporaryDirectory() + "fuzz-configuration-\(getpid())"

  static func main() {
    for page in pages { write(Array("# Page\n".utf8), to: "site/" + page) }
    write(Array("# Secret\n".utf8), to: "secret.md")
    atexit { try? FileManager.default.removeItem(atPath: FuzzConfiguration.folder) }
    fuzz(fuzzConfiguration)
  }

  static func write(_ bytes: [UInt8], to name: String) {
    let url = URL(fileURLWithPath: folder + "/" + name)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    } catch {
      fatalError("\(error)")
    }
  }

  /// Opens the site with one file of configuration.
  static func portfolio(_ name: String, _ bytes: [UInt8]) -> Portfolio {
    let companions = companions[name] ?? []
    for companion in companions { write([], to: "site/" + companion) }
    // Without the name of a parser of Markdown, no generator has this file.
    write(
      (name == "conf.py" ? Array("# myst_parser\nextensions = ['myst_parser']\n".utf8) : []) + bytes,
      to: "site/" + name)
    defer {
      for name in companions + [name] { unlink(folder + "/site/" + name) }
      // Another generator is known by its folder.
      rmdir(folder + "/site/.vitepress")
    }
    do {
      let tree = try ContentLoader.load(folder + "/site", findsOutsideFiles: true)
      return Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true))
    } catch {
      fatalError("\(error)")
    }
  }
}

/// Checks that a site opens with any configuration, and shows nothing outside its folder.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConfiguration(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count <= 4096 else { return -1 }
  let content = Array(UnsafeBufferPointer(start: bytes, count: count))
  let name = FuzzConfiguration.names[count % FuzzConfiguration.names.count]
  let portfolio = FuzzConfiguration.portfolio(name, content)
  for page in portfolio.allFiles where page.title == "Secret" || page.path.contains("../") {
    fatalError("\(name): shows \(page.path)")
  }
  return 0
}
