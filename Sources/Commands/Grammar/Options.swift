internal import TerminalText
internal import Visit

/// The values of the options on a command line.
struct Options {
  /// How output looks.
  struct Look {
    var width: Int?
    var color = Appearance.Choice.auto
    var theme: Theme?
    var hyperlinks = Appearance.Choice.auto
  }

  var look = Look()
  var isJSON = false
  var isRaw = false
  var format = ResumeFormat.text
  var usesPager = false
  var isLinear = false
  var content: String?
  var showsDrafts = false
  /// The language to show of content in several.
  var language: String?
  /// Whether `check` lists the files that are left out.
  var listsAll = false
  var watches = false
  /// Whether sshd started the program for a visitor, as a ForceCommand.
  var isVisitor = false
  /// How visitors reach the service.
  var publicName: PublicName?
  /// How a service is set up; a visitor of sshd has its limits of a visit, too.
  var service = ServiceSettings()
  var printsLimits = false
  var showsHelp = false
  var showsVersion = false
}

/// The formats of a résumé.
enum ResumeFormat: String, CaseIterable {
  case text, markdown, json
}

extension OptionDefinition {
  /// All options, in the order of the help.
  static var all: [OptionDefinition] { output + content + visitors + service + about }

  /// The row of a long or short name. The service's rows, the most, are made only when no other row has it.
  static func named(_ name: String) -> OptionDefinition? {
    let isNamed = { (row: OptionDefinition) in row.long == name || row.short == name }
    return output.first(where: isNamed) ?? content.first(where: isNamed) ?? visitors.first(where: isNamed)
      ?? about.first(where: isNamed) ?? service.first(where: isNamed)
  }

  /// The rows that mean something for a command, and may be used by an audience.
  static func of(_ command: CommandDefinition?, for audience: Audience) -> [OptionDefinition] {
    all.filter { $0.scope.contains(command) && (audience == .owner || $0.isForVisitors) }
  }

  /// The rows that mean something for any command but the service's.
  static func ofPages(for audience: Audience) -> [OptionDefinition] {
    let commands = CommandDefinition.of(audience).filter { !$0.isService }.map(Optional.some) + [nil]
    return all.filter { option in
      (audience == .owner || option.isForVisitors) && commands.contains { option.scope.contains($0) }
    }
  }

  private static let output: [OptionDefinition] = [
    .number(
      "--width", short: "-w", 20...1000, "columns of the text, 20 to 1000", for: .pages, isForVisitors: true
    ) {
      $0.look.width = $1
    },
    .choice("--color", "WHEN", "colours", for: .pages, isForVisitors: true) { $0.look.color = $1 },
    .choice(
      "--theme", "NAME", "theme", among: Theme.all.map { ($0.name, $0) }, for: .pages, isForVisitors: true
    ) { $0.look.theme = $1 },
    .choice("--hyperlinks", "WHEN", "links that a terminal can open", for: .pages, isForVisitors: true) {
      $0.look.hyperlinks = $1
    },
    .flag("--json", "print JSON", for: .only(["ls", "grep"]), isForVisitors: true) { $0.isJSON = true },
    .flag("--raw", "print the Markdown as it is", for: .only(["cat", Scope.page]), isForVisitors: true) {
      $0.isRaw = true
    },
    .choice("--format", "NAME", "format of the résumé", for: .only(["resume"]), isForVisitors: true) {
      $0.format = $1
    },
    .flag("--pager", "read through $PAGER, or less", for: .only(["cat", "resume", Scope.page])) {
      $0.usesPager = true
    },
    .flag(
      "--linear", "numbered lists and plain text instead of a screen", for: .only([Scope.page]),
      isForVisitors: true
    ) { $0.isLinear = true },
  ]

  private static let content: [OptionDefinition] = [
    .folder("--content", "folder to show instead of the bundled content", for: .everywhere) {
      $0.content = $1
    },
    .flag("--drafts", "show drafts, and pages with a date in the future or past their expiry", for: .pages) {
      $0.showsDrafts = true
    },
    .text("--lang", "CODE", "language to show of a site with several: de, en", for: .pages) {
      $0.language = $1
    },
    .flag("--all", "list the files that are left out, too", for: .only(["check"])) { $0.listsAll = true },
    .flag("--watch", "show a page again when its file is saved", for: .only([Scope.page])) {
      $0.watches = true
    },
  ]

  private static let visitors: [OptionDefinition] = [
    .flag(
      "--visitor", "serve one visitor of sshd: the command is SSH_ORIGINAL_COMMAND (for ForceCommand)",
      for: .only([Scope.page])
    ) { $0.isVisitor = true },
    .text(
      "--public-name", "HOST[:PORT]", "how visitors reach the service, in commands that they copy",
      mustBe: "the name of a host, or a name and a port", for: .only([Scope.page, "serve"]),
      parse: { PublicName($0) }
    ) { $0.publicName = $1 },
  ]

  private static let about: [OptionDefinition] = [
    .flag("--help", short: "-h", "what the command does", for: .everywhere, isForVisitors: true) {
      $0.showsHelp = true
    },
    .flag("--version", "print the version", for: .everywhere, isForVisitors: true) { $0.showsVersion = true },
  ]
}
