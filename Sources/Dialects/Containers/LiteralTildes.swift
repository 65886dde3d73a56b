/// Escapes tildes that strike nothing out in the page's own program, unlike in GitHub's: single ones in kramdown and
/// markdown-it, and double ones, too, in Python-Markdown without extensions.
enum LiteralTildes {
  static func edits(in markdown: ScannedMarkdown, _ dialect: Dialect) -> Edits {
    let maximum = dialect.contains(.literalTildes) ? 2 : 1
    return InlineTexts.edits(in: markdown) { text, edits in
      var runs: [Range<Int>] = []
      var scan = InlineScan(text)
      while let offset = scan.next() {
        guard text.bytes[offset] == tilde else { continue }
        let end = text.bytes[offset...].prefix { $0 == tilde }.endIndex
        // Longer runs strike nothing out anywhere.
        if end - offset <= maximum { runs.append(offset..<end) }
        scan.move(to: end)
      }
      // One run alone strikes nothing out.
      if runs.count < 2 { return }
      for run in runs {
        let escaped = String(repeating: "\\~", count: run.count)
        edits.replace(text.source(of: run), with: escaped)
      }
    }
  }

  private static let tilde = UInt8(ascii: "~")
}
