internal import Markdown

/// The addresses of a site that lead to other addresses, such as the former ones of its pages.
///
/// The patterns are those of Netlify, `/old/*` with `:splat`, and of path-to-regexp, which Vercel, Next.js and Docusaurus
/// have: `/old/:path*`, `/old/:name`, `/old/(.*)` with `$1`.
package struct Redirects: Sendable, Equatable {
  private enum Part: Equatable {
    case literal(Substring)
    /// A part with any text.
    case one(name: Substring)
    /// The rest of the address, after some text.
    case rest(prefix: Substring, name: Substring)
  }

  private struct Rule: Equatable {
    var parts: [Part]
    var target: String
  }

  /// The targets of addresses without parameters, which are kept without the slashes at their ends.
  private var targets: [String: String] = [:]
  /// The rules with parameters in their order.
  private var rules: [Rule] = []

  /// The maximum number of rules that are compared with every address.
  private static let maximumRules = 1000

  package init() {}

  package var isEmpty: Bool { targets.isEmpty && rules.isEmpty }

  /// Adds a rule, unless an earlier one has the same source.
  /// - Parameters:
  ///   - source: a path with `/` at its beginning. Others, such as those with a host, are ignored.
  ///   - target: a path, or a URL.
  package mutating func add(_ source: String, to target: String) {
    guard source.hasPrefix("/"), !target.isEmpty else { return }
    let source = Portfolio.decodingPercents(in: source)
    let parts = source.split(separator: "/").map(Self.part)
    let isLiteral = parts.allSatisfy { if case .literal = $0 { true } else { false } }
    if isLiteral {
      let path = Self.normalized(source)
      if !path.isEmpty, targets[path] == nil { targets[path] = target }
      return
    }
    // A rule for every address, `/* /index.html`, says nothing about which ones exist.
    let isGeneral =
      if case .literal? = parts.first { false } else { parts.first.map(Self.hasNoPrefix) != false }
    let keepsRest = target.hasPrefix("/") && target.contains { ":$*".contains($0) }
    guard !isGeneral || keepsRest, rules.count < Self.maximumRules else { return }
    rules.append(Rule(parts: parts, target: target))
  }

  private static func hasNoPrefix(_ part: Part) -> Bool {
    if case .rest(let prefix, _) = part { prefix.isEmpty } else { true }
  }

  private static func part(_ text: Substring) -> Part {
    if text.hasPrefix(":") {
      let name = text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      let isRest = text.hasSuffix("*") || text.hasSuffix("+") || text.hasSuffix("(.*)")
      return isRest ? .rest(prefix: "", name: name) : .one(name: name)
    }
    if let mark = text.firstIndex(where: { $0 == "*" || $0 == "(" }) {
      return .rest(prefix: text[..<mark], name: text[mark...].drop { !$0.isLetter && !$0.isNumber })
    }
    return .literal(text)
  }

  /// A path without slashes at its ends, without empty parts, and without the name of an index.
  private static func normalized(_ path: String) -> String {
    var parts = path.split(separator: "/")
    if parts.last == "index.html" { parts.removeLast() }
    let joined = parts.joined(separator: "/")
    return joined.hasSuffix(".html") ? String(joined.dropLast(5)) : joined
  }

  /// The target of an address with its parameters replaced; nil if it has none.
  package func target(of path: String) -> String? {
    if isEmpty { return nil }
    let path = Self.normalized(path)
    if let target = targets[path] { return target }
    let parts = path.split(separator: "/")
    for rule in rules {
      guard let found = Self.parameters(of: rule.parts, in: parts) else { continue }
      guard let target = Self.replacing(found, in: rule.target) else { return nil }
      // A rule may lead to itself with a host or a language, which is no other address.
      return Self.normalized(target) == path ? nil : target
    }
    return nil
  }

  private static func parameters(
    of pattern: [Part], in parts: [Substring]
  ) -> [(name: Substring, value: String)]? {
    var found: [(name: Substring, value: String)] = []
    for (index, part) in pattern.enumerated() {
      switch part {
      case .literal(let text):
        guard index < parts.count, parts[index] == text else { return nil }
      case .one(let name):
        guard index < parts.count else { return nil }
        found.append((name, String(parts[index])))
      case .rest(let prefix, let name):
        guard index < parts.count else {
          guard prefix.isEmpty else { return nil }
          return found + [(name, "")]
        }
        guard parts[index].hasPrefix(prefix) else { return nil }
        let rest = [parts[index].dropFirst(prefix.count)] + parts[(index + 1)...]
        return found + [(name, rest.joined(separator: "/"))]
      }
    }
    return pattern.count == parts.count ? found : nil
  }

  /// The longest target in bytes. A parameter may be in a target many times.
  private static let maximumTarget = 2048

  /// Returns the target with each parameter replaced once; nil if it is too long.
  private static func replacing(_ found: [(name: Substring, value: String)], in target: String) -> String? {
    // Longer marks come first, because `:name` is the beginning of `:name*`.
    var marks: [(mark: String, value: String)] = []
    for (index, (name, value)) in found.enumerated() {
      if !name.isEmpty { marks += [":\(name)*", ":\(name)+", "*\(name)", ":\(name)"].map { ($0, value) } }
      marks.append(("$\(index + 1)", value))
    }
    if let rest = found.last?.value { marks += [(":splat", rest), ("**", rest)] }
    var text = ""
    var remaining = target[...]
    while let first = remaining.first {
      if text.utf8.count > maximumTarget { return nil }
      if let (mark, value) = marks.first(where: { remaining.hasPrefix($0.mark) }) {
        text += value
        remaining = remaining.dropFirst(mark.count)
      } else {
        text.append(first)
        remaining.removeFirst()
      }
    }
    return text.utf8.count > maximumTarget ? nil : text
  }
}

extension Portfolio {
  /// The most redirects that lead from one address to another.
  private static let mostRedirects = 5

  /// Returns the addresses to which the site leads a link on a page, one after the other. The last one may be outside the
  /// site.
  package func redirections(of destination: String, from page: Page) -> [String] {
    if redirects.isEmpty { return [] }
    var addresses: [String] = []
    var next = destination
    while addresses.count < Self.mostRedirects, !Self.isOutside(next) {
      let (address, fragment) = Place.split(next)
      let path = Self.decodingPercents(in: String(address.prefix { $0 != "?" }))
      if path.isEmpty { break }
      let folder = page.path.split(separator: "/").dropLast().map(String.init)
      let absolute: String? = path.hasPrefix("/") ? path : Self.joined(folder, path).map { "/" + $0 }
      // Programs publish `a.md` as `a.html`.
      guard let absolute,
        var target = redirects.target(of: absolute)
          ?? redirects.target(of: String(PagePath.withoutExtension(absolute)))
      else { break }
      if let fragment, !target.contains("#") { target += "#" + fragment }
      addresses.append(target)
      next = target
    }
    return addresses
  }
}
