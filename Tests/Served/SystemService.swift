import Foundation
import Glibc
import TestSupport
import Testing

@testable import TerminalEmulator

/// OpenSSH's sshd on a free port of 127.0.0.1, for the account that runs the tests, with new keys.
final class SystemService {
  static let program = "/usr/sbin/sshd"

  /// An sshd for tests that need no other configuration.
  nonisolated(unsafe) static let shared = Result { try SystemService() }

  /// Whether sshd can allocate terminals. It changes their group to `tty`, which only root may do unless the
  /// kernel already created them with this group.
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

  private let child: ChildProcess
  private let folder: TemporaryFolder
  private let port: Int
  private let key: String

  /// - Parameters:
  ///   - lines: further lines of its configuration.
  ///   - visitor: options of the program.
  init(_ lines: [String] = [], visitor: String = "") throws {
    folder = try TemporaryFolder()
    let hostKey = try folder.key("host_key")
    key = try folder.key("key")
    // As root sshd demands this folder.
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
        ] + lines + ["ForceCommand \(BuiltProducts.program) --visitor \(visitor)"]
      try folder.write(configuration.joined(separator: "\n") + "\n", to: "sshd_config")
      let child = try ChildProcess(Self.program, ["-D", "-e", "-f", folder["sshd_config"]])
      _ = eventually { child.error.contains("Server listening") || !child.isRunning }
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

  func ssh(_ words: String..., options: [String] = [], input: ChildProcess.Input = .nothing) throws
    -> ChildProcess
  {
    try ChildProcess("ssh", options + self.options + words, input: input)
  }

  func terminal(_ words: String...) throws -> Terminal {
    try Terminal(
      ["-tt"] + options + words, columns: 100, rows: 30, program: "/usr/bin/ssh")
  }

  /// The processes of the program whose command line contains `text`.
  static func programs(of text: String) -> [pid_t] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return folders.compactMap { pid_t($0) }.filter { process in
      let line = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/cmdline"))
      return line.map {
        String(decoding: $0, as: UTF8.self).hasPrefix(BuiltProducts.program)
          && $0.range(of: Data(text.utf8)) != nil
      } ?? false
    }
  }
}
