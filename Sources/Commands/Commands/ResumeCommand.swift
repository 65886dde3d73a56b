internal import JSON
internal import Markdown
internal import PortfolioModel
internal import TerminalText

/// `resume`: prints the résumé as text, as Markdown, or as JSON Resume.
func runResume(_ run: Run) throws(Failure) {
  let portfolio = try run.portfolio()
  guard Resume.exists(in: portfolio) else {
    throw .failed(
      "there is no résumé: the content is not about a person; give the 'name' in its index.md, or a résumé file"
    )
  }
  let resume = try withTags(run.options.tags, Resume(portfolio))
  let size = try run.options.fit.map { fit throws(Failure) in try screenSize(fit, run) }
  var renderer = run.appearance.renderer
  var selection = Resume.Selection(resume: resume, extent: Resume.Extent())
  if let size {
    renderer.width = size.columns
    // Elsewhere, addresses keep their length in a pipe, but a longer line takes two rows of a screen.
    renderer.keepsAddresses = false
    selection = resume.fitted(rows: size.rows) { renderer.lines(for: Document(markdown: $0)).count }
  }
  let markdown = selection.resume.markdown(selection.extent)
  try Pager.print(run) { () throws(Failure) in
    switch run.options.format {
    case .json:
      let json = selection.resume.json
      // The values of a résumé file are printed exactly. JSON escapes their control characters.
      let text =
        resume.document == nil ? json.filteredText : json.text(.indented, escaping: .unprintable) + "\n"
      try run.output.write { $0 += text.utf8 }
    case .markdown:
      for line in markdown.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        try run.output.writeLine(FilteredText(line, as: .code))
      }
    case .text:
      var rows = 0
      try run.stream { emit in
        renderer.render(Document(markdown: markdown)) { line in
          rows += 1
          // A name alone may be longer than a screen.
          if rows <= size?.rows ?? .max { emit(line) }
        }
      }
    }
  }
}

/// Keeps the entries that have one of the tags, whose case does not matter.
private func withTags(_ tags: [String], _ resume: Resume) throws(Failure) -> Resume {
  if tags.isEmpty { return resume }
  let wanted = Set(tags.map { $0.lowercased() })
  let filtered = resume.filtered { page in page.fields.tags.contains { wanted.contains($0.lowercased()) } }
  if filtered.parts.isEmpty {
    let known = Set(resume.parts.flatMap(\.pages).flatMap(\.fields.tags)).sorted()
    let names = tags.map { "'\($0)'" }.list("or")
    throw .failed(
      "no entry of the résumé has the tag \(names)" + Suggestions.sentence(for: tags[0], among: known))
  }
  return filtered
}

private func screenSize(_ fit: ScreenFit, _ run: Run) throws(Failure) -> (columns: Int, rows: Int) {
  switch fit {
  case .size(let columns, let rows): return (columns, rows)
  case .terminal:
    guard let columns = run.environment.columns, let rows = run.environment.rows, columns > 0, rows > 1
    else { throw .usage("'--fit' needs COLUMNSxROWS where the output is no terminal") }
    return (columns, rows - 1)
  }
}
