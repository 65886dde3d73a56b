package import Markdown

/// Where a link leads, after its destination was resolved.
package enum LinkTarget: Sendable, Hashable {
  /// An address that may be passed to a browser or a mail program.
  case address(Hyperlink)
  /// Another page of the portfolio.
  case place(Place)
  /// A heading of the same document, by its anchor.
  case heading(String)
  /// Anything else (`javascript:`, a file that is not a page): shown, never followed.
  case other(FilteredText)

  /// Classifies a destination by its form alone; a path is `other`, because only a portfolio knows its pages.
  package init(destination: String) {
    if let address = Hyperlink(destination) {
      self = .address(address)
    } else if destination.utf8.first == UInt8(ascii: "#") {
      self = .heading(String(destination.dropFirst()))
    } else {
      self = .other(FilteredText(destination))
    }
  }

  /// The target as text for a reader.
  package var text: FilteredText {
    switch self {
    case .address(let link): link.text
    case .place(let place): FilteredText(place.description)
    case .heading(let anchor): FilteredText("#" + anchor)
    case .other(let text): text
    }
  }
}

/// An address with a scheme that is safe to open: http, https or mailto.
package struct Hyperlink: Sendable, Hashable {
  /// Printable ASCII only, so it can stand within an OSC 8 or OSC 52 sequence.
  package let address: String

  /// Longer addresses are cut by some terminals and abused by others.
  package static let maximumBytes = 2048

  /// Percent-encodes what is not printable ASCII; nil for another scheme, and where it grows too long.
  package init?(_ destination: String) {
    let schemes = ["https://", "http://", "mailto:"]
    let head = destination.prefix(8).lowercased()
    guard let scheme = schemes.first(where: head.hasPrefix) else { return nil }
    guard destination.utf8.count > scheme.utf8.count, destination.utf8.count <= Self.maximumBytes else {
      return nil
    }
    address = Self.percentEncoded(destination)
    guard address.utf8.count <= Self.maximumBytes else { return nil }
  }

  /// Printable ASCII stays, any other byte becomes `%XX`.
  static func percentEncoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if (0x21...0x7E).contains(byte) {
        bytes.append(byte)
      } else {
        let hexadecimal = String(byte, radix: 16, uppercase: true)
        bytes.append(contentsOf: (byte < 0x10 ? "%0" : "%").utf8)
        bytes.append(contentsOf: hexadecimal.utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The address to show.
  package var text: FilteredText { FilteredText(address, as: .code) }

  /// The host that a browser would ask, in lower case; empty for mail.
  ///
  /// Browsers take a backslash for a slash and any number of slashes for two (WHATWG URL, 4.4).
  package var host: String {
    if isMail { return "" }
    let slashes: (UInt8) -> Bool = { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let behindScheme = address.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst().drop(while: slashes)
    let ends: (UInt8) -> Bool = { slashes($0) || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    let authority = behindScheme.prefix { !ends($0) }
    let at = UInt8(ascii: "@")
    let place = authority.split(separator: at, omittingEmptySubsequences: false).last ?? authority
    let isBracketed = place.first == UInt8(ascii: "[")
    let name = place.prefix { $0 != UInt8(ascii: isBracketed ? "]" : ":") }
    return Self.bare(Substring(name).lowercased())
  }

  /// Who gets a mail; empty for the web.
  private var recipient: String {
    isMail ? address.dropFirst(7).prefix { $0 != "?" }.lowercased() : ""
  }

  private var isMail: Bool { address.utf8.first.map { $0 | 0x20 } == UInt8(ascii: "m") }

  /// The host, or whom a mail would reach.
  package var party: String { isMail ? recipient : host }

  /// Whether a label names another host, or another mail address, than the address leads to.
  package func contradicts(label: String) -> Bool {
    guard label.utf8.contains(UInt8(ascii: ".")) else { return false }
    return FilteredText(label).string.split(whereSeparator: \.isWhitespace).contains { word in
      guard let named = Self.firstHost(in: word) else { return false }
      if isMail, named.contains("@") { return named != recipient }
      let domain = isMail ? recipient.split(separator: "@").last.map(String.init) ?? "" : host
      let shown = named.split(separator: "@").last.map(String.init) ?? ""
      return Self.withoutWWW(shown) != Self.withoutWWW(domain)
    }
  }

  /// The first part of a word that looks like `host.ending` or `user@host.ending`, encoded as in an address;
  /// what stands behind it is its path.
  private static func firstHost(in word: Substring) -> String? {
    // A mark of no width between two letters shows, and hides nothing: it is not looked at.
    let scalars = word.lowercased().unicodeScalars.filter { $0.isHost || DisplayWidth.columns(of: $0) > 0 }
    for part in scalars.split(whereSeparator: { !$0.isHost }) {
      let name = bare(String(String.UnicodeScalarView(part)))
      let labels = name.split(separator: ".")
      guard labels.count > 1, let ending = labels.last, !fileEndings.contains(ending) else { continue }
      let isName = ending.unicodeScalars.count > 1 && ending.allSatisfy(\.isLetter)
      if isName || ending.hasPrefix("xn--") { return percentEncoded(name).lowercased() }
    }
    return nil
  }

  /// Endings that are no top-level domains, so `Node.js` and `index.html` are no hosts.
  private static let fileEndings: Set<Substring> = [
    "css", "html", "jpg", "js", "json", "pdf", "png", "svg", "swift", "toml", "ts", "txt", "xml", "yaml",
    "yml",
  ]

  /// Without dots around it: `example.org.` is `example.org`.
  private static func bare(_ host: String) -> String {
    host.split(separator: ".").joined(separator: ".")
  }

  private static func withoutWWW(_ host: String) -> Substring {
    host.hasPrefix("www.") ? host.dropFirst(4) : host[...]
  }
}

extension Unicode.Scalar {
  /// Whether it may stand in the name of a host, or in a mail address.
  fileprivate var isHost: Bool {
    properties.isAlphabetic || properties.numericType != nil || "-._%@+".unicodeScalars.contains(self)
  }
}
