internal import CSystem
internal import Glibc

/// The account that the service runs as.
enum Privileges {
  /// Switches from root to another account permanently. If the process is not root, `name` must be its own account.
  static func switchTo(_ name: String) throws(ServiceFailure) {
    csystem_use_own_name_services()
    guard let entry = getpwnam(name)?.pointee else { throw ServiceFailure("there is no account '\(name)'") }
    guard entry.pw_uid != 0 else {
      throw ServiceFailure("'\(name)' is root; name another account with --user")
    }
    if geteuid() != 0 {
      if entry.pw_uid == geteuid() { return }
      throw ServiceFailure("only root can switch to the account '\(name)'")
    }
    // The last call must fail: otherwise the switch could be undone.
    guard setgroups(0, nil) == 0, setgid(entry.pw_gid) == 0, setuid(entry.pw_uid) == 0, setuid(0) != 0 else {
      throw ServiceFailure("cannot switch to the account '\(name)'")
    }
  }
}
