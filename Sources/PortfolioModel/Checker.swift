internal import Dialects
internal import Markdown

/// Reads all of a portfolio the way a careful editor would, and says what is wrong with it.
package struct Checker {
  private let portfolio: Portfolio
  /// Words that mean a command: a page of that name can only be reached by `./name`.
  private let reservedWords: Set<String>
  /// Whether a page takes too long, or too much memory, to parse: tried where it can do no harm.
  private let isTooComplex: (Page) -> Bool

  /// A checker that asks `isTooComplex` before it parses a page itself.
  package init(_ portfolio: Portfolio, reservedWords: Set<String>, isTooComplex: @escaping (Page) -> Bool) {
    self.portfolio = portfolio
    self.reservedWords = reservedWords
    self.isTooComplex = isTooComplex
  }

  /// Every fault, in the order of files and lines.
  package func problems() -> [Problem] {
    var problems = portfolio.problems
    let pages = portfolio.allFiles
    var outlines: [String: Set<String>] = [:]
    var documents: [(page: Page, document: Document)] = []
    for page in pages {
      problems += page.fields.unknown.map { Problem(page.path, $0.line, "'\($0.key)' is not a known field") }
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
    for (page, document) in documents {
      var walk = LinkWalk()
      walk.visit(document)
      var lines = SourceLines(page)
      for finding in walk.findings {
        if let message = fault(finding, on: page, outlines: outlines) {
          problems.append(Problem(page.path, lines.line(of: finding), message))
        }
      }
      problems += oversizedTables(document.blocks, path: page.path)
      for footnote in document.footnotes { problems += oversizedTables(footnote.blocks, path: page.path) }
      problems += unusedFootnotes(in: page, document)
    }
    return problems.sorted()
  }

  private func fault(_ finding: LinkWalk.Finding, on page: Page, outlines: [String: Set<String>]) -> String? {
    switch finding.kind {
    case .image(let hasAlternative):
      if !hasAlternative { return "an image has no alternative text" }
      return portfolio.resolve(finding.destination, from: page) == .missing
        ? "the image '\(finding.text)' does not exist" : nil
    case .link:
      switch (portfolio.resolve(finding.destination, from: page), finding.destination) {
      case (.missing, .url(let url)): return "the link '\(url)' leads nowhere"
      case (.missing, .name(let name)):
        return "'\(name.literal)' leads to no page, and is shown as it stands"
      case (.place(let place), _):
        guard let anchor = place.anchor, let anchors = outlines[place.page], !anchors.contains(anchor) else {
          return nil
        }
        return "the link '\(finding.text)' leads to no heading of \(place.page)"
      case (.outside, .url(let url)) where url.isSuspicious:
        return "the link '\(url)' is shown as text: only http, https and mailto are followed"
      case (.outside, _), (.file, _): return nil
      }
    }
  }

  /// Footnotes that nothing refers to: the parser drops them without a word.
  ///
  /// What looks like a definition may stand in code, so the parser is asked: the page is read again behind a
  /// paragraph that refers to every such name, and what is a footnote now was none before.
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
    let again = Document(
      markdown: Array(references.utf8) + Shortcodes.degraded(page.body), firstLine: page.bodyLine - 2)
    return again.footnotes.compactMap { footnote in
      guard !used.contains(footnote.line), let name = names[footnote.line] else { return nil }
      return Problem(page.path, footnote.line, "nothing refers to the footnote '\(name)': it is not shown")
    }
  }

  /// More are not looked for: nobody writes so many by hand.
  private static let maximumFootnotes = 1000

  /// Bytes that nobody sees in an editor and that the filter will show or take out.
  private func hiddenControls(in page: Page) -> [Problem] {
    var problems: [Problem] = []
    var line = 1
    var isTold = false
    for scalar in String(decoding: page.file, as: UTF8.self).unicodeScalars {
      if scalar == "\n" {
        line += 1
        isTold = false
      } else if !isTold, scalar.isHiddenControl, !(scalar == "\u{FEFF}" && line == 1) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        problems.append(Problem(page.path, line, "a hidden control character, U+\(code)"))
        isTold = true
      }
    }
    return problems
  }

  private func oversizedTables(_ blocks: [Block], path: String) -> [Problem] {
    let nested = blocks.flatMap { block -> [Problem] in
      switch block.kind {
      case .blockQuote(let children), .alert(_, let children): oversizedTables(children, path: path)
      case .list(let list): list.items.flatMap { oversizedTables($0.blocks, path: path) }
      case .tableOverflow:
        [
          Problem(
            path, block.line, "a table has more than \(Document.maximumCells) cells; the rest is plain text")
        ]
      case .paragraph, .heading, .codeBlock, .table, .thematicBreak: []
      }
    }
    return nested
  }
}

/// Collects the links and images of a document.
private struct LinkWalk {
  enum Kind {
    case link
    case image(hasAlternative: Bool)
  }

  struct Finding {
    var kind: Kind
    var destination: Link.Destination
    /// The line its block begins on.
    var blockLine: Int

    /// The destination as it stands in the source.
    var text: String {
      switch destination {
      case .url(let url): url
      case .name(let name): name.literal
      }
    }
  }

  private(set) var findings: [Finding] = []
  private var line = 0

  mutating func visit(_ document: Document) {
    visit(document.blocks)
    for footnote in document.footnotes { visit(footnote.blocks) }
  }

  private mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      line = block.line
      switch block.kind {
      case .paragraph(let inlines), .heading(_, let inlines, _): visit(inlines)
      case .blockQuote(let children), .alert(_, let children): visit(children)
      case .list(let list): for item in list.items { visit(item.blocks) }
      case .table(let table):
        for cell in table.header { visit(cell) }
        for row in table.rows { for cell in row { visit(cell) } }
      case .codeBlock, .tableOverflow, .thematicBreak: break
      }
    }
  }

  private mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .emphasis(let children), .strong(let children), .strikethrough(let children): visit(children)
      case .link(let link):
        findings.append(Finding(kind: .link, destination: link.destination, blockLine: line))
        visit(link.label)
      case .image(let image):
        let hasAlternative = !image.alternative.plainText.trimmed.isEmpty
        findings.append(
          Finding(
            kind: .image(hasAlternative: hasAlternative), destination: .url(image.source), blockLine: line))
      case .text, .code, .footnoteReference, .softBreak, .lineBreak: break
      }
    }
  }
}

/// Finds the line of a link: inlines have none of their own, so it is searched for from its block on.
private struct SourceLines {
  private let lines: [ArraySlice<UInt8>]
  private let firstLine: Int
  /// Links come in the order of the text: each search goes on where the last one ended.
  private var next = 0
  private var block = 0
  /// How many bytes may still be searched, so that a page of broken links costs a few readings of it.
  private var budget: Int

  init(_ page: Page) {
    lines = page.body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    firstLine = page.bodyLine
    budget = 4 * page.body.count
  }

  mutating func line(of finding: LinkWalk.Finding) -> Int {
    guard !finding.text.isEmpty else { return finding.blockLine }
    let wanted = Array(finding.text.utf8)
    let start = finding.blockLine == block ? next : max(0, finding.blockLine - firstLine)
    block = finding.blockLine
    next = start
    // A destination that was decoded does not stand in the source as it is: searched for to the end.
    for index in start..<max(start, lines.count) {
      budget -= lines[index].count + 1
      if budget < 0 { break }
      if lines[index].firstRange(of: wanted) != nil {
        next = index
        return firstLine + index
      }
    }
    return finding.blockLine
  }
}

extension String {
  /// A scheme that is no address of the web or of mail.
  fileprivate var isSuspicious: Bool {
    guard Portfolio.hasScheme(self) else { return false }
    let head = prefix(8).lowercased()
    return !["http:", "https:", "mailto:"].contains { head.hasPrefix($0) }
  }
}

extension ArraySlice<UInt8> {
  /// The name of the footnote that a line seems to define: `[^name]:`, perhaps in a quote.
  fileprivate var footnoteName: String? {
    let text = drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") }
    guard text.starts(with: "[^".utf8) else { return nil }
    let name = text.dropFirst(2).prefix { $0 != UInt8(ascii: "]") && $0 > 0x20 }
    guard !name.isEmpty, text.dropFirst(2 + name.count).starts(with: "]:".utf8) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  /// Controls but tab and line ends, and what directs or hides text.
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
