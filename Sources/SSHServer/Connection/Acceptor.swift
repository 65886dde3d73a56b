internal import CLibSSH
internal import COpenSSL
internal import Visit

/// Makes libssh sessions over accepted sockets, with the service's host key and algorithms.
///
/// It is made once, before the first fork. Afterwards only visitors' own processes call libssh.
final class Acceptor {
  private let bind: ssh_bind

  /// In the order of preference. libssh drops names that it does not support: 0.10 lacks the first, which is
  /// post-quantum. sntrup761x25519 is not offered, because it takes 5 ms of processor time a visit. paramiko 5.1
  /// supports only the last name.
  private static let keyExchanges =
    "mlkem768x25519-sha256,curve25519-sha256,curve25519-sha256@libssh.org"
  /// The last two are for paramiko before 3.5, which has none of the others. They are offered with
  /// encrypt-then-MAC codes only.
  private static let ciphers =
    "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr,aes128-ctr"
  private static let codes = "hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com"

  init(_ key: HostKey) throws(ServiceFailure) {
    guard copenssl_use_system_randomness() == 1, ssh_init() == clibssh_ok, let bind = ssh_bind_new() else {
      throw ServiceFailure("cannot initialize the SSH library")
    }
    self.bind = bind
    // The system's libssh_server_config must not change this service.
    var processesConfiguration = false
    ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &processesConfiguration)
    let texts: [(ssh_bind_options_e, String)] = [
      (SSH_BIND_OPTIONS_BANNER, String(Farewell.banner.dropFirst("SSH-2.0-".count))),
      (SSH_BIND_OPTIONS_KEY_EXCHANGE, Self.keyExchanges), (SSH_BIND_OPTIONS_CIPHERS_C_S, Self.ciphers),
      (SSH_BIND_OPTIONS_CIPHERS_S_C, Self.ciphers), (SSH_BIND_OPTIONS_HMAC_C_S, Self.codes),
      (SSH_BIND_OPTIONS_HMAC_S_C, Self.codes),
    ]
    for (option, text) in texts where ssh_bind_options_set(bind, option, text) != 0 {
      throw ServiceFailure("the SSH library does not accept \(text)")
    }
    guard ssh_bind_options_set(bind, SSH_BIND_OPTIONS_IMPORT_KEY, UnsafeRawPointer(key.key)) == 0 else {
      throw ServiceFailure("the SSH library does not accept the host key \(key.path)")
    }
  }

  /// Returns a non-blocking session over an accepted socket; nil when there is no memory for it.
  func session(over socket: Int32, _ limits: ServiceLimits) -> ssh_session? {
    guard let session = ssh_new() else { return nil }
    var grace = Int(limits.grace.components.seconds)
    var keyBytes = UInt64(limits.keyBytes)
    var keyAge = UInt32(clamping: limits.keyAge.components.seconds)
    ssh_options_set(session, SSH_OPTIONS_TIMEOUT, &grace)
    ssh_options_set(session, SSH_OPTIONS_REKEY_DATA, &keyBytes)
    ssh_options_set(session, SSH_OPTIONS_REKEY_TIME, &keyAge)
    ssh_options_set(session, SSH_OPTIONS_COMPRESSION, "none")
    guard ssh_bind_accept_fd(bind, session, socket) == clibssh_ok else {
      ssh_free(session)
      return nil
    }
    ssh_set_auth_methods(session, clibssh_auth_none | clibssh_auth_publickey)
    ssh_set_blocking(session, 0)
    return session
  }
}
