internal import CLibSSH
internal import CSystem
internal import Glibc
internal import Visit

/// An SSH client that checks the health of a running service, and makes the visit of the ``WarmUp``.
package enum Client {
  /// The version of libssh at run time, such as `0.10.6`.
  package static var libraryVersion: String { ssh_version(0).map { String(cString: $0) } ?? "unknown" }

  /// Visits a service and reads its first screen. Returns nil if that works, and otherwise an error message.
  /// - Parameter limit: how long the whole check may take, in whole seconds. After that time, the process ends with
  ///   an error message and status 1.
  package static func check(host: String, port: Int, within limit: Duration) -> String? {
    var port = UInt32(port)
    let seconds = UInt32(clamping: max(1, limit.components.seconds))
    // The limits of libssh apply to each step, the alarm to all of them together.
    timeoutMessage = Array("portfolio-tui: no first screen from \(host):\(port) in \(seconds) seconds\n".utf8)
    signal(SIGALRM) { _ in
      timeoutMessage.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
      _exit(1)
    }
    alarm(seconds)
    defer { alarm(0) }
    csystem_use_own_name_services()
    let fault = visit(keys: ["q"]) { session in
      ssh_options_set(session, SSH_OPTIONS_HOST, host)
      ssh_options_set(session, SSH_OPTIONS_PORT, &port)
    }
    return fault.map { "\(host):\(port): \($0)" }
  }

  /// Visits over a connected socket, and presses keys. Returns nil or an error message, as ``check(host:port:within:)``
  /// does.
  static func visit(over socket: Int32, keys: [String] = ["q"]) -> String? {
    var socket = socket
    return visit(keys: keys) { session in
      ssh_options_set(session, SSH_OPTIONS_HOST, "warm-up")
      ssh_options_set(session, SSH_OPTIONS_FD, &socket)
    }
  }

  /// Opens a screen, reads from it, presses keys, ends the input, and reads to the end.
  private static func visit(keys: [String], _ prepare: (ssh_session) -> Void) -> String? {
    guard let session = ssh_new() else { return "cannot initialize the SSH library" }
    defer { ssh_free(session) }
    // The user's configuration files must not change the check.
    var processesConfiguration = false
    ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &processesConfiguration)
    ssh_options_set(session, SSH_OPTIONS_USER, "health")
    prepare(session)
    func fault(_ step: String) -> String {
      // libssh's message may quote the server, so keep printable ASCII only.
      let message = String(cString: ssh_get_error(UnsafeMutableRawPointer(session))).filter {
        (" "..."~").contains($0)
      }
      return "cannot \(step)" + (message.isEmpty ? "" : ": \(message.prefix(200))")
    }
    guard ssh_connect(session) == clibssh_ok else { return fault("connect") }
    defer { ssh_disconnect(session) }
    guard ssh_userauth_none(session, nil) == Int32(SSH_AUTH_SUCCESS.rawValue) else { return fault("log in") }
    guard let channel = ssh_channel_new(session) else { return fault("open a channel") }
    defer { ssh_channel_free(channel) }
    guard ssh_channel_open_session(channel) == clibssh_ok else { return fault("open a channel") }
    guard ssh_channel_request_pty_size(channel, "xterm-256color", 100, 30) == clibssh_ok else {
      return fault("get a terminal")
    }
    guard ssh_channel_request_shell(channel) == clibssh_ok else { return fault("start a shell") }
    var buffer = [UInt8](repeating: 0, count: 1 << 15)
    guard ssh_channel_read(channel, &buffer, UInt32(buffer.count), 0) > 0 else {
      return fault("read the first screen")
    }
    for key in keys {
      ssh_channel_write(channel, key, UInt32(key.utf8.count))
      // The limit, in milliseconds, is for a key that changes nothing.
      _ = ssh_channel_read_timeout(channel, &buffer, UInt32(buffer.count), 0, 100)
    }
    // This ends the visit if no key has.
    ssh_channel_send_eof(channel)
    while ssh_channel_read(channel, &buffer, UInt32(buffer.count), 0) > 0 {}
    return nil
  }
}

/// The message that the handler of SIGALRM writes. It is set before the alarm, because a handler must not allocate.
nonisolated(unsafe) private var timeoutMessage: [UInt8] = []
