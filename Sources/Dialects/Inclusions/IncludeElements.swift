/// The element with which a page of Fumadocs includes a file: `<include>../shared.mdx</include>`, in which `#name` may
/// stand for a region, and an attribute for what the path is relative to and for a block of code.
enum IncludeElements {
  private static let opening = Array("<include".utf8)
  private static let closing = Array("</include>".utf8)

  static func marks(in markdown: ScannedMarkdown) -> [InclusionMark] {
    var marks: [InclusionMark] = []
    for line in markdown.lines where !line.isCode {
      var rest = markdown.text(of: line)
      while let open = rest.firstRange(of: opening) {
        rest = rest[open.upperBound...]
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")),
          let close = rest[end...].firstRange(of: closing),
          !markdown.isCode(open.lowerBound)
        else { continue }
        let attributes = String(decoding: rest[..<end], as: UTF8.self)
        let target = String(decoding: rest[(end + 1)..<close.lowerBound].trimmed, as: UTF8.self)
        rest = rest[close.upperBound...]
        guard attributes.first.map({ $0 == " " }) != false, !target.isEmpty else { continue }
        marks.append(
          mark(
            at: open.lowerBound..<close.upperBound, target, attributes,
            prefix: markdown.continuationPrefix(of: line)))
      }
    }
    return marks
  }

  private static func mark(
    at range: Range<Int>, _ target: String, _ attributes: String, prefix: [UInt8]
  ) -> InclusionMark {
    let parts = target.split(separator: "#", maxSplits: 1).map(String.init)
    let path = parts.first ?? target
    let words = attributes.split(separator: " ")
    let base: InclusionMark.Base = words.contains("cwd") ? .site : .file
    var mark = InclusionMark(
      range: range, places: [InclusionMark.FilePlace(base, path)], form: .markdown, prefix: prefix)
    if parts.count > 1 { mark.part = .region(parts[1]) }
    let language = words.first { $0.hasPrefix("lang=") }?.dropFirst(5).filter { !"\"'{}".contains($0) }
    let name = path.split(separator: "/").last ?? ""
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    // Another file than one of Markdown is shown as code.
    if let language {
      mark.form = .code(info: language)
    } else if ending != "md", ending != "mdx" {
      mark.form = .code(info: ending)
    }
    return mark
  }
}
