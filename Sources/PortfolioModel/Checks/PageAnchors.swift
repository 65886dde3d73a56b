internal import Dialects
internal import Markdown

/// The places of a page to which a link may lead.
///
/// Generators make anchors of headings by rules of their own, and pages name places with HTML or with the attributes of a
/// component. A link is dead only if none of them can be meant.
struct PageAnchors {
  private let page: Page
  private let outline: [Heading]
  private let exact: Set<String>
  private let anchors: [Anchor]
  /// The names in the page's text, and whether other files are included in it; found when a link leads to no heading.
  private var named: Names?

  fileprivate struct Names {
    var folded: Set<String> = []
    /// The texts in the tags of templates, which may be parts of names.
    var parameters: Set<String> = []
    var includesFiles = false
    /// Whether the page shows components of its site, which may have headings.
    var showsComponents = false
  }

  init(_ page: Page, _ document: Document) {
    self.page = page
    outline = document.outline
    anchors = document.anchors
    exact = Set(outline.map(\.anchor) + anchors.map(\.name))
  }

  mutating func contains(_ anchor: String) -> Bool {
    if exact.contains(anchor) || Self.isOfGenerator(anchor) { return true }
    // Dendron ends a range of lines with `#*`, which names no heading.
    if Heading.folded(anchor).isEmpty { return true }
    if outline.heading(at: anchor) != nil { return true }
    let folded = Heading.folded(anchor)
    if anchors.contains(where: { Heading.folded($0.name) == folded }) { return true }
    let names = named ?? Self.names(in: page)
    named = names
    return names.includesFiles || names.showsComponents && outline.count <= 1 || names.folded.contains(folded)
      || names.parameters.contains(where: folded.hasSuffix)
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

  /// The ends of the names of imported components.
  private static let components = [".vue", ".astro", ".svelte", ".tsx", ".jsx"].flatMap { name in
    [Array((name + "'").utf8), Array((name + "\"").utf8)]
  }

  /// The marks before a name: attributes of HTML and of components, of headings, and comments at headings in MDX.
  private static let marks = [
    "id=\"", "id='", "id={\"", "id={'", "id=", "name=\"", "name='", "{#", "{: #", "{/*",
    "{ /*", "[#", ":name: ", ":label: ",
  ].map { Array($0.utf8) }

  private static func names(in page: Page) -> Names {
    var names = Names()
    names.addLines(of: page)
    for mark in marks {
      var rest = page.file[...]
      while let range = rest.firstRange(of: mark) {
        rest = rest[range.upperBound...]
        let name = rest.prefix { $0 > 0x20 && !"\"'}*>]".utf8.contains($0) }
        if !name.isEmpty { names.insert(String(decoding: name, as: UTF8.self)) }
      }
    }
    // The headings of a note that is shown within another one of Dendron have anchors there.
    let showsNotes = page.dialect.contains(.labelsFirst) && page.file.firstRange(of: "![[".utf8) != nil
    names.includesFiles =
      showsNotes
      || inclusions.contains { mark in
        // A name of a Markdown file includes it where it is imported.
        mark.first == UInt8(ascii: ".") ? imports(mark, in: page.file) : page.file.firstRange(of: mark) != nil
      }
    names.showsComponents = components.contains { imports($0, in: page.file) }
    return names
  }

  /// Whether the first line with the end of a name imports it.
  private static func imports(_ ending: [UInt8], in file: [UInt8]) -> Bool {
    guard let range = file.firstRange(of: ending) else { return false }
    let line = file[..<range.lowerBound].reversed().prefix { $0 != UInt8(ascii: "\n") }.reversed()
    return line.starts(with: "import ".utf8)
  }
}

extension PageAnchors.Names {
  mutating func insert(_ name: String) { folded.insert(Heading.folded(name)) }

  /// Adds the names that are known by the line that they are on.
  fileprivate mutating func addLines(of page: Page) {
    let hasDefinitions = page.dialect.contains(.definitionLists)
    var isInComment = false
    var previous: Substring = ""
    for line in String(decoding: page.body, as: UTF8.self).split(whereSeparator: \.isNewline) {
      if line.hasPrefix("#") { insert(Self.withoutLastTags(line)) }
      // Hugo may make anchors of the terms of definitions.
      if hasDefinitions, line.hasPrefix(": ") { insert(String(previous)) }
      previous = line
      // A program may make anchors of marks in comments: `<!-- option theme.name -->`.
      isInComment = isInComment || line.contains("<!--")
      if isInComment {
        for word in line.split(whereSeparator: \.isWhitespace) where word.contains(".") || word.contains(":")
        {
          insert(String(word))
        }
      }
      if line.contains("-->") { isInComment = false }
      addParameters(of: line)
    }
  }

  /// Adds the first text between quotation marks in each of Hugo's shortcodes on a line.
  private mutating func addParameters(of line: Substring) {
    for mark in ["{{<", "{{%"] {
      for range in line.ranges(of: mark) {
        // The rest of a long line is not split for each of its shortcodes.
        let texts = line[range.upperBound...].prefix(Self.mostParameter).split(
          separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        guard texts.count > 2 else { continue }
        let name = Heading.folded(String(texts[1]))
        if name.count >= Self.leastParameter { parameters.insert(name) }
      }
    }
  }

  /// The least length of a parameter that may be a part of a name.
  private static let leastParameter = 3
  /// The number of characters of a shortcode in which it is looked for.
  private static let mostParameter = 200

  /// A heading without the tags at its end, such as those of badges, which are not part of its anchor.
  private static func withoutLastTags(_ line: Substring) -> String {
    var line = line
    while true {
      while line.last?.isWhitespace == true { line.removeLast() }
      guard line.last == ">", let start = line.lastIndex(of: "<") else { return String(line) }
      line = line[..<start]
    }
  }
}
