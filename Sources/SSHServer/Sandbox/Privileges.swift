internal import Glibc

/// What this process may do.
enum Privileges {
  /// Becomes another account, for ever.
  static func switchTo(_ name: String) throws(ServiceFailure) {
    guard let entry = getpwnam(name)?.pointee else { throw ServiceFailure("there is no account '\(name)'") }
    guard entry.pw_uid != 0 else {
      throw ServiceFailure("'\(name)' is root; name another account with --user")
    }
    if geteuid() != 0 {
      if entry.pw_uid == geteuid() { return }
      throw ServiceFailure("only root can become '\(name)'")
    }
    guard setgroups(0, nil) == 0, setgid(entry.pw_gid) == 0, setuid(entry.pw_uid) == 0, setuid(0) != 0 else {
      throw ServiceFailure("cannot become '\(name)'")
    }
  }
}
