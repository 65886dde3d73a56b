internal import PortfolioModel

/// Reads the redirects of a site: in the configuration of its generator and in the files of the hosts that publish it.
struct SiteRedirects {
  private(set) var redirects = Redirects()
  /// The files that exist and were not read.
  private(set) var problems: [Problem] = []

  /// The names of Netlify's and Cloudflare's file. It is published from a folder of the site, or copied by its build.
  private static let names = ["_redirects", "_redirects.txt"]

  init(of site: Site, in project: borrowing FileSystem.Folder) {
    addConfiguration(of: site)
    if site.generator.name == "Gatsby" {
      for name in ["gatsby-node.js", "gatsby-node.ts", "gatsby-node.mjs"] {
        guard let bytes = read(site.configurationFolder + name, in: project) else { continue }
        add(pairsOf: SiteConfiguration(name: name, bytes: bytes))
      }
    }
    // The files may be in any folder that the build publishes.
    var folders = ["", site.configurationFolder]
    folders += ((try? project.list(site.configurationFolder))?.folders.sorted() ?? [])
      .filter { !Site.foreignFolders.contains($0) }.map { site.configurationFolder + $0 + "/" }
    folders += site.roots.flatMap { root in ["", "public/"].map { site.folder + root.path + $0 } }
    var known: Set<String> = []
    for folder in folders where known.insert(folder).inserted {
      for name in Self.names {
        if let bytes = read(folder + name, in: project) { add(linesOf: bytes) }
      }
    }
    // Tables of addresses for a script that serves the site.
    for name in ["redirects.json", "_redirects.json", "redirect.json", "oldurls.json"] {
      guard let bytes = read(site.configurationFolder + name, in: project) else { continue }
      let table = SiteConfiguration(name: name, bytes: bytes)
      for (source, target) in table.topTexts { redirects.add(source, to: target) }
      add(tablesOf: table.value("redirects"))
    }
    known = []
    for folder in [site.configurationFolder, site.folder, ""] where known.insert(folder).inserted {
      if let bytes = read(folder + "netlify.toml", in: project) {
        add(tablesOf: SiteConfiguration(name: "netlify.toml", bytes: bytes).value("redirects"))
      }
      if let bytes = read(folder + "vercel.json", in: project) {
        let file = SiteConfiguration(name: "vercel.json", bytes: bytes)
        add(tablesOf: file.value("redirects"))
        add(tablesOf: file.value("rewrites"))
      }
    }
  }

  private mutating func read(_ path: String, in project: borrowing FileSystem.Folder) -> [UInt8]? {
    guard project.hasFile(path) else { return nil }
    do {
      return try project.read(path, limit: ContentLimits.fileBytes)
    } catch {
      let problem = Problem(path, "redirects are not read: \(error.reason)")
      if !problems.contains(problem) { problems.append(problem) }
      return nil
    }
  }

  private static func isPath(_ text: String) -> Bool { text.hasPrefix("/") }

  // MARK: Configurations of generators

  private mutating func addConfiguration(of site: Site) {
    guard let configuration = site.configuration else { return }
    for key in site.generator.redirectKeys {
      switch configuration.value(key) {
      case .table(let fields)?:
        for field in fields {
          guard let target = field.value.text else { continue }
          add(source: field.key, target: target)
        }
      case let value?: add(tablesOf: value)
      case nil: continue
      }
    }
    for (source, target) in configuration.redirectPairs { redirects.add(source, to: target) }
    add(pairsOf: configuration)
    // The plugin of MkDocs has its table in the list of plugins.
    if case .list(let plugins)? = configuration.value("plugins") {
      for case .table(let plugin) in plugins {
        guard case .table(let options)? = plugin.value("redirects"),
          case .table(let fields)? = options.value("redirect_maps")
        else { continue }
        for field in fields {
          guard let target = field.value.text else { continue }
          add(source: field.key, target: target)
        }
      }
    }
  }

  /// Adds a rule whose paths may be those of Markdown files below the root: `old.md` and `folder/new.md`. The target of an
  /// address may be relative to it.
  private mutating func add(source: String, target: String) {
    if target.contains("://") || Self.isPath(target) {
      redirects.add(Self.address(source), to: target)
    } else if Self.isPath(source) {
      let folder = source.split(separator: "/").dropLast().joined(separator: "/")
      redirects.add(source, to: "/" + Site.resolved(folder + "/" + target))
    } else {
      redirects.add(Self.address(source), to: Self.address(target))
    }
  }

  private static func address(_ path: String) -> String {
    isPath(path) ? path : "/" + PagePath.withoutEnding(path)
  }

  /// The keys of a rule's source and target in scripts.
  private static let sourceKeys: Set<String> = ["from", "source", "fromPath"]
  private static let targetKeys: Set<String> = ["to", "destination", "toPath"]

  /// Adds the rules of a script, `{ from: ['/a', '/b'], to: '/c' }`, in which either key may come first.
  private mutating func add(pairsOf script: SiteConfiguration) {
    var sources: [String] = []
    var target: String?
    for (key, value) in script.allLiterals {
      if Self.sourceKeys.contains(key) {
        sources = (value.text.map { [$0] } ?? value.words).filter(Self.isPath)
      } else if Self.targetKeys.contains(key), let text = value.text {
        target = text
      } else {
        continue
      }
      guard let text = target, !sources.isEmpty else { continue }
      for source in sources { redirects.add(source, to: text) }
      (sources, target) = ([], nil)
    }
  }

  // MARK: Files of hosts

  /// Adds the rules of a list of tables, in which a source may be a list.
  private mutating func add(tablesOf value: FrontMatter.Value?) {
    guard case .list(let values)? = value else { return }
    for case .table(let fields) in values {
      let sources = ["from", "source"].compactMap { fields.value($0) }
      let target = ["to", "destination"].compactMap { fields.value($0)?.text }.first
      guard let target, fields.value("status")?.text != "404" else { continue }
      for source in sources.flatMap({ $0.text.map { [$0] } ?? $0.words }) {
        redirects.add(source, to: target)
      }
    }
  }

  /// Adds the rules of a file with one in each line: a source, parameters, a target and a status.
  private mutating func add(linesOf bytes: [UInt8]) {
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let words = line.split(whereSeparator: \.isWhitespace).prefix { !$0.hasPrefix("#") }
      guard let source = words.first, Self.isPath(String(source)), !words.contains("404"),
        let target = words.dropFirst().first(where: { $0.hasPrefix("/") || $0.contains("://") })
      else { continue }
      redirects.add(String(source), to: String(target))
    }
  }
}
