internal import PortfolioModel

/// The name of a site in the HTML of its templates: that of `og:site_name`, else a `<title>` without variables.
struct TemplateTitle {
  let text: String

  /// The largest number of templates that are read.
  private static let fileCount = 32
  private static let extensions: Set<Substring> = ["html", "njk", "liquid", "svelte", "webc", "hbs", "vto"]

  /// Searches the files of some folders, those of all pages first. Nil if none of them holds the name.
  init?(in folders: [String], of project: borrowing FileSystem.Folder) {
    var files: [String] = []
    var known: Set<String> = []
    for folder in folders where known.insert(folder).inserted {
      let names = (try? project.list(folder))?.files ?? []
      files += names.filter { Self.extensions.contains($0.split(separator: ".").last ?? "") }
        .sorted { (Self.rank($0), $0) < (Self.rank($1), $1) }.map { folder + $0 }
    }
    var title: String?
    for file in files.prefix(Self.fileCount) {
      guard let bytes = try? project.read(file, limit: ContentLimits.configurationBytes) else { continue }
      let source = String(decoding: bytes, as: UTF8.self)
      if let name = Self.siteName(in: source) {
        text = name
        return
      }
      title = title ?? Self.title(in: source)
    }
    guard let title else { return nil }
    text = title
  }

  private static func rank(_ name: String) -> Int {
    ["base", "layout", "default", "app", "index", "head"].firstIndex { name.contains($0) } ?? 9
  }

  /// The content of `<meta property="og:site_name" content="…">`.
  private static func siteName(in source: String) -> String? {
    guard let mark = source.firstRange(of: "og:site_name") else { return nil }
    let start = source[..<mark.lowerBound].lastIndex(of: "<") ?? mark.lowerBound
    let tag = source[start...].prefix { $0 != ">" }
    guard let content = tag.firstRange(of: "content=") else { return nil }
    let value = tag[content.upperBound...]
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    return literal(value.dropFirst().prefix { $0 != quote })
  }

  private static func title(in source: String) -> String? {
    for part in source.split(separator: "<title>").dropFirst() {
      if let text = literal(part.prefix { $0 != "<" }) { return text }
    }
    return nil
  }

  /// The text without the references to characters that are usual in names; nil if it has parts of a template's
  /// language, or is that of a page.
  private static func literal(_ text: Substring) -> String? {
    let text = String(text).replacing("&amp;", with: "&").replacing("&#39;", with: "'").trimmed
    let isName = !text.isEmpty && !text.contains { "{}<>%$\n".contains($0) }
    return isName && !PageFile.homeNames.contains(text.lowercased()) ? text : nil
  }
}
