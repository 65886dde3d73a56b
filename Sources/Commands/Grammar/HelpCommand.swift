internal import Markdown
internal import PortfolioUI
internal import TerminalText

/// `help`: lists the commands and options, or describes one command.
func runHelp(_ run: Run) throws(Failure) {
  if run.command?.name == "help", let name = run.operands.first {
    if name == "keys" { return try writeKeys(run) }
    let commands = CommandDefinition.all(for: run.audience)
    guard let command = commands.first(where: { $0.name == name }) else {
      let names = commands.map(\.name) + ["keys"]
      let near = Suggestions.sentence(for: name, among: names)
      throw .usage("there is no command '\(name)'" + (near.isEmpty ? "; 'help' lists them all" : near))
    }
    return try writeHelp(for: command, run)
  }
  let isOwner = run.audience == .owner
  let help = HelpText(run.appearance)
  var lines = help.paragraph(
    "portfolio-tui shows a software engineer's portfolio: pages of Markdown, in a terminal.")
  lines += help.heading("Use")
  var uses = UsageForm.all(for: run.audience).map {
    ("portfolio-tui" + ($0.operands.isEmpty ? "" : " " + $0.operands), $0.summary)
  }
  uses.append(("portfolio-tui COMMAND ...", "run one of these commands:"))
  lines += help.rows(uses)
  lines += help.heading("Commands")
  lines += help.rows(CommandDefinition.all(for: run.audience).map { ($0.usage, $0.summary) })
  lines += help.heading("Options")
  lines += help.rows(OptionDefinition.all(for: run.audience).map { ($0.usage, $0.help + $0.commandNote) })
  if isOwner {
    lines.append(Line())
    lines += help.paragraph(
      "Each option that takes a value can be set by a variable, too: --content by PORTFOLIO_CONTENT. "
        + "'help serve' lists the other options of serve.")
  }
  lines.append(Line())
  lines += help.paragraph(
    "To show a page that has the same name as a command, type './NAME' or '-- NAME'.")
  try run.write(lines)
}

extension OptionDefinition {
  /// The commands of pages that the option applies to, ` (ls, grep)`; empty if it applies to every command, or to
  /// pages without a command.
  var commandNote: String {
    guard case .only(let names) = scope else { return "" }
    let commands = names.filter { CommandDefinition.named($0)?.isService == false }
    return commands.isEmpty ? "" : " (\(commands.joined(separator: ", ")))"
  }
}

/// Writes what `help NAME` and `NAME --help` print.
func writeHelp(for command: CommandDefinition, _ run: Run) throws(Failure) {
  let help = HelpText(run.appearance)
  var lines = help.paragraph("portfolio-tui \(command.usage)", role: .strong)
  lines +=
    [Line()] + help.paragraph(command.summary.prefix(1).uppercased() + command.summary.dropFirst() + ".")
  for details in [command.details, run.audience == .owner ? command.ownersDetails : ""] where !details.isEmpty
  {
    lines += [Line()] + help.paragraph(details)
  }
  // `help` lists the options that apply to every page. The commands of the service have none of these.
  let options = OptionDefinition.all(of: command, for: run.audience).filter {
    if case .only = $0.scope { true } else { command.isService }
  }
  let limits = Set(OptionDefinition.limits.map(\.option.long))
  let general = options.filter { !limits.contains($0.long) }
  for (title, group) in [("Options", general), ("Limits", options.filter { limits.contains($0.long) })]
  where !group.isEmpty {
    lines += help.heading(title)
    lines += help.rows(group.map { ($0.usage, $0.help) })
  }
  try run.write(lines)
}

/// Writes the table of keys, as `help keys` and the help of the screen show it.
private func writeKeys(_ run: Run) throws(Failure) {
  let help = HelpText(run.appearance)
  let groups = run.options.configuration.keyBindings.groups.map { group, rows in
    help.heading(group.rawValue) + help.rows(rows.map { (KeyBindings.allKeys(of: $0), $0.help) })
  }
  try run.write(Array(groups.joined().dropFirst()))
}

/// `version`: prints the version of the program.
func runVersion(_ run: Run) throws(Failure) {
  try run.output.writeLine(FilteredText("portfolio-tui \(Program.version)"))
}

/// Lays out help at the width of the output, at most 100 columns.
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

  /// Returns two columns with the second one wrapped; without room for two, each text stands below its
  /// term.
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
