internal import PortfolioModel

/// Writes front matter. A value that would make it too long is left out.
struct FrontMatterText {
  var lines: [String] = []

  /// The most bytes of a value, so that all values of a page are within ``ContentLimits/frontMatterBytes``.
  private static let textBytes = 1 << 10
  private static let listBytes = 3 << 10

  /// Adds a text; nothing for an empty one.
  /// - Returns: false if the text is too long.
  @discardableResult
  mutating func add(_ key: String, _ text: String?) -> Bool {
    guard let text, !text.isEmpty else { return true }
    let quoted = Self.quoted(text)
    if quoted.utf8.count > (key == "summary" ? Self.listBytes : Self.textBytes) { return false }
    lines.append("\(key): \(quoted)")
    return true
  }

  /// Adds a list; nothing for an empty one.
  /// - Returns: false if the list is too long.
  @discardableResult
  mutating func add(_ key: String, _ texts: [String]) -> Bool {
    if texts.isEmpty { return true }
    let quoted = texts.map { "  - " + Self.quoted($0) }.joined(separator: "\n")
    if quoted.utf8.count > Self.listBytes { return false }
    lines.append("\(key):\n\(quoted)")
    return true
  }

  mutating func add(_ key: String, _ number: Int) { lines.append("\(key): \(number)") }

  mutating func add(_ key: String, _ date: CalendarDate?) {
    if let date { lines.append("\(key): \(date)") }
  }

  /// Adds the accounts of a person.
  /// - Returns: false if the list is too long.
  mutating func add(profiles: [Person.Profile]) -> Bool {
    if profiles.isEmpty { return true }
    let text = profiles.map { profile in
      "  - network: \(Self.quoted(profile.network))\n    username: \(Self.quoted(profile.username))\n"
        + "    url: \(Self.quoted(profile.url))"
    }.joined(separator: "\n")
    if text.utf8.count > Self.listBytes { return false }
    lines.append("profiles:\n" + text)
    return true
  }

  /// The front matter with its fences, and a body.
  func page(_ body: [String]) -> [UInt8] {
    let blocks = body.filter { !$0.isEmpty }
    let text = "---\n" + lines.map { $0 + "\n" }.joined() + "---\n" + blocks.map { "\n" + $0 + "\n" }.joined()
    return Array(text.utf8)
  }

  /// A text as a double-quoted scalar of YAML. Characters that are not printable in YAML are escaped.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: quoted += "\\" + String(scalar)
      case 0x0A: quoted += "\\n"
      case 0..<0x20, 0x7F...0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
