import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// The options of the service, and its start as root.
struct ServiceOptionTests {
  @Test(arguments: [
    ["nonsense"], ["--nonsense"], ["--idle"], ["--idle", "x"], ["--idle", "0"], ["--idle", "-1"],
    ["--idle=99999999"], ["--log", "xml"], ["--proxy-protocol", "all"], ["--proxy-protocol", ""],
    ["--public-name", "a b"], ["--limits=1"], ["--listen", ""], ["--max-visitors", "1000000"], ["-x"], [""],
    ["--\u{1B}[2J"],
  ])
  func refusesWrongWordsWithStatus2(arguments: [String]) throws {
    let child = try Service.run(arguments)
    #expect(child.status == 2)
    #expect(child.error.hasPrefix("portfolio-tui: ") && child.error.count { $0 == "\n" } == 1)
    #expect(!child.error.contains("\u{1B}") && child.output.isEmpty)
  }

  @Test func readsVariablesAndPrefersOptions() throws {
    let limits = try Service.run(
      ["--limits", "--grace", "7"],
      environment: ["PORTFOLIO_MAX_VISITORS": "33", "PORTFOLIO_GRACE": "6", "PORTFOLIO_IDLE": ""])
    #expect(limits.status == 0)
    let lines = limits.text.split(separator: "\n")
    #expect(lines.contains("max-visitors 33") && lines.contains("grace 7") && lines.contains("idle 1200"))
    let wrong = try Service.run([], environment: ["PORTFOLIO_IDLE": "x"])
    #expect(wrong.status == 2)
    #expect(wrong.error == "portfolio-tui: PORTFOLIO_IDLE must be a number from 1 to 86400\n")
    let folder = try TemporaryFolder()
    let port = try Service.freePort()
    var environment = ["PORTFOLIO_LISTEN": "127.0.0.1:\(port)", "PORTFOLIO_HOST_KEY": try folder.key("key")]
    if geteuid() == 0 { environment["PORTFOLIO_USER"] = "nobody" }
    let child = try ChildProcess(BuiltProducts.service, [], environment: environment)
    #expect(
      eventually { child.error.contains("event=listening address=127.0.0.1:\(port) ") }, "\(child.error)")
    #expect(Socket.isTaken(port))
  }

  @Test func listsEveryOptionInHelp() throws {
    let help = try Service.run(["--help"])
    #expect(help.status == 0 && help.error == "")
    for option in ["--listen", "--host-key", "--user", "--metrics", "--proxy-protocol", "--idle", "--limits"]
    {
      #expect(help.text.contains("  \(option)"), "\(option)")
    }
    let own = try ChildProcess(BuiltProducts.program, ["serve", "--help"])
    #expect(own.waitForExit() == 0)
    #expect(own.output == help.output)
  }

  @Test func printsTheVersionOfLibssh() throws {
    let version = try Service.run(["--version"])
    #expect(version.status == 0)
    #expect(version.text.contains("libssh"), "\(version.text)")
  }

  /// The names stand in SSH_MSG_KEXINIT as text (RFC 4253, section 7.1).
  @Test func offersThePostQuantumKeyExchangeFirst() throws {
    let isOld = try Service.run(["--version"]).text.contains("libssh 0.10.")
    let names = (isOld ? "" : "mlkem768x25519-sha256,") + "curve25519-sha256,curve25519-sha256@libssh.org"
    let service = try Service.shared.get()
    let connection = try #require(Socket(port: service.port))
    connection.send("SSH-2.0-test\r\n")
    let received = connection.receive { $0.contains(names) }
    #expect(received.contains(names))
    #expect(isOld || !received.contains("sntrup"))
  }

  @Test func printsItsLimits() throws {
    let limits = try Service.run(["--limits"])
    #expect(limits.status == 0)
    #expect(limits.text.split(separator: "\n").allSatisfy { $0.wholeMatch(of: #/[a-z-]+ \d+/#) != nil })
    #expect(limits.text.hasPrefix("max-visitors 200\n"))
  }

  @Test(.enabled(if: geteuid() == 0)) func refusesToRunAsRoot() throws {
    let folder = try TemporaryFolder()
    let key = try folder.key("key")
    let port = try Service.freePort()
    for (options, sign) in [
      ([], "does not run as root"), (["--user", "root"], "is root"),
      (["--user", "no-such-one"], "no account"),
    ] {
      let child = try Service.run(["--listen", "127.0.0.1:\(port)", "--host-key", key] + options)
      #expect(child.status == 1)
      #expect(child.error.contains(sign), "\(child.error)")
    }
    let service = try Service()
    let status = try String(contentsOfFile: "/proc/\(service.child.identifier)/status", encoding: .utf8)
    #expect(status.contains("\nUid:\t65534\t65534\t65534\t65534\n"))
    #expect(status.contains("\nGid:\t65534\t65534\t65534\t65534\n"))
    #expect(status.contains("\nCapEff:\t0000000000000000\n"))
  }
}
