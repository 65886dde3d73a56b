/// Variables of the environment that the programs read, besides those that set options, as the manual lists them.
struct EnvironmentVariable: Sendable {
  let names: [String]
  /// What it does, as a line of Markdown.
  let help: String

  private init(_ names: String..., help: String) {
    self.names = names
    self.help = help
  }

  static let all = [
    EnvironmentVariable(
      "NO_COLOR", help: "if set, no colours; `FORCE_COLOR` and `CLICOLOR_FORCE` have no effect then"),
    EnvironmentVariable(
      "FORCE_COLOR",
      help: "colours even in a pipe: `0` for none, `2` for 256, `3` for all, else the terminal's"),
    EnvironmentVariable("CLICOLOR_FORCE", help: "if set to anything but `0`, colours even in a pipe"),
    EnvironmentVariable("CLICOLOR", help: "if `0`, no colours"),
    EnvironmentVariable("COLORTERM", help: "`truecolor` or `24bit` for a terminal that shows all colours"),
    EnvironmentVariable("TERM", help: "the name of the terminal"),
    EnvironmentVariable(
      "TERM_PROGRAM", "VTE_VERSION", "KONSOLE_VERSION", "WT_SESSION", "DOMTERM",
      help: "terminals that show links set one of these"),
    EnvironmentVariable(
      "LC_ALL", "LC_CTYPE", "LANG", help: "the first that is set: without UTF-8 in it, output is ASCII"),
    EnvironmentVariable("PAGER", help: "the program of `--pager`; else `less`"),
    EnvironmentVariable("BROWSER", help: "the program that opens addresses; else `xdg-open`"),
    EnvironmentVariable(
      "XDG_STATE_HOME", "HOME", help: "where reading positions and the host key are kept; see FILES"),
    EnvironmentVariable("XDG_CONFIG_HOME", help: "where the configuration is; see FILES"),
    EnvironmentVariable("SSH_ORIGINAL_COMMAND", help: "the command that `--visitor` runs; sshd(8) sets it"),
    EnvironmentVariable(
      "STATE_DIRECTORY", help: "the folder of the host key, from systemd.exec(5); it precedes the others"),
    EnvironmentVariable(
      "NOTIFY_SOCKET", "WATCHDOG_USEC", help: "where and how often `serve` reports to systemd"),
    EnvironmentVariable("LISTEN_PID", "LISTEN_FDS", help: "the sockets that systemd passes to `serve`"),
  ]
}
