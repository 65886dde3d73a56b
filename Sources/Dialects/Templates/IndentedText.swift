/// Removes the indentation of text where no indented code exists. Code in template tags keeps it.
enum IndentedText {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    guard markdown.lines.contains(where: { $0.kind == .indentedCode }) else { return Edits() }
    let code = TemplateTree(markdown, .liquid).verbatimRanges
    return MDXReducer.indentation(in: markdown, outside: code)
  }
}
