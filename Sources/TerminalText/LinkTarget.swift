/// Where a link leads, after it was looked at.
public enum LinkTarget: Sendable, Hashable {
  /// An address that a browser or a mail program may be handed.
  case address(Hyperlink)
  /// A place of the portfolio: `section/slug`, `section/slug#heading` or `#heading`.
  case place(FilteredText)
  /// Anything else (`javascript:`, a file that is no page): shown, never followed.
  case other(FilteredText)

  /// Judges a destination by its scheme alone; what has none is `other`.
  public init(destination: String) {
    if let address = Hyperlink(destination) {
      self = .address(address)
    } else if destination.utf8.first == UInt8(ascii: "#") {
      self = .place(FilteredText(destination))
    } else {
      self = .other(FilteredText(destination))
    }
  }

  /// What a reader is shown of it.
  public var text: FilteredText {
    switch self {
    case .address(let link): link.text
    case .place(let text), .other(let text): text
    }
  }
}

/// An address with a scheme that is safe to open: http, https or mailto.
public struct Hyperlink: Sendable, Hashable {
  /// Printable ASCII only, so it can stand within an OSC 8 or OSC 52 sequence.
  public let address: String

  /// Longer addresses are cut by some terminals and abused by others.
  public static let maximumBytes = 2048

  /// Percent-encodes what is not printable ASCII; nil for another scheme, and where it grows too long.
  public init?(_ destination: String) {
    let schemes = ["https://", "http://", "mailto:"]
    let head = destination.prefix(8).lowercased()
    guard let scheme = schemes.first(where: head.hasPrefix) else { return nil }
    guard destination.utf8.count > scheme.utf8.count, destination.utf8.count <= Self.maximumBytes else {
      return nil
    }
    var bytes: [UInt8] = []
    for byte in destination.utf8 {
      if (0x21...0x7E).contains(byte) {
        bytes.append(byte)
      } else {
        let hexadecimal = String(byte, radix: 16, uppercase: true)
        bytes.append(contentsOf: (byte < 0x10 ? "%0" : "%").utf8)
        bytes.append(contentsOf: hexadecimal.utf8)
      }
    }
    guard bytes.count <= Self.maximumBytes else { return nil }
    address = String(decoding: bytes, as: UTF8.self)
  }

  /// The address to show.
  public var text: FilteredText { FilteredText(address, as: .code) }

  /// The part between `//` (and any `user@`) and the path, in lower case; empty for mail.
  public var host: String { Self.host(in: address) ?? "" }

  /// Whether a label names another host than the address leads to.
  public func contradicts(label: String) -> Bool {
    let word = label.lowercased()
    if !word.contains(".") || word.contains(" ") { return false }
    guard let shown = Self.host(in: word.contains("://") ? word : "http://" + word) else { return false }
    let ending = shown.split(separator: ".").last ?? ""
    guard ending.count >= 2, ending.allSatisfy({ $0.isLetter }), shown.contains(".") else { return false }
    func bare(_ host: String) -> Substring { host.hasPrefix("www.") ? host.dropFirst(4) : host[...] }
    if host.isEmpty { return !address.lowercased().hasSuffix(word) }
    return bare(shown) != bare(host)
  }

  private static func host(in address: String) -> String? {
    let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[1].isEmpty else { return nil }
    let authority = parts[2].split(separator: "?").first?.split(separator: "#").first ?? ""
    return authority.split(separator: "@").last?.split(separator: ":").first?.lowercased()
  }
}
