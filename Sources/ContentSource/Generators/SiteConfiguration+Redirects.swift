/// The redirects in scripts.
extension SiteConfiguration {
  /// The objects of addresses in the configurations of Astro and Nuxt.
  private static let objects = ["redirects", "routeRules"]

  /// The addresses of a script's objects of redirects and their targets: `redirects: { '/old': '/new' }`, in which a target
  /// may be in an object of its own.
  var redirectPairs: [(source: String, target: String)] {
    guard isScript else { return [] }
    let text = String(decoding: bytes, as: UTF8.self)
    var pairs: [(source: String, target: String)] = []
    for name in Self.objects {
      var rest = text[...]
      while let range = rest.firstRange(of: name) {
        rest = rest[range.upperBound...]
        pairs += Self.pairs(inObjectAt: &rest)
      }
    }
    return pairs
  }

  /// The patterns of the paths of files in a script's object of rewrites, and those at which the pages are published.
  var rewritePairs: [(source: String, target: String)] {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let range = text.firstRange(of: "rewrites") else { return [] }
    var rest = text[range.upperBound...]
    return Self.pairs(inObjectAt: &rest, isAddress: { _ in true })
  }

  private static func isAddress(_ text: Substring) -> Bool { text.hasPrefix("/") || text.contains("://") }

  /// - Parameter rest: the text behind the name of an object; on return, that behind the object.
  private static func pairs(
    inObjectAt rest: inout Substring, isAddress: (Substring) -> Bool = Self.isAddress
  ) -> [(source: String, target: String)] {
    rest = rest.drop { $0.isWhitespace || $0 == ":" || $0 == "=" }
    guard rest.first == "{" else { return [] }
    rest.removeFirst()
    var pairs: [(source: String, target: String)] = []
    var address: String?
    var depth = 1
    while depth > 0, let character = rest.popFirst() {
      switch character {
      case "{": depth += 1
      case "}": depth -= 1
      case "'", "\"", "`":
        let string = rest.prefix { $0 != character && !$0.isNewline }
        rest = rest[string.endIndex...].dropFirst()
        if rest.first(where: { $0 != " " }) == ":" {
          address = isAddress(string) ? String(string) : nil
        } else if let known = address, isAddress(string) {
          pairs.append((known, String(string)))
          address = nil
        }
      default: continue
      }
    }
    return pairs
  }
}
