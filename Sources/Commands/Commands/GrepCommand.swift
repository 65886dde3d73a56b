internal import JSON
internal import PortfolioModel
internal import TerminalText

/// `grep`: prints the pages that contain all the words, with the lines that contain most of them.
func runGrep(_ run: Run) throws(Failure) {
  guard let search = Search(run.operands) else { throw .usage("'grep' needs a word to look for") }
  let portfolio = try run.portfolio()
  let matches = portfolio.listedPages.joined().flatMap { search.matches(in: $0) }
  if run.options.isJSON {
    let rows = matches.map { match in
      JSON.object([
        ("path", .string(match.page)), ("line", .integer(match.line)), ("text", .string(match.text)),
      ])
    }
    let text = JSON.array(rows).filteredText
    try run.output.write { $0 += text.utf8 }
  } else {
    let theme = run.appearance.theme
    try run.write(
      matches.flatMap { match in
        let line = Line([
          Span(FilteredText(match.page), theme[.link]), Span(FilteredText(":\(match.line): "), theme[.meta]),
          Span(FilteredText(match.text)),
        ])
        return run.appearance.isTerminal ? line.wrapped(to: run.appearance.width) : [line]
      })
  }
  if matches.isEmpty {
    try run.output.flush()
    throw .failed(nil)
  }
}
