/// How a service is set up. Values only, so that both programs can hold them; `SSHServer` acts on them.
package struct ServiceSettings: Sendable {
  /// `ADDRESS:PORT`, `[ADDRESS]:PORT`, or `:PORT` for every address. Ignored when systemd passes sockets.
  package var addresses: [String] = []
  /// Path of the host key; nil for the key in the state folder, which is created when it is missing.
  package var hostKey: String?
  package var stateFolder: String?
  /// The account that root switches to.
  package var user: String?
  /// Where Prometheus reads metrics: `ADDRESS:PORT` on the loopback interface, or the path of a socket.
  package var metrics: String?
  /// Addresses that are trusted to send PROXY headers; nil when no header is expected.
  package var proxies: [Network]?
  package var logFormat = LogFormat.logfmt
  package var limits = ServiceLimits()

  package init() {}
}

/// The format of log lines.
package enum LogFormat: String, CaseIterable, Sendable {
  case logfmt, json
}
