internal import Synchronization

/// Held while a text is parsed and converted: each parse of cmark-gfm changes a process-wide table of special characters
/// for its extensions, and there is one ``ParserMemory`` per process.
private let parserLock = Mutex(())

/// Converts the blocks of a text one by one, so that a long text need not be in memory as a document.
package struct BlockReader: ~Copyable {
  private var tree: BlockTree
  private var converter: CommonMarkConverter
  private var sequence = BlockSequence(depth: 0)
  /// Converted blocks, the next one last.
  private var pending: [Block] = []
  private var isAtEnd = false
  /// The footnotes to which the text refers. It is complete after the last block.
  package private(set) var footnotes: [Footnote] = []

  /// The names that HTML gives to places, in the blocks so far.
  package var anchors: [Anchor] { converter.anchors }

  /// Parses a text as `Document.init(markdown:lines:allowsOtherTasks:)` does.
  /// - Parameter body: reads the blocks. It must not parse another text, because the parser has one memory.
  package static func read(
    _ markdown: some Collection<UInt8>, lines: LineMap = LineMap(), allowsOtherTasks: Bool = false,
    _ body: (inout BlockReader) -> Void
  ) {
    func parse(_ source: UnsafeBufferPointer<UInt8>) {
      let converter = CommonMarkConverter(lines: lines, source: source, allowsOtherTasks: allowsOtherTasks)
      parserLock.withLock { _ in
        guard let tree = BlockTree(source) else { return }
        var reader = BlockReader(tree: tree, converter: converter)
        body(&reader)
      }
    }
    let parsed: ()? = markdown.withContiguousStorageIfAvailable(parse)
    if parsed == nil { Array(markdown).withUnsafeBufferPointer(parse) }
  }

  private init(tree: consuming BlockTree, converter: CommonMarkConverter) {
    self.tree = tree
    self.converter = converter
  }

  /// Converts the next block of the text, without footnotes; nil after the last one.
  package mutating func next() -> Block? {
    while pending.isEmpty, !isAtEnd {
      if let node = tree.nextBlock() {
        if let footnote = converter.footnote(node) {
          footnotes.append(footnote)
        } else {
          converter.appendBlock(node, to: &sequence)
        }
      } else {
        isAtEnd = true
        sequence.finish(explained: &converter.explained)
      }
      pending = sequence.takeBlocks().reversed()
    }
    return pending.popLast()
  }
}
