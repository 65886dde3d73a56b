/// Writes what Nextra and Fumadocs have in brackets behind a heading in the form that the parser reads: its id, `[#id]`, and
/// whether the table of contents lists it, `[!toc]`.
enum BracketedIDs {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    for (index, line) in markdown.lines.enumerated() {
      let isUnderlined =
        index + 1 < markdown.lines.count && markdown.lines[index + 1].kind == .underline
      if line.kind == .heading || isUnderlined { reduceHeading(line, in: markdown, &edits) }
    }
    return edits
  }

  private static func reduceHeading(
    _ line: ScannedMarkdown.Line, in markdown: ScannedMarkdown, _ edits: inout Edits
  ) {
    let text = markdown.text(of: line)
    var attributes: [String] = []
    var rest = text.trimmed
    while rest.last == UInt8(ascii: "]"), let open = rest.lastIndex(of: UInt8(ascii: "[")),
      !markdown.isCode(open), let attribute = attribute(rest[open...].dropFirst().dropLast())
    {
      if !attribute.isEmpty { attributes.insert(attribute, at: 0) }
      rest = rest[..<open].trimmed
    }
    // The number signs of the heading stay where it has no text.
    guard rest.endIndex < text.trimmed.endIndex, rest.contains(where: { $0 != UInt8(ascii: "#") }) else {
      return
    }
    let list = attributes.isEmpty ? "" : " {\(attributes.joined(separator: " "))}"
    edits.replace(rest.endIndex..<line.end, with: list)
  }

  /// The attribute that a text in brackets stands for; nil if it is part of the heading.
  private static func attribute(_ text: ArraySlice<UInt8>) -> String? {
    switch String(decoding: text, as: UTF8.self) {
    case "!toc": ".no_toc"
    case "toc": ""
    case let name
    where name.hasPrefix("#") && name.count > 1 && !name.contains { $0.isWhitespace || "{}".contains($0) }:
      name
    default: nil
    }
  }
}
