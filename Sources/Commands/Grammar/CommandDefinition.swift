/// One row of the table of commands: the same words locally and over SSH.
struct CommandDefinition: Sendable {
  let name: String
  let operands: Operands
  /// One line of help.
  let summary: String
  /// What `help NAME` adds to it, as Markdown.
  let details: String
  /// Whether a visitor may use it.
  let isForVisitors: Bool
  /// Whether the service's program carries it out.
  var isService = false
  let run: @Sendable (Run) throws(Failure) -> Void

  /// What follows a command: of which kind, and how many.
  struct Operands: Sendable {
    enum Kind: String, Sendable {
      case section, page, word, folder, command
      case address = "HOST:PORT"
    }

    let kind: Kind
    let count: ClosedRange<Int>

    static let none = Operands(kind: .word, count: 0...0)
    static func optional(_ kind: Kind) -> Operands { Operands(kind: kind, count: 0...1) }
    static func one(_ kind: Kind) -> Operands { Operands(kind: kind, count: 1...1) }
    static func many(_ kind: Kind) -> Operands { Operands(kind: kind, count: 1...Int.max) }

    /// As the help shows them: `[SECTION]`, `DIR`, `PAGE...`.
    var usage: String {
      if count.upperBound == 0 { return "" }
      let name = kind == .folder ? "DIR" : kind.rawValue.uppercased()
      return count.upperBound > 1 ? name + "..." : count.lowerBound == 0 ? "[\(name)]" : name
    }
  }

  /// The command line as the help shows it.
  var usage: String { operands.usage.isEmpty ? name : "\(name) \(operands.usage)" }

  /// The row of a name.
  static func named(_ name: String) -> CommandDefinition? { all.first { $0.name == name } }

  /// The rows that an audience may use.
  static func of(_ audience: Audience) -> [CommandDefinition] {
    all.filter { audience == .owner || $0.isForVisitors }
  }

  static let all: [CommandDefinition] = [
    CommandDefinition(
      name: "ls", operands: .optional(.section), summary: "list the pages: path, title, date, one line",
      details: "To a pipe the four are separated by tabs.", isForVisitors: true, run: runLs),
    CommandDefinition(
      name: "cat", operands: .many(.page), summary: "print pages as text",
      details: """
        A page is named by its path, or by its slug where no other page has it. `cat -` reads
        Markdown from standard input, `cat FILE.md` from a file.
        """, isForVisitors: true, run: runCat),
    CommandDefinition(
      name: "grep", operands: .many(.word), summary: "find the pages that hold all the words",
      details: """
        Words are literal; a word without capitals matches any case, and words in quotation marks are a
        phrase. Prints `path:line: text` with the lines that hold most of the words. The status is 1 when
        no page matches.
        """, isForVisitors: true, run: runGrep),
    CommandDefinition(
      name: "resume", operands: .none, summary: "print the whole résumé on one page",
      details: "`--format json` is JSON Resume (jsonresume.org).", isForVisitors: true, run: runResume),
    CommandDefinition(
      name: "check", operands: .optional(.folder), summary: "find the faults of a content folder",
      details: "Prints `file:line: sentence` for each. The status is 1 when there is one.",
      isForVisitors: false, run: runCheck),
    CommandDefinition(
      name: "init", operands: .one(.folder), summary: "create a content folder to fill in",
      details: "Show it with `portfolio-tui --content DIR`.", isForVisitors: false, run: runInit),
    CommandDefinition(
      name: "serve", operands: .none, summary: "serve the portfolio over SSH: ssh -p 2222 HOST",
      details: """
        Starts an SSH service without a login: `ssh -p 2222 HOST` opens the portfolio, `ssh -p 2222 HOST ls`
        prints. Each option with a value can be a variable instead: `--host-key` is `PORTFOLIO_HOST_KEY`.
        """, isForVisitors: false, isService: true, run: runService),
    CommandDefinition(
      name: "health", operands: .optional(.address), summary: "visit a service as a client would",
      details: "The status is 0 when the first screen came within two seconds, else 1.",
      isForVisitors: false, isService: true, run: runService),
    CommandDefinition(
      name: "help", operands: .optional(.command), summary: "list the commands, or describe one",
      details: "`help keys` lists the keys.", isForVisitors: true, run: runHelp),
    CommandDefinition(
      name: "version", operands: .none, summary: "print the version", details: "", isForVisitors: true,
      run: runVersion),
  ]
}
