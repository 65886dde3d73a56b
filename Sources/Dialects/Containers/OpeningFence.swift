/// What follows the colons of an opening fence: `note Title`, `note[Title]{.class}`, `{.callout-note title="Title"}`.
struct OpeningFence {
  let name: String
  var title: String
  /// The kind of an alert whose name does not tell it: `alert{type="warning"}`.
  private(set) var type: String?
  private(set) var isNameless: Bool
  /// `-` or `+` for a container that the reader may fold.
  private(set) var folding = ""

  /// The kind of a callout of Quarto, without the prefix of its class.
  private static func withoutPrefix(_ name: String) -> String {
    name.hasPrefix("callout-") ? String(name.dropFirst(8)) : name
  }

  /// The blocks of PyMdown Extensions that are no notices, and whether their argument is a title.
  private static let blocks = [
    "admonition": true, "details": true, "tab": true, "caption": false, "figure-caption": false,
    "table-caption": false, "html": false, "definition": false,
  ]

  /// - Parameters:
  ///   - info: what follows the slashes of a block of PyMdown Extensions: `note | Title`.
  ///   - type: the value of its option `type`.
  init?(block info: ArraySlice<UInt8>, type: String?) {
    let word = info.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    let rest = info[word.endIndex...].trimmed
    name = String(decoding: word.map(\.lowercased), as: UTF8.self)
    guard rest.isEmpty || rest.first == UInt8(ascii: "|") else { return nil }
    // Configurations have further names of notices. One without a title may be text.
    let isNotice = CalloutKind.kind(of: name) != nil || !name.isEmpty && rest.count > 1
    guard let hasTitle = Self.blocks[name] ?? (isNotice ? true : nil) else { return nil }
    title = hasTitle ? String(decoding: rest.dropFirst().trimmed, as: UTF8.self) : ""
    let isNamed = CalloutKind.kind(of: name) != nil || Self.blocks[name] != nil
    self.type = name == "admonition" ? type ?? "note" : isNamed ? nil : "note"
    isNameless = false
  }

  init?(_ info: ArraySlice<UInt8>) {
    var rest = info
    var name = ""
    var title = ""
    isNameless = false
    if rest.first == DirectiveFence.literal {
      let word = rest.dropFirst().prefix { $0 > 0x20 }
      let last = word.last.map { "+-".utf8.contains($0) } == true ? word.suffix(1) : []
      self.name = String(decoding: word.dropLast(last.count), as: UTF8.self)
      self.title = String(decoding: rest[word.endIndex...].trimmed, as: UTF8.self)
      folding = String(decoding: last, as: UTF8.self)
      return
    }
    if rest.first == UInt8(ascii: "{") {
      isNameless = true
      // Layouts of Quarto have neither a class nor an id: `{layout-ncol=2}`.
      if rest.dropFirst().trimmed.first == UInt8(ascii: "}") {
        name = "content"
        rest = rest.drop { $0 != UInt8(ascii: "}") }.dropFirst().trimmed
      } else {
        guard let list = AttributeList(rest, needsColon: false) else { return nil }
        name = Self.withoutPrefix(list.classes.first ?? list.id ?? "content")
        title = TagArguments(rest.dropFirst().prefix { $0 != UInt8(ascii: "}") })["title"] ?? ""
        rest = info[list.end...].trimmed
      }
    } else {
      let word = rest.prefix { $0.isLetter || $0.isDigit || "-_".utf8.contains($0) }
      guard word.first?.isLetter == true else { return nil }
      let written = String(decoding: word, as: UTF8.self)
      name = Self.withoutPrefix(written)
      // Pandoc's fence with one class: `::: callout-note`.
      isNameless = name.count < written.count
      rest = rest[word.endIndex...]
      // A full stop or an address follows in text.
      if let next = rest.first, next > 0x20, next != UInt8(ascii: "["), next != UInt8(ascii: "{") {
        return nil
      }
      if rest.first == UInt8(ascii: "["), let close = rest.lastIndex(of: UInt8(ascii: "]")) {
        title = String(decoding: rest[(rest.startIndex + 1)..<close], as: UTF8.self)
        rest = rest[(close + 1)...]
      }
      rest = rest.trimmed
      if rest.first == UInt8(ascii: "{"), let close = rest.lastIndex(of: UInt8(ascii: "}")) {
        let arguments = TagArguments(rest[(rest.startIndex + 1)..<close])
        title = arguments["title", "label"] ?? title
        if ["alert", "callout"].contains(name.lowercased()) { type = arguments["type", "color"] }
        rest = rest[(close + 1)...].trimmed
      }
    }
    if let open = rest.lastIndex(of: UInt8(ascii: "{")), open == rest.startIndex || rest[open - 1] <= 0x20,
      let list = AttributeList(rest[open...], needsColon: false, allowsNames: true), list.end == rest.endIndex
    {
      rest = rest[..<open].trimmed
    }
    if !rest.isEmpty, title.isEmpty { title = String(decoding: rest, as: UTF8.self) }
    self.name = name.lowercased()
    self.title = title
    // Pandoc's and VitePress' fences may be followed by colons.
    while self.title.hasSuffix(":") { self.title.removeLast() }
  }
}
