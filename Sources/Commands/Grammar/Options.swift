internal import PortfolioModel
internal import TerminalText
internal import Visit

/// What the options of a command line said.
struct Options {
  var width: Int?
  var color = Appearance.Choice.auto
  var theme: Theme?
  var hyperlinks = Appearance.Choice.auto
  var isJSON = false
  var isRaw = false
  var showsHelp = false
  var showsVersion = false
  var content: String?
  var showsDrafts = false
  var usesPager = false
  var isLinear = false
  var watches = false
  var isVisitor = false
  var publicName: PublicName?
  var limits = VisitLimits()
  var format = ResumeFormat.text
}

/// The forms of a résumé.
enum ResumeFormat: String, CaseIterable {
  case text, markdown, json
}

extension Options {
  /// What means something where no command is given: to the screen, or to the page that is printed.
  static let ofPages = ["--raw", "--pager", "--linear", "--watch", "--visitor", "--public-name", "--idle"]

  /// What does not mean something everywhere.
  static let special = Set(CommandDefinition.all.flatMap(\.options) + ofPages)

  static let table = OptionTable<Options>([
    OptionDefinition(
      short: "-w", long: "--width", placeholder: "N", help: "columns of the text, 20 to 1000", visitors: true
    ) { value, options in
      options.width = Int(value).flatMap { (20...1000).contains($0) ? $0 : nil }
      return options.width == nil ? "must be a number from 20 to 1000" : nil
    },
    choice("--color", "colours: auto, always or never") { $0.color = $1 },
    OptionDefinition(
      long: "--theme", placeholder: "NAME", help: "the look: \(themeNames)", visitors: true
    ) { value, options in
      options.theme = Theme.named(value)
      return options.theme == nil ? "must be one of \(themeNames)" : nil
    },
    choice("--hyperlinks", "links that a terminal can click: auto, always or never") { $0.hyperlinks = $1 },
    .flag("--json", "print JSON", visitors: true) { $0.isJSON = true },
    .flag("--raw", "print the Markdown as it is", visitors: true) { $0.isRaw = true },
    OptionDefinition(
      long: "--format", placeholder: "NAME", help: "of the résumé: text, markdown or json",
      visitors: true
    ) { value, options in
      guard let format = ResumeFormat(rawValue: value) else { return "must be text, markdown or json" }
      options.format = format
      return nil
    },
    OptionDefinition(
      long: "--content", placeholder: "DIR",
      help: "the folder to show instead of the bundled one (or PORTFOLIO_CONTENT)"
    ) { value, options in
      options.content = value
      return value.isEmpty ? "must name a folder" : nil
    },
    .flag("--drafts", "show drafts, pages of the future and expired ones") { $0.showsDrafts = true },
    .flag("--pager", "read through $PAGER, or less") { $0.usesPager = true },
    .flag("--linear", "numbered lists and plain text instead of a screen", visitors: true) {
      $0.isLinear = true
    },
    .flag("--watch", "show a page again when its file is saved") { $0.watches = true },
    .flag(
      "--visitor", "serve one visitor of sshd: what SSH_ORIGINAL_COMMAND says (a ForceCommand)"
    ) { $0.isVisitor = true },
    OptionDefinition(
      long: "--public-name", placeholder: "HOST[:PORT]",
      help: "how visitors reach it: in the commands that 'y' copies for them"
    ) { value, options in
      options.publicName = PublicName(value)
      return options.publicName == nil ? "must be a host's name, or a name and a port" : nil
    },
    OptionDefinition(
      long: "--idle", placeholder: "SECONDS",
      help: "how long a visitor may press no key: \(VisitLimits().idle.milliseconds / 1000)"
    ) { value, options in
      guard let seconds = Int(value), (1...86400).contains(seconds) else {
        return "must be a number of seconds, up to a day"
      }
      options.limits.idle = .seconds(seconds)
      options.limits.warning = min(options.limits.warning, .milliseconds(seconds * 500))
      return nil
    },
    .flag("--help", "what the command does", short: "-h", visitors: true) { $0.showsHelp = true },
    .flag("--version", "which version this is", visitors: true) { $0.showsVersion = true },
  ])

  private static var themeNames: String { Theme.all.map { $0.name }.joined(separator: ", ") }

  private static func choice(
    _ long: String, _ help: String, _ set: @escaping @Sendable (inout Options, Appearance.Choice) -> Void
  ) -> OptionDefinition<Options> {
    OptionDefinition(long: long, placeholder: "WHEN", help: help, visitors: true) { value, options in
      guard let choice = Appearance.Choice(rawValue: value) else { return "must be auto, always or never" }
      set(&options, choice)
      return nil
    }
  }
}
