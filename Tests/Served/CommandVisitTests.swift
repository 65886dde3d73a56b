import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// Commands over OpenSSH's client: output and status are those of the program on the machine itself.
struct CommandVisitTests {
  private let service: Service

  init() throws { service = try Service.shared.get() }

  private func runLocally(_ words: [String]) throws -> ChildProcess {
    let child = try ChildProcess(BuiltProducts.program, words)
    child.waitForExit()
    return child
  }

  @Test(arguments: [
    "ls", "ls --json", "ls articles", "cat principles", "cat principles --raw", "cat principles what-i-do",
    "cat -w 40 principles", "cat principles --color=always", "grep redis", "grep --json redis",
    "grep nothinglikethis", "resume", "resume --format json", "resume --format markdown", "version",
    "projects/replay-safe-event-platform", "articles/fast-queries-slow-endpoint#why-not-a-bigger-pool",
    // Errors.
    "nowhere", "cat", "cat nowhere", "grep", "ls nowhere",
    "resume --format x", "--width 3 ls", "lss", "--nothing",
  ])
  func printsWhatTheOwnerSeesWithTheSameStatus(words: String) throws {
    let own = try runLocally(words.split(separator: " ").map(String.init))
    // OpenSSH takes a word that begins with a hyphen as its own option.
    let visit = try service.ssh(words.hasPrefix("-") ? " " + words : words)
    #expect(visit.waitForExit() == own.waitForExit())
    #expect(visit.output == own.output)
    #expect(visit.error == own.error)
  }

  @Test func listsOnlyWhatVisitorsMayDoInHelp() throws {
    let visit = try service.ssh("help")
    #expect(visit.waitForExit() == 0 && visit.error == "")
    #expect(visit.text.contains("grep WORD...") && !visit.text.contains("--content"))
    let forced = try ChildProcess(
      BuiltProducts.program, ["--visitor"], environment: ["SSH_ORIGINAL_COMMAND": "help"])
    #expect(forced.waitForExit() == 0)
    #expect(visit.output == forced.output)
  }

  @Test(arguments: [
    "check", "init x", "serve", "health", " --content / ls", " --visitor", "cat /etc/passwd",
    "cat ../../etc/passwd", "cat -", "ls --drafts", "scp -t x",
    "scp -f /etc/passwd", "rsync --server -logDtpre.iLsfx . x", "git-upload-pack 'x'", "git-receive-pack x",
    "sftp-server", "/usr/lib/openssh/sftp-server", "; rm -rf /", "$(id)", "`id`", "ls; id", "ls | id",
    "ls > /tmp/x",
    "id; cat /etc/passwd", "sh", "bash -i", "\u{1B}]0;x\u{7}", "\u{9B}2J\u{202E}", "a\nb\nc", "'",
    String(repeating: "x", count: 100_000),
  ])
  func refusesEverythingElseWithASentenceAndStatus2(words: String) throws {
    let visit = try service.ssh(words)
    #expect(visit.waitForExit() == 2)
    #expect(visit.output.isEmpty)
    let error = visit.error
    #expect(error.hasPrefix("portfolio-tui: ") && error.hasSuffix("\n"))
    #expect(error.count { $0 == "\n" } == 1 && error.count < 70_000)
    #expect(
      error.unicodeScalars.dropLast().allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    #expect(!error.contains("root:") && !error.contains("uid="))
  }

  @Test(arguments: [ChildProcess.Input.nothing, .open])
  func printsTheOverviewWithoutATerminal(input: ChildProcess.Input) throws {
    let own = try runLocally([])
    let visit = try service.ssh(input: input)
    #expect(visit.waitForExit() == 0)
    #expect(visit.output == own.output && visit.error == "")
  }

  @Test func ignoresItsInput() throws {
    let visit = try service.ssh("ls", input: .bytes(Data(repeating: 0x71, count: 1 << 20)))
    #expect(visit.waitForExit() == 0)
    #expect(visit.output == (try runLocally(["ls"])).output)
  }

  @Test func servesThirtyVisitorsAtOnce() throws {
    let own = try runLocally(["resume"])
    let visits = try (0..<30).map { _ in try service.ssh("resume") }
    for visit in visits {
      #expect(visit.waitForExit() == 0)
      #expect(visit.output == own.output, "\(visit.error)")
    }
  }
}
