internal import Glibc
internal import Markdown
internal import ContentSource
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// `cat`: pages as text, one after the other.
func runCat(_ run: Run) throws(Failure) {
  if run.operands.isEmpty { throw .usage("'cat' needs a page; 'ls' lists them") }
  // Everything is found before anything is printed: half an answer is no answer.
  let isOwner = run.audience == .owner
  if !isOwner, run.operands.contains("-") { throw .usage("'cat -' is not for visitors") }
  let portfolio = isOwner && run.operands.allSatisfy(isPlainFile) ? nil : try run.portfolio()
  var sources: [Source] = []
  for name in run.operands { sources.append(try source(name, portfolio, run)) }
  try Pager.reading(run) { () throws(Failure) in
    for (index, source) in sources.enumerated() {
      if index > 0, !run.options.isRaw {
        let rule = FilteredText(repeating: "─", count: run.appearance.width)
        try run.write([Line(), Line(rule, run.appearance.theme[.rule]), Line()])
      }
      try write(source, portfolio, run)
    }
  }
}

/// What `cat` was asked for.
private enum Source {
  case page(Page, anchor: String?)
  case text([UInt8], name: String)
}

/// Standard input, or a word that can only be a file: no page need be looked for.
private func isPlainFile(_ name: String) -> Bool {
  if name == "-" { return true }
  let isPath = ["./", "../", "/"].contains { name.hasPrefix($0) } && name.hasSuffix(".md")
  return isPath && access(name, F_OK) == 0
}

private func source(_ name: String, _ portfolio: Portfolio?, _ run: Run) throws(Failure) -> Source {
  do {
    if name == "-" {
      let limit = ContentLimits.inputBytes
      return .text(
        try FileSystem.read(STDIN_FILENO, path: "standard input", limit: limit), name: "standard input")
    }
    if let portfolio, run.audience == .visitor { return try page(name, portfolio, run) }
    let isFile = name.contains("/") || name.hasSuffix(".md")
    guard let portfolio, !isPlainFile(name) else {
      return .text(try FileSystem.read(file: name, limit: ContentLimits.inputBytes), name: name)
    }
    if isFile, case .nothing = portfolio.find(name), access(name, F_OK) == 0 {
      return .text(try FileSystem.read(file: name, limit: ContentLimits.inputBytes), name: name)
    }
    return try page(name, portfolio, run)
  } catch let problem as Problem {
    throw .failed(problem.description)
  } catch let failure as Failure {
    throw failure
  } catch {
    throw .failed("cannot read \(name)")
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
    let renderer = PageRenderer(portfolio, run.appearance.renderer)
    let document = try run.parser.parse(page)
    let anchors = document.outline.map(\.anchor)
    if let anchor, !anchors.contains(anchor) {
      throw .usage(
        "there is no heading '#\(anchor)' in \(page.id)" + Suggestions.sentence(for: anchor, among: anchors))
    }
    try run.stream { renderer.render(page, document: document, to: $0) }
  case .text(let bytes, let name):
    if run.options.isRaw { return try writeRaw(bytes, run) }
    let page = Page.reading(bytes, name: name)
    let renderer = run.appearance.renderer
    var document = ParseGuard.guarding(name, bytes: bytes.count) { page.document }
    // Files of a blog have their title only in the front matter.
    if page.titleLine < page.bodyLine, let title = page.fields.title {
      document.blocks.insert(Block(line: page.bodyLine, .heading(level: 1, [.text(title)])), at: 0)
    }
    try run.stream { renderer.render(document, to: $0) }
  }
}

/// The Markdown as it is: to the owner's pipe byte by byte, elsewhere through the filter.
private func writeRaw(_ bytes: [UInt8], _ run: Run) throws(Failure) {
  if !run.surroundings.isTerminal, run.audience == .owner { return try run.output.write { $0 += bytes } }
  var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  // What stands behind the last end of a line is no line.
  if lines.last?.isEmpty == true { lines.removeLast() }
  for line in lines {
    try run.output.writeLine(FilteredText(String(decoding: line, as: UTF8.self), as: .code))
  }
}
