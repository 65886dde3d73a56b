import Foundation
import TestSupport
import Testing

@testable import TerminalEmulator

/// Requests that the service refuses or ignores, without delay.
struct RefusalTests {
  private let service: Service

  init() throws { service = try Service.shared.get() }

  @Test func refusesALocalForwarding() throws {
    let port = try Service.freePort()
    let visit = try service.ssh(options: ["-v", "-N", "-L", "\(port):127.0.0.1:\(service.port)"])
    #expect(eventually { Socket.isTaken(port) })
    let probe = try ChildProcess("ssh", service.sshOptions(port: port) + ["ls"])
    #expect(probe.waitForExit() == 255 && probe.output.isEmpty)
    #expect(visit.isRunning)
    visit.signal(SIGTERM)
    #expect(visit.waitForExit() != nil)
  }

  @Test func refusesARemoteForwarding() throws {
    let port = try Service.freePort()
    let visit = try service.ssh(
      options: ["-N", "-R", "\(port):127.0.0.1:22", "-o", "ExitOnForwardFailure=yes"])
    #expect(visit.waitForExit() == 255)
    #expect(!Socket.isTaken(port))
  }

  @Test(arguments: [["-A"], ["-X"], ["-Y"], ["-A", "-X"]])
  func ignoresAgentAndX11Forwarding(options: [String]) throws {
    let agent = try Agent()
    let visit = try ChildProcess(
      "ssh", options + service.sshOptions() + ["ls"],
      environment: ["SSH_AUTH_SOCK": agent.socket, "DISPLAY": "127.0.0.1:99"])
    #expect(visit.waitForExit() == 0)
    #expect(visit.text.hasPrefix("about/what-i-do\t"))
  }

  @Test func refusesATunnel() throws {
    let visit = try service.ssh(options: ["-W", "127.0.0.1:22"], input: .open)
    #expect(visit.waitForExit() == 255)
    #expect(visit.output.isEmpty)
  }

  @Test func refusesASecondVisitOverTheSameConnection() throws {
    let folder = try TemporaryFolder()
    let control = ["-o", "ControlPath=\(folder["control"])"]
    let visit = try service.terminal(options: ["-M"] + control)
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k select") })
    #expect(eventually { FileManager.default.fileExists(atPath: folder["control"]) })
    // `ProxyCommand=false` keeps the client from opening another connection after the refusal.
    let second = try service.ssh("ls", options: control + ["-o", "ProxyCommand=false"])
    #expect(second.waitForExit() == 255)
    #expect(second.output.isEmpty)
    visit.send("3\r")
    #expect(visit.wait { $0.line(29).hasPrefix(" j/k scroll") })
    visit.send("q")
    #expect(visit.ended() == 0)
  }

  @Test func asksForNoPassword() throws {
    let visit = try Terminal(
      ["-o", "BatchMode=no", "-o", "PreferredAuthentications=password,keyboard-interactive"]
        + service.sshOptions() + ["ls"], program: "/usr/bin/ssh")
    #expect(visit.ended() == 0)
    #expect(!visit.text.lowercased().contains("password"), "\(visit.text)")
  }

  @Test(arguments: ["sftp", "netconf", "x"])
  func refusesASubsystem(name: String) throws {
    let visit = try service.ssh(name, options: ["-s"], input: .open)
    #expect(visit.waitForExit() == 255)
    #expect(visit.output.isEmpty)
  }

  @Test func refusesToCopyFiles() throws {
    let folder = try TemporaryFolder(["file": "x"])
    let options = service.sshOptions().dropLast(3)
    for arguments in [
      ["-O", "-P", "\(service.port)", folder["file"], "visitor@127.0.0.1:x"],
      ["-O", "-P", "\(service.port)", "visitor@127.0.0.1:/etc/passwd", folder["copy"]],
      ["-P", "\(service.port)", folder["file"], "visitor@127.0.0.1:x"],
    ] {
      let copy = try ChildProcess("scp", options + arguments)
      #expect(copy.waitForExit() != 0)
      #expect(!copy.isRunning)
    }
    let transfer = try ChildProcess("sftp", options + ["-P", "\(service.port)", "visitor@127.0.0.1"])
    #expect(transfer.waitForExit() == 255)
    #expect(!FileManager.default.fileExists(atPath: folder["copy"]))
  }

  @Test func ignoresTheEnvironment() throws {
    let variables = [
      "COLUMNS": "30", "FORCE_COLOR": "1", "LANG": "C", "LC_ALL": "C", "PORTFOLIO_CONTENT": "/etc",
      "LD_PRELOAD": "/nowhere.so", "TERMINFO": "/etc", "NO_COLOR": "1",
    ]
    let options = ["-o", "SendEnv=" + variables.keys.sorted().joined(separator: " ")]
    let set = ["-o", "SetEnv=" + variables.map { "\($0)=\($1)" }.sorted().joined(separator: " ")]
    let expected = try service.ssh("cat", "principles")
    #expect(expected.waitForExit() == 0)
    // The client itself must not load the library.
    let own = variables.filter { $0.key != "LD_PRELOAD" }
    for arguments in [options, set] {
      let visit = try ChildProcess(
        "ssh", arguments + service.sshOptions() + ["cat principles"], environment: own)
      #expect(visit.waitForExit() == 0)
      #expect(visit.output == expected.output)
    }
  }

  @Test func admitsAnAgentWithTwentyKeys() throws {
    let agent = try Agent()
    try agent.add(20)
    let options = service.sshOptions().filter { !$0.hasPrefix("IdentityAgent") && $0 != "IdentitiesOnly=yes" }
    let arguments = zip(options, options.dropFirst() + [""]).filter { $0.0 != "-o" || $0.1.contains("=") }
      .map(\.0)
    let visit = try ChildProcess("ssh", arguments + ["ls"], environment: ["SSH_AUTH_SOCK": agent.socket])
    #expect(visit.waitForExit() == 0, "\(visit.error)")
    let keysFirst = try ChildProcess(
      "ssh", ["-o", "PreferredAuthentications=publickey,password"] + arguments + ["ls"],
      environment: ["SSH_AUTH_SOCK": agent.socket])
    #expect(keysFirst.waitForExit() == 0, "\(keysFirst.error)")
    #expect(keysFirst.output == visit.output)
  }

  @Test(arguments: ["root", "", "x y", "a\u{1B}[2J", String(repeating: "u", count: 1000)])
  func admitsAnyUserName(user: String) throws {
    let arguments = service.sshOptions().dropLast() + ["-o", "User=\"\(user)\"", "127.0.0.1", "version"]
    let visit = try ChildProcess("ssh", Array(arguments))
    // OpenSSH's client refuses some names itself.
    if user.allSatisfy({ $0.isLetter }), !user.isEmpty { #expect(visit.waitForExit() == 0, "\(visit.error)") }
    #expect(visit.waitForExit() != nil)
    #expect(!service.child.error.contains("\u{1B}"))
  }

  @Test(arguments: [
    "KexAlgorithms=diffie-hellman-group14-sha256", "KexAlgorithms=ecdh-sha2-nistp256", "Ciphers=aes128-cbc",
    "Ciphers=3des-cbc",
    "HostKeyAlgorithms=rsa-sha2-512",
  ])
  func offersNoWeakAlgorithm(option: String) throws {
    let visit = try service.ssh("ls", options: ["-o", option, "-o", "LogLevel=INFO"])
    #expect(visit.waitForExit() == 255)
    #expect(visit.error.contains("no matching"), "\(visit.error)")
  }

  @Test(arguments: [
    "KexAlgorithms=curve25519-sha256", "KexAlgorithms=curve25519-sha256@libssh.org",
    "Ciphers=chacha20-poly1305@openssh.com", "Ciphers=aes256-gcm@openssh.com",
    "Ciphers=aes128-gcm@openssh.com",
    "Ciphers=aes128-ctr", "Compression=yes",
  ])
  func offersStrongAlgorithms(option: String) throws {
    let visit = try service.ssh("version", options: ["-o", option])
    #expect(visit.waitForExit() == 0, "\(visit.error)")
  }
}
