internal import CLibSSH
internal import Visit

// The library's callbacks: they note, and answer yes or no. None of them writes.

private let accepted: Int32 = 0
private let refused: Int32 = 1

/// The connection that a callback belongs to.
private func connection(_ own: UnsafeMutableRawPointer?) -> Connection? {
  own.map { Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue() }
}

extension ssh_server_callbacks_struct {
  /// Lets anybody in, and one session channel of theirs.
  static func noting(to own: UnsafeMutableRawPointer) -> ssh_server_callbacks_struct {
    var callbacks = ssh_server_callbacks_struct()
    callbacks.userdata = own
    callbacks.auth_none_function = { _, _, own in letIn(own) }
    // An agent full of keys: the first one will do, whatever it is.
    callbacks.auth_pubkey_function = { _, _, _, _, own in letIn(own) }
    callbacks.auth_password_function = { _, _, _, own in
      connection(own)?.count { $0.authenticate() }
      return Int32(SSH_AUTH_DENIED.rawValue)
    }
    callbacks.channel_open_request_session_function = { _, own in connection(own)?.openChannel() }
    clibssh_init_server(&callbacks)
    return callbacks
  }
}

private func letIn(_ own: UnsafeMutableRawPointer?) -> Int32 {
  guard let connection = connection(own) else { return Int32(SSH_AUTH_DENIED.rawValue) }
  connection.count { $0.authenticate() }
  guard !connection.tally.isExcessive else { return Int32(SSH_AUTH_DENIED.rawValue) }
  connection.isLetIn = true
  return Int32(SSH_AUTH_SUCCESS.rawValue)
}

extension ssh_channel_callbacks_struct {
  /// One terminal, one command or shell; no forwarding, no environment, no subsystem.
  static func noting(to own: UnsafeMutableRawPointer) -> ssh_channel_callbacks_struct {
    var callbacks = ssh_channel_callbacks_struct()
    callbacks.userdata = own
    callbacks.channel_data_function = { _, _, data, count, isError, own in
      guard let connection = connection(own) else { return 0 }
      if isError == 0 { connection.note(UnsafeRawBufferPointer(start: data, count: Int(count))) }
      return Int32(count)
    }
    callbacks.channel_eof_function = { _, _, own in connection(own)?.isInputEnded = true }
    callbacks.channel_close_function = { _, _, own in connection(own)?.isClosed = true }
    callbacks.channel_signal_function = { _, _, _, own in connection(own)?.count { $0.refuse() } }
    callbacks.channel_pty_request_function = { _, _, term, columns, rows, _, _, own in
      connection(own)?.noteTerminal(term, Int(columns), Int(rows)) ?? refused
    }
    callbacks.channel_pty_window_change_function = { _, _, columns, rows, _, _, own in
      connection(own)?.newSize = (Int(columns), Int(rows))
      return accepted
    }
    callbacks.channel_shell_request_function = { _, _, own in connection(own)?.noteRequest(nil) ?? refused }
    callbacks.channel_exec_request_function = { _, _, command, own in
      guard let command else { return refused }
      return connection(own)?.noteRequest(command) ?? refused
    }
    callbacks.channel_env_request_function = { _, _, _, _, own in
      connection(own)?.count { $0.setEnvironment() }
      return refused
    }
    callbacks.channel_subsystem_request_function = { _, _, _, own in
      connection(own)?.count { $0.refuse() }
      return refused
    }
    clibssh_init_channel(&callbacks)
    return callbacks
  }
}

extension Connection {
  /// What no other callback takes is refused, and counted.
  static let refuseMessage: ssh_message_callback = { _, message, own in
    connection(own)?.count {
      if ssh_message_type(message) == Int32(SSH_REQUEST_AUTH.rawValue) {
        $0.authenticate()
      } else {
        $0.refuse()
      }
    }
    return refused
  }

  fileprivate func note(_ data: UnsafeRawBufferPointer) {
    if input.count < FixedLimits.inputBytes { input += data }
  }

  fileprivate func noteTerminal(_ term: UnsafePointer<CChar>?, _ columns: Int, _ rows: Int) -> Int32 {
    guard terminal == nil, request == nil else {
      count { $0.refuse() }
      return refused
    }
    let name = term.map { String(cString: $0) } ?? ""
    // A name so long is nobody's.
    let known = name.utf8.count <= FixedLimits.termBytes ? name : ""
    terminal = VisitRequest.Terminal(term: known, columns: columns, rows: rows)
    return accepted
  }

  fileprivate func noteRequest(_ command: UnsafePointer<CChar>?) -> Int32 {
    guard request == nil else {
      count { $0.refuse() }
      return refused
    }
    let text = command.map {
      String(
        decoding: UnsafeRawBufferPointer(start: $0, count: strnlen($0, FixedLimits.commandBytes)),
        as: UTF8.self)
    }
    request = VisitRequest(command: text, terminal: terminal)
    return accepted
  }
}
