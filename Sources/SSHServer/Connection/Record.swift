/// A report of a visitor's process to the service: numbers of a fixed size, never text, so that no byte of a
/// visitor reaches the service or its log.
struct Record {
  enum Kind: UInt8 {
    /// The key exchange is over. `first` is its duration in microseconds.
    case exchanged = 1
    /// The visit has begun. `first` and `second` are the columns and rows of the terminal, 0 without one.
    case began
    /// The first output was sent. `first` is the time since the connection, in microseconds.
    case shown
    /// The connection has ended. `first` bytes were received, `second` sent.
    case ended
    /// The visit needs the file of the number `first`.
    case file
  }

  var kind: Kind
  var reason = EndReason.quit
  var client = ClientKind.other
  var term = TermKind.none
  var first: UInt64 = 0
  var second: UInt64 = 0

  /// The size of a record on the control socket, in bytes.
  static let size = 20

  /// The record on the control socket: four bytes and two numbers in the machine's byte order.
  var bytes: [UInt8] {
    [kind.rawValue, reason.rawValue, client.rawValue, term.rawValue]
      + withUnsafeBytes(of: first) { Array($0) } + withUnsafeBytes(of: second) { Array($0) }
  }

  init(_ kind: Kind, first: UInt64 = 0, second: UInt64 = 0) {
    self.kind = kind
    self.first = first
    self.second = second
  }

  /// Reads a record; nil when the size or the kind is wrong. A process that an attacker controls may send
  /// anything, so unknown values become harmless ones.
  init?(_ bytes: ArraySlice<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == Self.size, let kind = Kind(rawValue: bytes[0]) else { return nil }
    self.kind = kind
    reason = EndReason(rawValue: bytes[1]) ?? .protocol
    client = ClientKind(rawValue: bytes[2]) ?? .other
    term = TermKind(rawValue: bytes[3]) ?? .other
    first = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 4, as: UInt64.self) }
    second = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 12, as: UInt64.self) }
  }
}

/// The client's program, recognized by its identification line.
enum ClientKind: UInt8 {
  case other = 0
  case openSSH, putty, dropbear, paramiko, asyncssh, libssh, libssh2, go, jsch

  /// The names in logs, in the order of the cases.
  private static let names = [
    "other", "openSSH", "putty", "dropbear", "paramiko", "asyncssh", "libssh", "libssh2", "go", "jsch",
  ]
  var name: String { Self.names[Int(rawValue)] }

  /// - Parameter banner: the identification line, `SSH-2.0-SOFTWARE COMMENTS`; untrusted.
  init(banner: String) {
    let prefixes: [(String, ClientKind)] = [
      ("OpenSSH", .openSSH), ("PuTTY", .putty), ("dropbear", .dropbear), ("paramiko", .paramiko),
      ("AsyncSSH", .asyncssh), ("libssh2", .libssh2), ("libssh", .libssh), ("Go", .go), ("JSCH", .jsch),
    ]
    // Comparing characters instead of bytes took 2 % of a visit's processor time.
    let software = banner.utf8.split(separator: UInt8(ascii: "-"), maxSplits: 2).last ?? banner.utf8[...]
    self = prefixes.first { software.starts(with: $0.0.utf8) }?.1 ?? .other
  }
}

/// The family of the visitor's terminal.
enum TermKind: UInt8 {
  /// No terminal was requested.
  case none = 0
  case xterm, screen, tmux, linux, rxvt, vt, dumb, other

  /// The names in logs, in the order of the cases.
  private static let names = ["none", "xterm", "screen", "tmux", "linux", "rxvt", "vt", "dumb", "other"]
  var name: String { Self.names[Int(rawValue)] }

  /// - Parameter term: the value of TERM, nil without a terminal; untrusted.
  init(term: String?) {
    guard let term else {
      self = .none
      return
    }
    let prefixes: [(String, TermKind)] = [
      ("xterm", .xterm), ("screen", .screen), ("tmux", .tmux), ("linux", .linux), ("rxvt", .rxvt),
      ("vt", .vt), ("dumb", .dumb),
    ]
    self = prefixes.first { term.hasPrefix($0.0) }?.1 ?? .other
  }
}

/// An order of the service to a visitor's process, sent as one byte.
enum Order: UInt8 {
  /// Tell the visitor that the service is full, and end.
  case full = 1
  /// Announce that the service will end soon.
  case drain
  /// Tell the visitor that the service ends, and end.
  case end
  /// The answer to a record of the kind `file`: the descriptor comes with the byte.
  case file
  /// The answer to a record of the kind `file` that is refused.
  case noFile
}
