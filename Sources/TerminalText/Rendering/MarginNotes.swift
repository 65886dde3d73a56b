internal import Markdown

/// The notes of a document for the margin beside its text.
struct MarginNotes {
  /// The width of the margin, in columns.
  let width: Int
  /// For each footnote its note and the notes that it refers to; empty for a footnote at the end of the document.
  private let footnotes: [[Line.Note]]
  /// The footnotes that a line refers to.
  private var referenced: Set<Int> = []
  /// The footnotes that were found to be at the end of the document.
  private var atEnd: Set<Int> = []
  private var addresses = References()

  /// The maximum height of a note, in rows. A longer footnote stays at the end of the document.
  private static let maximumHeight = 12
  /// The maximum number of notes that come with a footnote, itself included. It bounds the time that chains of footnotes
  /// take. Footnotes that only the last of such a chain refers to stay at the end of the document.
  private static let maximumChain = 8

  private init(width: Int, _ footnotes: [[Line.Note]]) {
    self.width = width
    self.footnotes = footnotes
  }

  /// Lays out the footnotes of a document.
  /// - Parameter options: the options for the text beside the margin.
  init(_ footnotes: [Footnote], width: Int, _ options: DocumentRenderer) {
    var options = options
    options.width = width
    options.pictures = nil
    options.theme.set([.text: options.theme[.footnote].over(options.theme[.text])])
    var pass = RenderPass(options)
    // References between footnotes are known by their numbers until all are laid out.
    pass.margin = MarginNotes(width: width, footnotes.indices.map { [Line.Note(id: $0 + 1, rows: [])] })
    var notes: [Line.Note?] = []
    var references: [[Line.Note]] = []
    for (index, footnote) in footnotes.enumerated() {
      var rows: [Line] = []
      if footnote.isPlain {
        pass.append(footnote, number: index + 1, width: width)
        rows = pass.lines
        pass.lines = []
      }
      references.append(rows.flatMap(\.notes))
      for row in rows.indices { rows[row].notes = [] }
      let isFitting = !rows.isEmpty && rows.count <= Self.maximumHeight
      notes.append(isFitting ? Line.Note(id: index + 1, rows: rows) : nil)
    }
    self.init(width: width, notes.map { Self.chain(from: $0, notes, references) })
    addresses = pass.margin?.addresses ?? References()
  }

  /// Returns a note and those that it refers to, directly or through others.
  private static func chain(
    from first: Line.Note?, _ notes: [Line.Note?], _ references: [[Line.Note]]
  ) -> [Line.Note] {
    guard let first else { return [] }
    var chain = [first]
    var next = 0
    while next < chain.count {
      let id = chain[next].id
      for reference in id > 0 ? references[id - 1] : [] where chain.count < maximumChain {
        guard let note = reference.id > 0 ? notes[reference.id - 1] : reference,
          !chain.contains(where: { $0.id == note.id })
        else { continue }
        chain.append(note)
      }
      next += 1
    }
    return chain
  }

  /// Returns the note of a footnote and those that it refers to; none for a footnote at the end of the document.
  func notes(ofFootnote number: Int) -> [Line.Note] {
    guard footnotes.indices.contains(number - 1) else { return [] }
    return atEnd.isEmpty ? footnotes[number - 1] : footnotes[number - 1].filter { !atEnd.contains($0.id) }
  }

  /// Returns the note with an address, shortened to the width of the margin.
  mutating func note(_ address: Hyperlink, _ style: Style) -> Line.Note {
    let mark = Span("→ ", style)
    let text = address.shortened(to: width - mark.text.columns)
    let row = Line([mark, Span(text, style, target: .address(address))])
    return Line.Note(id: -addresses.number(of: address.text), rows: [row])
  }

  /// Takes note of the footnotes that lines refer to.
  mutating func addReferences(in lines: some Sequence<Line>) {
    for line in lines {
      for note in line.notes where note.id > 0 { referenced.insert(note.id) }
    }
  }

  /// Returns whether a footnote is in the margin. If it is not, later references to it have no note.
  mutating func takes(footnote number: Int) -> Bool {
    if referenced.contains(number) { return true }
    atEnd.insert(number)
    return false
  }
}

extension Footnote {
  /// Whether it holds nothing but text, quotes and lists, which fit into any margin.
  fileprivate var isPlain: Bool {
    var inspector = FootnoteInspector()
    inspector.visit(blocks)
    return inspector.isPlain
  }
}

private struct FootnoteInspector: DocumentWalker {
  private(set) var isPlain = true

  mutating func visit(_ block: Block) {
    switch block.kind {
    case .paragraph, .heading, .blockQuote, .list: descend(into: block)
    case .alert, .details, .definitionList, .codeBlock, .table, .tableOverflow, .thematicBreak:
      isPlain = false
    }
  }

  mutating func visit(_ inline: Inline) {
    if inline.isPicture { isPlain = false }
    descend(into: inline)
  }
}
