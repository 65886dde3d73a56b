internal import PortfolioModel
internal import TerminalText

/// `feed`: prints the dated pages as an Atom feed (RFC 4287).
func runFeed(_ run: Run) throws(Failure) {
  let portfolio = try run.portfolio()
  let known = [portfolio.address, portfolio.person.url].compactMap { $0 }.compactMap { BaseURL($0) }.first
  guard let base = run.options.baseURL ?? known else {
    throw .usage(
      "'feed' needs the address of the site: give '--base-url URL', or 'url' in the root's index.md")
  }
  let feed = AtomFeed(portfolio, base: base)
  if feed.isEmpty { throw .failed("there is no page with a date") }
  for line in feed.lines { try run.output.writeLine(line) }
}

/// The address of a site: `https://example.org/blog`.
struct BaseURL: Sendable, Equatable {
  /// Without `/` at its end.
  let text: String
  /// The host without a port.
  let host: String

  /// Returns nil for a text that is no address of http or https.
  init?(_ text: String) {
    let schemes = ["https://", "http://"]
    guard let scheme = schemes.first(where: { text.lowercased().hasPrefix($0) }) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" }
    // An address of IPv6 is in brackets.
    let bracket = authority.first == "[" ? authority.firstIndex(of: "]") : nil
    let end = bracket.map(authority.index(after:)) ?? authority.firstIndex(of: ":") ?? authority.endIndex
    host = String(authority[..<end])
    let port = authority[end...].dropFirst()
    guard end == authority.endIndex || authority[end] == ":" && UInt16(port) != nil else { return nil }
    // No query and no fragment, as paths are appended; no characters that a URI cannot hold.
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.value > 0x20 && !(0x7F...0xA0).contains(scalar.value)
        && !"<>\"'{}|\\^`?#@".unicodeScalars.contains(scalar)
    }
    guard isPlain, !host.isEmpty else { return nil }
    var text = text
    while text.hasSuffix("/") { text.removeLast() }
    self.text = text
  }
}

/// An Atom 1.0 feed of the pages that have a date, the newest first.
struct AtomFeed {
  private let portfolio: Portfolio
  private let base: BaseURL
  private let pages: [Page]

  init(_ portfolio: Portfolio, base: BaseURL) {
    self.portfolio = portfolio
    self.base = base
    let dated = portfolio.pages.compactMap { page in page.fields.date.map { (page: page, date: $0) } }
    pages = dated.sorted { ($1.date, $0.page.id) < ($0.date, $1.page.id) }.map(\.page)
  }

  var isEmpty: Bool { pages.isEmpty }

  var lines: [FilteredText] {
    var lines: [FilteredText] = [
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
    ]
    lines.append(element("title", portfolio.title))
    if let headline = portfolio.headline ?? portfolio.person.summary {
      lines.append(element("subtitle", headline))
    }
    lines.append(element("id", base.text + "/"))
    lines.append(element("updated", pages.compactMap(\.lastChange).max()?.timestamp ?? ""))
    lines.append(link("self", base.text + "/atom.xml", type: "application/atom+xml"))
    lines.append(link("alternate", base.text + "/"))
    lines += ["  <author>", element("name", portfolio.person.name ?? portfolio.title, level: 2)]
    if let email = portfolio.person.email, email.isEmailAddress {
      lines.append(element("email", email, level: 2))
    }
    lines += ["  </author>", element("generator", "portfolio-tui")]
    for page in pages { lines += entry(page) }
    return lines + ["</feed>"]
  }

  private func entry(_ page: Page) -> [FilteredText] {
    var lines: [FilteredText] = ["  <entry>", element("title", page.title, level: 2)]
    lines.append(link("alternate", address(of: page), level: 2))
    lines.append(element("id", identifier(of: page), level: 2))
    lines.append(element("updated", page.lastChange?.timestamp ?? "", level: 2))
    if let date = page.fields.date { lines.append(element("published", date.timestamp, level: 2)) }
    for tag in page.fields.tags { lines.append("    <category term=\"" + xml(tag) + "\"/>") }
    if !page.summary.isEmpty { lines.append(element("summary", page.summary, level: 2)) }
    return lines + ["  </entry>"]
  }

  /// The `url` of the page, else the page's path below the address of the site.
  private func address(of page: Page) -> String {
    if let url = page.fields.url, Self.isAddress(url) { return url }
    return "\(base.text)/\(page.id.percentEncoded)/"
  }

  /// Whether a text is an address of http or https, which may have a query and a fragment.
  private static func isAddress(_ text: String) -> Bool {
    let path = text.prefix { $0 != "?" && $0 != "#" }
    // The characters of a query are those of a path, and `?`.
    let rest = text.dropFirst(path.count).drop { $0 == "?" || $0 == "#" }
      .split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).joined().replacing("?", with: "")
    return BaseURL(path + "/" + rest) != nil
  }

  /// A tag URI (RFC 4151), which stays the same when the page moves to another host path.
  private func identifier(of page: Page) -> String {
    let date = page.fields.date.map { String($0.timestamp.prefix(10)) } ?? ""
    return "tag:\(base.host.lowercased().percentEncoded),\(date):\(page.id.percentEncoded)"
  }

  // MARK: XML

  private func element(_ name: FilteredText, _ text: String, level: Int = 1) -> FilteredText {
    FilteredText(repeating: " ", count: 2 * level) + "<" + name + ">" + xml(text) + "</" + name + ">"
  }

  private func link(_ relation: FilteredText, _ address: String, type: FilteredText? = nil, level: Int = 1)
    -> FilteredText
  {
    FilteredText(repeating: " ", count: 2 * level) + "<link rel=\"" + relation + "\""
      + (type.map { " type=\"" + $0 + "\"" } ?? "") + " href=\"" + xml(address) + "\"/>"
  }

  /// A text as the content of an element or an attribute. The text filter leaves no control character in it.
  private func xml(_ text: String) -> FilteredText {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\r", "\t": escaped += " "
      // XML has no such characters.
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return FilteredText(escaped, as: .code)
  }
}

extension Page {
  /// The day of the last change that the page names.
  fileprivate var lastChange: CalendarDate? {
    guard let date = fields.date, let updated = fields.updated else { return fields.date }
    return max(date, updated)
  }
}

extension CalendarDate {
  /// The date as RFC 3339 writes a time: midnight at UTC where no time is given, and the first day of a month or a year.
  fileprivate var timestamp: String {
    func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let day = CalendarDate(year: year, month: month ?? 1, day: day ?? 1) ?? self
    guard let time = timeOfDay else { return "\(day)T00:00:00Z" }
    let clock = [time.hour, time.minute, time.second].map(padded).joined(separator: ":")
    let offset = time.offsetMinutes ?? 0
    let (hours, minutes) = (abs(offset) / 60, abs(offset) % 60)
    let zone = offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + padded(hours) + ":" + padded(minutes)
    return "\(day)T\(clock)\(zone)"
  }
}

extension String {
  /// Whether it is an address as RFC 4287 defines it: anything with one `@` within.
  fileprivate var isEmailAddress: Bool {
    let parts = split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !contains { $0.isWhitespace }
  }

  /// The text with all but unreserved characters and `/` as percent-encoded bytes (RFC 3986, section 2).
  fileprivate var percentEncoded: String {
    utf8.reduce(into: "") { text, byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-._~/".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      text += isPlain ? String(Unicode.Scalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
    }
  }
}
