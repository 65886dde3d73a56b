/// A heading of a page, as a table of contents lists it.
package struct Heading: Sendable, Equatable {
  /// The level, 1 to 6.
  package var level: Int
  /// The plain text of the heading.
  package var title: String
  /// The fragment that links to the heading, without `#`: the author's `{#id}`, else made from the title by
  /// GitHub's rule; unique in the page.
  package var anchor: String
  /// The source line, from 1.
  package var line: Int
  /// Whether the author wants it in the table of contents.
  package var isListed = true
}

extension Heading {
  /// An anchor with its letters and digits alone, in lower case: generators differ in what they do with the rest.
  package static func folded(_ anchor: String) -> String {
    String(
      anchor.lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      })
  }
}

extension [Heading] {
  /// The heading that an anchor means: the one with this anchor, else the first that other rules for anchors allow.
  package func heading(at anchor: String) -> Heading? {
    if let heading = first(where: { $0.anchor == anchor }) { return heading }
    let folded = Heading.folded(anchor)
    if folded.isEmpty { return nil }
    if let heading = first(where: {
      Heading.folded($0.anchor) == folded || Heading.folded($0.title) == folded
    }) {
      return heading
    }
    // Python-Markdown removes accents: `configuración` has the anchor `configuracion`.
    guard folded.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let wanted = [Unicode.Scalar](folded.unicodeScalars)
    return first { Heading.hasLetters(Heading.folded($0.title), of: wanted) }
  }
}

extension Heading {
  /// Whether a folded title is a text in which some letters have accents.
  fileprivate static func hasLetters(_ title: String, of wanted: [Unicode.Scalar]) -> Bool {
    let scalars = title.unicodeScalars
    return scalars.count == wanted.count
      && zip(scalars, wanted).allSatisfy { $0 == $1 || isAccented($0, base: $1) }
  }

  /// Whether a letter is another one with accents.
  private static func isAccented(_ letter: Unicode.Scalar, base: Unicode.Scalar) -> Bool {
    // Latin-1 Supplement, Latin Extended-A and B, and Latin Extended Additional.
    guard (0xDF...0x24F).contains(letter.value) || (0x1E00...0x1EFF).contains(letter.value) else {
      return false
    }
    // Strings are equal if their canonical decompositions are.
    return accents.contains { String(base) + $0 == String(letter) }
  }

  /// The accents of Latin letters, and pairs of them, as in Vietnamese.
  private static let accents: [String] = {
    let marks = (0x300...0x331).compactMap { Unicode.Scalar($0).map { String($0) } }
    let inner = [
      "\u{302}", "\u{303}", "\u{304}", "\u{306}", "\u{307}", "\u{308}", "\u{30A}", "\u{31B}", "\u{323}",
    ]
    return marks + inner.flatMap { mark in marks.map { mark + $0 } }
  }()
}

extension Document {
  /// The headings in their order. Those in quotes and lists are not listed.
  package var outline: [Heading] {
    // The keys are the anchors in use. The value is the last number that was appended to the anchor, where the search
    // for a free number continues. Otherwise a page of equal headings would take quadratic time.
    var numbers: [String: Int] = [:]
    var collector = HeadingCollector()
    collector.visit(blocks)
    return collector.titles.map { level, inlines, attributes, line in
      let title = inlines.plainText
      let base = attributes.id ?? Self.anchor(for: title)
      var anchor = base
      var number = numbers[base] ?? 0
      while numbers[anchor] != nil {
        number += 1
        anchor = "\(base)-\(number)"
      }
      numbers[base] = number
      numbers[anchor] = numbers[anchor] ?? 0
      return Heading(
        level: level, title: title, anchor: anchor, line: line,
        isListed: attributes.isListed && !title.isEmpty)
    }
  }

  /// Returns GitHub's anchor for a title: lower case, hyphens for spaces, no punctuation except `-` and `_`.
  package static func anchor(for title: String) -> String {
    var anchor = ""
    for scalar in title.lowercased().unicodeScalars {
      if scalar == " " {
        anchor += "-"
      } else if scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil
      {
        anchor.unicodeScalars.append(scalar)
      }
    }
    return anchor
  }
}

/// Collects the headings of blocks, in their order.
private struct HeadingCollector: DocumentWalker {
  typealias Title = (level: Int, inlines: [Inline], attributes: HeadingAttributes, line: Int)

  var titles: [Title] = []
  /// The number of quotes, lists and definition lists around the block. Headings in them have anchors, but are not part
  /// of the page's structure.
  private var quotes = 0

  mutating func visit(_ block: Block) {
    switch block.kind {
    case .heading(let level, let inlines, var attributes):
      if quotes > 0 { attributes.isListed = false }
      titles.append((level, inlines, attributes, block.line))
    case .details, .alert: descend(into: block)
    case .blockQuote, .list, .definitionList:
      quotes += 1
      descend(into: block)
      quotes -= 1
    case .paragraph, .codeBlock, .table, .tableOverflow, .thematicBreak: break
    }
  }

  mutating func visit(_ inline: Inline) {}
}
