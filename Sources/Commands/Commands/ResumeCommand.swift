internal import JSON
internal import Markdown
internal import PortfolioModel
internal import TerminalText

/// `resume`: prints the résumé as text, as Markdown, or as JSON Resume.
func runResume(_ run: Run) throws(Failure) {
  let resume = Resume(try run.portfolio())
  try Pager.print(run) { () throws(Failure) in
    switch run.options.format {
    case .json:
      // What a file holds is given back exactly; escaped, it does not reach a terminal.
      let text =
        resume.document == nil
        ? resume.json.filteredText : resume.json.text(.indented, escaping: .unprintable) + "\n"
      try run.output.write { $0 += text.utf8 }
    case .markdown:
      for line in resume.markdown.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        try run.output.writeLine(FilteredText(line, as: .code))
      }
    case .text:
      try run.stream { run.appearance.renderer.render(Document(markdown: resume.markdown), to: $0) }
    }
  }
}
