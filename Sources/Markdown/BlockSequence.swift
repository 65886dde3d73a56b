/// The blocks of a container, while they are converted one after another.
///
/// Raw HTML and the blocks within its elements are collected until all elements are closed.
struct BlockSequence {
  private(set) var blocks: [Block] = []
  private var html = HTMLTree()
  private var htmlLine = 0

  mutating func append(_ block: Block) {
    if html.isOpen { html.append(block) } else { blocks.append(block) }
  }

  /// Appends a block of raw HTML that begins on a source line.
  mutating func append(html text: String, line: Int) {
    if !html.isOpen { htmlLine = line }
    html.append(html: text, line: line)
    if !html.isOpen { finish() }
  }

  /// Ends the elements that are open.
  mutating func finish() {
    if !html.isEmpty { blocks += HTMLReducer.blocks(of: html.finish(), line: htmlLine) }
  }
}
