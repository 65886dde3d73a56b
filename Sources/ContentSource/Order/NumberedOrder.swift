internal import PortfolioModel

/// The order of the numbers before names, `02-usage/01-start.md`.
enum NumberedOrder {
  /// Larger numbers are years, days or identifiers.
  private static let largestPosition = 999.0

  /// Returns the paths of the pages in the sections in which nearly all pages have a number and none has a date.
  /// - Parameter listed: the pages that have a position already; their sections are left out.
  static func pages(among files: [ContentTree.File], besides listed: [String: Int]) -> [String] {
    guard files.contains(where: { mayHaveNumber($0.location) }) else { return [] }
    let sections = Dictionary(grouping: files.filter { $0.location.contains("/") }) { file in
      file.location.prefix { $0 != "/" }
    }
    return sections.sorted { $0.key < $1.key }.flatMap { _, files -> [String] in
      let pages = files.filter { !isIndex($0.location.split(separator: "/").last ?? "") }
      let numbered = pages.count { file in
        file.location.split(separator: "/").dropFirst().contains { isNumbered($0) }
      }
      guard numbered > 2, 5 * numbered >= 4 * pages.count,
        !files.contains(where: { listed[$0.path] != nil || mayHavePlace($0.bytes) })
      else { return [] }
      return files.sorted { precedes($0.location, $1.location) }.map(\.path)
    }
  }

  /// Whether a name in a path begins with a digit.
  private static func mayHaveNumber(_ path: String) -> Bool {
    zip(path.utf8, path.utf8.dropFirst()).contains { $0 == UInt8(ascii: "/") && (0x30...0x39).contains($1) }
  }

  private static func isNumbered(_ name: Substring) -> Bool {
    NamePosition.split(name).map { $0.position <= largestPosition } == true
  }

  private static func isIndex(_ name: Substring) -> Bool {
    PagePath.isIndex(String(PagePath.withoutExtension(String(name))))
  }

  /// Whether the front matter of a page may have a field that determines its place.
  private static func mayHavePlace(_ page: [UInt8]) -> Bool {
    guard page.starts(with: "---".utf8) else { return false }
    let header = String(decoding: page.prefix(512), as: UTF8.self)
    return ["date", "order", "weight", "position"].contains { header.contains("\n\($0):") }
  }

  /// In each folder by name, its index first.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let left = left.split(separator: "/").map(String.init)
    let right = right.split(separator: "/").map(String.init)
    for (depth, (a, b)) in zip(left, right).enumerated() where a != b {
      let (isFirst, isOther) = (
        depth == left.count - 1 && isIndex(a[...]), depth == right.count - 1 && isIndex(b[...])
      )
      return isFirst == isOther ? NaturalOrder.precedes(a, b) : isFirst
    }
    return left.count < right.count
  }
}
