/// The attributes at the end of a heading, as Hugo, Zola and kramdown write them: `{#id}`, `{#id .class}` or
/// `{: #id}`.
enum HeadingAttributes {
  /// Removes the attributes from the end of a heading and returns the id; nil if there is none.
  static func remove(from inlines: inout [Inline]) -> String? {
    guard case .text(let text)? = inlines.last, text.hasSuffix("}"), let open = text.lastIndex(of: "{") else {
      return nil
    }
    let attributes = text[open...].dropFirst().dropLast()
    guard let first = attributes.first, "#.:".contains(first) else { return nil }
    inlines.removeLast()
    let rest = String(text[..<open].reversed().drop { $0 == " " }.reversed())
    if !rest.isEmpty { inlines.append(.text(rest)) }
    let id = attributes.split(separator: " ").first { $0.hasPrefix("#") && $0.count > 1 }
    return id.map { String($0.dropFirst()) }
  }
}
