internal import PortfolioModel

/// A table of contents, `SUMMARY.md` of mdBook or `nav` of MkDocs: the order of pages and their titles.
struct TableOfContents: Sendable {
  /// The position of each page that is listed, by its path below the content's folder.
  private(set) var order: [String: Int] = [:]
  /// The titles that the table gives to pages, by path.
  private(set) var titles: [String: String] = [:]

  init() {}

  init(of site: Site, in folder: borrowing FileSystem.Folder) {
    guard let source = site.generator.tableOfContents else { return }
    var entries: [(title: String?, path: String)] = []
    if PagePath.isMarkdown(source) {
      let bytes = (try? folder.read(source, limit: ContentLimits.fileBytes)) ?? []
      entries = Self.links(in: String(decoding: bytes, as: UTF8.self))
    } else {
      entries = site.configuration?.leaves(source).map { ($0.key, $0.text) } ?? []
    }
    for (index, entry) in entries.enumerated() {
      let path = entry.path.hasPrefix("./") ? String(entry.path.dropFirst(2)) : entry.path
      let known = PagePath.normalized(path)
      if order[known] != nil { continue }
      order[known] = index
      titles[known] = entry.title.flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  /// The links `[title](path.md)` of a page, in order.
  private static func links(in text: String) -> [(title: String?, path: String)] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      guard let mark = line.firstRange(of: "]("), let start = line[..<mark.lowerBound].firstIndex(of: "[")
      else {
        return nil
      }
      let path = line[mark.upperBound...].prefix { $0 != ")" && $0 != "#" }
      let title = line[start..<mark.lowerBound].dropFirst().filter { $0 != "`" }
      return path.isEmpty ? nil : (String(title).trimmed, String(path))
    }
  }
}
