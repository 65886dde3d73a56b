internal import CLibSSH
internal import Glibc
internal import Visit

/// The key by which clients recognize the service: Ed25519, in a file that only its owner can read.
///
/// It is generated once, and never replaced: clients would warn that the host has changed.
struct HostKey {
  let path: String
  /// `SHA256:...`, as clients show it.
  let fingerprint: String
  /// Whether this process generated the key.
  let isNew: Bool
  let key: ssh_key

  /// Reads the key that the settings name, or the key in the state folder. The latter is generated if it is missing.
  init(_ settings: ServiceSettings) throws(ServiceFailure) {
    if let path = settings.hostKey {
      try self.init(named: path)
    } else if let folder = settings.stateFolder {
      try self.init(inStateFolder: folder)
    } else {
      throw ServiceFailure("there is no folder for a host key: set HOME, or name a key with --host-key")
    }
  }

  /// Reads the key that the settings name, or the key in the state folder; nil if the latter does not exist yet.
  static func existing(_ settings: ServiceSettings) throws(ServiceFailure) -> HostKey? {
    if settings.hostKey == nil, let folder = settings.stateFolder,
      access(path(inStateFolder: folder), F_OK) != 0
    {
      return nil
    }
    return try HostKey(settings)
  }

  private static func path(inStateFolder folder: String) -> String { folder + "/host_key" }

  /// The SSHFP records of the key (RFC 4255, RFC 7479), for the zone of a host: its SHA-1 and its SHA-256 fingerprint.
  func records(host: String) throws(ServiceFailure) -> String {
    // The numbers are those of Ed25519, and of the hash.
    let sha1 = try Self.digits(of: key, SSH_PUBLICKEY_HASH_SHA1)
    let sha256 = try Self.digits(of: key, SSH_PUBLICKEY_HASH_SHA256)
    return "\(host) IN SSHFP 4 1 \(sha1)\n\(host) IN SSHFP 4 2 \(sha256)\n"
  }

  /// Reads a key that the owner named. It is not generated if it is missing.
  init(named path: String) throws(ServiceFailure) {
    try self.init(reading: path, isNew: false)
  }

  /// Reads the key in a state folder; generates it, and the folder, when it is missing.
  init(inStateFolder folder: String) throws(ServiceFailure) {
    let path = Self.path(inStateFolder: folder)
    var information = stat()
    var isNew = false
    if lstat(path, &information) != 0 {
      var parent = ""
      for part in folder.split(separator: "/") {
        parent += "/" + part
        mkdir(parent, 0o700)
      }
      isNew = try Self.generate(path)
    }
    try self.init(reading: path, isNew: isNew)
  }

  private init(reading path: String, isNew: Bool) throws(ServiceFailure) {
    func refusal(_ fault: String, _ remedy: String) -> ServiceFailure {
      ServiceFailure("the host key \(path) \(fault); \(remedy)")
    }
    let remedy = "make one with: ssh-keygen -t ed25519 -N '' -f \(path)"
    // Check the descriptor and not the path, because the file at the path may be replaced in the meantime.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: throw refusal("does not exist", remedy)
      case ELOOP: throw refusal("is a symbolic link", "name the file itself")
      case EACCES: throw refusal("cannot be read", "run: chown $USER \(path)")
      default: throw refusal("cannot be opened", remedy)
      }
    }
    defer { close(descriptor) }
    var information = stat()
    fstat(descriptor, &information)
    guard information.st_mode & S_IFMT == S_IFREG else { throw refusal("is not a regular file", remedy) }
    guard information.st_mode & 0o077 == 0 else {
      throw refusal("can be read by others", "run: chmod 600 \(path)")
    }
    guard information.st_uid == geteuid() else {
      throw refusal("belongs to another account", "run: chown \(geteuid()) \(path)")
    }
    var buffer = [CChar](repeating: 0, count: 16_385)
    let count = read(descriptor, &buffer, buffer.count - 1)
    guard count > 0 else { throw refusal("is empty", "remove it and " + remedy) }
    var key: ssh_key?
    // Without this callback libssh would ask for a passphrase on the terminal, which a service does not have.
    let refusePassphrase: ssh_auth_callback = { _, _, _, _, _, _ in -1 }
    guard ssh_pki_import_privkey_base64(buffer, nil, refusePassphrase, nil, &key) == clibssh_ok, let key
    else {
      throw refusal(
        "is not a private key, or has a passphrase",
        "remove the passphrase with: ssh-keygen -p -N '' -f \(path)")
    }
    guard ssh_key_type(key) == SSH_KEYTYPE_ED25519 else {
      throw refusal("is not an Ed25519 key", "use another path and " + remedy)
    }
    self.path = path
    self.key = key
    self.isNew = isNew
    fingerprint = try Self.fingerprint(of: key)
  }

  private static func fingerprint(of key: ssh_key) throws(ServiceFailure) -> String {
    let hash = try hash(of: key, SSH_PUBLICKEY_HASH_SHA256)
    let text = hash.withUnsafeBufferPointer { bytes in
      UnsafeMutablePointer(mutating: bytes.baseAddress).flatMap {
        ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, $0, bytes.count)
      }
    }
    guard let text else { throw noFingerprint }
    defer { ssh_string_free_char(text) }
    return String(cString: text)
  }

  private static func digits(of key: ssh_key, _ type: ssh_publickey_hash_type) throws(ServiceFailure)
    -> String
  {
    try hash(of: key, type).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func hash(
    of key: ssh_key, _ type: ssh_publickey_hash_type
  ) throws(ServiceFailure) -> [UInt8] {
    var publicKey: ssh_key?
    var hash: UnsafeMutablePointer<UInt8>?
    var length = 0
    guard ssh_pki_export_privkey_to_pubkey(key, &publicKey) == clibssh_ok, let publicKey else {
      throw noFingerprint
    }
    defer { ssh_key_free(publicKey) }
    guard ssh_get_publickey_hash(publicKey, type, &hash, &length) == 0, let hash else { throw noFingerprint }
    defer { free(hash) }
    return Array(UnsafeBufferPointer(start: hash, count: length))
  }

  private static let noFingerprint = ServiceFailure("cannot compute the fingerprint of the host key")

  /// Generates a key and writes it atomically: first to a file with a temporary name, which is then linked to
  /// `path`. The link fails if another process has made a key in the meantime.
  /// - Returns: false if another process made the key at `path`.
  private static func generate(_ path: String) throws(ServiceFailure) -> Bool {
    func failure() -> ServiceFailure {
      ServiceFailure(
        "cannot write the host key \(path): \(String(cString: strerror(errno)).lowercased());"
          + " name another with --host-key")
    }
    var key: ssh_key?
    var text: UnsafeMutablePointer<CChar>?
    guard clibssh_generate_ed25519(&key) == clibssh_ok, let key,
      ssh_pki_export_privkey_base64(key, nil, nil, nil, &text) == clibssh_ok, let text
    else { throw ServiceFailure("cannot generate a host key") }
    defer {
      ssh_key_free(key)
      ssh_string_free_char(text)
    }
    // mkstemp replaces the X's, and makes a file of mode 0600.
    var draft = Array((path + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&draft)
    guard descriptor >= 0 else { throw failure() }
    defer {
      close(descriptor)
      unlink(draft)
    }
    let count = strlen(text)
    guard write(descriptor, text, count) == count, fsync(descriptor) == 0 else { throw failure() }
    if link(draft, path) == 0 { return true }
    guard errno == EEXIST else { throw failure() }
    return false
  }
}
