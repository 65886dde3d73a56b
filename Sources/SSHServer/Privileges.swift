internal import Glibc

/// What this process may do, and how much memory it has.
enum Privileges {
  /// Becomes another account, for ever.
  static func become(_ name: String) throws(ServiceFailure) {
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

  /// The address space in use, in bytes: the first number of Linux's `statm`, in pages.
  static var addressSpace: Int {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return 1 << 30 }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = max(0, read(descriptor, &buffer, buffer.count))
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    return (text.split(separator: " ").first.flatMap { Int($0) } ?? 1 << 18) * 4096
  }
}
