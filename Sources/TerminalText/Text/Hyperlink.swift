/// An address that may be handed to a browser or a mail program: its scheme is `http`, `https` or `mailto`.
package struct Hyperlink: Sendable, Hashable {
  /// Printable ASCII without spaces, so it is safe inside an OSC 8 or OSC 52 sequence.
  package let address: String

  /// The maximum length of an address in bytes. Some terminals cut longer ones.
  package static let maximumBytes = 2048

  /// Percent-encodes everything but printable ASCII. Nil if the scheme is another one, if nothing follows the scheme,
  /// or if the address is longer than ``maximumBytes`` before or after encoding.
  package init?(_ destination: String) {
    guard let scheme = Self.schemes.first(where: { Self.begins(destination, with: $0) }) else { return nil }
    guard destination.utf8.count > scheme.utf8.count, destination.utf8.count <= Self.maximumBytes else {
      return nil
    }
    address = Self.percentEncoded(destination)
    guard address.utf8.count <= Self.maximumBytes else { return nil }
  }

  private static let schemes = ["https://", "http://", "mailto:"]

  /// Whether a text begins with a scheme, in upper or lower case.
  private static func begins(_ text: String, with scheme: String) -> Bool {
    let bytes = text.utf8
    var index = bytes.startIndex
    for byte in scheme.utf8 {
      guard index < bytes.endIndex else { return false }
      let isLetter = (0x41...0x5A).contains(bytes[index] & 0xDF)
      if bytes[index] | (isLetter ? 0x20 : 0) != byte { return false }
      bytes.formIndex(after: &index)
    }
    return true
  }

  /// The text with every byte that is not printable ASCII, and every space, as `%XX`.
  static func percentEncoded(_ text: String) -> String {
    if text.utf8.allSatisfy(isPrintable) { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isPrintable(byte) {
        bytes.append(byte)
      } else {
        let hexadecimal = String(byte, radix: 16, uppercase: true)
        bytes.append(contentsOf: (byte < 0x10 ? "%0" : "%").utf8)
        bytes.append(contentsOf: hexadecimal.utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The length in bytes of ``percentEncoded(_:)``.
  static func encodedCount(of text: String) -> Int {
    text.utf8.reduce(0) { $0 + (isPrintable($1) ? 1 : 3) }
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

  /// The address as text to show.
  package var text: FilteredText { FilteredText(address, as: .code) }

  /// The host that a browser would connect to, in lower case; empty for a mail address.
  ///
  /// Browsers read a backslash as a slash, and any number of slashes as two (WHATWG URL Standard, 4.4).
  var host: String {
    if isMail { return "" }
    let isSlash: (UInt8) -> Bool = { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let afterScheme = address.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst().drop(while: isSlash)
    let isEnd: (UInt8) -> Bool = { isSlash($0) || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    let authority = afterScheme.prefix { !isEnd($0) }
    let at = UInt8(ascii: "@")
    let hostAndPort = authority.split(separator: at, omittingEmptySubsequences: false).last ?? authority
    let isBracketed = hostAndPort.first == UInt8(ascii: "[")
    let name = hostAndPort.prefix { $0 != UInt8(ascii: isBracketed ? "]" : ":") }
    return Self.withoutEmptyLabels(Substring(name).lowercased())
  }

  /// The host and the path, or the recipient of a mail, in at most `width` columns. A path loses its end, a host its
  /// beginning, because the end of a host tells who owns it.
  func shortened(to width: Int) -> FilteredText {
    let name = FilteredText(hostOrRecipient, as: .code)
    if name.columns > width { return "…" + name.dropping(columns: name.columns - width + 1) }
    if isMail { return name }
    let rest = address.dropFirst(address.lowercased().hasPrefix("https") ? 8 : 7)
    let path = rest.dropFirst(name.columns)
    // A user name or another slash before the host could pass for the host.
    let showsHost = rest.lowercased().hasPrefix(name.string) && path.first.map { "/?#:".contains($0) } == true
    return showsHost && path != "/" ? FilteredText(rest, as: .code).truncated(to: width) : name
  }

  /// The recipient of a mail, in lower case; empty for a web address.
  private var recipient: String {
    isMail ? address.dropFirst(7).prefix { $0 != "?" }.lowercased() : ""
  }

  private var isMail: Bool { address.utf8.first.map { $0 | 0x20 } == UInt8(ascii: "m") }

  /// The host of a web address, or the recipient of a mail.
  var hostOrRecipient: String { isMail ? recipient : host }

  /// Whether `label` contains a host or a mail address other than that of this address.
  func isContradicted(by label: String) -> Bool {
    guard label.utf8.contains(UInt8(ascii: ".")) else { return false }
    return FilteredText(label).string.split(whereSeparator: \.isWhitespace).contains { word in
      guard let named = Self.firstHost(in: word) else { return false }
      if isMail, named.contains("@") { return named != recipient }
      let domain = isMail ? recipient.split(separator: "@").last.map(String.init) ?? "" : host
      let shown = named.split(separator: "@").last.map(String.init) ?? ""
      return Self.withoutWWW(shown) != Self.withoutWWW(domain)
    }
  }

  /// The first part of a word that looks like `host.ending` or `user@host.ending`, percent-encoded; nil if no
  /// part does. Anything after that part is a path.
  private static func firstHost(in word: Substring) -> String? {
    // Leave out combining marks and invisible scalars, because they do not end a host name.
    let scalars = word.lowercased().unicodeScalars.filter {
      $0.isAllowedInHost || DisplayWidth.columns(of: $0) > 0
    }
    for part in scalars.split(whereSeparator: { !$0.isAllowedInHost }) {
      let name = withoutEmptyLabels(String(String.UnicodeScalarView(part)))
      let labels = name.split(separator: ".")
      guard labels.count > 1, let ending = labels.last, !fileEndings.contains(ending) else { continue }
      let isName = ending.unicodeScalars.count > 1 && ending.allSatisfy(\.isLetter)
      if isName || ending.hasPrefix("xn--") { return percentEncoded(name).lowercased() }
    }
    return nil
  }

  /// Common file extensions that are not top-level domains, so that `Node.js` and `index.html` are not taken for hosts.
  private static let fileEndings: Set<Substring> = [
    "css", "html", "jpg", "js", "json", "pdf", "png", "svg", "swift", "toml", "ts", "txt", "xml", "yaml",
    "yml",
  ]

  /// The host without leading, trailing and doubled dots: `example.org.` becomes `example.org`.
  private static func withoutEmptyLabels(_ host: String) -> String {
    host.split(separator: ".").joined(separator: ".")
  }

  private static func withoutWWW(_ host: String) -> Substring {
    host.hasPrefix("www.") ? host.dropFirst(4) : host[...]
  }
}

extension Unicode.Scalar {
  /// Whether the scalar may be part of a host name or a mail address.
  fileprivate var isAllowedInHost: Bool {
    properties.isAlphabetic || properties.numericType != nil || "-._%@+".unicodeScalars.contains(self)
  }
}
