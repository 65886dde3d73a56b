internal import CLibSSH
internal import Glibc
internal import Visit

/// The key by which visitors know the service again: made once, never silently replaced.
struct HostKey {
  let path: String
  let fingerprint: String
  let isNew: Bool
  let key: ssh_key

  /// Reads the key that the settings name, or the one in the state folder, which is made when it is missing.
  init(_ settings: ServiceSettings) throws(ServiceFailure) {
    if let path = settings.hostKey {
      try self.init(named: path)
    } else if let folder = settings.stateFolder {
      try self.init(inStateFolder: folder)
    } else {
      throw ServiceFailure("there is no folder for a host key: set HOME, or name a key with --host-key")
    }
  }

  /// Reads a key that somebody named; a sentence where it cannot be used.
  init(named path: String) throws(ServiceFailure) {
    try self.init(reading: path, isNew: false)
  }

  /// Reads the key in the state folder, or makes it: Ed25519, readable by its owner only.
  init(inStateFolder folder: String) throws(ServiceFailure) {
    let path = folder + "/host_key"
    var information = stat()
    var isNew = false
    if lstat(path, &information) != 0 {
      var parent = ""
      for part in folder.split(separator: "/") {
        parent += "/" + part
        mkdir(parent, 0o700)
      }
      isNew = try Self.make(path)
    }
    try self.init(reading: path, isNew: isNew)
  }

  private init(reading path: String, isNew: Bool) throws(ServiceFailure) {
    func refuse(_ what: String, _ remedy: String) -> ServiceFailure {
      ServiceFailure("the host key \(path) \(what); \(remedy)")
    }
    let makeOne = "make one with: ssh-keygen -t ed25519 -N '' -f \(path)"
    // Opened once, and only what was opened is looked at.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: throw refuse("does not exist", makeOne)
      case ELOOP: throw refuse("is a symbolic link", "name the file itself")
      case EACCES: throw refuse("cannot be read", "run: chown $USER \(path)")
      default: throw refuse("cannot be opened", makeOne)
      }
    }
    defer { close(descriptor) }
    var information = stat()
    fstat(descriptor, &information)
    guard information.st_mode & S_IFMT == S_IFREG else { throw refuse("is no file", makeOne) }
    guard information.st_mode & 0o077 == 0 else {
      throw refuse("can be read by others", "run: chmod 600 \(path)")
    }
    guard information.st_uid == geteuid() else {
      throw refuse("belongs to somebody else", "run: chown \(geteuid()) \(path)")
    }
    var buffer = [CChar](repeating: 0, count: 16_385)
    let count = read(descriptor, &buffer, buffer.count - 1)
    guard count > 0 else { throw refuse("is empty", "remove it and " + makeOne) }
    var key: ssh_key?
    // A passphrase that is asked for is not given: nobody sits at a service.
    let refusal: ssh_auth_callback = { _, _, _, _, _, _ in -1 }
    guard ssh_pki_import_privkey_base64(buffer, nil, refusal, nil, &key) == clibssh_ok, let key else {
      throw refuse(
        "is no private key, or has a passphrase", "use one without: ssh-keygen -p -N '' -f \(path)")
    }
    guard ssh_key_type(key) == SSH_KEYTYPE_ED25519 else {
      throw refuse("is not of the kind ed25519", "use another path and " + makeOne)
    }
    self.path = path
    self.key = key
    self.isNew = isNew
    fingerprint = try Self.fingerprint(of: key)
  }

  private static func fingerprint(of key: ssh_key) throws(ServiceFailure) -> String {
    var publicKey: ssh_key?
    var hash: UnsafeMutablePointer<UInt8>?
    var length = 0
    guard ssh_pki_export_privkey_to_pubkey(key, &publicKey) == clibssh_ok, let publicKey,
      ssh_get_publickey_hash(publicKey, SSH_PUBLICKEY_HASH_SHA256, &hash, &length) == 0, let hash,
      let text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, length)
    else { throw ServiceFailure("the host key has no fingerprint") }
    defer {
      ssh_string_free_char(text)
      ssh_key_free(publicKey)
      free(hash)
    }
    return String(cString: text)
  }

  /// Writes it whole under another name, then gives it its own; false where somebody else took that meanwhile.
  private static func make(_ path: String) throws(ServiceFailure) -> Bool {
    func failure() -> ServiceFailure {
      ServiceFailure(
        "cannot write the host key \(path): \(String(cString: strerror(errno)).lowercased());"
          + " name another with --host-key")
    }
    var key: ssh_key?
    var text: UnsafeMutablePointer<CChar>?
    guard ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) == clibssh_ok, let key,
      ssh_pki_export_privkey_base64(key, nil, nil, nil, &text) == clibssh_ok, let text
    else { throw ServiceFailure("a host key cannot be made") }
    defer {
      ssh_key_free(key)
      ssh_string_free_char(text)
    }
    // mkstemp puts letters of its own into the place of these six, and makes the file 0600.
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
