/// What a heading says beside its text.
package struct HeadingAttributes: Sendable, Equatable {
  /// The anchor that the author gives; nil if there is none.
  package var id: String?
  /// Whether the heading is part of the table of contents. kramdown's class `no_toc` keeps it out.
  package var isListed: Bool

  package init(id: String? = nil, isListed: Bool = true) {
    self.id = id
    self.isListed = isListed
  }
}

extension HeadingAttributes {
  /// Removes the attributes from the end of a heading, as Hugo, Zola and kramdown write them: `{#id}`, `{#id .class}` or
  /// `{: #id}`; and the comment `{/*id*/}` with which MDX names it.
  init(removedFrom inlines: inout [Inline]) {
    self.init()
    id = Self.removeComment(from: &inlines)
    if id != nil { return }
    guard case .text(let text)? = inlines.last, text.hasSuffix("}"), let open = text.lastIndex(of: "{") else {
      return
    }
    let attributes = text[open...].dropFirst().dropLast().drop { $0 == " " }
    guard let first = attributes.first, "#.:".contains(first) else { return }
    inlines.removeLast()
    let rest = String(text[..<open].reversed().drop { $0 == " " }.reversed())
    if !rest.isEmpty { inlines.append(.text(rest)) }
    let words = attributes.drop { $0 == ":" }.split(separator: " ")
    id = words.first { $0.hasPrefix("#") && $0.count > 1 }.map { String($0.dropFirst()) }
    isListed = !words.contains(".no_toc")
  }

  /// Removes `{/*id*/}`. To CommonMark, `*id*` is emphasis.
  private static func removeComment(from inlines: inout [Inline]) -> String? {
    guard inlines.count > 1, case .text("/}")? = inlines.last,
      case .emphasis(let name) = inlines[inlines.count - 2]
    else { return nil }
    let before = inlines.count > 2 ? inlines[inlines.count - 3] : .text("")
    guard case .text(let text) = before, text.hasSuffix("{/") else { return nil }
    inlines.removeLast(3)
    let rest = String(text.dropLast(2).reversed().drop { $0 == " " }.reversed())
    if !rest.isEmpty { inlines.append(.text(rest)) }
    return name.plainText
  }
}
