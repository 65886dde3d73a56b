internal import Markdown

/// An element of a document that the checker examines.
struct CheckedElement {
  enum Kind {
    case link(Link.Destination)
    case image(source: String, hasAlternative: Bool)
    case tableOverflow
  }

  var kind: Kind
  /// The line on which its block begins. The parser reports no lines of inlines.
  var blockLine: Int

  /// The text by which the element's line is found in the source; empty if the line is `blockLine`.
  var source: String {
    switch kind {
    case .link(let destination): destination.source
    case .image(let source, _): source
    case .tableOverflow: ""
    }
  }
}

/// Collects the elements that the checker examines, in reading order.
struct CheckedElementCollector: DocumentWalker {
  private(set) var elements: [CheckedElement] = []
  private var line = 0

  mutating func visit(_ block: Block) {
    line = block.line
    if case .tableOverflow = block.kind { append(.tableOverflow) }
    descend(into: block)
  }

  mutating func visit(_ inline: Inline) {
    switch inline {
    case .link(let link):
      append(.link(link.destination))
      descend(into: inline)
    case .image(let image):
      let source = image.isEmbedded ? "" : image.source
      append(.image(source: source, hasAlternative: image.hasAlternative))
    case .text, .code, .emphasis, .strong, .strikethrough, .footnoteReference, .softBreak, .lineBreak:
      descend(into: inline)
    }
  }

  private mutating func append(_ kind: CheckedElement.Kind) {
    elements.append(CheckedElement(kind: kind, blockLine: line))
  }
}

extension Link.Destination {
  /// The destination as its author wrote it, except that the parser decoded entities and escapes.
  var source: String {
    switch self {
    case .url(let url): url
    case .name(let name): name.literal
    }
  }
}
