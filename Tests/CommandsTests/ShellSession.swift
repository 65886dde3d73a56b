import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// An interactive shell on a pty, with the completion script loaded.
final class ShellSession {
  private let terminal: Terminal
  private var count = 0

  /// Starts a shell without the user's settings in a folder, and waits until it has loaded the script.
  ///
  /// By itself, zsh removes the slash behind a completed folder when the next word begins.
  init(_ shell: String, in folder: TemporaryFolder, content: String) throws {
    let arguments = [
      "bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["--no-config", "-i"],
    ]
    terminal = try Terminal(
      arguments[shell] ?? [], columns: 120, rows: 40,
      environment: [
        "PATH": BuiltProducts.folder.path + ":/usr/bin:/bin", "HOME": folder.path,
        "PORTFOLIO_CONTENT": content,
        // fish stores its history below these.
        "XDG_CONFIG_HOME": folder["config"], "XDG_DATA_HOME": folder["data"],
      ], program: "/usr/bin/" + shell)
    let settings = [
      "bash": "PS1='$ '; source <(portfolio-tui completions bash)",
      "zsh":
        "PS1='$ '; setopt no_auto_remove_slash; autoload -Uz compinit; compinit -u -D; source <(portfolio-tui completions zsh)",
      "fish":
        "set fish_autosuggestion_enabled 0; function fish_prompt; echo '$ '; end; portfolio-tui completions fish | source",
    ]
    try run("cd '\(folder.path)'")
    try run(settings[shell] ?? "")
  }

  /// Runs a command and waits until it has ended.
  func run(_ command: String) throws {
    count += 1
    // What is typed does not contain the text that is waited for.
    terminal.send("\(command); echo en'd'ed-\(count)\r")
    try #require(terminal.wait(for: "ended-\(count)"), "\(terminal.text)")
  }

  /// Types the start of a command line and Tab, and returns the words that the shell then would run, each in angle
  /// brackets.
  func words(after typed: String) throws -> String {
    count += 1
    // Ctrl-U or Ctrl-E and Ctrl-A make room for a command that prints its arguments.
    terminal.send("\(typed)\t")
    terminal.send("\u{5}; echo en'd'ed-\(count)\u{1}printf '<%s>' \r")
    try #require(terminal.wait(for: "ended-\(count)"), "\(terminal.text)")
    let line = terminal.lines.last { $0.contains("ended-\(count)") && $0.hasPrefix("<portfolio-tui>") } ?? ""
    return String(line.dropFirst("<portfolio-tui>".count).prefix { $0 != "\u{0}" })
      .replacing("ended-\(count)", with: "")
  }

  /// Types the start of a command line and a number of Tabs, waits for a text in the list, and removes the line.
  func list(after typed: String, tabs: Int = 2, waitingFor text: String) throws -> String {
    terminal.send(typed + String(repeating: "\t", count: tabs))
    try #require(terminal.wait(for: text), "\(terminal.text)")
    let screen = terminal.text
    terminal.send("\u{3}")
    try run("clear")
    return screen
  }
}
