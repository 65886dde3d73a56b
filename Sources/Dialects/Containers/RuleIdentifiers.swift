internal import Markdown

/// The identifiers of rules in the Rust reference, `r[items.fn]` on lines of their own, which the preprocessor of that book
/// makes anchors of (rust-lang.github.io/reference, "Rule identifiers").
enum RuleIdentifiers {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var edits = Edits()
    for (line, name) in identifiers(in: markdown) {
      edits.replace(line.textStart..<line.end, with: "<a id=\"\(anchor(of: name))\"></a>")
    }
    return edits
  }

  fileprivate static func anchor(of name: String) -> String { "r-" + name }

  fileprivate static func identifiers(
    in markdown: ScannedMarkdown
  ) -> [(line: ScannedMarkdown.Line, name: String)] {
    markdown.lines.compactMap { line in
      guard line.kind == .paragraph || line.kind == .continuation else { return nil }
      let text = markdown.text(of: line).trimmed
      guard text.starts(with: "r[".utf8), text.last == UInt8(ascii: "]") else { return nil }
      let name = text.dropFirst(2).dropLast()
      let isName = name.allSatisfy { $0.isLetter || $0.isDigit || "-_.".utf8.contains($0) }
      return name.isEmpty || !isName ? nil : (line, String(decoding: name, as: UTF8.self))
    }
  }
}

extension Dialect {
  /// The identifiers of the rules in a text, with the anchors that they become.
  package static func rules(in text: [UInt8]) -> [(name: String, anchor: String)] {
    RuleIdentifiers.identifiers(in: ScannedMarkdown(text)).map {
      ($0.name, RuleIdentifiers.anchor(of: $0.name))
    }
  }
}
