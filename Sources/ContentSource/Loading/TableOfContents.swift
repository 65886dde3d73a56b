internal import PortfolioModel

/// The order of pages in a table of contents: `SUMMARY.md` of mdBook, or `nav` of MkDocs.
enum TableOfContents {
  /// The position of each page that is listed, by its path below the content's folder.
  static func order(of site: Site, in folder: borrowing FileSystem.Folder) -> [String: Int] {
    guard let source = site.generator.tableOfContents else { return [:] }
    var paths: [String] = []
    if PagePath.isMarkdown(source) {
      let bytes = (try? folder.read(source, limit: ContentLimits.fileBytes)) ?? []
      paths = destinations(in: String(decoding: bytes, as: UTF8.self))
    } else {
      paths = site.configuration?.leaves(source) ?? []
    }
    var order: [String: Int] = [:]
    for (index, path) in paths.enumerated() {
      let known = PagePath.normalized(path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
      order[known] = order[known] ?? index
    }
    return order
  }

  /// The destinations of the links `[title](path.md)` of a page, in order.
  private static func destinations(in text: String) -> [String] {
    var destinations: [String] = []
    var rest = text[...]
    while let mark = rest.firstRange(of: "](") {
      let destination = rest[mark.upperBound...].prefix { $0 != ")" && !$0.isNewline && $0 != "#" }
      destinations.append(String(destination))
      rest = rest[destination.endIndex...]
    }
    return destinations
  }
}
