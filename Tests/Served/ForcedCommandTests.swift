import Foundation
import TestSupport
import Glibc
import Testing

@testable import TerminalEmulator

/// The program as the forced command of OpenSSH's sshd.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: SystemService.program)))
struct ForcedCommandTests {
  private func runLocally(_ words: [String]) throws -> ChildProcess {
    let child = try ChildProcess(BuiltProducts.program, words)
    child.waitForExit()
    return child
  }

  @Test(.enabled(if: SystemService.givesTerminals)) func showsTheScreenOfTheOwner() throws {
    let service = try SystemService.shared.get()
    let own = try Terminal(columns: 100, rows: 30)
    let visit = try service.terminal()
    for keys in ["", "3", "\r"] {
      own.send(keys)
      visit.send(keys)
      let sign = keys == "" ? "▸ Welcome" : keys == "3" ? "▸ Replay-safe" : " j/k scroll"
      #expect(own.wait(for: sign))
      let isSame = visit.wait {
        own.readOutput(withinMilliseconds: 0)
        return $0.text == own.text
      }
      #expect(isSame, "\(visit.text)")
    }
    visit.resize(columns: 60, rows: 20)
    #expect(visit.wait { $0.line(19).hasPrefix(" j/k") })
    visit.send("q")
    #expect(visit.ended() == 0)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
  }

  @Test(arguments: [
    "ls", "cat principles", "cat principles --raw", "resume --format json", "grep nothinglikethis", "nowhere",
  ])
  func printsWhatTheOwnerSeesWithTheSameStatus(words: String) throws {
    let service = try SystemService.shared.get()
    let own = try runLocally(words.split(separator: " ").map(String.init))
    let visit = try service.ssh(words)
    #expect(visit.waitForExit() == own.waitForExit())
    #expect(visit.output == own.output)
    #expect(visit.error == own.error)
  }

  @Test func printsTheOverviewWithoutATerminal() throws {
    let service = try SystemService.shared.get()
    let visit = try service.ssh(input: .open)
    #expect(visit.waitForExit() == 0)
    #expect(visit.output == (try runLocally([])).output && visit.error == "")
  }

  @Test(arguments: [
    "id; cat /etc/passwd", "cat /etc/passwd", "; rm -rf /", "$(id)", "`id`", "sh", "check", "scp -t x",
    " --content / ls", "/usr/lib/openssh/sftp-server", "a\nid",
  ])
  func refusesEverythingThatAShellWouldRun(words: String) throws {
    let service = try SystemService.shared.get()
    let visit = try service.ssh(words)
    #expect(visit.waitForExit() == 2)
    #expect(visit.output.isEmpty)
    #expect(visit.error.hasPrefix("portfolio-tui: ") && visit.error.count { $0 == "\n" } == 1)
    #expect(!visit.error.contains("root:") && !visit.error.contains("uid="))
  }

  @Test func ignoresTheEnvironment() throws {
    let service = try SystemService(["AcceptEnv *"])
    let set = [
      "COLUMNS=30", "FORCE_COLOR=1", "LANG=C", "LC_ALL=C", "PORTFOLIO_CONTENT=/etc", "TERMINFO=/etc",
      "PAGER=/bin/false", "SSH_ORIGINAL_COMMAND=check",
    ]
    // `AcceptEnv *` makes sshd pass all variables to the program.
    let visit = try service.ssh("cat principles", options: ["-o", "SetEnv=" + set.joined(separator: " ")])
    #expect(visit.waitForExit() == 0)
    #expect(visit.output == (try runLocally(["cat", "principles"])).output)
  }

  @Test(.enabled(if: SystemService.givesTerminals), arguments: ["\u{1A}", "\u{1C}", ":!sh\r", "!sh\r"])
  func opensNoShellAndSuspendsNothing(keys: String) throws {
    let service = try SystemService.shared.get()
    let visit = try service.terminal()
    expectNothingToLeaveTo(visit, keys)
  }

  @Test(.enabled(if: SystemService.givesTerminals)) func warnsAnIdleVisitorAndTellsHowToComeBack()
    throws
  {
    let service = try SystemService(visitor: "--idle 2 --public-name example.com")
    let visit = try service.terminal("projects/replay-safe-event-platform")
    #expect(visit.wait(for: "The visit ends soon"), "\(visit.text)")
    #expect(visit.ended() != nil)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
    let text = visit.lines.joined()
    #expect(text.contains("The visit ended because no key was pressed for a long time."), "\(visit.text)")
    #expect(text.contains("ssh -t example.com projects/replay-safe-event-platform"), "\(visit.text)")
  }

  @Test func showsTheContentOfTheForcedCommand() throws {
    let content = try TemporaryFolder(["pages/first.md": "---\ntitle: First\n---\nOne.\n"])
    let service = try SystemService(visitor: "--content \(content.path)")
    let visit = try service.ssh("ls")
    #expect(visit.waitForExit() == 0)
    #expect(visit.text == "pages/first\tFirst\t\tOne.\n")
  }

  @Test(.enabled(if: SystemService.givesTerminals)) func endsWithAKilledClient() throws {
    let content = try TemporaryFolder(["pages/first.md": "---\ntitle: First\n---\nOne.\n"])
    let service = try SystemService(visitor: "--content \(content.path)")
    let visit = try service.terminal()
    #expect(visit.wait(for: "One."))
    #expect(SystemService.programs(of: content.path).count >= 1)
    visit.signal(SIGKILL)
    #expect(eventually { SystemService.programs(of: content.path).isEmpty })
  }
}
