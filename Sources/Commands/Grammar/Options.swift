internal import PortfolioModel
internal import TerminalText
internal import Visit

/// The values of the options of a command line, or their defaults.
struct Options {
  /// The options that decide how output looks.
  struct Look {
    var width: Int?
    var color = Appearance.Choice.auto
    var theme: Theme?
    /// The value of `--theme`, if no theme is known by this name before the looks of the content folder are read.
    var unknownTheme: String?
    var hyperlinks = Appearance.Choice.auto
    var images = Appearance.Images.auto
    var hyphenate = Appearance.Choice.auto
  }

  var look = Look()
  var isJSON = false
  /// Whether `ls` lists the files to take instead of the pages.
  var listsFiles = false
  /// Whether `completions` lists the words that complete its operands.
  var listsWords = false
  var isRaw = false
  var format = ResumeFormat.text
  /// The tags of the entries that a résumé keeps; empty for all entries.
  var tags: [String] = []
  /// The screen that a résumé must fit on; nil for a résumé of any length.
  var fit: ScreenFit?
  /// The address of the site, for a feed.
  var baseURL: BaseURL?
  /// The résumé file that `init` makes pages of.
  var source: String?
  var usesPager = false
  var isLinear = false
  /// The configuration file; nil for the file of the user or of the service.
  var configurationFile: String?
  /// What the configuration file sets besides options.
  var configuration = Configuration()
  /// The folder or file of the content; nil for the bundled content.
  var content: String?
  /// Whether the files that the content, a file, links to can be opened from it.
  var followsLinks = false
  /// Markdown that was read from standard input and is the content.
  var input: [UInt8]?
  var showsDrafts = false
  /// The language to show of content in several.
  var language: String?
  /// Whether `check` lists the files that are left out.
  var listsAll = false
  var watches = false
  /// Whether sshd started the program for a visitor, as a ForceCommand.
  var isVisitor = false
  var publicName: PublicName?
  /// The settings of `serve`. The limits of a visit apply to a visitor of sshd, too.
  var service = ServiceSettings()
  var printsLimits = false
  /// Whether `serve` tests its settings and ends.
  var checksService = false
  /// Whether `serve` prints the DNS records of the host key and ends.
  var printsHostKeyRecords = false
  var showsHelp = false
  var showsVersion = false
}

/// The screen that `resume --fit` fills.
enum ScreenFit: Equatable {
  /// The terminal, except for a row for the prompt that follows.
  case terminal
  case size(columns: Int, rows: Int)

  /// Parses `COLUMNSxROWS`, or nothing for the terminal.
  init?(_ text: String) {
    if text.isEmpty {
      self = .terminal
      return
    }
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1], (20...1000).contains(columns),
      (5...500).contains(rows)
    else { return nil }
    self = .size(columns: columns, rows: rows)
  }
}

/// The formats of a résumé.
enum ResumeFormat: String, CaseIterable {
  case text, markdown, json
}

extension OptionDefinition {
  /// All options, in the order of the help.
  static var all: [OptionDefinition] { output + content + visitors + service + about }

  /// Returns the option of a long or short name. The rows of the service, which are most, are created only if
  /// no other row has the name.
  static func named(_ name: String) -> OptionDefinition? {
    let isNamed = { (row: OptionDefinition) in row.long == name || row.short == name }
    return output.first(where: isNamed) ?? content.first(where: isNamed) ?? visitors.first(where: isNamed)
      ?? about.first(where: isNamed) ?? service.first(where: isNamed)
  }

  /// The options that apply to a command and that an audience may use.
  /// - Parameter command: nil for a command line without a command.
  static func all(of command: CommandDefinition?, for audience: Audience) -> [OptionDefinition] {
    all.filter { $0.scope.contains(command) && (audience == .owner || $0.isForVisitors) }
  }

  /// The options that apply to anything but the commands of the service.
  static func all(for audience: Audience) -> [OptionDefinition] {
    let commands = CommandDefinition.all(for: audience).filter { !$0.isService }.map(Optional.some) + [nil]
    return all.filter { option in
      (audience == .owner || option.isForVisitors) && commands.contains { option.scope.contains($0) }
    }
  }

  private static let output: [OptionDefinition] = [
    .number(
      "--width", short: "-w", 20...1000, "width of the text in columns, 20 to 1000", for: .pages,
      isForVisitors: true
    ) { $0.look.width = $1 },
    .choice("--color", "WHEN", "colours", for: .pages, isForVisitors: true) { $0.look.color = $1 },
    .name(
      "--theme", "NAME", "theme", among: Theme.all.map(\.name), for: .pages,
      isForVisitors: true
    ) { options, name in
      options.look.theme = options.configuration.allThemes.first { $0.name == name }
      options.look.unknownTheme = options.look.theme == nil ? name : nil
    },
    .choice(
      "--hyperlinks", "WHEN", "links that the terminal can open", for: .pages, isForVisitors: true
    ) { $0.look.hyperlinks = $1 },
    .choice(
      "--images", "HOW", "pictures; kitty: as pixels, without asking the terminal", for: .pages,
      isForVisitors: true
    ) { $0.look.images = $1 },
    .choice(
      "--hyphenate", "WHEN", "hyphens at the ends of lines; auto: in narrow columns of a terminal",
      for: .pages, isForVisitors: true
    ) { $0.look.hyphenate = $1 },
    .flag("--json", "print JSON", for: .only(["ls", "grep"]), isForVisitors: true) { $0.isJSON = true },
    .flag("--files", "list the files that 'get' writes", for: .only(["ls"]), isForVisitors: true) {
      $0.listsFiles = true
    },
    .flag(
      "--words", "list what can replace the last of the words behind SHELL, for the script",
      for: .only(["completions"])
    ) { $0.listsWords = true },
    .flag(
      "--raw", "print the Markdown unchanged", for: .only(["cat", Scope.page]), isForVisitors: true
    ) { $0.isRaw = true },
    .choice("--format", "NAME", "format of the résumé", for: .only(["resume"]), isForVisitors: true) {
      $0.format = $1
    },
    .text(
      "--tags", "TAG,...", "keep the entries that have one of these tags",
      mustBe: "tags with commas between them", for: .only(["resume"]), isForVisitors: true,
      parse: { text in
        let tags = text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
        return tags.isEmpty ? nil : tags
      }
    ) { $0.tags = $1 },
    .optional(
      "--fit", "COLUMNSxROWS", "choose the entries that fill one screen: of this size, or the terminal",
      mustBe: "COLUMNSxROWS, from 20x5 to 1000x500", for: .only(["resume"]), isForVisitors: true,
      parse: { ScreenFit($0) }
    ) { $0.fit = $1 },
    .text(
      "--base-url", "URL", "address of the site that the feed links to",
      mustBe: "an address such as https://example.org", for: .only(["feed"]), isForVisitors: true,
      parse: { BaseURL($0) }
    ) { $0.baseURL = $1 },
    .flag("--pager", "show the output in $PAGER, or in less", for: .only(["cat", "resume", Scope.page])) {
      $0.usesPager = true
    },
    .flag(
      "--linear", "print numbered lists and read commands line by line, for screen readers",
      for: .only([Scope.page]), isForVisitors: true
    ) { $0.isLinear = true },
  ]

  private static let content: [OptionDefinition] = [
    .folder("--content", "folder or file to show instead of the bundled content", for: .except("health")) {
      $0.content = $1
    },
    .flag("--drafts", "show drafts, pages with a date in the future, and expired pages", for: .pages) {
      $0.showsDrafts = true
    },
    .text("--lang", "CODE", "language to show of a site with several: de, en", for: .except("health")) {
      $0.language = $1
    },
    .file("--config", "configuration file in place of the usual one", for: .except("health")) {
      $0.configurationFile = $1
    },
    .flag("--all", "list the files that are left out, too", for: .only(["check"])) { $0.listsAll = true },
    .file("--from", "résumé to make the pages of: JSON Resume or RenderCV", for: .only(["init"])) {
      $0.source = $1
    },
    .flag("--watch", "reload the content when a file is saved", for: .only([Scope.page])) {
      $0.watches = true
    },
  ]

  private static let visitors: [OptionDefinition] = [
    .flag(
      "--visitor", "serve one visitor of sshd, as its ForceCommand: run SSH_ORIGINAL_COMMAND",
      for: .only([Scope.page])
    ) { $0.isVisitor = true },
    .text(
      "--public-name", "HOST[:PORT]", "host that visitors connect to, for the commands that they copy",
      mustBe: "the name of a host, or a name and a port", for: .only([Scope.page, "serve"]),
      parse: { PublicName($0) }
    ) { $0.publicName = $1 },
  ]

  private static let about: [OptionDefinition] = [
    .flag("--help", short: "-h", "describe the command", for: .everywhere, isForVisitors: true) {
      $0.showsHelp = true
    },
    .flag("--version", "print the version", for: .everywhere, isForVisitors: true) { $0.showsVersion = true },
  ]
}
