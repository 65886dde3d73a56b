/// The address at which a site is published, by which its own pages may be linked.
struct SiteAddress: Sendable {
  /// In lower case, without `www.`.
  private let host: Substring
  /// Without a slash at its end.
  private let path: Substring

  /// - Parameter text: `https://host/path/`; nil for other addresses.
  init?(_ text: String) {
    guard let parts = Self.parts(of: text) else { return nil }
    host = parts.host
    path = parts.path.utf8.last == UInt8(ascii: "/") ? parts.path.dropLast() : parts.path
  }

  /// Returns the path within the site, with its query and fragment, of an address; nil for one outside of it.
  func path(of address: String) -> String? {
    guard let parts = Self.parts(of: address), parts.host == host, parts.path.hasPrefix(path) else {
      return nil
    }
    let rest = parts.path.dropFirst(path.count)
    guard let first = rest.utf8.first else { return "/" }
    guard "/?#".utf8.contains(first) else { return nil }
    return first == UInt8(ascii: "/") ? String(rest) : "/" + rest
  }

  /// The host and what follows it in `https://host/path`, `http://host/path` or `//host/path`.
  private static func parts(of address: String) -> (host: Substring, path: Substring)? {
    let schemes = ["https:", "http:", ""]
    guard let mark = address.firstRange(of: "//"),
      schemes.contains(address[..<mark.lowerBound].lowercased())
    else { return nil }
    let rest = address[mark.upperBound...]
    let host = rest.prefix { !"/?#".contains($0) }
    let name = host.lowercased()
    if name.isEmpty { return nil }
    return (name.hasPrefix("www.") ? name.dropFirst(4) : name[...], rest[host.endIndex...])
  }
}
