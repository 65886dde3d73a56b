internal import ContentSource
internal import PortfolioUI

/// A section of the manual page. To add one, add a row to ``all``, and a function that writes its text.
struct ManualSection: Sendable {
  let title: String
  let write: @Sendable (inout ManualPage) -> Void

  /// In the order that man-pages(7) recommends.
  static let all = [
    ManualSection(title: "NAME") { page in
      page.paragraph("portfolio-tui - read a software engineer's portfolio, or any Markdown, in a terminal")
    },
    ManualSection(title: "SYNOPSIS", write: writeSynopsis),
    ManualSection(title: "DESCRIPTION", write: writeDescription),
    ManualSection(title: "COMMANDS", write: writeCommands),
    ManualSection(title: "OPTIONS", write: writeOptions),
    ManualSection(title: "KEYS", write: writeKeys),
    ManualSection(title: "CONTENT", write: writeContent),
    ManualSection(title: "SERVING", write: writeServing),
    ManualSection(title: "CONFIGURATION", write: writeConfiguration),
    ManualSection(title: "ENVIRONMENT", write: writeEnvironment),
    ManualSection(title: "FILES") { page in
      for (path, help) in files { page.item(path, help) }
    },
    ManualSection(title: "EXIT STATUS") { page in
      for (status, help) in statuses { page.item(status, help) }
    },
    ManualSection(title: "EXAMPLES") { page in
      for (explanation, command) in examples { page.example(explanation, command) }
    },
    ManualSection(title: "SECURITY", write: writeSecurity),
    ManualSection(title: "SEE ALSO") { page in
      page.paragraph("`less`(1), `man`(1), `ssh`(1), `sshd_config`(5), `systemd.socket`(5)")
    },
  ]

  // MARK: The command line

  @Sendable private static func writeSynopsis(_ page: inout ManualPage) {
    for form in UsageForm.all { page.synopsis(operands: form.operands) }
    for command in CommandDefinition.all {
      page.synopsis(command: command.name, operands: command.operands.usage)
    }
  }

  @Sendable private static func writeDescription(_ page: inout ManualPage) {
    page.paragraph(
      """
      `portfolio-tui` shows a folder of Markdown files, a portfolio or any other, in a terminal. It opens a screen \
      with lists and a reader, serves the same screen over SSH, and prints pages to a pipe as plain text. A portfolio \
      is part of the program, and is shown where no other content is named.
      """)
    for form in UsageForm.all {
      page.item("portfolio-tui", variable: form.operands, form.summary.sentence)
    }
  }

  @Sendable private static func writeCommands(_ page: inout ManualPage) {
    page.paragraph(
      "To show a page that has the same name as a command, type `./NAME` or `-- NAME`.")
    for command in CommandDefinition.all {
      page.item(
        command.name, variable: command.operands.usage, command.summary.sentence, command.details,
        command.ownersDetails)
    }
  }

  @Sendable private static func writeOptions(_ page: inout ManualPage) {
    page.paragraph(
      """
      Options may stand before and after the command and its operands; after `--` there are none. A value follows its \
      option as the next word, or behind `=`.
      """)
    for option in pageOptions { page.item(option) }
  }

  @Sendable private static func writeServing(_ page: inout ManualPage) {
    let shared = pageOptions.filter { option in
      CommandDefinition.named("serve").map(option.scope.contains) == true
    }
    page.paragraph(
      "`serve` has these options, and of those above "
        + shared.map { "`\($0.long)`" }.list("and") + ".")
    for option in serviceOptions where !limits.contains(option.long) { page.item(option) }
    page.subheading("Limits")
    page.paragraph("`serve --limits` prints the limits in force.")
    for option in OptionDefinition.limits.map(\.option) { page.item(option) }
    page.subheading("Signals")
    page.paragraph(
      """
      SIGHUP reloads the content and the configuration; if they cannot be read, the former ones stay. Addresses, the \
      account, the host key, metrics and the format of the log change with a restart. SIGTERM ends the service after \
      visitors had the time of `--drain` to leave.
      """)
  }

  private static let limits = Set(OptionDefinition.limits.map(\.option.long))

  /// The options of pages, of which some are for `serve` as well.
  private static var pageOptions: [OptionDefinition] {
    OptionDefinition.all(for: .owner).filter { !limits.contains($0.long) }
  }

  private static var serviceOptions: [OptionDefinition] {
    let others = Set(pageOptions.map(\.long))
    return OptionDefinition.all.filter { !others.contains($0.long) }
  }

  // MARK: The screen and the content

  @Sendable private static func writeKeys(_ page: inout ManualPage) {
    page.paragraph("`^F` is Ctrl with F, and `S-Tab` is Shift with Tab.")
    for (group, rows) in KeyBindings.standard.groups {
      page.subheading(group.rawValue)
      for row in rows { page.item(KeyBindings.allKeys(of: row), row.help.sentence) }
    }
  }

  @Sendable private static func writeContent(_ page: inout ManualPage) {
    page.paragraph(
      """
      A section is a folder, and a page is a Markdown file. Front matter is YAML, TOML or JSON; every field is \
      optional. Neither case nor `-`, `_` and spaces in the name of a field matter.
      """)
    page.item("index.md", "The person, and the welcome page.")
    page.item("SECTION/index.md", "The title, order and summary of a section.")
    page.item("SECTION/PAGE.md", "A page.")
    page.item("files/", "Files that readers may take with `get`.")
    page.item("resume.json, cv.yaml", "A résumé: JSON Resume or RenderCV.")
    for group in FieldReference.groups {
      page.subheading(group.title)
      for field in group.fields { page.item(field.names.joined(separator: ", "), field.help.sentence) }
    }
  }

  // MARK: The system

  @Sendable private static func writeEnvironment(_ page: inout ManualPage) {
    page.paragraph(
      """
      Each option with a value can be set by a variable: `--content` by `PORTFOLIO_CONTENT`, `--host-key` by \
      `PORTFOLIO_HOST_KEY`. The option precedes the variable. No variable of a visitor has an effect but `TERM`.
      """)
    for variable in EnvironmentVariable.all {
      page.item(variable.names.joined(separator: ", "), variable.help.sentence)
    }
  }

  private static let files = [
    (
      "$XDG_CONFIG_HOME/portfolio-tui/config.toml",
      "The configuration. The folder is `~/.config` if the variable is not set."
    ),
    (Configuration.systemPath, "The configuration of `serve`."),
    (
      "$XDG_STATE_HOME/portfolio-tui/positions.json",
      "Where each page was left. The folder is `~/.local/state` if the variable is not set."
    ),
    (
      "$XDG_STATE_HOME/portfolio-tui/host_key",
      "The host key of `serve`, which the first start creates. Keep it, because clients remember it."
    ),
    (
      "/usr/share/hyphen",
      "The dictionaries that divide words at the ends of lines, from Debian's packages `hyphen-*`."
    ),
    (
      "portfolio-tui-serve",
      "The program of `serve` and `health`, in the folder of `portfolio-tui` or on the PATH."
    ),
  ]

  private static let statuses = [
    ("0", "The command did what it was asked to."),
    ("1", "It failed, or `grep` found no page, or `check` found an error."),
    ("2", "The command line is wrong, or names a page that does not exist."),
  ]

  private static let examples = [
    ("Open a folder of notes, and show a page again when its file is saved:", "portfolio-tui notes --watch"),
    ("Print a page for a screen of 100 columns:", "portfolio-tui cat articles/SLUG -w 100 --color always"),
    ("Read Markdown from another program:", "git show HEAD:README.md | portfolio-tui"),
    ("Find the pages with a word and a phrase:", "portfolio-tui grep redis '\"cache miss\"'"),
    ("Fit a résumé on one screen of a size:", "portfolio-tui resume --tags backend --fit 80x24"),
    (
      "Serve a folder on the port of SSH:",
      "portfolio-tui serve --content DIR --listen :22 --user nobody --public-name example.org"
    ),
  ]

  @Sendable private static func writeSecurity(_ page: inout ManualPage) {
    page.paragraph(
      """
      Visitors need no account and get only the viewer: no shell, no forwarding, and no files but the pictures of \
      pages and those in `files`. Each visit is a process that can neither open a file or a connection nor start a \
      program (seccomp, Landlock and resource limits).
      """)
    page.paragraph(
      """
      No control character of a page, a file's name or a visitor reaches a terminal; such characters are shown as \
      symbols.
      """)
    page.paragraph(
      """
      libssh and libcrypto are linked statically into `portfolio-tui-serve`. Their security updates reach the service \
      only when it is built again. `serve --version` prints the version of libssh.
      """)
  }
}

extension ManualPage {
  /// Adds an option, its value and its help.
  fileprivate mutating func item(_ option: OptionDefinition) {
    let names = [option.short, option.long].compactMap { $0 }.joined(separator: ", ")
    let value = option.placeholder.map { option.isValueOptional ? "[\($0)]" : $0 } ?? ""
    item(names, variable: value, (option.help + option.commandNote).sentence)
  }
}

extension String {
  /// A line of help as a sentence.
  fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() + "." }
}
