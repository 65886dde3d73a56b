/// Pages that a page in MDX imports and shows as a component: `import Setup from './_setup.mdx'` and `<Setup />`.
enum ImportedPages {
  static func marks(in markdown: ScannedMarkdown) -> [InclusionMark] {
    var paths: [String: String] = [:]
    for line in markdown.lines where !line.isCode && line.textStart == line.start {
      if let page = imported(markdown.text(of: line).trimmed) { paths[page.name] = page.path }
    }
    if paths.isEmpty { return [] }
    var marks: [InclusionMark] = []
    for line in markdown.lines where !line.isCode {
      var rest = markdown.text(of: line)
      while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
        rest = rest[(open + 1)...]
        guard rest.first.map({ (0x41...0x5A).contains($0) }) == true, !markdown.isCode(open),
          let tag = JSXTag(markdown.bytes[open...]), tag.isSelfClosing, let path = paths[tag.name]
        else { continue }
        if tag.range.upperBound > line.end { break }
        rest = rest[tag.range.upperBound...]
        marks.append(
          InclusionMark(
            range: tag.range, places: [place(path)], form: .markdown,
            prefix: markdown.continuationPrefix(of: line)))
      }
    }
    return marks
  }

  /// The name and the path in `import Name from 'path.md';`.
  private static func imported(_ text: ArraySlice<UInt8>) -> (name: String, path: String)? {
    guard text.starts(with: "import ".utf8) else { return nil }
    let words = text.split { $0 <= 0x20 || $0 == UInt8(ascii: ";") }
    guard words.count == 4, words[2].elementsEqual("from".utf8), let quote = words[3].first,
      "\"'".utf8.contains(quote), words[3].last == quote, words[3].count > 2
    else { return nil }
    let path = String(decoding: words[3].dropFirst().dropLast(), as: UTF8.self)
    guard path.hasSuffix(".md") || path.hasSuffix(".mdx") else { return nil }
    return (String(decoding: words[1], as: UTF8.self), path)
  }

  /// `@site/` and `/` begin paths from the site's folder; `@` and `~` those from its source.
  private static func place(_ path: String) -> InclusionMark.FilePlace {
    for start in ["@site/", "/", "~/", "@/"] where path.hasPrefix(start) {
      return InclusionMark.FilePlace(.site, String(path.dropFirst(start.count)))
    }
    return InclusionMark.FilePlace(.file, path)
  }
}
