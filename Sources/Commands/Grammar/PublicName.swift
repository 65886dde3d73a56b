/// How a service is reached: a host, and a port where it is not SSH's own.
package struct PublicName: Sendable {
  package let host: String
  package let port: Int

  /// Reads `HOST`, `HOST:PORT` or `[ADDRESS]:PORT`; nil where it is none.
  package init?(_ text: String) {
    var host = text[...]
    var port = 22
    let isBare = text.filter { $0 == ":" }.count > 1 && !text.hasPrefix("[")
    if !isBare, let colon = host.lastIndex(of: ":"), host[colon...].dropFirst().allSatisfy(\.isNumber),
      let number = Int(host[colon...].dropFirst())
    {
      port = number
      host = host[..<colon]
    } else if !isBare, !host.hasPrefix("["), host.contains(":") {
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

  /// What a visitor types before a place.
  var command: String { port == 22 ? "ssh -t \(host)" : "ssh -t -p \(port) \(host)" }

  /// What a visitor types who has no place in mind.
  package var invitation: String { port == 22 ? "ssh \(host)" : "ssh -p \(port) \(host)" }
}
