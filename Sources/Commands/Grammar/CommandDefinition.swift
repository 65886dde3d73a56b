/// One row of the table of commands: the same words locally and over SSH.
struct CommandDefinition: Sendable {
  let name: String
  /// What follows the name in the help.
  let operands: String
  /// One line of help.
  let summary: String
  /// What `help NAME` adds to it.
  let details: String
  /// Whether a visitor may use it.
  let visitors: Bool
  /// Long names of the options that mean something to it, besides those of every command.
  let options: [String]
  /// Whether everything behind its name is its own affair, options too.
  var takesAll = false
  let run: @Sendable (Run) throws(Failure) -> Void

  /// The row of a name.
  static func named(_ name: String) -> CommandDefinition? { all.first { $0.name == name } }

  /// The rows that are for somebody.
  static func of(_ audience: Audience) -> [CommandDefinition] {
    all.filter { audience == .owner || $0.visitors }
  }

  static let all: [CommandDefinition] = [
    CommandDefinition(
      name: "ls", operands: "[SECTION]", summary: "list the pages: path, title, date, one line",
      details: "To a pipe the four are separated by tabs.", visitors: true, options: ["--json"], run: runLs),
    CommandDefinition(
      name: "cat", operands: "PAGE...", summary: "print pages as text",
      details: """
        A page is named by its path, or by its slug where no other page has it. `cat -` reads
        Markdown from standard input, `cat FILE.md` from a file.
        """, visitors: true, options: ["--raw", "--pager"], run: runCat),
    CommandDefinition(
      name: "grep", operands: "WORD...", summary: "find the pages that hold all the words",
      details: """
        Words are literal; one without capitals matches any case. Prints `path:line: text` with the
        lines that hold most of the words. The status is 1 where there is none.
        """, visitors: true, options: ["--json"], run: runGrep),
    CommandDefinition(
      name: "resume", operands: "", summary: "print the whole résumé on one page",
      details: "`--format json` is JSON Resume (jsonresume.org).", visitors: true,
      options: ["--format", "--pager"], run: runResume),
    CommandDefinition(
      name: "check", operands: "[DIR]", summary: "find the faults of a folder of content",
      details: "Prints `file:line: sentence` for each. The status is 1 where there is one.", visitors: false,
      options: [], run: runCheck),
    CommandDefinition(
      name: "init", operands: "DIR", summary: "make a new folder of content to fill in",
      details: "Show it with `portfolio-tui --content DIR`.", visitors: false, options: [], run: runInit),
    CommandDefinition(
      name: "serve", operands: "[OPTION...]", summary: "let visitors read it: ssh -p 2222 HOST",
      details: "An SSH service for anybody. `portfolio-tui serve --help` lists its options.", visitors: false,
      options: [], takesAll: true, run: runServe),
    CommandDefinition(
      name: "health", operands: "[HOST:PORT]", summary: "visit a service as a client would",
      details: "The status is 0 where the first screen came within two seconds, else 1.", visitors: false,
      options: [], takesAll: true, run: runServe),
    CommandDefinition(
      name: "help", operands: "[COMMAND]", summary: "what there is, or what a command does", details: "",
      visitors: true, options: [], run: runHelp),
    CommandDefinition(
      name: "version", operands: "", summary: "which version this is", details: "", visitors: true,
      options: [],
      run: runVersion),
  ]
}
