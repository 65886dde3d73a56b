/// How a service is set up.
public struct Configuration: Sendable {
  /// `ADDRESS:PORT`, `[ADDRESS]:PORT`, or `:PORT` for every address. Ignored where systemd hands sockets over.
  public var addresses: [String] = []
  /// Nil for the key in the state folder, which is made where there is none.
  public var hostKey: String?
  public var stateFolder: String?
  /// The account that root becomes.
  public var user: String?
  /// Where Prometheus reads metrics: `ADDRESS:PORT` of this machine, or the path of a socket.
  public var metrics: String?
  /// Those who say whom they speak for, with the PROXY protocol; nil where nobody does.
  public var proxies: [Network]?
  public var logFormat = LogFormat.logfmt
  public var limits = Limits()

  public init() {}
}

/// How the lines of the log are written.
public enum LogFormat: String, CaseIterable, Sendable {
  case logfmt, json
}
