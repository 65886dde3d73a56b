/// The host and the port at which visitors reach a service.
package struct PublicName: Sendable {
  package let host: String
  package let port: Int

  /// Parses `HOST`, `HOST:PORT`, `ADDRESS` or `[ADDRESS]:PORT`; nil for any other text, among others for
  /// every text that a shell or `ssh` would not take as one host name.
  package init?(_ text: String) {
    var host = text[...]
    var port = 22
    let isBareIPv6 = text.filter { $0 == ":" }.count > 1 && !text.hasPrefix("[")
    if !isBareIPv6, let colon = host.lastIndex(of: ":"), host[colon...].dropFirst().allSatisfy(\.isNumber),
      let number = Int(host[colon...].dropFirst())
    {
      port = number
      host = host[..<colon]
    } else if !isBareIPv6, !host.hasPrefix("["), host.contains(":") {
      return nil
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    let isName = host.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-._:%".utf8.contains(byte)
    }
    guard !host.isEmpty, isName, !host.hasPrefix("-"), host.utf8.count <= 255, (1...65535).contains(port)
    else {
      return nil
    }
    self.host = String(host)
    self.port = port
  }

  /// The command to which a visitor appends a page's path.
  var command: String { port == 22 ? "ssh -t \(host)" : "ssh -t -p \(port) \(host)" }

  /// The command that opens the portfolio at its start.
  package var invitation: String { port == 22 ? "ssh \(host)" : "ssh -p \(port) \(host)" }
}
