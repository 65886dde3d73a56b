internal import PortfolioModel

/// The menu of a site in its configuration, which gives the order of the sections.
///
/// A menu is a list of tables with an address each, `{ name = "Talks", url = "/talks/", weight = 2 }`, or a table of
/// addresses by name. Entries below others and those that lead elsewhere do not count.
struct SiteMenu {
  /// The names of the folders that the menu names, in its order.
  private(set) var sections: [String] = []

  /// The addresses in the menu of the theme, which may be those of pages.
  private(set) var addresses: [String] = []

  /// The keys of the address of an entry.
  private static let addressKeys = ["url", "pageRef", "pageref", "link", "href", "path"]

  init(of site: Site) {
    // The menu of a theme names pages, too.
    guard let configuration = site.configuration, site.generator.menuFiles.isEmpty,
      site.generator.navigationFiles.isEmpty
    else { return }
    let language =
      configuration.text(anyOf: ["defaultContentLanguage", "defaultcontentlanguage"]) ?? "en"
    for key in site.generator.menuKeys {
      guard
        let menu = configuration.value(key) ?? configuration.value("languages.\(language).\(key)")
      else { continue }
      let names = Self.addresses(in: menu).compactMap(Self.section)
      // A menu of one section says nothing about an order.
      if names.count > 1 {
        sections = names
        return
      }
    }
  }

  /// Reads the menu of the site's theme, in the configuration or in files of the theme.
  init(ofTheme site: Site, in project: borrowing FileSystem.Folder) {
    let theme = site.configuration?.text("theme") ?? ""
    var configurations = site.configuration.map { [$0] } ?? []
    for pattern in site.generator.menuFiles where !theme.isEmpty && !theme.contains("/") {
      let name = site.configurationFolder + pattern.replacing("*", with: theme)
      guard let bytes = try? project.read(name, limit: ContentLimits.configurationBytes) else { continue }
      configurations.append(SiteConfiguration(name: name, bytes: bytes))
    }
    for configuration in configurations {
      for key in site.generator.menuKeys {
        guard let menu = configuration.value(key) else { continue }
        var addresses = Self.addresses(in: menu).map(\.trimmed)
        if site.generator.hasRelativeMenus { addresses = addresses.map(Self.absolute) }
        if addresses.contains(where: { $0.hasPrefix("/") }) {
          self.addresses = addresses
          return
        }
      }
    }
  }

  private static func absolute(_ address: String) -> String {
    address.isEmpty || address.contains(":") || "/#".contains(address.prefix(1)) ? address : "/" + address
  }

  private static func addresses(in menu: FrontMatter.Value) -> [String] {
    if case .list(let values) = menu, values.allSatisfy({ $0.text != nil }) {
      return values.compactMap(\.text)
    }
    if case .table(let fields) = menu {
      return fields.flatMap { field -> [String] in
        // A menu may hold others: `Lists: { Music: /music/ }`.
        if case .table = field.value { return addresses(in: field.value) }
        // In Beautiful Jekyll, `Resources: [{ Learn: /learn/ }]`.
        if case .list(let values) = field.value { return values.flatMap(addresses) }
        // Hexo's themes write an icon behind the address: `/archives/ || archive`.
        guard let text = field.value.text else { return [] }
        return [text.firstRange(of: "||").map { String(text[..<$0.lowerBound]) } ?? text]
      }
    }
    let entries = menu.tables.filter { $0.value("parent") == nil }.enumerated().map { index, entry in
      (index: index, weight: entry.text("weight").flatMap { Double($0) } ?? .infinity, entry: entry)
    }
    return entries.sorted { ($0.weight, $0.index) < ($1.weight, $1.index) }.compactMap { item in
      addressKeys.lazy.compactMap { item.entry.text($0) }.first
    }
  }

  /// The folder that an address of one name leads to, `/talks/` or `$BASE_URL/talks`; nil for others.
  private static func section(of address: String) -> String? {
    var path = address.trimmed.split(separator: "/").filter { !$0.hasPrefix("$") && $0 != "." && $0 != "@" }
    // Zola names a section by its index: `@/talks/_index.md`.
    if path.last == "_index.md" { path.removeLast() }
    guard path.count == 1, !address.contains(":"), !address.contains("#"), let name = path.first else {
      return nil
    }
    return String(name.hasSuffix(".md") ? name.dropLast(3) : name)
  }
}
