internal import CLibSSH
internal import Glibc
internal import Visit

// libssh's callbacks: they accept or refuse requests of the client, and record them. None of them writes.

private let accepted: Int32 = 0
private let refused: Int32 = 1

/// The session that a callback belongs to.
private func session(_ own: UnsafeMutableRawPointer?) -> SSHSession? {
  own.map { Unmanaged<SSHSession>.fromOpaque($0).takeUnretainedValue() }
}

extension ssh_server_callbacks_struct {
  /// Callbacks that accept every visitor, and one session channel.
  static func recording(in own: UnsafeMutableRawPointer) -> ssh_server_callbacks_struct {
    var callbacks = ssh_server_callbacks_struct()
    callbacks.userdata = own
    callbacks.auth_none_function = { _, _, own in authenticate(own) }
    // A client may offer all keys of its agent before it tries "none", so the first key is accepted.
    callbacks.auth_pubkey_function = { _, _, _, _, own in authenticate(own) }
    callbacks.auth_password_function = { _, _, _, own in
      session(own)?.count(.authentication)
      return Int32(SSH_AUTH_DENIED.rawValue)
    }
    callbacks.channel_open_request_session_function = { _, own in session(own)?.openChannel() }
    clibssh_init_server(&callbacks)
    return callbacks
  }
}

private func authenticate(_ own: UnsafeMutableRawPointer?) -> Int32 {
  guard let session = session(own) else { return Int32(SSH_AUTH_DENIED.rawValue) }
  session.count(.authentication)
  guard !session.requests.tally.isExcessive else { return Int32(SSH_AUTH_DENIED.rawValue) }
  session.requests.isAuthenticated = true
  return Int32(SSH_AUTH_SUCCESS.rawValue)
}

extension ssh_channel_callbacks_struct {
  /// Callbacks that accept one terminal and one shell or command; no forwarding, no environment, no subsystem.
  static func recording(in own: UnsafeMutableRawPointer) -> ssh_channel_callbacks_struct {
    var callbacks = ssh_channel_callbacks_struct()
    callbacks.userdata = own
    callbacks.channel_data_function = { _, _, data, count, isError, own in
      guard let session = session(own) else { return 0 }
      if isError == 0 {
        session.requests.append(UnsafeRawBufferPointer(start: data, count: Int(count)))
      }
      return Int32(count)
    }
    callbacks.channel_eof_function = { _, _, own in session(own)?.requests.isInputEnded = true }
    callbacks.channel_close_function = { _, _, own in session(own)?.requests.isChannelClosed = true }
    callbacks.channel_signal_function = { _, _, _, own in session(own)?.count(.refusedRequest) }
    callbacks.channel_pty_request_function = { _, _, term, columns, rows, _, _, own in
      let term = term.map { String(cString: $0) } ?? ""
      return answer(own) { $0.setTerminal(term, columns: Int(columns), rows: Int(rows)) }
    }
    callbacks.channel_pty_window_change_function = { _, _, columns, rows, _, _, own in
      session(own)?.requests.newSize = (Int(columns), Int(rows))
      return accepted
    }
    callbacks.channel_shell_request_function = { _, _, own in answer(own) { $0.setCommand(nil) } }
    callbacks.channel_exec_request_function = { _, _, command, own in
      guard let command else { return refused }
      let bytes = UnsafeRawBufferPointer(start: command, count: strnlen(command, FixedLimits.commandBytes))
      return answer(own) { $0.setCommand(String(decoding: bytes, as: UTF8.self)) }
    }
    callbacks.channel_env_request_function = { _, _, _, _, own in
      session(own)?.count(.environment)
      return refused
    }
    // The protocol has no text for this refusal: OpenSSH's sftp and scp show "subsystem request failed on channel 0" and
    // "Connection closed". Commands such as `scp -f`, which older clients send, are refused with a sentence by the visit.
    callbacks.channel_subsystem_request_function = { _, _, _, own in
      session(own)?.count(.refusedRequest)
      return refused
    }
    clibssh_init_channel(&callbacks)
    return callbacks
  }
}

/// Answers a request, and counts it if it is refused.
private func answer(
  _ own: UnsafeMutableRawPointer?, _ record: (inout ClientRequests) -> Bool
) -> Int32 {
  guard let session = session(own) else { return refused }
  if record(&session.requests) { return accepted }
  session.count(.refusedRequest)
  return refused
}

extension SSHSession {
  /// Refuses and counts every message that no other callback handles.
  static let refuseMessage: ssh_message_callback = { _, message, own in
    let isAuthentication = ssh_message_type(message) == Int32(SSH_REQUEST_AUTH.rawValue)
    session(own)?.count(isAuthentication ? .authentication : .refusedRequest)
    return refused
  }
}
