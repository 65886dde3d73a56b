/// One row of the table of commands, ``all``. The commands are the same locally and over SSH.
///
/// To add a command, add a row and a function that runs it, in a file of its own in `Commands/`.
struct CommandDefinition: Sendable {
  let name: String
  let operands: Operands
  /// One line of help.
  let summary: String
  /// Further help, which `help NAME` prints below the summary, as Markdown.
  let details: String
  /// Further help that is printed only for the owner.
  var ownersDetails = ""
  /// Whether a visitor may use it.
  let isForVisitors: Bool
  /// Whether `portfolio-tui-serve` runs it, and not this program.
  var isService = false
  /// Whether the command itself reports the faults of the configuration, or another program does.
  var reportsConfiguration: Bool { isService || name == "config" }
  let run: @Sendable (Run) throws(Failure) -> Void

  /// The operands of a command: their kind and their number.
  struct Operands: Sendable {
    enum Kind: String, Sendable {
      case section, page, file, word, folder, command, shell
      /// The literal word.
      case check
      case address = "HOST:PORT"
    }

    let kind: Kind
    let count: ClosedRange<Int>

    static let none = Operands(kind: .word, count: 0...0)
    static func optional(_ kind: Kind) -> Operands { Operands(kind: kind, count: 0...1) }
    static func one(_ kind: Kind) -> Operands { Operands(kind: kind, count: 1...1) }
    static func many(_ kind: Kind) -> Operands { Operands(kind: kind, count: 1...Int.max) }

    /// The operands as the help shows them: `[SECTION]`, `DIR`, `PAGE...`.
    var usage: String {
      if count.upperBound == 0 { return "" }
      let name =
        switch kind {
        case .folder: "DIR"
        case .check: kind.rawValue
        case .section, .page, .file, .word, .command, .shell, .address: kind.rawValue.uppercased()
        }
      return count.upperBound > 1 ? name + "..." : count.lowerBound == 0 ? "[\(name)]" : name
    }
  }

  /// The command line as the help shows it: `cat PAGE...`.
  var usage: String { operands.usage.isEmpty ? name : "\(name) \(operands.usage)" }

  /// Returns the command of a name.
  static func named(_ name: String) -> CommandDefinition? { all.first { $0.name == name } }

  /// The commands that an audience may use.
  static func all(for audience: Audience) -> [CommandDefinition] {
    all.filter { audience == .owner || $0.isForVisitors }
  }

  static let all: [CommandDefinition] = [
    CommandDefinition(
      name: "ls", operands: .optional(.section), summary: "list the pages: path, title, date, summary",
      details: "In a pipe, tabs separate the four columns, and the two of `--files`.", isForVisitors: true,
      run: runLs),
    CommandDefinition(
      name: "cat", operands: .many(.page), summary: "print pages as text",
      details: """
        A page is named by its path as `ls` prints it, or by its slug if no other page has the same.
        """,
      ownersDetails: """
        `cat FILE.md` prints any Markdown file, and `cat -` reads Markdown from standard input.
        """, isForVisitors: true, run: runCat),
    CommandDefinition(
      name: "get", operands: .one(.file), summary: "write a file of the folder 'files' as it is",
      details: """
        The output must be a file or a pipe: `get cv.pdf > cv.pdf`. `ls --files` lists the files and their
        sizes. Markdown files are pages, which `cat --raw` prints.
        """, isForVisitors: true, run: runGet),
    CommandDefinition(
      name: "grep", operands: .many(.word), summary: "find the pages that contain all the words",
      details: """
        Words are literal; a word without capitals matches any case, and words in quotation marks are a
        phrase. Prints `path:line: text` for the lines that contain most of the words. The exit status is 1
        if no page matches.
        """, isForVisitors: true, run: runGrep),
    CommandDefinition(
      name: "resume", operands: .none, summary: "print the whole résumé on one page",
      details: """
        `--format json` prints JSON Resume (jsonresume.org). `--fit` prefers entries with a small weight, then
        the newest; without a size it leaves a row of the terminal for the prompt. The exit status is 1 if the
        content is not about a person.
        """, isForVisitors: true, run: runResume),
    CommandDefinition(
      name: "feed", operands: .none, summary: "print an Atom feed of the pages that have a date",
      details: """
        The address of the site is that of `--base-url`, else that of the generator's configuration, else the
        field `url` of the root's `index.md`.
        """, isForVisitors: true, run: runFeed),
    CommandDefinition(
      name: "check", operands: .optional(.folder), summary: "list the errors of a content folder",
      details: "Prints each error as `file:line: sentence`. The exit status is 1 if there is one.",
      isForVisitors: false, run: runCheck),
    CommandDefinition(
      name: "init", operands: .one(.folder), summary: "create a content folder to fill in",
      details: """
        Show it with `portfolio-tui --content DIR`. `--from resume.json` fills it with the pages of a résumé.
        No file is overwritten.
        """, isForVisitors: false, run: runInit),
    CommandDefinition(
      name: "config", operands: .optional(.check),
      summary: "print the settings in force, and where they come from",
      details: """
        Prints a configuration file: what an option, a variable or a file has set, with its origin, and every
        other setting with its default as a comment. `config check` lists the faults of the file. It is
        `$XDG_CONFIG_HOME/portfolio-tui/config.toml`, and for `serve` `/etc/portfolio-tui/config.toml`;
        `--config` names another one.
        """, isForVisitors: false, run: runConfig),
    CommandDefinition(
      name: "serve", operands: .none, summary: "serve the portfolio over SSH",
      details: """
        Visitors need no account: `ssh -p 2222 HOST` opens the portfolio, and `ssh -p 2222 HOST ls` runs a
        command. Each option that takes a value can be set by a variable, too: `--host-key` is
        `PORTFOLIO_HOST_KEY`. Options take precedence.
        """, isForVisitors: false, isService: true, run: runService),
    CommandDefinition(
      name: "health", operands: .optional(.address), summary: "test a service: visit it as a client does",
      details: """
        Without HOST:PORT it visits 127.0.0.1:2222. The exit status is 0 if the first screen arrives within
        two seconds, else 1.
        """, isForVisitors: false, isService: true, run: runService),
    CommandDefinition(
      name: "completions", operands: .one(.shell),
      summary: "print a completion script for bash, zsh or fish",
      details: """
        bash and zsh read it with `source <(portfolio-tui completions bash)`, fish with
        `portfolio-tui completions fish | source`. It completes commands, options and their values, pages and
        their headings (`SLUG#`), sections and files.
        """, isForVisitors: false, run: runCompletions),
    CommandDefinition(
      name: "manual", operands: .none, summary: "print the manual page, for man(1)",
      details: "`portfolio-tui manual | man -l -` shows it.", isForVisitors: false, run: runManual),
    CommandDefinition(
      name: "help", operands: .optional(.command), summary: "list the commands, or describe one",
      details: "`help keys` lists the keys.", isForVisitors: true, run: runHelp),
    CommandDefinition(
      name: "version", operands: .none, summary: "print the version", details: "", isForVisitors: true,
      run: runVersion),
  ]
}
