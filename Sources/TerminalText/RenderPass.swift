internal import Markdown

/// One rendering of one document: appends the lines of a block, and remembers the addresses it met.
///
/// A block renders its children at a smaller width and prefixes their lines; there is no stack of margins.
struct RenderPass {
  let options: DocumentRenderer
  /// The lines laid out and not yet taken.
  var lines: [Line] = []

  private var text = InlineText()
  private var breaker: LineBreaker
  private var references = References()
  private let codeHighlights: Bool

  init(_ options: DocumentRenderer) {
    self.options = options
    breaker = LineBreaker(keepsAddresses: options.keepsAddresses)
    codeHighlights = options.theme.highlightsCode
  }

  var theme: Theme { options.theme }

  /// Below this a prefix would cost more than it tells: what is nested deeper is set flat.
  static let minimumNestedWidth = 12

  // MARK: Blocks

  mutating func append(_ block: Block, width: Int) {
    switch block.kind {
    case .paragraph(let inlines): append(inlines, width: width, line: block.line)
    case .heading(let level, let inlines):
      appendHeading(inlines, level: level, width: width, line: block.line)
    case .blockQuote(let blocks): appendQuote(blocks, bar: theme[.quoteBar], width: width, line: block.line)
    case .alert(let alert, let blocks): appendAlert(alert, blocks, width: width, line: block.line)
    case .list(let list): appendList(list, width: width, line: block.line)
    case .codeBlock(let language, let code):
      appendCode(code, language: language, width: width, line: block.line)
    case .table(let table): appendTable(table, width: width, line: block.line)
    case .thematicBreak:
      lines.append(
        Line(FilteredText(repeating: "─", count: width), theme[.rule], sourceLine: block.line))
    }
  }

  /// Children with a blank line between two of them, or none where they belong together.
  mutating func append(_ blocks: [Block], width: Int, isTight: Bool = false) {
    for (index, block) in blocks.enumerated() {
      if index > 0, !isTight { lines.append(Line(sourceLine: block.line)) }
      append(block, width: width)
    }
  }

  private mutating func append(_ inlines: [Inline], width: Int, line: Int) {
    text.removeAll()
    flatten(inlines, theme[.text])
    appendRows(of: text, width: width, line: line)
  }

  /// Breaks what is flattened, and appends its rows.
  private mutating func appendRows(of text: InlineText, width: Int, line: Int) {
    var cursor = 0
    for row in breaker.rows(of: text.bytes.storage, width: width) {
      lines.append(Line(text.spans(of: row, cursor: &cursor), sourceLine: line))
    }
  }

  private mutating func appendHeading(_ inlines: [Inline], level: Int, width: Int, line: Int) {
    let mark = FilteredText(repeating: "#", count: level) + " "
    nest(Span(mark, theme[.headingMark]), width: width) { pass, width in
      pass.text.removeAll()
      pass.flatten(inlines, pass.theme[.heading])
      pass.appendRows(of: pass.text, width: width, line: line)
    }
  }

  private mutating func appendQuote(_ blocks: [Block], bar: Style, width: Int, line: Int) {
    let prefix = Span("│ ", bar)
    nest(prefix, rest: prefix, width: width) { pass, width in
      pass.append(blocks, width: width)
      if blocks.isEmpty { pass.lines.append(Line(sourceLine: line)) }
    }
  }

  private mutating func appendAlert(_ alert: Alert, _ blocks: [Block], width: Int, line: Int) {
    let style = theme[alert.role]
    let prefix = Span("┃ ", style)
    nest(prefix, rest: prefix, width: width) { pass, width in
      pass.lines.append(Line(FilteredText(alert.rawValue.capitalized), style, sourceLine: line))
      pass.append(blocks, width: width)
    }
  }

  // MARK: Lists

  private static let bullets: [FilteredText] = ["• ", "◦ ", "▪ "]
  private var listDepth = 0

  private mutating func appendList(_ list: List, width: Int, line: Int) {
    let bullet = Self.bullets[listDepth % Self.bullets.count]
    listDepth += 1
    defer { listDepth -= 1 }
    let (last, overflows) = (list.start ?? 0).addingReportingOverflow(list.items.count - 1)
    let numberWidth = overflows ? 20 : String(last).utf8.count
    for (index, item) in list.items.enumerated() {
      if index > 0, !list.isTight { lines.append(Line(sourceLine: item.blocks.first?.line ?? line)) }
      var marker = Span(bullet, theme[.listMarker])
      if let isDone = item.isDone {
        marker = Span(isDone ? "☑ " : "☐ ", theme[isDone ? .taskDone : .taskOpen])
      } else if let start = list.start {
        let number = String(start &+ index)
        let padding = FilteredText(repeating: " ", count: numberWidth - number.utf8.count)
        marker.text = padding + FilteredText(number) + ". "
      }
      nest(marker, width: width) { pass, width in
        pass.append(item.blocks, width: width, isTight: list.isTight)
        if item.blocks.isEmpty { pass.lines.append(Line(sourceLine: line)) }
      }
    }
  }

  // MARK: Code

  private mutating func appendCode(_ code: String, language: String, width: Int, line: Int) {
    let indent = width < 40 ? 2 : 4
    let first = lines.count
    var code = code
    if code.utf8.last == UInt8(ascii: "\n") { code.removeLast() }
    let style = theme[.codeBlock]
    code.withUTF8 { bytes in
      let highlighter = codeHighlights ? SyntaxHighlighter(language: language) : nil
      let tokens = highlighter?.tokens(in: bytes) ?? [Token(end: bytes.count, role: .codeBlock)]
      var token = 0
      var start = 0
      while start <= bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        let next = end + 1
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        text.removeAll()
        while start < end {
          while tokens[token].end <= start { token += 1 }
          let stop = min(end, tokens[token].end)
          let piece = UnsafeBufferPointer(rebasing: bytes[start..<stop])
          text.append(piece, theme[tokens[token].role].over(style), as: .code)
          start = stop
        }
        appendCodeRow(line: line)
        start = next
      }
    }
    let room = max(1, width - indent)
    let margin = Span(FilteredText(repeating: " ", count: indent))
    for index in first..<lines.count where !lines[index].spans.isEmpty {
      if options.clipsCode {
        lines[index] = lines[index].truncated(to: room, mark: Span("…", theme[.clipMark]))
      }
      if width > indent { lines[index].spans.insert(margin, at: 0) }
    }
  }

  private mutating func appendCodeRow(line: Int) {
    let bytes = text.bytes.storage
    let columns = bytes.withUnsafeBufferPointer { FilteredBytes.columns(of: $0) }
    var cursor = 0
    let row = LineBreaker.Row(bytes: 0..<bytes.count, columns: columns)
    lines.append(Line(text.spans(of: row, cursor: &cursor), sourceLine: line))
  }

  // MARK: Tables

  private mutating func appendTable(_ table: Table, width: Int, line: Int) {
    var layout = TableLayout(table: table, width: width, theme: theme, line: line)
    layout.flatten { inlines, style in
      text.removeAll()
      flatten(inlines, style)
      return text
    }
    lines += layout.lines(breaker: &breaker)
  }

  // MARK: Ends

  mutating func appendFootnotes(_ footnotes: [Footnote], width: Int) {
    guard !footnotes.isEmpty else { return }
    let line = footnotes.map(\.line).max() ?? 0
    lines.append(Line(FilteredText(repeating: "─", count: min(8, width)), theme[.rule], sourceLine: line))
    for (index, footnote) in footnotes.enumerated() {
      let mark = Span(FilteredText.superscript(index + 1) + " ", theme[.footnote])
      nest(mark, width: width) { pass, width in
        let first = pass.lines.count
        pass.append(footnote.blocks, width: width)
        // Definitions may stand anywhere in the source; lines never go back.
        for row in first..<pass.lines.count { pass.lines[row].sourceLine = line }
      }
    }
  }

  /// The addresses, whole however long they are where that is wanted.
  mutating func appendReferences() {
    let line = Int.max
    for (index, target) in references.targets.enumerated() {
      let mark = Span(FilteredText("[\(index + 1)] "), theme[.reference])
      let room = options.width - mark.text.columns
      if options.keepsAddresses || target.columns <= room || room < Self.minimumNestedWidth {
        let whole = Line([mark, Span(target, theme[.reference])], sourceLine: line)
        lines += options.keepsAddresses ? [whole] : whole.wrapped(to: options.width)
      } else {
        nest(mark, width: options.width) { pass, width in
          pass.lines += Line(target, pass.theme[.reference], sourceLine: line).wrapped(to: width)
        }
      }
    }
  }

  // MARK: Nesting

  /// Renders children at the width that is left beside a prefix, and prefixes their lines: the first
  /// with `first`, the others with `rest`, or with as many spaces. Where too little would be left, the
  /// prefix of the first line stands in a line of its own.
  private mutating func nest(
    _ first: Span, rest: Span? = nil, width: Int, _ children: (inout RenderPass, Int) -> Void
  ) {
    let start = lines.count
    let room = width - first.text.columns
    guard room >= min(Self.minimumNestedWidth, options.width - first.text.columns) else {
      children(&self, width)
      let mark = Line([Span(first.text.prefix(columns: width), first.style)])
      if start < lines.count {
        lines.insert(Line(mark.spans, sourceLine: lines[start].sourceLine), at: start)
      }
      return
    }
    children(&self, max(1, room))
    let blank = rest ?? Span(FilteredText(repeating: " ", count: first.text.columns))
    for index in start..<lines.count {
      let isFirst = index == start
      if !isFirst, rest == nil, lines[index].spans.isEmpty { continue }
      lines[index].spans.insert(isFirst ? first : blank, at: 0)
    }
  }

  // MARK: Inlines

  private mutating func flatten(_ inlines: [Inline], _ style: Style, target: Int = -1) {
    for (index, inline) in inlines.enumerated() {
      switch inline {
      case .text(let words): text.append(words, style, target: target)
      case .softBreak:
        // Between two ideographs the end of a source line is nothing.
        if text.bytes.endsWithIdeograph, index + 1 < inlines.count, inlines[index + 1].startsWithIdeograph {
          continue
        }
        text.append(" ", style, target: target)
      case .lineBreak: text.appendLineBreak()
      case .code(let code): flattenCode(code, style, target: target)
      case .emphasis(let children): flatten(children, theme[.emphasis].over(style), target: target)
      case .strong(let children): flatten(children, theme[.strong].over(style), target: target)
      case .strikethrough(let children):
        let marks = theme.needsMarks(.strikethrough) ? "~~" : ""
        text.append(marks, style, target: target)
        flatten(children, theme[.strikethrough].over(style), target: target)
        text.append(marks, style, target: target)
      case .link(let link): flatten(link, style)
      case .image(let image): flatten(image, style)
      case .footnoteReference(let number):
        text.append(
          FilteredText.superscript(number).string, theme[.footnote].over(style), target: target, as: .code)
      }
    }
  }

  private mutating func flattenCode(_ code: String, _ style: Style, target: Int) {
    let marks = theme.needsMarks(.code) ? "`" : ""
    text.append(marks, style, target: target)
    text.append(code, theme[.code].over(style), target: target, as: .code)
    text.append(marks, style, target: target)
  }

  private mutating func flatten(_ link: Link, _ style: Style) {
    let target = options.resolve(link.destination)
    let index = text.addTarget(target)
    if link.label.isEmpty {
      text.append(target.text.string, theme[.link].over(style), target: index, as: .code)
      return
    }
    flatten(link.label, theme[.link].over(style), target: index)
    appendReference(to: target, label: link.label.plainText, style)
  }

  private mutating func flatten(_ image: Image, _ style: Style) {
    let target = options.resolve(image.source)
    let index = image.source.isEmpty ? -1 : text.addTarget(target)
    let label = image.alternative.plainText
    let look = theme[.image].over(style)
    text.append(label.isEmpty ? "[image]" : "[image: ", look, target: index)
    if !label.isEmpty {
      flatten(image.alternative, look, target: index)
      text.append("]", look, target: index)
    }
    if index >= 0 { appendReference(to: target, label: "", style) }
  }

  /// Tells where a link leads if its label does not and the output cannot.
  private mutating func appendReference(to target: LinkTarget, label: String, _ style: Style) {
    let shown = target.text
    switch (options.links, target) {
    case (.inline, .address(let address)) where address.contradicts(label: label):
      text.append(" (\(address.host))", theme[.reference].over(style))
    case (.inline, .address), (.inline, .place): break
    case (_, .place) where shown.string.utf8.first == UInt8(ascii: "#"): break
    case (_, _) where shown.isEmpty || References.says(label, shown.string): break
    default:
      let number = references.number(of: shown)
      text.append(" [\(number)]", theme[.reference].over(style))
    }
  }
}

/// The addresses listed at the end of a page, each once.
private struct References {
  private(set) var targets: [FilteredText] = []
  /// Made when there are many: below that a search is faster than the first hash of a run.
  private var numbers: [FilteredText: Int] = [:]

  mutating func number(of target: FilteredText) -> Int {
    let isLong = targets.count > 32
    if let number = isLong ? numbers[target] : targets.firstIndex(of: target).map({ $0 + 1 }) {
      return number
    }
    targets.append(target)
    if targets.count == 33 {
      for (index, target) in targets.enumerated() { numbers[target] = index + 1 }
    } else if isLong {
      numbers[target] = targets.count
    }
    return targets.count
  }

  /// Whether a label is the address already: autolinks, with or without their scheme.
  static func says(_ label: String, _ address: String) -> Bool {
    if label == address { return true }
    return ["https://", "http://", "mailto:"].contains {
      address.hasPrefix($0) && address.dropFirst($0.count) == label
    }
  }
}

extension Alert {
  fileprivate var role: Role {
    switch self {
    case .note: .note
    case .tip: .tip
    case .important: .important
    case .warning: .warning
    case .caution: .caution
    }
  }
}

extension Inline {
  fileprivate var startsWithIdeograph: Bool {
    guard case .text(let words) = self, let first = words.unicodeScalars.first else { return false }
    return LineBreakClass(first) == .ideograph
  }
}

extension String {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
