import Foundation
import Glibc
import Testing

@testable import TerminalEmulator

/// The program as the forced command of the system's own sshd.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: SystemService.program)))
struct ForcedCommandTests {
  private func own(_ words: [String]) throws -> Child {
    let child = try Child(Terminal.program.path, words)
    child.ended()
    return child
  }

  @Test(.enabled(if: SystemService.givesTerminals)) func theScreenIsTheOwners() throws {
    let service = try SystemService()
    let own = try Terminal(columns: 100, rows: 30)
    let visit = try service.terminal()
    for keys in ["", "3", "\r"] {
      own.send(keys)
      visit.send(keys)
      let sign = keys == "" ? "▸ Welcome" : keys == "3" ? "▸ Replay-safe" : " j/k scroll"
      #expect(own.wait(for: sign))
      let isSame = visit.wait {
        own.takeWithin(milliseconds: 0)
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
  func theBytesAreTheOwners(words: String) throws {
    let service = try SystemService()
    let own = try own(words.split(separator: " ").map(String.init))
    let visit = try service.ssh(words)
    #expect(visit.ended() == own.ended())
    #expect(visit.output == own.output)
    #expect(visit.error == own.error)
  }

  @Test func withoutATerminalItIsTheOverview() throws {
    let service = try SystemService()
    let visit = try service.ssh(input: .open)
    #expect(visit.ended() == 0)
    #expect(visit.output == (try own([])).output && visit.error == "")
  }

  @Test(arguments: [
    "id; cat /etc/passwd", "cat /etc/passwd", "; rm -rf /", "$(id)", "`id`", "sh", "check", "scp -t x",
    " --content / ls", "/usr/lib/openssh/sftp-server", "a\nid",
  ])
  func nothingIsAShell(words: String) throws {
    let service = try SystemService()
    let visit = try service.ssh(words)
    #expect(visit.ended() == 2)
    #expect(visit.output.isEmpty)
    #expect(visit.error.hasPrefix("portfolio-tui: ") && visit.error.count { $0 == "\n" } == 1)
    #expect(!visit.error.contains("root:") && !visit.error.contains("uid="))
  }

  @Test func theEnvironmentIsIgnored() throws {
    let service = try SystemService(["AcceptEnv *"])
    let set = [
      "COLUMNS=30", "FORCE_COLOR=1", "LANG=C", "LC_ALL=C", "PORTFOLIO_CONTENT=/etc", "TERMINFO=/etc",
      "PAGER=/bin/false", "SSH_ORIGINAL_COMMAND=check",
    ]
    // Even where sshd lets all of them through.
    let visit = try service.ssh("cat principles", options: ["-o", "SetEnv=" + set.joined(separator: " ")])
    #expect(visit.ended() == 0)
    #expect(visit.output == (try own(["cat", "principles"])).output)
  }

  @Test(.enabled(if: SystemService.givesTerminals), arguments: ["\u{1A}", "\u{1C}", ":!sh\r", "!sh\r"])
  func thereIsNothingToLeaveTo(keys: String) throws {
    let service = try SystemService()
    let visit = try service.terminal()
    expectNothingToLeaveTo(visit, keys)
  }

  @Test(.enabled(if: SystemService.givesTerminals)) func anIdleVisitorIsWarnedAndThenToldHowToComeBack()
    throws
  {
    let service = try SystemService(visitor: "--idle 2 --public-name example.com")
    let visit = try service.terminal("projects/replay-safe-event-platform")
    #expect(visit.wait(for: "Are you still there?"), "\(visit.text)")
    #expect(visit.ended() != nil)
    #expect(visit.leftovers.isEmpty, "\(visit.leftovers)")
    let text = visit.lines.joined()
    #expect(text.contains("The visit ended because no key was pressed for a long time."), "\(visit.text)")
    #expect(text.contains("ssh -t example.com projects/replay-safe-event-platform"), "\(visit.text)")
  }

  @Test func theOwnersContentIsShown() throws {
    let content = try Folder(["pages/first.md": "---\ntitle: First\n---\nOne.\n"])
    let service = try SystemService(visitor: "--content \(content.path)")
    let visit = try service.ssh("ls")
    #expect(visit.ended() == 0)
    #expect(visit.text == "pages/first\tFirst\t\tOne.\n")
  }

  @Test(.enabled(if: SystemService.givesTerminals)) func aClientThatGoesTakesTheProgramWithIt() throws {
    let content = try Folder(["pages/first.md": "---\ntitle: First\n---\nOne.\n"])
    let service = try SystemService(visitor: "--content \(content.path)")
    let visit = try service.terminal()
    #expect(visit.wait(for: "┌ First"))
    #expect(SystemService.programs(of: content.path).count >= 1)
    visit.signal(SIGKILL)
    #expect(Child.wait { SystemService.programs(of: content.path).isEmpty })
  }
}

/// The system's sshd on a free port, for whoever runs the tests, with a key made for the run.
final class SystemService {
  static let program = "/usr/sbin/sshd"

  /// Whether sshd can hand out terminals here: it gives them to the group `tty`, which only root may do where
  /// the system has not done so already.
  static let givesTerminals: Bool = {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var information = stat()
    guard geteuid() != 0, openpty(&master, &slave, nil, nil, nil) == 0 else { return true }
    defer {
      close(master)
      close(slave)
    }
    fstat(slave, &information)
    return getgrnam("tty")?.pointee.gr_gid == information.st_gid
  }()

  private let child: Child
  private let folder: Folder
  private let port: Int
  private let key: String

  /// - Parameters:
  ///   - lines: more of its configuration.
  ///   - visitor: options of the program's.
  init(_ lines: [String] = [], visitor: String = "") throws {
    folder = try Folder()
    let hostKey = try folder.key("host_key")
    key = try folder.key("key")
    // sshd asks root for it.
    if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
    try folder.write(
      "portfolio " + String(contentsOfFile: hostKey + ".pub", encoding: .utf8), to: "known_hosts")
    for _ in 0..<5 {
      let port = try Service.freePort()
      let configuration =
        [
          "ListenAddress 127.0.0.1:\(port)", "HostKey \(hostKey)", "AuthorizedKeysFile \(key).pub",
          "PidFile none",
          "UsePAM no", "StrictModes no", "PasswordAuthentication no", "KbdInteractiveAuthentication no",
          "PermitRootLogin yes", "UseDNS no", "PrintMotd no", "PrintLastLog no", "Compression no",
          "MaxSessions 1",
          "DisableForwarding yes", "AllowTcpForwarding no", "AllowAgentForwarding no", "X11Forwarding no",
          "PermitTunnel no", "PermitUserRC no",
        ] + lines + ["ForceCommand \(Terminal.program.path) --visitor \(visitor)"]
      try folder.write(configuration.joined(separator: "\n") + "\n", to: "sshd_config")
      let child = try Child(Self.program, ["-D", "-e", "-f", folder["sshd_config"]])
      _ = Child.wait { child.error.contains("Server listening") || !child.isRunning }
      if child.isRunning {
        self.port = port
        self.child = child
        return
      }
      guard child.error.contains("Address already in use") else {
        Issue.record("sshd did not start: \(child.error)")
        break
      }
    }
    throw POSIXError(.EADDRINUSE)
  }

  private var options: [String] {
    let user = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "root"
    return OpenSSH.options(port: port, user: user, knownHosts: folder["known_hosts"], key: key)
  }

  func ssh(_ words: String..., options: [String] = [], input: Child.Input = .nothing) throws -> Child {
    try Child("ssh", options + self.options + words, input: input)
  }

  func terminal(_ words: String...) throws -> Terminal {
    try Terminal(
      ["-tt"] + options + words, columns: 100, rows: 30, program: URL(fileURLWithPath: "/usr/bin/ssh"))
  }

  /// The processes whose command line names a text.
  static func programs(of text: String) -> [pid_t] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return folders.compactMap { pid_t($0) }.filter { process in
      let line = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/cmdline"))
      return line.map {
        String(decoding: $0, as: UTF8.self).hasPrefix(Terminal.program.path)
          && $0.range(of: Data(text.utf8)) != nil
      } ?? false
    }
  }
}
