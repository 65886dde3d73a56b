internal import Markdown

/// One rendering of one document: appends the lines of blocks to `lines`, and collects the destinations of
/// links.
///
/// A container (a quote, a list item, a footnote) renders its children at a smaller width and puts its prefix
/// before each of their lines, so there is no stack of margins.
struct RenderPass {
  let options: DocumentRenderer
  /// The lines that are laid out and not yet emitted.
  var lines: [Line] = []

  /// The text of the current paragraph, heading, table cell or line of code.
  var text = InlineText()
  private var breaker: LineBreaker
  var references = References()
  /// The notes beside the text; nil without a margin.
  var margin: MarginNotes?
  let highlightsCode: Bool
  /// The prefixes of containers that are nested too deep to be indented. They come before the next text.
  private var marks: [Span] = []

  init(_ options: DocumentRenderer) {
    self.options = options
    breaker = LineBreaker(keepsAddresses: options.keepsAddresses) {
      options.hyphens.dictionary(options.language)
    }
    highlightsCode = options.theme.highlightsCode
  }

  var theme: Theme { options.theme }

  /// The minimum width of a container's children, in columns. If the prefix leaves less, the children are not indented;
  /// see ``nest(_:rest:width:line:_:)``.
  static let minimumNestedWidth = 12

  // MARK: Blocks

  mutating func append(_ block: Block, width: Int) {
    switch block.kind {
    case .paragraph(let inlines): append(inlines, width: width, line: block.line)
    case .heading(let level, let inlines, _):
      appendHeading(inlines, level: level, width: width, line: block.line)
    case .blockQuote(let blocks): appendQuote(blocks, bar: theme[.quoteBar], width: width, line: block.line)
    case .alert(let alert, let blocks): appendAlert(alert, blocks, width: width, line: block.line)
    case .details(let summary, let blocks, let folding):
      nest(Span(Line.openMark, theme[.listMarker]), width: width, line: block.line) { pass, width in
        pass.appendFold(
          summary, pass.theme[.tableHeader], blocks, folding, isSpaced: true, width: width, line: block.line)
      }
    case .definitionList(let definitions): append(definitions, width: width, line: block.line)
    case .list(let list): appendList(list, width: width, line: block.line)
    case .codeBlock(let language, let code):
      appendMarks(width: width, line: block.line)
      appendCode(code, language: language, width: width, line: block.line)
    case .table(let table):
      appendMarks(width: width, line: block.line)
      appendTable(table, width: width, line: block.line)
    case .tableOverflow(let rows):
      appendMarks(width: width, line: block.line)
      appendCode(rows, language: "", width: width, line: block.line)
    case .thematicBreak:
      appendMarks(width: width, line: block.line)
      lines.append(
        Line(FilteredText(repeating: "─", count: width), theme[.rule], sourceLine: block.line))
    }
  }

  /// Appends blocks, with a blank line between two of them unless they belong to a tight list.
  mutating func append(_ blocks: [Block], width: Int, isTight: Bool = false) {
    let first = lines.count
    for block in blocks {
      let isSeparated = !isTight && lines.count > first
      if isSeparated { lines.append(Line(sourceLine: block.line)) }
      let start = lines.count
      append(block, width: width)
      if isSeparated, lines.count == start { lines.removeLast() }
    }
  }

  private mutating func append(_ inlines: [Inline], width: Int, line: Int) {
    if let pictures = options.pictures, inlines.contains(where: \.isPicture) {
      return append(PictureSequence(inlines, pictures, width: width), width: width, line: line)
    }
    appendText(inlines, width: width, line: line)
  }

  mutating func appendText(_ inlines: [Inline], width: Int, line: Int) {
    beginText()
    flatten(inlines, theme[.text])
    switch options.setting {
    case .prose: appendRows(of: text, width: width, line: line, isProse: true)
    case .title: appendRows(of: text, width: width, line: line, goal: .balance)
    case .facts: appendRows(of: text, width: width, line: line, goal: .wholeParts)
    }
  }

  /// Begins the text of a paragraph or heading with the pending marks.
  private mutating func beginText() {
    text.removeAll()
    for mark in marks { text.append(mark.text.string, mark.style, as: .code) }
    marks = []
  }

  /// Appends the pending marks as lines of their own, for blocks without text and empty containers.
  mutating func appendMarks(width: Int, line: Int) {
    for mark in marks {
      lines.append(Line([Span(mark.text.prefix(columns: width), mark.style)], sourceLine: line))
    }
    marks = []
  }

  /// Breaks a text into rows and appends them.
  /// - Parameter isProse: whether hyphens may be added and rows may be justified.
  mutating func appendRows(
    of text: InlineText, width: Int, line: Int, isProse: Bool = false, goal: LineBreaker.Goal = .evenRows
  ) {
    let hyphens = options.hyphens
    let scope = isProse ? hyphens.scope(inColumnsOf: options.width) : hyphens.scopeInHeadings
    var cursor = 0
    var notes = text.notes[...]
    for row in breaker.rows(of: text, width: width, hyphens: scope, goal: goal) {
      lines.append(Line(row, of: text, cursor: &cursor, sourceLine: line))
      if isProse { lines[lines.count - 1].justification = Line.Justification(row, width: width) }
      while let note = notes.first, note.offset < row.bytes.upperBound {
        lines[lines.count - 1].notes += notes.removeFirst().notes
      }
    }
  }

  private mutating func appendHeading(_ inlines: [Inline], level: Int, width: Int, line: Int) {
    // A heading of nothing but a comment, such as one that Hugo or MkDocs replaces.
    if inlines.isEmpty { return }
    if theme.needsMarks(.heading) {
      let mark = FilteredText(repeating: "#", count: level) + " "
      return nest(Span(mark, theme[.heading]), width: width, line: line) { pass, width in
        pass.beginText()
        pass.flatten(inlines, pass.theme[.heading])
        pass.appendRows(of: pass.text, width: width, line: line, goal: .balance)
      }
    }
    let first = lines.count
    beginText()
    flatten(inlines, theme.heading(ofLevel: level))
    appendRows(of: text, width: width, line: line, goal: .balance)
    guard let rule = Self.headingRules[level] else { return }
    let columns = lines[first...].reduce(0) { max($0, $1.columns) }
    lines.append(Line(FilteredText(repeating: rule, count: columns), theme[.rule], sourceLine: line))
  }

  /// The characters of the rule below a heading, by the heading's level.
  private static let headingRules: [Int: FilteredText] = [1: "═", 2: "─"]

  private mutating func appendQuote(_ blocks: [Block], bar: Style, width: Int, line: Int) {
    let prefix = Span("│ ", bar)
    nest(prefix, rest: prefix, width: width, line: line) { pass, width in
      pass.append(blocks, width: width)
    }
  }

  private mutating func appendAlert(_ alert: Alert, _ blocks: [Block], width: Int, line: Int) {
    let style = theme[alert.role]
    let prefix = Span("┃ ", style)
    nest(prefix, rest: prefix, width: width, line: line) { pass, width in
      if alert.folding != nil { pass.marks.append(Span(Line.openMark, style)) }
      pass.appendFold(alert.title, style, blocks, alert.folding, isSpaced: false, width: width, line: line)
    }
  }

  /// Appends a title and the blocks below it, which a screen can hide unless `folding` is nil.
  /// - Parameter isSpaced: whether a blank line follows the title.
  private mutating func appendFold(
    _ title: [Inline], _ style: Style, _ blocks: [Block], _ folding: Folding?, isSpaced: Bool, width: Int,
    line: Int
  ) {
    let first = lines.count
    beginText()
    flatten(title, style)
    appendRows(of: text, width: width, line: line)
    let head = lines.count - first
    if isSpaced, !blocks.isEmpty { lines.append(Line(sourceLine: line)) }
    append(blocks, width: width)
    if let folding { setFold(.details, at: first, head: head, isInitiallyClosed: folding == .closed) }
  }

  /// Makes the lines from `first` a part that a screen can hide, except for `head` lines.
  mutating func setFold(_ kind: Line.Fold.Kind, at first: Int, head: Int, isInitiallyClosed: Bool) {
    let body = lines.count - first - head
    guard head > 0, body > 0 else { return }
    lines[first].fold = Line.Fold(
      kind: kind, isInitiallyClosed: isInitiallyClosed, headLines: Int32(head), bodyLines: Int32(body))
  }

  private mutating func append(_ definitions: [Definition], width: Int, line: Int) {
    let indent = width < 40 ? 2 : 4
    let isIndented = width - indent >= Self.minimumNestedWidth
    let margin = Span(FilteredText(repeating: " ", count: indent))
    for (index, definition) in definitions.enumerated() {
      if index > 0 { lines.append(Line(sourceLine: line)) }
      for term in definition.terms {
        beginText()
        flatten(term, theme[.tableHeader])
        appendRows(of: text, width: width, line: line)
      }
      for description in definition.descriptions {
        appendMarks(width: width, line: line)
        if isIndented {
          nest(margin, width: width, line: description.first?.line ?? line) { pass, width in
            pass.append(description, width: width)
          }
        } else {
          append(description, width: width)
        }
      }
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
      if let start = list.start {
        let number = String(start &+ index)
        let padding = FilteredText(repeating: " ", count: numberWidth - number.utf8.count)
        marker.text = padding + FilteredText(number) + ". "
      }
      if let task = item.task {
        let box = FilteredText(task.box)
        marker = Span(
          list.start == nil ? box : marker.text + box, theme[task == .done ? .taskDone : .taskOpen])
      }
      nest(marker, width: width, line: line) { pass, width in
        pass.append(item.blocks, width: width, isTight: list.isTight)
      }
    }
  }

  // MARK: Tables

  private mutating func appendTable(_ table: Table, width: Int, line: Int) {
    let header = cells(of: table.header, theme[.tableHeader])
    let rows = table.rows.map { cells(of: $0, theme[.text]) }
    let layout = TableLayout(
      alignments: table.alignments, cells: [header] + rows, width: width, theme: theme, line: line)
    lines += layout.lines(breaker: &breaker)
  }

  private mutating func cells(of row: [[Inline]], _ style: Style) -> [InlineText] {
    row.map { inlines in
      // The cell keeps the buffers.
      text = InlineText()
      flatten(inlines, style)
      return text
    }
  }

  // MARK: The end of the document

  /// Appends the footnotes that are not in the margin.
  mutating func appendFootnotes(_ footnotes: [Footnote], width: Int) {
    guard let line = footnotes.first?.line else { return }
    for (index, footnote) in footnotes.enumerated() where margin?.takes(footnote: index + 1) != true {
      if lines.isEmpty {
        let rule = FilteredText(repeating: "─", count: min(8, width))
        lines.append(Line(rule, theme[.rule], sourceLine: line))
      }
      let first = lines.count
      append(footnote, number: index + 1, width: width)
      addReferencesToNotes(from: first)
    }
  }

  mutating func append(_ footnote: Footnote, number: Int, width: Int) {
    let mark = Span(FilteredText.superscript(number) + " ", theme[.footnote])
    nest(mark, width: width, line: footnote.line) { pass, width in
      pass.append(footnote.blocks, width: width)
    }
  }

  /// Takes note of the footnotes to which the lines from `first` on refer.
  mutating func addReferencesToNotes(from first: Int) {
    margin?.addReferences(in: lines[first...])
  }

  /// Appends the numbered destinations of links.
  mutating func appendReferences() {
    let line = Int.max
    for (index, target) in references.targets.enumerated() {
      let mark = Span(FilteredText("[\(index + 1)] "), theme[.reference])
      let room = options.width - mark.text.columns
      if options.keepsAddresses || target.columns <= room || room < Self.minimumNestedWidth {
        let whole = Line([mark, Span(target, theme[.reference])], sourceLine: line)
        lines += options.keepsAddresses ? [whole] : whole.wrapped(to: options.width)
      } else {
        nest(mark, width: options.width, line: line) { pass, width in
          pass.lines += Line(target, pass.theme[.reference], sourceLine: line).wrapped(to: width)
        }
      }
    }
  }

  // MARK: Nesting

  /// Renders a container: a prefix before each line, and the children in the rest of the width. If the rest is less
  /// than ``minimumNestedWidth``, the children get the full width, and the prefix comes before their first word only.
  ///
  /// - Parameters:
  ///   - first: the prefix of the first line.
  ///   - rest: the prefix of the other lines; as many spaces as `first` has columns if nil.
  ///   - children: appends the lines of the children at a width.
  private mutating func nest(
    _ first: Span, rest: Span? = nil, width: Int, line: Int, _ children: (inout RenderPass, Int) -> Void
  ) {
    let start = lines.count
    let room = width - first.text.columns
    // No scalar is wider than two columns.
    guard room >= max(2, min(Self.minimumNestedWidth, options.width - first.text.columns)) else {
      marks.append(first)
      children(&self, width)
      return appendMarks(width: width, line: line)
    }
    children(&self, room)
    if lines.count == start { lines.append(Line(sourceLine: line)) }
    let blank = rest ?? Span(FilteredText(repeating: " ", count: first.text.columns))
    for index in start..<lines.count {
      let isFirst = index == start
      if !isFirst, rest == nil, lines[index].spans.isEmpty { continue }
      lines[index].spans.insert(isFirst ? first : blank, at: 0)
    }
  }
}

extension Alert {
  fileprivate var role: Role {
    switch kind {
    case .note: .note
    case .tip: .tip
    case .important: .important
    case .warning: .warning
    case .caution: .caution
    }
  }
}
