internal import Markdown

/// The places of a page to which a link may lead.
///
/// Generators make anchors of headings by rules of their own, and pages name places with HTML or with the attributes of a
/// component. A link is dead only if none of them can be meant.
struct PageAnchors {
  private let page: Page
  private let outline: [Heading]
  private let exact: Set<String>
  /// The names in the page's text, and whether other files are included in it; found when a link leads to no heading.
  private var named: Names?

  private struct Names {
    var folded: Set<String>
    var includesFiles: Bool
  }

  init(_ page: Page, _ document: Document) {
    self.page = page
    outline = document.outline
    exact = Set(outline.map(\.anchor) + document.anchors.map(\.name))
  }

  mutating func contains(_ anchor: String) -> Bool {
    if exact.contains(anchor) || Self.isOfGenerator(anchor) { return true }
    // Dendron ends a range of lines with `#*`, which names no heading.
    if Heading.folded(anchor).isEmpty { return true }
    if outline.heading(at: anchor) != nil { return true }
    let names = named ?? Self.names(in: page.file)
    named = names
    return names.includesFiles || names.folded.contains(Heading.folded(anchor))
  }

  /// Whether an anchor is one that generators and browsers add to a page: those of footnotes, comments, lines of code and
  /// marked texts.
  private static func isOfGenerator(_ anchor: String) -> Bool {
    let prefixes = ["fn", "user-content-", "comment", "disqus", ":~:", "^"]
    if anchor == "top" || prefixes.contains(where: anchor.hasPrefix) { return true }
    return anchor.first == "L" && anchor.dropFirst().first?.isNumber == true
  }

  /// The marks with which generators include other files, whose headings are not known.
  private static let inclusions = [
    "{{#include", "{{< include", "{{% include", "<!--@include", "<!-- @include", "--8<--", "{% include",
    "\n::: ", "\n!!!include",
    ".md'", ".mdx'", ".md\"", ".mdx\"",
  ].map { Array($0.utf8) }

  /// The marks before a name: attributes of HTML and of components, of headings, and comments at headings in MDX.
  private static let marks = [
    "id=\"", "id='", "id={\"", "id={'", "id=", "name=\"", "name='", "{#", "{: #", "{/*",
  ].map { Array($0.utf8) }

  private static func names(in file: [UInt8]) -> Names {
    var folded: Set<String> = []
    for mark in marks {
      var rest = file[...]
      while let range = rest.firstRange(of: mark) {
        rest = rest[range.upperBound...]
        let name = rest.prefix { $0 > 0x20 && !"\"'}*>".utf8.contains($0) }
        if !name.isEmpty { folded.insert(Heading.folded(String(decoding: name, as: UTF8.self))) }
      }
    }
    let includesFiles = inclusions.contains { mark in
      guard let range = file.firstRange(of: mark) else { return false }
      // A name of a Markdown file includes it where it is imported.
      guard mark.first == UInt8(ascii: ".") else { return true }
      let line = file[..<range.lowerBound].reversed().prefix { $0 != UInt8(ascii: "\n") }.reversed()
      return line.starts(with: "import ".utf8)
    }
    return Names(folded: folded, includesFiles: includesFiles)
  }
}
