/// Files of code and pages that VitePress includes (vitepress.dev/guide/markdown).
enum VitePressInclusions {
  /// Lines such as `<<< @/folder/file.js#region{1,3 ts} [Title]`, and `@[code{1-3} js](./file.js)` of VuePress 2.
  static func snippets(in markdown: ScannedMarkdown) -> [InclusionMark] {
    markdown.lines.compactMap { line in
      let text = markdown.text(of: line).trimmed
      guard !line.isCode, let file = Snippet(text) ?? Snippet(vuePress: text) else { return nil }
      return InclusionMark(
        range: line.textStart..<line.end, places: places(file.path),
        part: file.lines ?? file.region.map { .region($0) } ?? .all, form: .code(info: file.info),
        prefix: markdown.continuationPrefix(of: line))
    }
  }

  /// Comments such as `<!--@include: ./page.md#heading{1,5}-->`.
  static func pages(in markdown: ScannedMarkdown) -> [InclusionMark] {
    var marks: [InclusionMark] = []
    let (opening, sign, closing) = (Array("<!--".utf8), "@include:".utf8, Array("-->".utf8))
    for line in markdown.lines where !line.isCode {
      var rest = markdown.text(of: line)
      while let open = rest.firstIndex(of: opening) {
        rest = rest[(open + opening.count)...]
        let text = rest.drop { $0.isSpaceOrTab }
        guard text.starts(with: sign) else { continue }
        guard let close = text.firstIndex(of: closing) else { break }
        rest = rest[(close + closing.count)...]
        let argument = text[..<close].dropFirst(sign.count).trimmed
        let braces = argument.prefix { $0 != UInt8(ascii: "{") }
        let parts = braces.trimmed.split(separator: UInt8(ascii: "#"), maxSplits: 1)
        guard let path = parts.first else { continue }
        let part =
          parts.count > 1
          ? .region(String(decoding: parts[1], as: UTF8.self)) : lines(argument[braces.endIndex...])
        marks.append(
          InclusionMark(
            range: open..<(close + closing.count), places: places(String(decoding: path, as: UTF8.self)),
            part: part, form: .markdown, prefix: markdown.continuationPrefix(of: line)))
      }
    }
    return marks
  }

  /// `{1,5}`, `{1,}` or `{,5}`.
  private static func lines(_ text: ArraySlice<UInt8>) -> InclusionMark.Part {
    guard text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") else { return .all }
    let numbers = text.dropFirst().dropLast().split(
      separator: UInt8(ascii: ","), maxSplits: 1, omittingEmptySubsequences: false
    ).map { Int(String(decoding: $0.trimmed, as: UTF8.self)) }
    return numbers.count == 2 ? .lines(first: numbers[0], last: numbers[1]) : .all
  }

  /// `@/` is the folder of the content; in VuePress, that in which it runs. `@name/` is usually a folder of that name there.
  /// Other paths are relative to the page.
  private static func places(_ path: String) -> [InclusionMark.FilePlace] {
    if !path.hasPrefix("@") { return [InclusionMark.FilePlace(.file, path)] }
    let rest = path.dropFirst(path.hasPrefix("@/") ? 2 : 1)
    return [.content, .site].map { InclusionMark.FilePlace($0, String(rest)) }
  }

  /// The parts of a line that includes a file of code.
  private struct Snippet {
    let path: String
    let region: String?
    /// The lines of the file; nil for ``region``.
    var lines: InclusionMark.Part?
    /// What stands behind the fence of a code block with the same content: the language and a title.
    let info: String

    /// Reads `@[code{1-3} js](path)`.
    init?(vuePress text: ArraySlice<UInt8>) {
      let sign = Array("@[code".utf8)
      guard text.starts(with: sign), text.last == UInt8(ascii: ")"),
        let middle = text.firstIndex(of: Array("](".utf8))
      else { return nil }
      path = String(decoding: text[(middle + 2)...].dropLast().trimmed, as: UTF8.self)
      region = nil
      var words = String(decoding: text[..<middle].dropFirst(sign.count), as: UTF8.self)[...]
      if words.first == "{", let close = words.firstIndex(of: "}") {
        let numbers = words[..<close].dropFirst().split(separator: "-", omittingEmptySubsequences: false)
        if numbers.count == 2 { lines = .lines(first: Int(numbers[0]), last: Int(numbers[1])) }
        words = words[close...].dropFirst()
      }
      guard words.isEmpty || " :".contains(words.prefix(1)), !path.isEmpty else { return nil }
      let language = words.split(separator: " ").first { $0.first?.isLetter == true }
      let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last
      info = String(language?.prefix { $0 != "{" && $0 != ":" } ?? ending ?? "")
    }

    init?(_ text: ArraySlice<UInt8>) {
      guard text.starts(with: "<<<".utf8) else { return nil }
      var rest = text.dropFirst(3).trimmed
      var title: String?
      if rest.last == UInt8(ascii: "]"), let open = rest.lastIndex(of: UInt8(ascii: "[")) {
        title = String(decoding: rest[(open + 1)...].dropLast(), as: UTF8.self)
        rest = rest[..<open].trimmed
      }
      var language: String?
      if rest.last == UInt8(ascii: "}"), let open = rest.lastIndex(of: UInt8(ascii: "{")) {
        let words = rest[(open + 1)...].dropLast().split { $0 <= 0x20 }
        language = words.first { $0.first?.isLetter == true }
          .map { String(decoding: $0.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self) }
        rest = rest[..<open].trimmed
      }
      let parts = rest.split(separator: UInt8(ascii: "#"), maxSplits: 1)
      guard let first = parts.first, !first.contains(UInt8(ascii: "`")) else { return nil }
      path = String(decoding: first.trimmed, as: UTF8.self)
      region = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
      let name = path.split(separator: "/").last ?? ""
      let ending = name.contains(".") ? name.split(separator: ".").last.map(String.init) : nil
      info = (language ?? ending ?? "") + (title.map { " [\($0)]" } ?? "")
    }
  }
}
