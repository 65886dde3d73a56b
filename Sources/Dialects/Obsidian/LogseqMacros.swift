/// Reduces Logseq's macros: `{{cloze text}}`, `{{video address}}`, `{{embed [[page]]}}`, `{{query …}}`, and those of its
/// configuration; and removes the sizes of images: `![](a.png){:height 100, :width 200}`. Links whose addresses are names
/// of pages become those of Obsidian.
package enum LogseqMacros {
  /// The maximum number of bytes of what a macro of the configuration stands for, and those that are inserted in all.
  package static let maximumMacro = 1024
  private static let maximumInsertion = 1 << 18

  static func edits(in markdown: ScannedMarkdown, _ values: KnownValues) -> Edits {
    var edits = Edits()
    var room = maximumInsertion
    var end = 0
    markdown.forEachTag(.logseq) { tag, place in
      // The macros within one that is reduced follow in the next round.
      if place.isCode || tag.range.lowerBound < end { return }
      for macro in nestedMacros(in: tag, of: markdown.bytes) {
        let content = markdown.bytes[macro.content].trimmed
        let rest = content.drop { $0 > 0x20 }
        let name = String(decoding: content[..<rest.startIndex], as: UTF8.self)
        let argument = String(decoding: rest.trimmed, as: UTF8.self)
        var text = Self.text(name, argument)
        if text == nil, let template = values.macros[name] {
          let expansion = expanded(template, argument, name)
          guard expansion.utf8.count <= room else { return }
          room -= expansion.utf8.count
          text = expansion
        }
        guard let text else { continue }
        edits.replace(macro.range, with: text)
        edits.isPartial = edits.isPartial || macro.isNested
        end = macro.range.upperBound
        return
      }
    }
    removeSizes(in: markdown, &edits)
    reduceLinks(in: markdown, &edits)
    return edits
  }

  /// A macro that contains others, or is within another one.
  private struct NestedMacro {
    let range: Range<Int>
    let content: Range<Int>
    var isNested = true
  }

  /// The macros that begin in a tag, which ends where the innermost of them does, with that one first.
  private static func nestedMacros(in tag: TemplateTag, of bytes: [UInt8]) -> [NestedMacro] {
    let opens =
      [tag.range.lowerBound] + tag.content.dropLast().filter { bytes[$0...].starts(with: "{{".utf8) }
    if opens.count == 1 || bytes[opens[0]...].starts(with: "{{{".utf8) {
      return [NestedMacro(range: tag.range, content: tag.content, isNested: false)]
    }
    var macros: [NestedMacro] = []
    var close = tag.range.upperBound
    for open in opens.reversed().prefix(maximumNesting) {
      macros.append(NestedMacro(range: open..<close, content: (open + 2)..<(close - 2)))
      guard let next = end(ofMacroAround: close, in: bytes) else { break }
      close = next
    }
    return macros
  }

  private static let maximumNesting = 8

  /// The end of the macro that an offset is in, on the same line.
  private static func end(ofMacroAround start: Int, in bytes: [UInt8]) -> Int? {
    var depth = 1
    var index = start
    let line = bytes[start...].prefix(TemplateTag.maximumLength).prefix { $0 != UInt8(ascii: "\n") }
    while index + 1 < line.endIndex {
      if line[index...].starts(with: "{{".utf8) {
        depth += 1
        index += 2
      } else if line[index...].starts(with: "}}".utf8) {
        depth -= 1
        index += 2
        if depth == 0 { return index }
      } else {
        index += 1
      }
    }
    return nil
  }

  /// Writes links whose address is the name of a page, `[label]([[page]])`, as Obsidian does. Of a link to a block,
  /// `[label](((id)))`, the label stays.
  private static func reduceLinks(in markdown: ScannedMarkdown, _ edits: inout Edits) {
    let bytes = markdown.bytes
    var index = 0
    while let middle = bytes[index...].firstIndex(of: Array("](".utf8)) {
      index = middle + 2
      let address = bytes[index...].prefix(maximumAddress).prefix { !")\n".utf8.contains($0) }
      let isPage =
        address.starts(with: "[[".utf8) && address.suffix(2).elementsEqual("]]".utf8)
        && bytes[address.endIndex...].first == UInt8(ascii: ")")
      let isBlock = address.starts(with: "((".utf8) && bytes[address.endIndex...].starts(with: ")))".utf8)
      guard isPage || isBlock, !markdown.isCode(middle) else { continue }
      let label = bytes[..<middle].suffix(maximumLabel).reversed().prefix { !"[]\n".utf8.contains($0) }.count
      let open = middle - label - 1
      guard label > 0, open >= 0, bytes[open] == UInt8(ascii: "["),
        open == 0 || bytes[open - 1] != UInt8(ascii: "!")
      else { continue }
      let text = String(decoding: bytes[(open + 1)..<middle], as: UTF8.self)
      if isPage {
        let name = String(decoding: address.dropFirst(2).dropLast(2), as: UTF8.self)
        let bar = markdown.line(at: open).kind == .tableRow ? "\\|" : "|"
        edits.replace(open..<(address.endIndex + 1), with: "[[\(name)\(bar)\(text)]]")
      } else {
        edits.replace(open..<(address.endIndex + 3), with: text)
      }
      index = address.endIndex
    }
  }

  /// The maximum numbers of bytes of the label and of the address of a link.
  private static let maximumLabel = 256
  private static let maximumAddress = 512

  private static func removeSizes(in markdown: ScannedMarkdown, _ edits: inout Edits) {
    let bytes = markdown.bytes
    var index = 0
    while let start = bytes[index...].firstIndex(of: Array("){:".utf8)) {
      index = start + 3
      let rest = bytes[index...].prefix(64)
      guard !markdown.isCode(start), let end = rest.firstIndex(of: UInt8(ascii: "}")),
        rest.starts(with: "height ".utf8) || rest.starts(with: "width ".utf8)
      else { continue }
      edits.remove((start + 1)..<(end + 1))
      index = end
    }
  }

  /// The Markdown that shows a macro; nil for one that Logseq does not have itself.
  private static func text(_ name: String, _ argument: String) -> String? {
    switch name {
    case "cloze":
      // A hint may follow: `{{cloze answer \\ hint}}`.
      let parts = argument.split(separator: "\\\\", maxSplits: 1).map { trimmed($0) }
      return parts.count == 2 ? "\(parts[0]) (\(parts[1]))" : argument
    case "embed":
      return argument.hasPrefix("[[") && argument.hasSuffix("]]") ? "!" + argument : named(name, argument)
    case "video", "youtube", "vimeo", "bilibili", "tweet", "twitter", "pdf":
      if argument.contains("://") {
        return MarkdownText.link("\(name): \(argument)", to: argument)
      }
      let isID =
        !argument.isEmpty && argument.utf8.allSatisfy { $0.isLetter || $0.isDigit || "-_".utf8.contains($0) }
      switch isID ? name : "" {
      case "youtube":
        return MarkdownText.link("youtube: \(argument)", to: "https://www.youtube.com/watch?v=\(argument)")
      case "vimeo": return MarkdownText.link("vimeo: \(argument)", to: "https://vimeo.com/\(argument)")
      default: return named(name, argument)
      }
    case "query", "renderer", "cards", "namespace", "function", "youtube-timestamp", "zotero-imported-file",
      "zotero-linked-file":
      return named(name, argument)
    default: return nil
    }
  }

  /// What a macro of the configuration stands for, with its arguments in the place of `$1`, `$2` and so on.
  private static func expanded(_ template: String, _ argument: String, _ name: String) -> String {
    let arguments = argument.split(separator: ",", maxSplits: 8).map { trimmed($0) }
    var text = ""
    var rest = template[...]
    while let mark = rest.firstIndex(of: "$") {
      text += rest[..<mark]
      let next = rest[rest.index(after: mark)...]
      if let number = next.first?.wholeNumberValue, number > 0, number < 10 {
        if number <= arguments.count { text += arguments[number - 1] }
        rest = next.dropFirst()
      } else {
        text += "$"
        rest = next
      }
    }
    text += rest
    // A form of Clojure is an element of HTML: `[:iframe {:src "address"}]`.
    guard text.hasPrefix("[:") else { return text }
    let strings = text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().compactMap {
      $0.offset.isMultiple(of: 2) ? nil : $0.element
    }
    if let address = strings.first(where: { $0.contains("://") }) {
      return MarkdownText.link("\(name): \(address)", to: String(address))
    }
    return named(name, argument)
  }

  private static func named(_ name: String, _ argument: String) -> String {
    MarkdownText.escaped(argument.isEmpty ? "[\(name)]" : "[\(name): \(argument)]")
  }

  private static func trimmed(_ text: Substring) -> String {
    String(decoding: Array(text.utf8)[...].trimmed, as: UTF8.self)
  }
}
