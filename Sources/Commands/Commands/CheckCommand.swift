internal import ContentSource
internal import PortfolioModel
internal import TerminalText

/// `check`: prints the problems of a folder of content, or of the bundled content.
func runCheck(_ run: Run) throws(Failure) {
  let folder = run.operands.first ?? run.options.content
  let tree = try Run.tree(in: folder)
  let portfolio = Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true))
  let complex = try ParseGuard.tooComplex(among: portfolio.allFiles)
  let checker = Checker(portfolio, reservedWords: Set(CommandDefinition.all.map(\.name))) {
    complex.contains($0.path)
  }
  let problems = checker.problems()
  let name = folder ?? "content"
  let prefix = (name.hasSuffix("/") ? name : name + "/") + tree.folder
  for problem in problems {
    try run.output.writeLine(FilteredText(prefix + problem.description))
  }
  if problems.isEmpty {
    let count = portfolio.pages.count
    return try run.output.writeLine(
      FilteredText(count == 0 ? "no pages" : "\(count) \(count == 1 ? "page" : "pages"), no faults"))
  }
  try run.output.flush()
  throw .failed(nil)
}
