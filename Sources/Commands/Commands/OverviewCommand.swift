internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// Prints the welcome page and the list of pages: the program without a command in a pipe.
func runOverview(_ run: Run) throws(Failure) {
  let portfolio = try run.portfolio()
  let theme = run.appearance.theme
  let pictures = run.picturePrinter(of: portfolio)
  let renderer = run.pageRenderer(portfolio, pictures)
  if let welcome = portfolio.welcome {
    let document = try run.parser.documentToPrint(welcome)
    try run.stream(pictures) { renderer.render(welcome, document: document, to: $0) }
  } else {
    try run.write(renderer.portfolioTitle)
  }
  for section in portfolio.sections {
    try run.write([Line(), Line(FilteredText(section.title), theme[.heading])])
    for page in section.pages {
      let path = Span(FilteredText(page.id), theme[.link])
      try run.write([
        Line([Span("  "), path]).truncated(to: max(run.appearance.width, path.text.columns + 2))
      ])
      let title = Line([Span("    "), Span(FilteredText(page.title))])
      try run.write([title.truncated(to: run.appearance.width)])
    }
  }
  try run.write([
    Line(),
    Line("'cat PAGE' prints a page; 'help' lists the commands.", theme[.meta]).truncated(
      to: run.appearance.width),
  ])
}
