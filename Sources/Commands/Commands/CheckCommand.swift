internal import ContentSource
internal import PortfolioModel
internal import TerminalText

/// `check`: what a content folder was taken for, and all of its faults.
func runCheck(_ run: Run) throws(Failure) {
  let folder = run.operands.first ?? run.options.content
  let tree = try Run.tree(in: folder, language: run.options.language, findsOutsideFiles: true)
  let portfolio = Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true))
  let complex = try ParseGuard.tooComplex(among: portfolio.allFiles)
  let checker = Checker(
    portfolio, reservedWords: Set(CommandDefinition.all.map(\.name)), isComplete: run.options.listsAll,
    hasNames: tree.hasNames,
    correction: FieldNames.correction(of:), isRoute: tree.routes(beside: portfolio),
    isKnownFolder: tree.knownFolders(beside: portfolio)
  ) { complex.contains($0.path) }
  var problems: [Problem] = []
  var known: Set<Problem> = []
  let report = checker.report()
  for problem in report.problems.map(tree.located) where known.insert(problem).inserted {
    problems.append(problem)
  }
  let name = folder ?? "content"
  let folderPrefix = tree.isSingleFile ? parent(of: name) : name.hasSuffix("/") ? name : name + "/"
  let prefix = folderPrefix + tree.folder
  // Faults of drafts are listed, but the numbers are those of what visitors get.
  let visible = Portfolio(tree, visibility: Portfolio.Visibility(today: .today))
  let looks = folder.flatMap { Configuration.looks(ofContent: $0) }?.faults ?? []
  let isFaultless = problems.isEmpty && looks.isEmpty
  let heading = heading(name, tree, visible) + (isFaultless ? ", no faults" : "")
  try run.output.writeLine(FilteredText(heading))
  for unchecked in report.unchecked {
    let sentence = "\(unchecked.count) links and images below '\(unchecked.folder)' are not checked"
    try run.output.writeLine(FilteredText("\(name): \(sentence): the site's program makes them"))
  }
  if run.options.listsAll {
    let files = visible.leftOut.map { (prefix + $0.path, $0.reason) }
    let outside = tree.outside.map { (folderPrefix + $0.path, $0.reason) }
    for (path, reason) in (files + outside).sorted(by: { $0.0 < $1.0 }) {
      try run.output.writeLine(FilteredText("\(spelled(path)): left out: \(reason.rawValue)"))
    }
  }
  for problem in problems {
    try run.output.writeLine(
      FilteredText(prefix + Problem(spelled(problem.path), problem.line, problem.message).description))
  }
  for fault in looks { try run.output.writeLine(FilteredText(fault.description)) }
  if isFaultless { return }
  try run.output.flush()
  throw .failed(nil)
}

/// A path with `\u{200B}` for each invisible character, which would be removed. Two files may differ in nothing else.
private func spelled(_ path: String) -> String {
  if path.utf8.allSatisfy({ $0 < 0x80 }) { return path }
  var text = ""
  for scalar in path.unicodeScalars {
    // Joiners are parts of emoji and of words.
    let isJoiner = scalar == "\u{200C}" || scalar == "\u{200D}"
    switch scalar.properties.generalCategory {
    case .format where !isJoiner, .lineSeparator, .paragraphSeparator:
      text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text
}

/// The folder of a file, with `/` at its end; empty for a name without folders.
private func parent(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
}

/// `blog: Hugo, content in content/, 12 pages, 3 files left out (2 draft, 1 other language)`
private func heading(_ name: String, _ tree: ContentTree, _ portfolio: Portfolio) -> String {
  let leftOut = portfolio.leftOut + tree.outside
  var parts = [tree.generator]
  if !tree.folder.isEmpty { parts.append("content in \(tree.folder)") }
  let count = portfolio.pages.count + (portfolio.welcome == nil ? 0 : 1)
  parts.append("\(count) \(count == 1 ? "page" : "pages")")
  if !leftOut.isEmpty {
    let reasons = LeftOut.Reason.allCases.compactMap { reason in
      let count = leftOut.count { $0.reason == reason }
      return count == 0 ? nil : "\(count) \(reason.rawValue)"
    }
    parts.append(
      "\(leftOut.count) \(leftOut.count == 1 ? "file" : "files") left out (\(reasons.joined(separator: ", ")))"
    )
  }
  return name + ": " + parts.joined(separator: ", ")
}
