/// Removes the lines of code that mdBook hides (rust-lang.github.io/mdBook/format/mdbook.html): in Rust those that begin
/// with `# `, and in other languages those that begin with a prefix from the block's info or the book's configuration.
enum HiddenLines {
  static func edits(in markdown: ScannedMarkdown, values: KnownValues) -> Edits {
    var edits = Edits()
    var rule: Rule?
    for line in markdown.lines {
      switch line.kind {
      case .openingFence: rule = Rule(fence: markdown.text(of: line), values.hiddenLinePrefixes)
      case .fencedCode:
        guard let rule else { continue }
        let text = markdown.text(of: line).drop(while: \.isSpaceOrTab)
        switch rule {
        case .rust:
          let rest = text.dropFirst()
          guard text.first == UInt8(ascii: "#") else { continue }
          if rest.first == UInt8(ascii: "#") {
            edits.remove(text.startIndex..<rest.startIndex)
          } else if rest.isEmpty || rest.first == UInt8(ascii: " ") {
            edits.removeLine(line, in: markdown)
          }
        case .prefix(let prefix):
          if text.starts(with: prefix) { edits.removeLine(line, in: markdown) }
        }
      default: rule = nil
      }
    }
    return edits
  }

  /// Which lines of a code block are hidden.
  private enum Rule {
    /// `# ` hides a line, and `##` begins one with `#`.
    case rust
    case prefix([UInt8])

    /// The rule of the code block with an opening fence; nil if it has none.
    init?(fence: ArraySlice<UInt8>, _ prefixes: [String: String]) {
      let info = fence.drop { $0 == fence.first }
      let words = info.split { $0 == UInt8(ascii: ",") || $0.isSpaceOrTab }.map {
        String(decoding: $0, as: UTF8.self)
      }
      guard let language = words.first else { return nil }
      if language == "rust" {
        self = .rust
        return
      }
      let own = words.first { $0.hasPrefix("hidelines=") }.map { String($0.dropFirst("hidelines=".count)) }
      guard let prefix = own ?? prefixes[language], !prefix.isEmpty else {
        return nil
      }
      self = .prefix(Array(prefix.utf8))
    }
  }
}
