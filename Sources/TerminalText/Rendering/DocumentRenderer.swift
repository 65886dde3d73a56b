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
  /// Whether an address that is too wide stays whole (for a pipe) or is broken (for a screen).
  package var keepsAddresses: Bool
  /// When words are divided with a hyphen.
  package var hyphens = Hyphens(.inNarrowColumns)
  /// The code of the language of the text, which decides where words are divided.
  package var language = "en"
  /// Resolves a destination. The default uses its scheme alone.
  package var resolve: @Sendable (Link.Destination) -> LinkTarget

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
    var pass = RenderPass(self)
    pass.margin = marginWidth.map { MarginNotes(document.footnotes, width: $0, self) }
    var isFirst = true
    var sourceLine = 0
    func flush() {
      if pass.lines.isEmpty { return }
      // Footnotes may be defined anywhere but are shown last, and source lines must not decrease.
      for index in pass.lines.indices {
        sourceLine = max(sourceLine, pass.lines[index].sourceLine)
        pass.lines[index].sourceLine = sourceLine
      }
      if !isFirst { emit(Line(sourceLine: pass.lines[0].sourceLine)) }
      isFirst = false
      pass.addReferencesToNotes(from: 0)
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
