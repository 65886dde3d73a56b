/// The directives with which a page of MyST includes a file: `{include} parts/a.md` as Markdown, and
/// `{literalinclude} a.py` as code, between backticks or colons (mystmd.org/guide/embed).
enum DirectiveInclusions {
  /// The maximum number of lines of a directive.
  private static let maximumLines = 32

  static func marks(in markdown: ScannedMarkdown) -> [InclusionMark] {
    var marks: [InclusionMark] = []
    for (index, line) in markdown.lines.enumerated() where line.kind == .openingFence || !line.isCode {
      let text = markdown.text(of: line)
      guard let fence = text.first, "`:~".utf8.contains(fence) else { continue }
      let count = text.prefix { $0 == fence }.count
      guard count > 2, let directive = Directive(text.dropFirst(count)),
        directive.name == "include" || directive.name == "literalinclude", !directive.argument.isEmpty
      else { continue }
      let following = markdown.lines[(index + 1)...].prefix(maximumLines)
      let closing = following.first { line in
        let text = markdown.text(of: line).trimmed
        return text.count >= count && text.allSatisfy { $0 == fence }
      }
      guard let closing else { continue }
      let options = following.prefix { $0.start < closing.start }.map { markdown.text(of: $0).trimmed }
      guard let form = form(of: directive, options) else { continue }
      var mark = InclusionMark(
        range: line.textStart..<closing.end, places: places(directive.argument), form: form,
        prefix: markdown.continuationPrefix(of: line))
      if let lines = option("lines", options) { mark.part = part(lines) }
      marks.append(mark)
    }
    return marks
  }

  /// Nil for a file that is no text of a page.
  private static func form(of directive: Directive, _ options: [ArraySlice<UInt8>]) -> InclusionMark.Form? {
    let name = directive.argument.split(separator: "/").last ?? ""
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    if directive.name == "literalinclude" { return .code(info: option("language", options) ?? ending) }
    return ["md", "html", "txt"].contains(ending) ? .markdown : nil
  }

  /// An absolute path begins in the folder of the content.
  private static func places(_ path: String) -> [InclusionMark.FilePlace] {
    if path.hasPrefix("/") { return [InclusionMark.FilePlace(.content, String(path.dropFirst()))] }
    return [InclusionMark.FilePlace(.file, path)]
  }

  /// `2-5`, `2-` or `3`. Several ranges are not read.
  private static func part(_ text: String) -> InclusionMark.Part {
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    switch numbers.count {
    case 1: return numbers[0].map { InclusionMark.Part.lines(first: $0, last: $0) } ?? .all
    case 2: return .lines(first: numbers[0], last: numbers[1])
    default: return .all
    }
  }

  private static func option(_ name: String, _ lines: [ArraySlice<UInt8>]) -> String? {
    let start = Array(":\(name):".utf8)
    return lines.first { $0.starts(with: start) }.map {
      String(decoding: $0.dropFirst(start.count).trimmed, as: UTF8.self)
    }
  }
}
