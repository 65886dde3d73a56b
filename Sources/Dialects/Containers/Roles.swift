/// Reduces the roles of MyST, `` {name}`content` ``, to Markdown (mystmd.org/guide/roles, sphinx-doc.org, "Roles").
struct Roles {
  /// The numbers of the equations with labels.
  let equations: [String: Int]
  /// The works of a bibliography, by their keys.
  let works: [String: KnownValues.Work]

  /// The roles whose content is text. That of others is code.
  private static let texts: Set<String> = [
    "index", "term", "abbr", "dfn", "guilabel", "menuselection", "u", "del", "any", "external",
    "tag", "smallcaps", "sub-ref", "button", "span", "si",
  ]
  /// The roles of icons, which no terminal has.
  private static let icons: Set<String> = [
    "octicon", "fas", "fab", "far", "fa", "fa-solid", "fa-brands", "fa-regular", "material-regular",
    "material-outlined", "material-round",
    "material-sharp", "material-twotone", "iconify",
  ]
  private static let elements = [
    "sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup", "kbd": "kbd", "strong": "strong",
    "emphasis": "em",
  ]

  /// Finds the roles in a text, and what they become.
  /// - Parameter isCode: whether there is code at an offset.
  func found(in text: ArraySlice<UInt8>, isCode: (Int) -> Bool) -> [(range: Range<Int>, text: String)] {
    var found: [(range: Range<Int>, text: String)] = []
    var index = text.startIndex
    while let open = text[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = open + 1
      let name = text[index...].prefix { $0.isLetter || $0.isDigit || "-_:+.".utf8.contains($0) }
      let close = name.endIndex
      guard !name.isEmpty, text[close...].starts(with: "}`".utf8),
        open == text.startIndex || text[open - 1] != UInt8(ascii: "`"), !isCode(open)
      else { continue }
      let start = close + 2
      guard let end = text[start...].firstIndex(of: UInt8(ascii: "`")) else { break }
      let role = String(decoding: name, as: UTF8.self)
      let content = String(decoding: text[start..<end], as: UTF8.self)
      found.append((open..<(end + 1), self.text(role, content)))
      index = end + 1
    }
    return found
  }

  func text(_ name: String, _ content: String) -> String {
    let (title, target) = Self.parts(of: content)
    switch name {
    // Without a text, the title of the target is shown.
    case "ref": return Self.link(title == target ? "" : title, to: "#" + target)
    // The numbers of figures and tables are not known: `Figure %s <label>`.
    case "numref":
      return Self.link(title.replacing(" %s", with: "").replacing("%s ", with: ""), to: "#" + target)
    case "doc":
      return Self.link(title == target ? "" : title, to: target + (target.contains(".") ? "" : ".md"))
    case _ where Self.icons.contains(name): return ""
    case _ where name == "bdg" || name.hasPrefix("bdg-"): return Self.badge(name, content)
    case "download": return Self.link(title, to: target)
    case "eq", "math:numref":
      return equations[target].map { Self.link("(\($0))", to: "#" + target) }
        ?? "(\(MarkdownText.escaped(target)))"
    case "math": return "$\(content)$"
    case _ where name == "cite" || name.hasPrefix("cite:"): return citation(name, content)
    case _ where Self.texts.contains(name): return MarkdownText.escaped(title)
    case _ where Self.elements[name] != nil:
      let element = Self.elements[name] ?? ""
      return "<\(element)>\(MarkdownText.html(content))</\(element)>"
    case "code", "command", "file", "samp", "program", "envvar": return "`\(content)`"
    default:
      // Of an object, `~` shows the last part of its name, and `!` makes no link.
      var shown = title.hasPrefix("!") ? String(title.dropFirst()) : title
      if shown.hasPrefix("~") { shown = String(shown.dropFirst().split(separator: ".").last ?? "") }
      return "`\(shown)`"
    }
  }

  /// The title and the target of `title <target>`, which are equal if only one is given.
  private static func parts(of content: String) -> (title: String, target: String) {
    guard content.hasSuffix(">"), let open = content.lastIndex(of: "<"), open != content.startIndex else {
      return (content, content)
    }
    let title = String(content[..<open].reversed().drop { $0 == " " }.reversed())
    return (title, String(content[content.index(after: open)...].dropLast()))
  }

  private static func link(_ title: String, to address: String) -> String {
    "[\(MarkdownText.escaped(title))](<\(address)>)"
  }

  /// A badge of sphinx-design, which may be a link and have a tooltip: `text ; tooltip`.
  private static func badge(_ name: String, _ content: String) -> String {
    let isLink = name.hasPrefix("bdg-link-") || name.hasPrefix("bdg-ref-")
    var shown = content
    if let mark = content.lastIndex(of: ";"), content[mark...].dropFirst().contains(where: { $0 != " " }) {
      let before = String(content[..<mark].reversed().drop { $0 == " " }.reversed())
      // Addresses may have semicolons, and a backslash escapes one.
      if isLink ? before.hasSuffix(">") : !before.hasSuffix("\\") { shown = before }
    }
    let (title, target) = parts(of: shown.replacing("\\;", with: ";"))
    return isLink ? link(title == target ? "" : title, to: target) : MarkdownText.escaped(title)
  }

  /// Citations of the works with some keys. Those that are not known are shown by their keys.
  private func citation(_ name: String, _ content: String) -> String {
    let isTextual = name == "cite:t" || name == "cite:ts"
    let citations = content.split(separator: ",").map { key -> String in
      let key = key.filter { $0 != " " }
      guard let work = works[key] else { return MarkdownText.escaped(key) }
      let authors = MarkdownText.escaped(work.authors)
      return isTextual ? "\(authors) (\(work.year))" : "\(authors), \(work.year)"
    }
    return isTextual ? citations.joined(separator: ", ") : "(\(citations.joined(separator: "; ")))"
  }
}
