/// What a visitor's process tells the parent: numbers of a fixed size, never text.
struct Record {
  enum Kind: UInt8 {
    /// The keys are exchanged; `first` is how long that took, in microseconds.
    case exchanged = 1
    /// Something was asked for: `first` is the number of columns, `second` of rows, 0 without a terminal.
    case began
    /// The first output is on its way; `first` as above.
    case shown
    /// The end: `first` bytes came in, `second` went out.
    case ended
  }

  var kind: Kind
  var reason = EndReason.quit
  var client = ClientKind.other
  var term = TermKind.none
  var first: UInt64 = 0
  var second: UInt64 = 0

  static let size = 20

  var bytes: [UInt8] {
    [kind.rawValue, reason.rawValue, client.rawValue, term.rawValue]
      + withUnsafeBytes(of: first) { Array($0) } + withUnsafeBytes(of: second) { Array($0) }
  }

  init(_ kind: Kind, first: UInt64 = 0, second: UInt64 = 0) {
    self.kind = kind
    self.first = first
    self.second = second
  }

  /// Nil where the bytes are none: a process that was taken over may send anything.
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

/// Whose client it is, by its banner: a word of ours, never the visitor's.
enum ClientKind: UInt8 {
  case other = 0
  case openSSH, putty, dropbear, paramiko, asyncssh, libssh, libssh2, go, jsch

  /// How logs write it, in the order of the cases.
  private static let names = [
    "other", "openSSH", "putty", "dropbear", "paramiko", "asyncssh", "libssh", "libssh2", "go", "jsch",
  ]
  var name: String { Self.names[Int(rawValue)] }

  /// - Parameter banner: `SSH-2.0-SOFTWARE_VERSION`.
  init(banner: String) {
    let words: [(String, ClientKind)] = [
      ("OpenSSH", .openSSH), ("PuTTY", .putty), ("dropbear", .dropbear), ("paramiko", .paramiko),
      ("AsyncSSH", .asyncssh), ("libssh2", .libssh2), ("libssh", .libssh), ("Go", .go), ("JSCH", .jsch),
    ]
    // By bytes: a search for words took 2 % of a visit's processor time.
    let software = banner.utf8.split(separator: UInt8(ascii: "-"), maxSplits: 2).last ?? banner.utf8[...]
    self = words.first { software.starts(with: $0.0.utf8) }?.1 ?? .other
  }
}

/// What terminal it is, roughly.
enum TermKind: UInt8 {
  case none = 0
  case xterm, screen, tmux, linux, rxvt, vt, dumb, other

  /// How logs write it, in the order of the cases.
  private static let names = ["none", "xterm", "screen", "tmux", "linux", "rxvt", "vt", "dumb", "other"]
  var name: String { Self.names[Int(rawValue)] }

  init(term: String?) {
    guard let term else {
      self = .none
      return
    }
    let words: [(String, TermKind)] = [
      ("xterm", .xterm), ("screen", .screen), ("tmux", .tmux), ("linux", .linux), ("rxvt", .rxvt),
      ("vt", .vt), ("dumb", .dumb),
    ]
    self = words.first { term.hasPrefix($0.0) }?.1 ?? .other
  }
}

/// What the parent tells a visitor's process: one byte each.
enum Order: UInt8 {
  /// There are as many visitors as there may be: say so, and end.
  case full = 1
  /// The service will end soon.
  case drain
  /// The service ends.
  case end
}
