internal import Markdown
internal import PortfolioUI
internal import TerminalText

/// `help`: what there is, or what one command does.
func runHelp(_ run: Run) throws(Failure) {
  if run.command?.name == "help", let name = run.operands.first {
    if name == "keys" { return try writeKeys(run) }
    let commands = CommandDefinition.of(run.audience)
    guard let command = commands.first(where: { $0.name == name }) else {
      throw .usage(
        "there is no command '\(name)'" + Suggestions.sentence(for: name, among: commands.map(\.name)))
    }
    return try writeHelp(for: command, run)
  }
  let help = HelpText(run.appearance)
  var lines = help.paragraph(
    "portfolio-tui shows a software engineer's portfolio: pages of Markdown, in a terminal.")
  lines += help.heading("Use")
  lines += help.rows([
    ("portfolio-tui", "open the portfolio; to a pipe, print the welcome page and the list of pages"),
    (
      "portfolio-tui PAGE",
      "open it at a page, or at a heading: articles/SLUG#heading; to a pipe, print the page"
    ),
    ("portfolio-tui COMMAND ...", "one of these:"),
  ])
  lines += help.heading("Commands")
  lines += help.rows(CommandDefinition.of(run.audience).map { ($0.usage, $0.summary) })
  lines += help.heading("Options")
  lines += help.rows(OptionDefinition.ofPages(for: run.audience).map { ($0.usage, $0.help) })
  lines.append(Line())
  lines += help.paragraph("A page that has the name of a command is shown by './NAME' or '-- NAME'.")
  try run.write(lines)
}

/// What `help NAME` and `NAME --help` print.
func writeHelp(for command: CommandDefinition, _ run: Run) throws(Failure) {
  let help = HelpText(run.appearance)
  var lines = help.paragraph("portfolio-tui \(command.usage)", role: .strong)
  lines +=
    [Line()] + help.paragraph(command.summary.prefix(1).uppercased() + command.summary.dropFirst() + ".")
  if !command.details.isEmpty { lines += [Line()] + help.paragraph(command.details) }
  // Options of all commands are in the general help; the service's have none but their own.
  let options = OptionDefinition.of(command, for: run.audience).filter {
    if case .only = $0.scope { true } else { command.isService }
  }
  if !options.isEmpty {
    lines += help.heading("Options")
    lines += help.rows(options.map { ($0.usage, $0.help) })
  }
  try run.write(lines)
}

/// `help keys`: the table of keys, the one that the screen shows too.
private func writeKeys(_ run: Run) throws(Failure) {
  let help = HelpText(run.appearance)
  try run.write(help.rows(KeyBindings.standard.rows.map { (KeyBindings.allKeys(of: $0), $0.help) }))
}

/// `version`: the program's version.
func runVersion(_ run: Run) throws(Failure) {
  try run.output.writeLine(FilteredText("portfolio-tui \(Program.version)"))
}

/// Sets help at the width of the output.
struct HelpText {
  private let appearance: Appearance
  private let renderer: DocumentRenderer

  init(_ appearance: Appearance) {
    self.appearance = appearance
    renderer = DocumentRenderer(width: min(appearance.width, 100), theme: appearance.theme)
  }

  func paragraph(_ markdown: String, role: Role = .text) -> [Line] {
    renderer.lines(for: Document(markdown: markdown)).map { line in
      Line(line.spans.map { Span($0.text, appearance.theme[role].over($0.style)) })
    }
  }

  func heading(_ text: String) -> [Line] {
    [Line(), Line(FilteredText(text), appearance.theme[.heading])]
  }

  /// Two columns, the second wrapped; where there is no room for two, one below the other.
  func rows(_ rows: [(term: String, text: String)]) -> [Line] {
    let width = min(28, rows.map(\.term.count).max() ?? 0) + 4
    let isNarrow = renderer.width < width + 24
    return rows.flatMap { row -> [Line] in
      let term = Span("  " + FilteredText(row.term), appearance.theme[.strong])
      var narrow = renderer
      narrow.width = max(10, renderer.width - (isNarrow ? 6 : width))
      let margin = FilteredText(repeating: " ", count: isNarrow ? 6 : width)
      var lines = narrow.lines(for: Document(blocks: [Block(.paragraph([.text(row.text)]))]))
      for index in lines.indices { lines[index].spans.insert(Span(margin), at: 0) }
      if isNarrow || term.text.columns + 2 > width { return Line([term]).wrapped(to: renderer.width) + lines }
      let gap = Span(FilteredText(repeating: " ", count: width - term.text.columns))
      lines[0].spans.replaceSubrange(0..<1, with: [term, gap])
      return lines
    }
  }
}
