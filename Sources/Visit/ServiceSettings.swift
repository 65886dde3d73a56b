/// The settings of a service.
///
/// The command line sets them, and `SSHServer` uses them.
package struct ServiceSettings: Sendable {
  /// The addresses to accept connections on: `ADDRESS:PORT`, `[ADDRESS]:PORT`, or `:PORT` for every address.
  /// Ignored if systemd passes sockets.
  package var addresses: [String] = []
  package static let defaultAddresses = [":2222"]
  /// The path of the host key; nil for the key in the state folder, which is created if it does not exist.
  package var hostKey: String?
  /// The folder in which the service keeps the host key; nil if the environment names none.
  package var stateFolder: String?
  /// The account to switch to if root starts the service.
  package var user: String?
  /// Where Prometheus reads metrics: `ADDRESS:PORT` on the loopback interface, or the path of a Unix socket.
  package var metrics: String?
  /// The addresses that are trusted to send PROXY headers; nil if no headers are expected.
  package var proxies: [Network]?
  package var logFormat = LogFormat.logfmt
  package var limits = ServiceLimits()

  package init() {}
}

/// The format of log lines.
package enum LogFormat: String, CaseIterable, Sendable {
  case logfmt, json
}
