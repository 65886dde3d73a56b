internal import CLibSSH
internal import CSystem
internal import Glibc
internal import Visit

/// A visitor of ours: for the warm-up before the first real one, and for the check of health.
package enum Client {
  /// Which libssh is there at run time.
  package static var libraryVersion: String { ssh_version(0).map { String(cString: $0) } ?? "unknown" }

  /// Visits a service and reads its first screen; a sentence where that fails.
  /// - Parameter limit: the most that all of it may take, in whole seconds; then the process ends with status 1.
  package static func check(host: String, port: Int, within limit: Duration) -> String? {
    var port = UInt32(port)
    let seconds = UInt32(clamping: max(1, limit.components.seconds))
    // The library's own limits are for each step; this one is for all.
    overdue = Array("portfolio-tui: no first screen from \(host):\(port) in \(seconds) seconds\n".utf8)
    signal(SIGALRM) { _ in
      overdue.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
      _exit(1)
    }
    alarm(seconds)
    defer { alarm(0) }
    return visit { session in
      ssh_options_set(session, SSH_OPTIONS_HOST, host)
      ssh_options_set(session, SSH_OPTIONS_PORT, &port)
    }
  }

  /// Visits over a socket that stands.
  static func visit(over socket: Int32) -> String? {
    var socket = socket
    return visit { session in
      ssh_options_set(session, SSH_OPTIONS_HOST, "warm-up")
      ssh_options_set(session, SSH_OPTIONS_FD, &socket)
    }
  }

  private static func visit(_ prepare: (ssh_session) -> Void) -> String? {
    guard let session = ssh_new() else { return "the SSH library does not start" }
    defer { ssh_free(session) }
    var processesConfiguration = false
    ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &processesConfiguration)
    ssh_options_set(session, SSH_OPTIONS_USER, "health")
    prepare(session)
    func fault(_ step: String) -> String {
      // What the library says quotes the other side: the words of it that are plain.
      let said = String(cString: ssh_get_error(UnsafeMutableRawPointer(session))).filter {
        (" "..."~").contains($0)
      }
      return "cannot \(step)" + (said.isEmpty ? "" : ": \(said.prefix(200))")
    }
    guard ssh_connect(session) == clibssh_ok else { return fault("connect") }
    defer { ssh_disconnect(session) }
    guard ssh_userauth_none(session, nil) == Int32(SSH_AUTH_SUCCESS.rawValue) else { return fault("get in") }
    guard let channel = ssh_channel_new(session) else { return fault("open a channel") }
    defer { ssh_channel_free(channel) }
    guard ssh_channel_open_session(channel) == clibssh_ok else { return fault("open a channel") }
    guard ssh_channel_request_pty_size(channel, "xterm-256color", 100, 30) == clibssh_ok else {
      return fault("get a terminal")
    }
    guard ssh_channel_request_shell(channel) == clibssh_ok else { return fault("get a shell") }
    var buffer = [UInt8](repeating: 0, count: 1 << 15)
    guard ssh_channel_read(channel, &buffer, UInt32(buffer.count), 0) > 0 else {
      return fault("get a first screen")
    }
    ssh_channel_write(channel, "q", 1)
    while ssh_channel_read(channel, &buffer, UInt32(buffer.count), 0) > 0 {}
    return nil
  }
}

/// What the alarm's handler writes: set before it is armed.
nonisolated(unsafe) private var overdue: [UInt8] = []
