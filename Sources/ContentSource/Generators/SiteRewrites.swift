internal import PortfolioModel

/// The pages that a site publishes at other paths than those of their files: `rewrites` of VitePress.
struct SiteRewrites {
  private var rules = Redirects()

  init(of site: Site) {
    guard site.generator.hasRewrites, let configuration = site.configuration else { return }
    for (source, target) in configuration.rewritePairs {
      rules.add("/" + Self.name(of: source), to: "/" + Self.name(of: target))
    }
  }

  /// Gives each page the location, and the address, at which it is published.
  /// - Parameter looseSection: the section of pages that are in no folder.
  func apply(to tree: inout ContentTree, looseSection: String) {
    if rules.isEmpty { return }
    let names = Set(tree.files.map { Self.name(of: $0.path) })
    for index in tree.files.indices {
      guard let address = rules.target(of: "/" + Self.name(of: tree.files[index].path)) else { continue }
      let path = PagePath.normalized(address)
      // A page stays where it is if another file has the path.
      if names.contains(Self.name(of: path)) || path.split(separator: "/").contains("..") { continue }
      let isLoose = !path.contains("/") && !PagePath.isIndex(path)
      tree.files[index].location = (isLoose ? looseSection + "/" : "") + path + ".md"
      tree.files[index].publishedPath = path
      tree.files[index].addAlias("/" + PagePath.withoutEnding(path))
    }
  }

  private static func name(of path: String) -> String { String(PagePath.withoutExtension(path)) }
}
