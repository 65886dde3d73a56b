/// Reduces the roles of MyST, `` {name}`content` ``, to Markdown (mystmd.org/guide/roles, sphinx-doc.org, "Roles").
struct Roles {
  /// The numbers of the equations with labels.
  let equations: [String: Int]
  /// The works of a bibliography, by their keys.
  let works: [String: KnownValues.Work]

  /// The roles whose content is text. That of others is code.
  private static let texts: Set<String> = [
    "index", "term", "abbr", "dfn", "guilabel", "menuselection", "u", "del", "any", "external",
    "tag", "smallcaps",
  ]
  private static let elements = [
    "sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup", "kbd": "kbd", "strong": "strong",
    "emphasis": "em",
  ]

  func text(_ name: String, _ content: String) -> String {
    let (title, target) = Self.parts(of: content)
    switch name {
    case "ref", "numref": return Self.link(title, to: "#" + target)
    case "doc": return Self.link(title, to: target + (target.contains(".") ? "" : ".md"))
    case "download": return Self.link(title, to: target)
    case "eq":
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
