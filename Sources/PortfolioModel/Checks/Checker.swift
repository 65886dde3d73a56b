internal import Markdown

/// Finds faults in the content of a portfolio: mistyped fields, broken links, hidden control characters and text
/// that is not shown as written.
package struct Checker {
  private let portfolio: Portfolio
  /// The names of commands. A page with such a slug can be shown only as `./slug`.
  private let reservedWords: Set<String>
  /// Returns the name of the field that a misspelled key probably means; nil for other keys.
  private let correction: (String) -> String?
  /// Whether a page exceeds the limits of time or memory for parsing.
  private let isTooComplex: (Page) -> Bool

  /// Creates a checker.
  ///
  /// - Parameters:
  ///   - correction: returns the name of the field that a misspelled key probably means. For nil the key is not
  ///     reported, because it may belong to another program.
  ///   - isTooComplex: called for each page before the checker parses it; pages for which it returns true are
  ///     reported and not parsed.
  package init(
    _ portfolio: Portfolio, reservedWords: Set<String>, correction: @escaping (String) -> String?,
    isTooComplex: @escaping (Page) -> Bool
  ) {
    self.portfolio = portfolio
    self.reservedWords = reservedWords
    self.correction = correction
    self.isTooComplex = isTooComplex
  }

  /// Returns every fault, in the order of files and lines.
  package func problems() -> [Problem] {
    var problems = portfolio.problems
    var outlines: [String: Set<String>] = [:]
    var documents: [(page: Page, document: Document)] = []
    for page in portfolio.allFiles {
      problems += page.fields.unknown.compactMap { field in
        correction(field.key).map {
          Problem(page.path, field.line, "'\(field.key)' is not a known field; did you mean '\($0)'?")
        }
      }
      problems += hiddenControls(in: page)
      if reservedWords.contains(page.slug) {
        problems.append(
          Problem(page.path, "'\(page.slug)' is a command; only './\(page.slug)' shows the page"))
      }
      if isTooComplex(page) {
        problems.append(Problem(page.path, "is too complex to be shown"))
        continue
      }
      let document = page.document
      outlines[page.id] = Set(document.outline.map(\.anchor))
      documents.append((page, document))
    }
    // Links are checked when the outlines of all pages are known.
    for (page, document) in documents {
      problems += faults(of: document, on: page, outlines: outlines)
      problems += unusedFootnotes(in: page, document)
    }
    return problems.sorted()
  }

  // MARK: Links, images and tables

  private func faults(of document: Document, on page: Page, outlines: [String: Set<String>]) -> [Problem] {
    var collector = CheckedElementCollector()
    collector.visit(document)
    var lines = SourceLines(page)
    var problems: [Problem] = []
    // Two kinds are reported once a page: many authors never write alternative texts, and in a vault names of pages that
    // are not written yet are normal.
    var undescribed: (line: Int, count: Int)?
    var unwritten: (line: Int, names: [String])?
    for element in collector.elements {
      if case .image(_, hasAlternative: false) = element.kind {
        undescribed = (undescribed?.line ?? lines.line(of: element), (undescribed?.count ?? 0) + 1)
      }
      if case .link(.name(let name)) = element.kind, portfolio.resolve(.name(name), from: page) == .missing {
        unwritten = (unwritten?.line ?? lines.line(of: element), (unwritten?.names ?? []) + [name.literal])
      } else if let message = fault(of: element.kind, on: page, outlines: outlines) {
        problems.append(Problem(page.path, lines.line(of: element), message))
      }
    }
    if let (line, count) = undescribed {
      let subject = count == 1 ? "an image has" : "\(count) images have"
      problems.append(Problem(page.path, line, subject + " no alternative text"))
    }
    if let (line, names) = unwritten {
      problems.append(Problem(page.path, line, Self.sentence(ofUnwritten: names)))
    }
    return problems
  }

  /// A sentence about links by name that lead to no page. It names the first three.
  private static func sentence(ofUnwritten names: [String]) -> String {
    if names.count == 1 { return "'\(names[0])' leads to no page and is shown as text" }
    let named = names.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let rest = names.count > 3 ? " and \(names.count - 3) more" : ""
    return "\(named)\(rest) lead to no page and are shown as text"
  }

  private func fault(
    of element: CheckedElement.Kind, on page: Page, outlines: [String: Set<String>]
  ) -> String? {
    switch element {
    case .link(let destination):
      return fault(of: destination, on: page, outlines: outlines)
    case .image(let source, _):
      return portfolio.resolve(.url(source), from: page) == .missing
        ? "the image '\(source)' does not exist" : nil
    case .tableOverflow:
      return "a table has more than \(Document.maximumCells) cells; the rest is plain text"
    }
  }

  private func fault(
    of destination: Link.Destination, on page: Page, outlines: [String: Set<String>]
  ) -> String? {
    switch (portfolio.resolve(destination, from: page), destination) {
    case (.missing, .url(let url)): return "the link '\(url)' leads nowhere"
    // All such names of a page are reported together.
    case (.missing, .name): return nil
    case (.place(let place), _):
      guard let anchor = place.anchor, let anchors = outlines[place.page], !anchors.contains(anchor) else {
        return nil
      }
      return "the link '\(destination.source)' leads to no heading of \(place.page)"
    case (.outside, .url(let url)) where url.hasUnsupportedScheme:
      return "the link '\(url)' is shown as text: only http, https and mailto are followed"
    case (.outside, _), (.file, _): return nil
    }
  }

  // MARK: Footnotes

  /// The maximum number of lines of a page that are examined as definitions of unused footnotes.
  private static let maximumFootnotes = 1000

  /// Finds footnotes without a reference, which the parser drops.
  ///
  /// A line that looks like a definition may be code, so the parser must decide. The page is parsed again after a
  /// paragraph that refers to every such name. Footnotes that appear only then are unused.
  private func unusedFootnotes(in page: Page, _ document: Document) -> [Problem] {
    let used = Set(document.footnotes.map(\.line))
    var names: [Int: String] = [:]
    for (index, line) in page.body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated() where names.count < Self.maximumFootnotes
    {
      let number = page.bodyLine + index
      if !used.contains(number), let name = line.footnoteName { names[number] = name }
    }
    if names.isEmpty { return [] }
    let references = Set(names.values).map { "[^\($0)]" }.joined(separator: " ") + "\n\n"
    let markdown = page.reducedBody
    let again = Document(
      markdown: Array(references.utf8) + markdown.bytes, lines: markdown.lines.prepending(2))
    return again.footnotes.compactMap { footnote in
      guard !used.contains(footnote.line), let name = names[footnote.line] else { return nil }
      return Problem(page.path, footnote.line, "nothing refers to the footnote '\(name)': it is not shown")
    }
  }

  // MARK: Hidden control characters

  /// Finds characters that editors do not show and that the text filter replaces or removes: the first of each
  /// line, in front matter as well.
  private func hiddenControls(in page: Page) -> [Problem] {
    var problems: [Problem] = []
    var line = 1
    var isReported = false
    for scalar in String(decoding: page.file, as: UTF8.self).unicodeScalars {
      if scalar == "\n" {
        line += 1
        isReported = false
      } else if !isReported, scalar.isHiddenControl, !(scalar == "\u{FEFF}" && line == 1) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        problems.append(Problem(page.path, line, "a hidden control character, U+\(code)"))
        isReported = true
      }
    }
    return problems
  }
}

extension String {
  /// Whether the URL has a scheme other than those that are followed.
  fileprivate var hasUnsupportedScheme: Bool {
    guard Portfolio.hasScheme(self) else { return false }
    let head = prefix(8).lowercased()
    return !["http:", "https:", "mailto:"].contains { head.hasPrefix($0) }
  }
}

extension ArraySlice<UInt8> {
  /// The name in a line that looks like the definition of a footnote, `[^name]:`, indented or in a quote.
  fileprivate var footnoteName: String? {
    let text = drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") }
    guard text.starts(with: "[^".utf8) else { return nil }
    let name = text.dropFirst(2).prefix { $0 != UInt8(ascii: "]") && $0 > 0x20 }
    guard !name.isEmpty, text.dropFirst(2 + name.count).starts(with: "]:".utf8) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  /// Whether it is a control character other than tab and line ends, or an invisible format character (marks of
  /// direction, zero-width spaces, tags).
  fileprivate var isHiddenControl: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064,
      0x2066...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
