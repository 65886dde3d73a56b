/// Numbers what has a label of Quarto in a page, and reduces references to it (quarto.org/docs/authoring/cross-references):
/// `![Caption](a.png){#fig-a}` becomes "Figure 1: Caption", and `@fig-a` a link "Figure 1".
///
/// Citations of works in a bibliography become their authors and years: `[@key]` is "(Knuth 1984)". References to what is
/// neither stay.
struct CrossReferences {
  private let markdown: ScannedMarkdown
  private var edits = Edits()
  /// The numbers of labels, as they are shown.
  private var numbers: [String: String] = [:]
  private var counts: [String: Int] = [:]
  /// The numbers of the headings above, the outermost first.
  private var sections: [Int] = []
  /// The open containers between colons, with the numbers of those that are figures of figures or of tables.
  private var containers: [(number: String, parts: Int)?] = []

  private let values: KnownValues

  static func edits(in markdown: ScannedMarkdown, _ values: KnownValues) -> Edits {
    var references = CrossReferences(markdown: markdown, values: values)
    for index in markdown.lines.indices { references.numberLabels(on: index) }
    if !references.numbers.isEmpty || !values.works.isEmpty || !values.headings.isEmpty {
      references.reduceReferences()
    }
    return references.edits
  }

  private init(markdown: ScannedMarkdown, values: KnownValues) {
    self.markdown = markdown
    self.values = values
  }

  /// What labels begin with, and what is shown before their numbers.
  private static let names = [
    "fig": "Figure", "tbl": "Table", "lst": "Listing", "eq": "Equation", "sec": "Section", "thm": "Theorem",
    "lem": "Lemma", "cor": "Corollary", "prp": "Proposition", "cnj": "Conjecture", "def": "Definition",
    "exm": "Example", "exr": "Exercise", "tip": "Tip", "nte": "Note", "wrn": "Warning", "imp": "Important",
    "cau": "Caution",
  ]
  /// Those whose blocks begin with their numbers.
  private static let theorems: Set<String> = ["thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr"]

  /// The kind of a label; nil for other ids.
  private static func kind(of label: some StringProtocol) -> String? {
    guard let hyphen = label.firstIndex(of: "-"), label.index(after: hyphen) < label.endIndex else {
      return nil
    }
    let kind = label[..<hyphen].lowercased()
    return names[kind] == nil ? nil : kind
  }

  private static func isLabel(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || "-_".utf8.contains(byte)
  }

  // MARK: Labels

  private mutating func numberLabels(on index: Int) {
    let line = markdown.lines[index]
    let text = markdown.text(of: line)
    if line.kind == .fencedCode { return numberCell(text, index) }
    guard !line.isCode || line.kind == .openingFence else { return }
    if line.kind == .heading { countHeading(text) }
    let isFence = !line.isCode && text.starts(with: ":::".utf8)
    let info = isFence ? text.drop { $0 == UInt8(ascii: ":") }.trimmed : []
    var opened: (number: String, parts: Int)?
    for label in labels(in: text) {
      guard let kind = Self.kind(of: label.name), line.isCode || !markdown.isCode(label.offset) else {
        continue
      }
      let number = number(of: label.name, kind)
      if isFence, kind == "fig" || kind == "tbl" { opened = (number, 0) }
      show(kind, label, number, on: line, isFence: isFence)
    }
    if isFence {
      if info.isEmpty { _ = containers.popLast() } else { containers.append(opened) }
    }
  }

  /// The ids of lists of attributes, `{#id .class}`, with the offsets of their braces.
  private func labels(in text: ArraySlice<UInt8>) -> [(name: String, offset: Int)] {
    var labels: [(name: String, offset: Int)] = []
    var index = text.startIndex
    while let open = text[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = open + 1
      let id = text[index...].drop(while: \.isSpaceOrTab)
      guard id.first == UInt8(ascii: "#") else { continue }
      let name = id.dropFirst().prefix(while: Self.isLabel)
      guard let next = text[name.endIndex...].first, next.isSpaceOrTab || next == UInt8(ascii: "}") else {
        continue
      }
      labels.append((String(decoding: name, as: UTF8.self), open))
      index = name.endIndex
    }
    return labels
  }

  /// Reads the label among the options of a code cell: `#| label: fig-a`.
  private mutating func numberCell(_ text: ArraySlice<UInt8>, _ index: Int) {
    guard let mark = text.firstIndex(of: UInt8(ascii: "|")), mark - text.startIndex < 3,
      text[(mark + 1)...].trimmed.starts(with: "label:".utf8)
    else { return }
    let name = String(decoding: text[(mark + 1)...].trimmed.dropFirst(6).trimmed, as: UTF8.self)
    guard let kind = Self.kind(of: name), name.utf8.allSatisfy(Self.isLabel) else { return }
    // Options are at the beginning of a cell.
    let first = markdown.lines[..<index].suffix(Self.maximumOptions).last { $0.kind == .openingFence }
    guard let first,
      markdown.text(of: first).drop(while: { "`~".utf8.contains($0) }).first == UInt8(ascii: "{")
    else { return }
    let shown = Self.text(kind, number(of: name, kind))
    insertParagraph(anchor(name), before: first)
    // The caption is among the options, too.
    let line = markdown.lines[index]
    let prefix = String(decoding: markdown.bytes[line.start..<line.textStart], as: UTF8.self)
    let option = String(decoding: text[...mark], as: UTF8.self)
    edits.insert("\(option) \(CellOptions.number): \(shown)\n\(prefix)", at: line.textStart)
  }

  /// The maximum number of options before the label of a code cell.
  private static let maximumOptions = 16

  private mutating func countHeading(_ text: ArraySlice<UInt8>) {
    let level = text.prefix { $0 == UInt8(ascii: "#") }.count
    for mark in ["{-}", ".unnumbered"] where text.firstIndex(of: Array(mark.utf8)) != nil { return }
    sections = Array(sections.prefix(level))
    while sections.count < level { sections.append(0) }
    sections[level - 1] += 1
  }

  private mutating func number(of label: String, _ kind: String) -> String {
    if let known = numbers[label] { return known }
    let number: String
    if kind == "sec" {
      number = sections.drop { $0 == 0 }.map(String.init).joined(separator: ".")
    } else if kind == "fig" || kind == "tbl",
      let last = containers.suffix(Self.maximumDepth).lastIndex(where: { $0 != nil }),
      let outer = containers[last]
    {
      // A figure in a figure has a letter.
      containers[last]?.parts += 1
      let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(min(outer.parts, 25)))
      number = "\(outer.number) (\(letter))"
    } else {
      counts[kind, default: 0] += 1
      number = String(counts[kind] ?? 1)
    }
    if !number.isEmpty { numbers[label] = number }
    return number
  }

  /// The maximum number of containers in which a figure is a part of another one.
  private static let maximumDepth = 16

  private func anchor(_ label: String) -> String { "<a id=\"\(label)\"></a>" }

  private static func text(_ kind: String, _ number: String) -> String {
    "\(names[kind] ?? "")\u{A0}\(number)"
  }

  /// Inserts a number and the anchor of a label.
  private mutating func show(
    _ kind: String, _ label: (name: String, offset: Int), _ number: String, on line: ScannedMarkdown.Line,
    isFence: Bool
  ) {
    let text = markdown.text(of: line)
    if isFence {
      let title = Self.theorems.contains(kind) ? "**\(Self.text(kind, number))**" : ""
      return insertParagraph(anchor(label.name) + title, before: line)
    }
    if line.kind == .openingFence { return insertParagraph(anchor(label.name), before: line) }
    let before = text[..<label.offset]
    switch kind {
    case "fig":
      // The letter of a part of a figure stands alone.
      let title = number.split(separator: " ").last.map { $0.hasPrefix("(") ? "\($0) " : nil } ?? nil
      if let start = startOfAlternative(before) {
        edits.insert(title ?? Self.text(kind, number) + ": ", at: start)
      }
    case "tbl":
      let marks = [": ", "Table: "]
      guard let mark = marks.first(where: { text.starts(with: $0.utf8) }) else { return }
      edits.insert(
        "\(anchor(label.name))\(Self.text(kind, number)): ", at: text.startIndex + mark.utf8.count)
    case "eq":
      guard before.trimmed.suffix(2).elementsEqual("$$".utf8) else { return }
      let lineBreak = "\n" + String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
      let isLast = line.end == markdown.bytes.count
      edits.insert(
        "\(lineBreak)\(lineBreak)\(anchor(label.name))(\(number))\(isLast ? "" : lineBreak)", at: line.end)
    default: break
    }
  }

  /// The offset of the alternative text of the image at the end of a text; nil if it does not end with one.
  private func startOfAlternative(_ text: ArraySlice<UInt8>) -> Int? {
    guard text.last == UInt8(ascii: ")") else { return nil }
    let image = text.suffix(Self.maximumImage)
    func last(_ mark: String, before end: Int) -> Int? {
      image.indices.dropLast().last { $0 + 1 < end && image[$0...].starts(with: mark.utf8) }
    }
    guard let middle = last("](", before: image.endIndex), let start = last("![", before: middle),
      start + 2 < middle
    else { return nil }
    return start + 2
  }

  /// The maximum number of bytes of an image whose caption is numbered.
  private static let maximumImage = 2048

  private mutating func insertParagraph(_ text: String, before line: ScannedMarkdown.Line) {
    let lineBreak = "\n" + String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
    let isJoined = line.kind == .continuation || line.kind == .htmlContinuation
    edits.insert((isJoined ? lineBreak : "") + text + lineBreak + lineBreak, at: line.textStart)
  }

  // MARK: References

  private mutating func reduceReferences() {
    var texts = InlineTexts(markdown)
    while texts.nextLine != nil {
      for text in texts.read() where text.kind != .html {
        var scan = InlineScan(text)
        var hasBracket = true
        while let offset = scan.next() {
          let bytes = text.bytes
          if bytes[offset] == UInt8(ascii: "["), hasBracket {
            let inner = bytes[(offset + 1)...].prefix(Self.maximumReference)
            guard let close = inner.firstIndex(where: { "[]".utf8.contains($0) }) else {
              hasBracket = inner.endIndex < bytes.count
              continue
            }
            // The text of a link is no list of references.
            guard bytes[close] == UInt8(ascii: "]"), !bytes[(close + 1)...].starts(with: "(".utf8),
              let link = links(in: inner[..<close]) ?? citations(in: inner[..<close])
            else { continue }
            edits.replace(text.source(of: offset..<(close + 1)), with: link)
            scan.move(to: close + 1)
          } else if bytes[offset] == UInt8(ascii: "@"), offset == 0 || !isWord(bytes[offset - 1]) {
            guard let found = reference(at: offset, in: bytes) else { continue }
            edits.replace(text.source(of: offset..<found.end), with: found.text)
            scan.move(to: found.end)
          }
        }
      }
    }
  }

  /// What a reference without brackets becomes, `@fig-a`, `@key` or `@key [p. 3]`, with the offset behind it.
  private func reference(at offset: Int, in bytes: [UInt8]) -> (text: String, end: Int)? {
    let key = Self.key(in: bytes[(offset + 1)...])
    if let link = link(to: key.prefix(while: Self.isLabel), hasName: true) { return (link, key.endIndex) }
    guard let work = work(key) else { return nil }
    let next = bytes[key.endIndex...].prefix(Self.maximumReference)
    guard next.starts(with: " [".utf8), let close = next.firstIndex(of: UInt8(ascii: "]")),
      !next[..<close].contains(where: { "@\n".utf8.contains($0) }),
      close + 1 >= bytes.count || bytes[close + 1] != UInt8(ascii: "(")
    else { return ("\(work.authors) (\(work.year))", key.endIndex) }
    let place = String(decoding: next[..<close].dropFirst(2), as: UTF8.self)
    return ("\(work.authors) (\(work.year), \(place))", close + 1)
  }

  /// The key of a work at the beginning of a text: letters and digits, and single marks within it.
  private static func key(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isWord: (UInt8) -> Bool = { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 >= 0x80 }
    var key = text.prefix(128).prefix { isWord($0) || ":.#$%&-+?<>~/".utf8.contains($0) }
    while let last = key.last, !isWord(last) { key = key.dropLast() }
    return key
  }

  private func work(_ key: ArraySlice<UInt8>) -> (authors: String, year: String)? {
    values.works[String(decoding: key, as: UTF8.self)].map { (MarkdownText.escaped($0.authors), $0.year) }
  }

  /// The text of citations between brackets, `see @a, p. 3; -@b`. Nil if a work is not known.
  private func citations(in text: ArraySlice<UInt8>) -> String? {
    guard !values.works.isEmpty, text.contains(UInt8(ascii: "@")) else { return nil }
    var citations: [String] = []
    for part in text.split(separator: UInt8(ascii: ";")) {
      guard let mark = part.firstIndex(of: UInt8(ascii: "@")) else { return nil }
      let key = Self.key(in: part[(mark + 1)...])
      guard let work = work(key) else { return nil }
      let hasNoAuthor = mark > part.startIndex && part[mark - 1] == UInt8(ascii: "-")
      let before = String(decoding: part[..<(hasNoAuthor ? mark - 1 : mark)].trimmed, as: UTF8.self)
      citations.append(
        (before.isEmpty ? "" : before + " ") + (hasNoAuthor ? "" : work.authors + " ") + work.year
          + String(decoding: part[key.endIndex...], as: UTF8.self))
    }
    return citations.isEmpty ? nil : "(\(citations.joined(separator: "; ")))"
  }

  /// The maximum number of bytes of references between brackets.
  private static let maximumReference = 512

  private func isWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte >= 0x80 || byte == UInt8(ascii: "_")
  }

  /// The links for references between brackets: `@fig-a; see @fig-b`. Nil if one is not known.
  private func links(in text: ArraySlice<UInt8>) -> String? {
    guard text.contains(UInt8(ascii: "@")) else { return nil }
    var links: [String] = []
    for part in text.split(separator: UInt8(ascii: ";")) {
      guard let mark = part.firstIndex(of: UInt8(ascii: "@")) else { return nil }
      let name = part[(mark + 1)...].prefix(while: Self.isLabel)
      let isBare = mark > part.startIndex && part[mark - 1] == UInt8(ascii: "-")
      let before = part[..<(isBare ? mark - 1 : mark)].trimmed
      guard let link = link(to: name, hasName: !isBare && before.isEmpty) else { return nil }
      let words = String(decoding: before, as: UTF8.self)
      links.append(
        (words.isEmpty ? "" : words + " ") + link + String(decoding: part[name.endIndex...], as: UTF8.self))
    }
    return links.isEmpty ? nil : links.joined(separator: ", ")
  }

  private func link(to label: ArraySlice<UInt8>, hasName: Bool) -> String? {
    guard let first = label.first else { return nil }
    let name = String(decoding: [first.lowercased] + label.dropFirst(), as: UTF8.self)
    guard let kind = Self.kind(of: name) else { return nil }
    guard let number = numbers[name] else {
      return values.headings[name].map { MarkdownText.link($0.title, to: "/\($0.path)#\(name)") }
    }
    return "[\(hasName ? Self.text(kind, number) : number)](#\(name))"
  }
}
