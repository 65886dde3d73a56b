internal import PortfolioModel

/// The names of pages in the string literals of a script, with their places: the order in which the script lists them.
///
/// Pages in a bar at the top of the site, `nav: [...]`, come after all others, because it links to a few of the pages that
/// the sidebar lists.
struct ScriptNames {
  /// The largest number of names in a line of a script that have places of their own.
  static let linePlaces = 1000

  /// The places of the names, without extension.
  private(set) var places: [String: Int] = [:]
  /// The names in a bar, in their order.
  private(set) var barNames: [String] = []

  /// The last place of a name with a prefix.
  private var lastPlace = -1

  /// - Parameter isURL: whether pages are named by their address, `/guide/start`, or otherwise; nil for both.
  init(inScript bytes: [UInt8], isURL: Bool?) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let bars = isURL == true ? Self.bars(in: bytes) : []
    var inBars: [(name: String, place: Int)] = []
    var isComment = false
    for (number, line) in lines.enumerated() {
      var place = number * Self.linePlaces
      let code = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if code.starts(with: "/*".utf8) { isComment = true }
      let isSkipped = isComment || code.starts(with: "//".utf8)
      if isComment, String(decoding: code, as: UTF8.self).contains("*/") { isComment = false }
      if isSkipped { continue }
      for part in String(decoding: line, as: UTF8.self).split(whereSeparator: { "'\"`".contains($0) }) {
        guard part.utf8.count < 200, isURL == nil || part.hasPrefix("/") == isURL else { continue }
        let name = Self.name(of: part)
        if bars.contains(where: { $0.contains(number) }) {
          inBars.append((name, place))
        } else if places[name] == nil {
          places[name] = place
        }
        place = min(place + 1, (number + 1) * Self.linePlaces - 1)
      }
    }
    let end = lines.count * Self.linePlaces
    barNames = inBars.map(\.name)
    for item in inBars where places[item.name] == nil { places[item.name] = end + item.place }
  }

  /// The name of a page in an address: without extension, anchor, and slashes at its ends.
  private static func name(of address: Substring) -> String {
    let path = address.prefix { $0 != "#" }.drop { $0 == "/" }
    let page = path.hasSuffix(".html") ? String(path.dropLast(5)) : String(path)
    return String(PagePath.withoutEnding(PagePath.normalized(page)))
  }

  // MARK: Bars

  /// The largest script that is searched, in bytes.
  private static let largestScript = 512 << 10
  private static let barKeys: Set<String> = ["nav", "navbar"]

  /// The ranges of lines of the lists that have a name of a bar.
  private static func bars(in bytes: [UInt8]) -> [Range<Int>] {
    if bytes.count > largestScript { return [] }
    var scanner = ScriptScanner(text: Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
    var bars: [Range<Int>] = []
    while let token = scanner.next() {
      guard case .word(let word) = token, barKeys.contains(word) else { continue }
      if let bar = list(behind: &scanner) { bars.append(bar) }
    }
    return bars
  }

  /// The lines of the list of a value; nil if the value ends before one begins. The type of a declaration may hold
  /// brackets, too: `nav: Config['nav'] = [`.
  private static func list(behind scanner: inout ScriptScanner) -> Range<Int>? {
    while true {
      var ahead = scanner
      guard let token = ahead.next() else { return nil }
      switch token {
      case .word("sidebar"), .mark("}"), .mark(";"): return nil
      case .mark("["):
        let first = ahead.line
        var depth = 1
        while depth > 0, let inner = ahead.next() {
          if case .mark("[") = inner { depth += 1 }
          if case .mark("]") = inner { depth -= 1 }
        }
        scanner = ahead
        if case .mark("=")? = ahead.next() { continue }
        return first..<scanner.line + 1
      case .mark, .word, .string: scanner = ahead
      }
    }
  }

  // MARK: Prefixes

  /// The maximum depth of brackets.
  private static let maximumDepth = 64

  /// Adds the names that are relative to the key of their list, or to the prefix of the group that they are in:
  /// `{ prefix: "bread/", children: ["rye"] }`.
  mutating func addPrefixed(inScript bytes: [UInt8]) {
    var scanner = ScriptScanner(text: Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
    var prefixes = ["/"]
    while let token = scanner.next() {
      let last = prefixes[prefixes.count - 1]
      switch token {
      case .mark("{"), .mark("["), .mark("("):
        // The depth and the length are those of a person's script; without limits they would multiply.
        if prefixes.count > Self.maximumDepth { return }
        prefixes.append(last)
      case .mark("}"), .mark("]"), .mark(")"):
        if prefixes.count > 1 { prefixes.removeLast() }
      case .word("prefix"):
        if scanner.skipColon(), let text = scanner.string(), last.utf8.count + text.utf8.count < 200 {
          prefixes[prefixes.count - 1] = Self.joined(last, text)
        }
      case .word("link"):
        if scanner.skipColon(), let text = scanner.string() { add(text, below: last, line: scanner.line) }
      case .word: if scanner.skipColon(), scanner.string() != nil { continue }
      case .string(let text):
        // The key of a list may be the name of an imported one, whose text follows.
        if scanner.skipColon() {
          if text.hasPrefix("/") { prefixes[prefixes.count - 1] = text }
        } else {
          add(text, below: last, line: scanner.line)
        }
      case .mark: continue
      }
    }
  }

  private mutating func add(_ address: String, below prefix: String, line: Int) {
    guard address.utf8.count < 200, !address.hasPrefix("/"), !address.contains(":") else { return }
    let name = Self.name(of: Self.joined(prefix, address)[...])
    if places[name] != nil { return }
    lastPlace = lastPlace / Self.linePlaces == line ? lastPlace + 1 : line * Self.linePlaces
    places[name] = lastPlace
  }

  private static func joined(_ prefix: String, _ address: String) -> String {
    if address.hasPrefix("/") { return address }
    return prefix.hasSuffix("/") ? prefix + address : prefix + "/" + address
  }
}
