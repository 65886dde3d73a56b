internal import ContentSource
internal import Dialects
internal import Glibc
internal import Markdown
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// `cat`: prints pages, files and standard input as text.
func runCat(_ run: Run) throws(Failure) {
  if run.operands.isEmpty { throw .usage("'cat' needs a page; 'ls' lists them") }
  let isOwner = run.audience == .owner
  if !isOwner, run.operands.contains("-") { throw .usage("'cat -' is not for visitors") }
  let portfolio = isOwner && run.operands.allSatisfy { isPlainFile($0, run) } ? nil : try run.portfolio()
  // All sources are found before the first is printed, so that a wrong word prints nothing.
  var sources: [Source] = []
  for name in run.operands { sources.append(try source(name, portfolio, run)) }
  try Pager.print(run) { () throws(Failure) in
    for (index, source) in sources.enumerated() {
      if index > 0, !run.options.isRaw {
        let rule = FilteredText(repeating: "─", count: run.appearance.width)
        try run.write([Line(), Line(rule, run.appearance.theme[.rule]), Line()])
      }
      try write(source, portfolio, run)
    }
  }
}

/// The source of a text that `cat` prints.
private enum Source {
  case page(Page, anchor: String?)
  case text([UInt8], name: String, FileSite, anchor: String? = nil)
}

/// Whether an operand names standard input, or a file that takes precedence over pages: by a path that no page can have, or
/// with its extension if no content is named, since a page of the bundled content can be named without one.
private func isPlainFile(_ name: String, _ run: Run) -> Bool {
  if name == "-" { return true }
  let path = Place.splitFile(name).path
  guard PagePath.isMarkdown(path), access(path, F_OK) == 0 else { return false }
  return run.options.showsBundledContent || ["./", "../", "/"].contains { path.hasPrefix($0) }
}

/// Returns the source that an operand names. For the owner a page of named content takes precedence over a file of the same
/// path; a visitor can name pages only.
private func source(_ name: String, _ portfolio: Portfolio?, _ run: Run) throws(Failure) -> Source {
  guard let portfolio else { return try file(name, run) }
  if run.audience == .visitor { return try page(name, portfolio, run) }
  if isPlainFile(name, run) { return try file(name, run) }
  let path = Place.splitFile(name).path
  let isPath = path.contains("/") || path.contains(".")
  if isPath, case .nothing = portfolio.find(path), access(path, F_OK) == 0 { return try file(name, run) }
  return try page(name, portfolio, run)
}

/// Reads standard input or a file.
private func file(_ name: String, _ run: Run) throws(Failure) -> Source {
  if name == "-", let input = run.options.input { return .text(input, name: "standard input", FileSite()) }
  do throws(Problem) {
    let limit = ContentLimits.inputBytes
    guard name == "-" else {
      let (path, anchor) = Place.splitFile(name)
      let bytes = try FileSystem.read(file: path, limit: limit)
      if !run.options.isRaw, !FileSystem.isText(bytes) { throw Problem(path, "is not a text file") }
      return .text(bytes, name: path, FileSite(at: path, bytes), anchor: anchor)
    }
    let input = "standard input"
    return .text(try FileSystem.read(STDIN_FILENO, path: input, limit: limit), name: input, FileSite())
  } catch {
    throw .failed(error.description)
  }
}

private func page(_ name: String, _ portfolio: Portfolio, _ run: Run) throws(Failure) -> Source {
  let place = try run.place(name, in: portfolio)
  guard let page = portfolio.page(place.page) else { throw .failed("there is no page '\(name)'") }
  return .page(page, anchor: place.anchor)
}

private func write(_ source: Source, _ portfolio: Portfolio?, _ run: Run) throws(Failure) {
  switch source {
  case .page(let page, let anchor):
    if run.options.isRaw { return try writeRaw(page.file, run) }
    guard let portfolio else { return }
    let pictures = run.picturePrinter(of: portfolio)
    let renderer = run.pageRenderer(portfolio, pictures)
    let document = try run.parser.documentToPrint(page)
    try check(anchor, in: document, name: page.id)
    try run.stream(pictures) { renderer.render(page, document: document, to: $0) }
  case .text(let bytes, let name, let site, let anchor):
    if run.options.isRaw { return try writeRaw(bytes, run) }
    let page = Page.reading(bytes, name: name, of: site)
    var renderer = run.appearance.renderer
    let pictures = run.picturePrinter(ofFile: name)
    renderer.pictures = pictures?.layout(of: page)
    renderer.language = page.language
    // Each block is printed before the next one is read, unless something depends on all of them.
    if anchor == nil, pictures == nil, page.fields.title == nil || page.isTitledByHeading {
      return try run.stream(pictures) { write in
        ParseGuard.parse(name, bytes: bytes.count) {
          page.readBlocks { renderer.render(&$0, to: write) }
        }
      }
    }
    var document = ParseGuard.parse(name, bytes: bytes.count) { page.document }
    // The posts of a blog have their title in the front matter only.
    if let title = page.fields.title, !document.isHeaded(by: title) {
      document.blocks.insert(Block(line: page.bodyLine, .heading(level: 1, [.text(title)])), at: 0)
    }
    try check(anchor, in: document, name: name)
    try run.stream(pictures) { renderer.render(document, to: $0) }
  }
}

/// Refuses an anchor that a document does not have.
private func check(_ anchor: String?, in document: Document, name: String) throws(Failure) {
  guard let anchor, document.line(of: anchor) == nil else { return }
  let anchors = document.outline.map(\.anchor)
  throw .usage(
    "there is no heading '#\(anchor)' in \(name)" + Suggestions.sentence(for: anchor, among: anchors))
}

extension Document {
  /// Whether a title is that of the first heading, or of the first one of level 1.
  fileprivate func isHeaded(by title: String) -> Bool {
    let headings = blocks.compactMap { block -> (level: Int, text: String)? in
      if case .heading(let level, let inlines, _) = block.kind { return (level, inlines.plainText.trimmed) }
      return nil
    }
    return headings.first?.text == title || headings.first { $0.level == 1 }?.text == title
  }
}

/// Writes Markdown: to a pipe of the owner byte for byte, else filtered.
private func writeRaw(_ bytes: [UInt8], _ run: Run) throws(Failure) {
  if !run.environment.isTerminal, run.audience == .owner { return try run.output.write { $0 += bytes } }
  var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  // Behind the last line feed there is no line.
  if lines.last?.isEmpty == true { lines.removeLast() }
  for line in lines {
    try run.output.writeLine(FilteredText(String(decoding: line, as: UTF8.self), as: .code))
  }
}
