/// The blocks of a container, while they are converted one after another.
///
/// Raw HTML and the blocks within its elements are collected until all elements are closed.
struct BlockSequence {
  private(set) var blocks: [Block] = []
  /// The HTML that is not complete yet, with the blocks in it.
  private var html: HTMLTree?
  /// The number of containers around the blocks.
  private let depth: Int

  /// - Parameter depth: the number of containers around the blocks.
  init(depth: Int) {
    self.depth = depth
  }

  /// The number of containers around the next block.
  var currentDepth: Int { depth + (html?.nesting ?? 0) }

  mutating func append(_ block: Block) {
    if html == nil { blocks.append(block) } else { html?.append([block]) }
  }

  /// Appends a block of raw HTML.
  /// - Parameters:
  ///   - line: the number of its first line.
  ///   - lines: the number in the file of each line.
  mutating func append(html text: String, line: Int, _ lines: LineMap, explained: inout Explanations) {
    begin()
    html?.append(html: text, line: line, lines)
    if html?.isOpen == false { finish(explained: &explained) }
  }

  /// Whether a paragraph must be appended part by part, because elements begin or end in it.
  func needsParts(of paragraph: InlineContents) -> Bool {
    if let html { return paragraph.containsElement || paragraph.containsStrayEnd || html.isHiding }
    return paragraph.containsElement
  }

  /// Appends a paragraph in which elements begin or end.
  mutating func append(_ parts: [HTMLTree.Part], line: Int, explained: inout Explanations) {
    begin()
    html?.append(parts, line: line)
    if html?.isOpen == false { finish(explained: &explained) }
  }

  /// Ends the elements that are open.
  mutating func finish(explained: inout Explanations) {
    guard var tree = html.take() else { return }
    blocks += HTMLReducer.blocks(of: &tree, explained: &explained)
  }

  /// Removes and returns the blocks that are complete.
  mutating func takeBlocks() -> [Block] {
    defer { blocks = [] }
    return blocks
  }

  private mutating func begin() {
    if html == nil { html = HTMLTree(maximumNesting: max(0, Document.maximumDepth - depth)) }
  }
}

/// What the converted inlines of a node contain.
struct InlineContents {
  /// Whether an element begins that is more than a mark around text.
  var containsElement = false
  /// Whether an element ends that begins elsewhere.
  var containsStrayEnd = false
  /// The first name that an `a` element gives to its place.
  var anchor: String?
}
