internal import ContentSource
internal import JSON
internal import PortfolioModel
internal import TerminalText

/// `ls`: prints a row for each page.
func runLs(_ run: Run) throws(Failure) {
  if run.options.listsFiles { return try runListFiles(run) }
  let portfolio = try run.portfolio()
  var sections = portfolio.sections
  if let name = run.operands.first {
    sections = sections.filter { $0.name == name || $0.name + "/" == name }
    if sections.isEmpty {
      if run.audience == .owner, FileSystem.isFolder(name) {
        throw .usage("'\(name)' is a folder; 'ls --content \(name)' lists its pages")
      }
      throw .usage("there is no section '\(name)'" + hint(name, portfolio))
    }
  } else if sections.isEmpty, let page = portfolio.welcome {
    // The content is a single page.
    var section = Section(name: "", title: "")
    section.pages = [page]
    sections = [section]
  }
  let pages = sections.flatMap(\.pages)
  if run.options.isJSON {
    let text = JSON.array(pages.map(\.json)).text(.indented, escaping: .unprintable) + "\n"
    return try run.output.write { $0 += text.utf8 }
  }
  try run.write(run.appearance.isTerminal ? PageTable(run.appearance).lines(sections) : pages.map(tabbedLine))
}

/// Suggests sections for an unknown name.
private func hint(_ name: String, _ portfolio: Portfolio) -> String {
  let names = portfolio.sections.map(\.name)
  if names.isEmpty { return "" }
  let near = Suggestions.sentence(for: name, among: names)
  return near.isEmpty ? "; the sections are " + names.list("and") : near
}

/// The four columns of a page for a pipe, separated by tabs. The filter removes tabs from the columns.
private func tabbedLine(_ page: Page) -> Line {
  let columns = [page.id, page.title, page.fields.date?.description ?? "", page.summary].map {
    FilteredText($0)
  }
  return Line(columns.dropFirst().reduce(columns[0]) { $0 + .tab + $1 })
}

/// The rows of pages for a terminal: aligned columns, truncated at its width.
struct PageTable {
  private let appearance: Appearance

  init(_ appearance: Appearance) {
    self.appearance = appearance
  }

  func lines(_ sections: [Section]) -> [Line] {
    let theme = appearance.theme
    let rows = sections.flatMap(\.pages).map {
      page -> (path: FilteredText, title: FilteredText, rest: FilteredText) in
      let period = page.fields.resume.period.spelled
      let about = [page.fields.date?.description, period, page.summary].compactMap { $0 }
      return (
        FilteredText(page.id), FilteredText(page.title),
        FilteredText(about.filter { !$0.isEmpty }.joined(separator: " · "))
      )
    }
    let width = rows.map(\.path.columns).max() ?? 0
    var lines: [Line] = []
    for row in rows {
      let isWide = width * 2 + 20 <= appearance.width
      let padding = isWide ? FilteredText(repeating: " ", count: width - row.path.columns + 2) : "  "
      var line = Line([Span(row.path, theme[.link]), Span(padding), Span(row.title, theme[.strong])])
      if !row.rest.isEmpty { line.spans += [Span("  "), Span(row.rest, theme[.meta])] }
      lines.append(line.truncated(to: appearance.width, mark: Span("…", theme[.meta])))
    }
    return lines
  }
}

extension Page {
  /// The members of `ls --json`.
  var json: JSON {
    var members: [(name: String, value: JSON)] = [
      ("path", .string(id)), ("section", .string(section)), ("slug", .string(slug)),
      ("title", .string(title)),
    ]
    members += JSON.member("date", fields.date?.description)
    members += JSON.member("updated", fields.updated?.description)
    members += JSON.member("summary", summary) + JSON.member("tags", fields.tags)
    members += [("words", .integer(wordCount)), ("minutes", .integer(readingMinutes))]
    members = members.map { ($0.name, $0.value.filtered) }
    // The name of the file is exact, so that a program can open it. Its control characters are escaped.
    members.insert(("file", .string(path)), at: 3)
    return .object(members)
  }
}
