internal import Markdown

/// Finds faults in the content of a portfolio: mistyped fields, broken links, hidden control characters and text
/// that is not shown as written.
package struct Checker {
  private let portfolio: Portfolio
  /// The names of commands. A page with such a slug can be shown only as `./slug`.
  private let reservedWords: Set<String>
  /// Returns the name of the field that a misspelled key probably means; nil for other keys.
  private let correction: (String) -> String?
  /// Whether the pages have links by name.
  private let hasNames: Bool
  /// Whether the destination of a link on a page exists in the site, although it is no page.
  private let isRoute: (String, Page) -> Bool
  /// Whether a page exceeds the limits of time or memory for parsing.
  private let isTooComplex: (Page) -> Bool

  /// Whether a folder of addresses has pages or files; nil if no program makes others.
  private let isKnownFolder: ((String) -> Bool)?

  /// Whether faults that many pages have are reported on each of them.
  private let isComplete: Bool

  /// Creates a checker.
  ///
  /// - Parameters:
  ///   - isComplete: whether to report faults that many pages have on each of them.
  ///   - hasNames: whether the pages have links by name. In others, `[[x]]` is text.
  ///   - correction: returns the name of the field that a misspelled key probably means. For nil the key is not
  ///     reported, because it may belong to another program.
  ///   - isRoute: whether the destination of a link on a page exists in the site, although it is no page.
  ///   - isKnownFolder: whether a folder of addresses, `/guides`, has pages or files; nil if the site's program makes no
  ///     others.
  ///   - isTooComplex: called for each page before the checker parses it; pages for which it returns true are
  ///     reported and not parsed.
  package init(
    _ portfolio: Portfolio, reservedWords: Set<String>, isComplete: Bool = false,
    hasNames: Bool = true, correction: @escaping (String) -> String?,
    isRoute: @escaping (String, Page) -> Bool = { _, _ in false },
    isKnownFolder: ((String) -> Bool)? = nil,
    isTooComplex: @escaping (Page) -> Bool
  ) {
    self.portfolio = portfolio
    self.reservedWords = reservedWords
    self.hasNames = hasNames
    self.correction = correction
    self.isRoute = isRoute
    self.isKnownFolder = isKnownFolder
    self.isComplete = isComplete
    self.isTooComplex = isTooComplex
  }

  /// A folder of addresses that the site's program may make, and the number of links and images that lead there.
  package struct Unchecked: Sendable, Equatable {
    package var folder: String
    package var count: Int
  }

  /// Returns every fault. Those that a visitor would notice come first; of equal ones, the order is that of files and
  /// lines.
  package func problems() -> [Problem] { report().problems }

  /// Returns every fault in this order, and what could not be checked.
  package func report() -> (problems: [Problem], unchecked: [Unchecked]) {
    var problems: [RankedProblem] = []
    problems.append(.page, portfolio.problems)
    problems.append(.text, misspelledFields())
    if let photo = portfolio.person.photo, let page = portfolio.welcome,
      portfolio.resolve(.url(photo), from: page) == .missing
    {
      problems.append(.text, [Problem(page.path, "there is no photo '\(photo)'")])
    }
    var anchors: [String: PageAnchors] = [:]
    var documents: [(page: Page, document: Document)] = []
    for page in portfolio.allFiles {
      problems.append(.text, hiddenControls(in: page))
      if reservedWords.contains(page.slug) {
        let sentence = "'\(page.slug)' is a command; only './\(page.slug)' shows the page"
        problems.append(.text, [Problem(page.path, sentence)])
      }
      if isTooComplex(page) {
        problems.append(.page, [Problem(page.path, "is too complex to be shown")])
        continue
      }
      let document = page.document
      anchors[page.id] = PageAnchors(page, document)
      documents.append((page, document))
    }
    // Links are checked when the headings of all pages are known.
    var site = SiteFaults(isComplete: isComplete, isKnownFolder: isKnownFolder)
    for (page, document) in documents {
      problems.append(.text, faults(of: document, on: page, &anchors, &site))
      problems.append(.text, unusedFootnotes(in: page, document))
    }
    let unchecked = site.removeUnchecked()
    problems += site.problems()
    return ((isComplete ? problems : problems.folded).inOrder, unchecked)
  }

  // MARK: Fields

  /// Fields with names that look like slips. A name that several pages have is reported once.
  private func misspelledFields() -> [Problem] {
    var slips: [String: (problem: Problem, count: Int)] = [:]
    for page in portfolio.allFiles {
      for field in page.fields.unknown {
        if let count = slips[field.key]?.count {
          slips[field.key]?.count = count + 1
        } else if let name = correction(field.key) {
          let sentence = "'\(field.key)' is not a known field; did you mean '\(name)'?"
          slips[field.key] = (Problem(page.path, field.line, sentence), 1)
        }
      }
    }
    return slips.values.map { problem, count in
      let others = count == 1 ? "" : " (and \(count - 1) more of them)"
      return Problem(problem.path, problem.line, problem.message + others)
    }
  }

  // MARK: Links, images and tables

  private func faults(
    of document: Document, on page: Page, _ anchors: inout [String: PageAnchors],
    _ site: inout SiteFaults
  ) -> [Problem] {
    var collector = CheckedElementCollector()
    collector.visit(document)
    var lines = SourceLines(page)
    var problems: [Problem] = []
    for element in collector.elements {
      switch element.kind {
      case .tableOverflow:
        let sentence = "a table has more than \(Document.maximumCells) cells; the rest is plain text"
        problems.append(Problem(page.path, element.blockLine, sentence))
      case .image(let source, let hasAlternative):
        let isMissing =
          !source.isExpression && portfolio.resolve(.url(source), from: page) == .missing
          && !isRoute(source, page)
        if hasAlternative, !isMissing { continue }
        let line = lines.line(of: element)
        if !hasAlternative { site.add(.undescribed, source, on: page.path, line: line) }
        if isMissing { site.add(.noImage, source, on: page.path, line: line) }
      case .link(let destination):
        guard let kind = fault(of: destination, on: page, &anchors) else { continue }
        site.add(kind, destination.source, on: page.path, line: lines.line(of: element))
      }
    }
    return problems
  }

  private func fault(
    of destination: Link.Destination, on page: Page, _ anchors: inout [String: PageAnchors]
  ) -> LinkFaults.Kind? {
    switch (portfolio.resolve(destination, from: page), destination) {
    case (.missing, .url(let url)): return url.isExpression || isRoute(url, page) ? nil : .nowhere
    // Without links by name, `[[Prototype]]` is text.
    // A note without text is a word that notes have in common.
    case (.missing, .name(let name)):
      return hasNames && !portfolio.hasEmptyPage(named: name.name) ? .unwritten : nil
    case (.place(let place), _):
      guard let anchor = place.anchor, anchors[place.page]?.contains(anchor) == false else { return nil }
      return .noHeading(place.page)
    case (.outside, .url(let url)) where url.hasUnsupportedScheme: return .scheme
    case (.outside, _), (.file, _): return nil
    }
  }

  // MARK: Footnotes

  /// The maximum number of lines of a page that are examined as definitions of unused footnotes.
  private static let maximumFootnotes = 1000

  /// Finds footnotes without a reference, which the parser drops: the first of a page, and the number of others.
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
    let unused = again.footnotes.filter { !used.contains($0.line) }.sorted { $0.line < $1.line }
    guard let first = unused.first(where: { names[$0.line] != nil }), let name = names[first.line] else {
      return []
    }
    let others = unused.count { names[$0.line] != nil } - 1
    let rest = others == 0 ? "it is not shown" : "it and \(others) more on this page are not shown"
    return [Problem(page.path, first.line, "nothing refers to the footnote '\(name)': \(rest)")]
  }

  // MARK: Hidden control characters

  /// Finds characters that editors do not show and that the text filter replaces or removes, in front matter as well: the
  /// first of a page, and the number of other lines.
  private func hiddenControls(in page: Page) -> [Problem] {
    var first: (line: Int, code: String)?
    var others = 0
    var line = 1
    var isReported = false
    for scalar in String(decoding: page.file, as: UTF8.self).unicodeScalars {
      if scalar == "\n" {
        line += 1
        isReported = false
      } else if !isReported, scalar.isHiddenControl, !(scalar == "\u{FEFF}" && line == 1) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        isReported = true
        if first == nil {
          first = (line, String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
        } else {
          others += 1
        }
      }
    }
    guard let first else { return [] }
    let rest = others == 0 ? "" : others == 1 ? ", and one more" : ", and \(others) more"
    return [Problem(page.path, first.line, "a hidden control character, U+\(first.code)\(rest)")]
  }
}

extension String {
  /// Whether it is an expression of a template or a component, whose value is not known: `{image}`, `{{ url }}`,
  /// `[url]`; or a block of Logseq, `((id))`.
  fileprivate var isExpression: Bool {
    hasPrefix("{") || hasPrefix("<") || hasPrefix("[") || hasPrefix("((") || contains("{{") || contains("{%")
      || contains("${")
      || contains("<%")
  }

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
