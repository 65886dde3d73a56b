package import Markdown

/// Lays out documents as lines: the one renderer, for the reader pane, standard output and SSH.
package struct DocumentRenderer: Sendable {
  /// How links are told.
  package enum Links: Sendable {
    /// The label alone is the link: a terminal with OSC 8, or a screen that can follow it.
    case inline
    /// `label [1]`, with the addresses listed at the end.
    case numbered
  }

  /// Columns that no line exceeds, code that is not wrapped and addresses that are kept aside.
  package var width: Int
  /// What each role looks like.
  package var theme: Theme
  /// How links are told.
  package var links: Links
  /// Whether a line of code that is too wide goes on in the next row (a screen) or is kept (a pipe).
  package var wrapsCode: Bool
  /// Whether an address that is too wide stays whole (a pipe) or is broken (a screen).
  package var keepsAddresses: Bool
  /// What a destination means; by its scheme alone unless a portfolio knows better.
  package var resolve: @Sendable (Link.Destination) -> LinkTarget

  /// A renderer for a screen, unless told otherwise.
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

  /// All lines of a document.
  package func lines(for document: Document) -> [Line] {
    var lines: [Line] = []
    render(document) { lines.append($0) }
    return lines
  }

  /// Hands on each line as soon as its block is laid out, so a long document is never whole in memory.
  package func render(_ document: Document, to emit: (Line) -> Void) {
    var pass = RenderPass(self)
    var isFirst = true
    var lowest = 0
    func flush() {
      if pass.lines.isEmpty { return }
      // What stands elsewhere in the source, such as a footnote, never goes back.
      for index in pass.lines.indices {
        lowest = max(lowest, pass.lines[index].sourceLine)
        pass.lines[index].sourceLine = lowest
      }
      if !isFirst { emit(Line(sourceLine: pass.lines[0].sourceLine)) }
      isFirst = false
      for line in pass.lines { emit(line) }
      pass.lines.removeAll(keepingCapacity: true)
    }
    for block in document.blocks {
      pass.append(block, width: width)
      flush()
    }
    pass.appendFootnotes(document.footnotes, width: width)
    flush()
    pass.appendReferences()
    flush()
  }
}
