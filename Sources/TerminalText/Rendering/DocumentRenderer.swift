package import Markdown

/// Lays out documents as lines, for the reader pane, standard output and SSH.
///
/// The defaults are for a screen. For a pipe set `links` to `.numbered`, `wrapsCode` to false and `keepsAddresses`
/// to true. The caller must have selected a UTF-8 locale (see ``DisplayWidth``).
package struct DocumentRenderer: Sendable {
  /// How the destinations of links are shown.
  package enum Links: Sendable {
    /// Only the label is shown, for a terminal with OSC 8 or a screen that can follow links. Destinations that cannot
    /// be followed are numbered.
    case inline
    /// `label [1]`, with the destinations listed at the end.
    case numbered
  }

  /// What paragraphs are, which decides where they are broken into rows.
  package enum Setting: Sendable {
    case prose
    /// A title: its rows are about equally long.
    case title
    /// Facts with commas or dots between them: rows end between two of them.
    case facts
  }

  /// The maximum width of a line in columns, at least 1. Code that is not wrapped and addresses that stay whole may be
  /// wider.
  package var width: Int
  /// The style of each role.
  package var theme: Theme
  /// How the destinations of links are shown.
  package var links: Links
  /// Whether a line of code that is too wide continues in the next row (for a screen) or stays whole (for a
  /// pipe).
  package var wrapsCode: Bool
  /// Whether lines of code stay whole with ``Line/codeColumns``, for a screen that scrolls them sideways.
  package var scrollsCode = false
  /// Whether those of drawings do, in code that is wrapped otherwise.
  package var scrollsDrawings = false
  /// Whether code has a bar in its margin. Printed code has none, so that it can be selected and copied.
  package var hasCodeBar = false
  /// Whether an address that is too wide stays whole (for a pipe) or is broken (for a screen).
  package var keepsAddresses: Bool
  /// What paragraphs are.
  package var setting = Setting.prose
  /// When words are divided with a hyphen.
  package var hyphens = Hyphens(.inNarrowColumns)
  /// The code of the language of the text, which decides where words are divided.
  package var language = "en"
  /// Resolves a destination. The default uses its scheme alone.
  package var resolve: @Sendable (Link.Destination) -> LinkTarget
  /// The texts of links whose own text is empty, by their targets. Others show where they lead.
  package var titles: [LinkTarget: String] = [:]

  /// How pictures are shown; nil to show their alternative texts.
  package var pictures: Picture.Layout?
  /// The width of the margin in which footnotes and the addresses of outer links become notes of the lines; nil to show
  /// footnotes at the end, and no addresses.
  package var marginWidth: Int?

  /// Creates a renderer. The defaults are for a screen without pictures.
  package init(
    width: Int, theme: Theme, links: Links = .inline, wrapsCode: Bool = true, keepsAddresses: Bool = false,
    resolve: @escaping @Sendable (Link.Destination) -> LinkTarget = { LinkTarget($0) }
  ) {
    self.width = max(1, width)
    self.theme = theme
    self.links = links
    self.wrapsCode = wrapsCode
    self.keepsAddresses = keepsAddresses
    self.resolve = resolve
  }

  /// Returns all lines of a document.
  package func lines(for document: Document) -> [Line] {
    var lines: [Line] = []
    render(document) { lines.append($0) }
    return lines
  }

  /// Passes the lines of a document to `emit`, those of a block as soon as it is laid out, so that the lines
  /// of a long document are never in memory together.
  package func render(_ document: Document, to emit: (Line) -> Void) {
    var output = BlockOutput(
      self, margin: marginWidth.map { MarginNotes(document.footnotes, width: $0, self) })
    for block in document.blocks { output.append(block, to: emit) }
    output.finish(document.footnotes, to: emit)
  }

  /// Passes the lines of a text to `emit`, without notes in the margin. Each block is freed before the next is read.
  package func render(_ reader: inout BlockReader, to emit: (Line) -> Void) {
    var output = BlockOutput(self, margin: nil)
    while let block = reader.next() { output.append(block, to: emit) }
    output.finish(reader.footnotes, to: emit)
  }
}

/// The lines of a document, which are passed on block by block.
private struct BlockOutput {
  private var pass: RenderPass
  private var isFirst = true
  private var previous: Block.Kind?
  private var sourceLine = 0

  init(_ renderer: DocumentRenderer, margin: MarginNotes?) {
    pass = RenderPass(renderer)
    pass.margin = margin
  }

  mutating func append(_ block: Block, to emit: (Line) -> Void) {
    pass.append(block, width: pass.options.width)
    flush(block.kind, to: emit)
  }

  mutating func finish(_ footnotes: [Footnote], to emit: (Line) -> Void) {
    pass.appendFootnotes(footnotes, width: pass.options.width)
    flush(to: emit)
    pass.appendReferences()
    flush(to: emit)
  }

  private mutating func flush(_ kind: Block.Kind? = nil, to emit: (Line) -> Void) {
    if pass.lines.isEmpty { return }
    // Footnotes may be defined anywhere but are shown last, and source lines must not decrease.
    for index in pass.lines.indices {
      sourceLine = max(sourceLine, pass.lines[index].sourceLine)
      pass.lines[index].sourceLine = sourceLine
    }
    let blank = Line(sourceLine: pass.lines[0].sourceLine)
    if !isFirst { emit(blank) }
    if let kind, let previous, pass.theme.hasSpace(before: kind, after: previous) { emit(blank) }
    isFirst = false
    previous = kind
    pass.addReferencesToNotes(from: 0)
    for line in pass.lines { emit(line) }
    pass.lines.removeAll(keepingCapacity: true)
  }
}

extension Theme {
  /// Whether a second blank line is before a block. A heading with a rule is followed by the rule and a blank line, and
  /// should be nearer to its own text than to the text before it.
  fileprivate func hasSpace(before block: Block.Kind, after previous: Block.Kind) -> Bool {
    guard case .heading(1...2, _, _) = block, !needsMarks(.heading) else { return false }
    if case .heading = previous { return false }
    return true
  }
}
