internal import PortfolioModel

/// The files `toc.yml` of a site of DocFX, which list the pages of a folder and refer to those of other folders.
struct DocFXContents {
  static let name = "toc.yml"
  /// The pages in order, with paths below the content's folder.
  private(set) var entries: [TableOfContents.Entry] = []
  /// The folders whose tables were read. A table may refer to one that refers to it.
  private var known: Set<String> = []

  /// The largest number of tables that are read.
  private static let tableCount = 1000

  init(in folder: borrowing FileSystem.Folder) { read("", of: folder) }

  /// Reads the table in a folder, whose path ends in `/` or is empty.
  private mutating func read(_ path: String, of folder: borrowing FileSystem.Folder) {
    guard known.count < Self.tableCount, known.insert(path).inserted else { return }
    let name = [Self.name, "TOC.yml", "toc.yaml"].first { folder.hasFile(path + $0) }
    guard let name, let bytes = try? folder.read(path + name, limit: ContentLimits.configurationBytes) else {
      return
    }
    for item in Self.items(in: String(decoding: bytes, as: UTF8.self)) {
      for target in [item.page, item.target].compactMap({ $0 }) where !target.contains(":") {
        let isAbsolute = target.hasPrefix("~/") || target.hasPrefix("/")
        let address = isAbsolute ? String(target.drop { $0 == "~" || $0 == "/" }) : path + target
        let file = Self.resolved(address.prefix { $0 != "#" && $0 != "?" })
        if PagePath.isMarkdown(file) {
          entries.append(TableOfContents.Entry(title: item.name, path: file))
        } else if target.hasSuffix("/") {
          read(file.isEmpty ? "" : file + "/", of: folder)
        } else if file.lowercased().hasSuffix(Self.name) {
          read(String(file.dropLast(Self.name.utf8.count)), of: folder)
        }
      }
    }
  }

  /// A path without `.` and `..`.
  private static func resolved(_ path: Substring) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  private struct Item {
    var name: String?
    var target: String?
    /// The page of an item that refers to another table.
    var page: String?
  }

  /// The items of a table at any depth, in order. A hyphen begins an item, whose keys are in any order.
  private static func items(in text: String) -> [Item] {
    var items: [Item] = []
    for line in text.split(whereSeparator: \.isNewline) {
      var rest = line.drop { $0 == " " }
      if rest.first == "-" {
        items.append(Item())
        rest = rest.dropFirst().drop { $0 == " " }
      }
      guard !items.isEmpty, let colon = rest.firstIndex(of: ":") else { continue }
      var value = String(rest[colon...].dropFirst()).trimmed
      if let quote = value.first, quote == "'" || quote == "\"", value.last == quote, value.count > 1 {
        value = String(value.dropFirst().dropLast())
      }
      if value.isEmpty { continue }
      switch rest[..<colon] {
      case "name", "displayName": items[items.count - 1].name = items[items.count - 1].name ?? value
      case "href", "tocHref": items[items.count - 1].target = value
      case "topicHref", "homepage": items[items.count - 1].page = value
      default: continue
      }
    }
    return items
  }
}
