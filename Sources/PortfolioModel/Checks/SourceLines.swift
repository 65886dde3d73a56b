/// Finds the source lines of a page's links and images, which the parser does not report.
///
/// Call `line(of:)` with the elements in reading order: each search continues where the previous one ended.
struct SourceLines {
  private let lines: [ArraySlice<UInt8>]
  private let firstLine: Int
  /// The index of the line on which the search of the current block continues.
  private var next = 0
  /// The line on which the current block begins.
  private var blockLine = 0
  /// The number of bytes that may still be searched. It bounds the time for a page with many broken links.
  private var budget: Int

  init(_ page: Page) {
    lines = page.body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    firstLine = page.bodyLine
    budget = 4 * page.body.count
  }

  /// Returns the line that contains the element's source text, at or after the beginning of its block. If the text
  /// is not found, returns the line of the block.
  mutating func line(of element: CheckedElement) -> Int {
    let wanted = Array(element.source.utf8)
    if wanted.isEmpty { return element.blockLine }
    if element.blockLine != blockLine {
      blockLine = element.blockLine
      next = max(0, element.blockLine - firstLine)
    }
    // A destination with decoded entities or escapes is not found, and the search runs to the end of the page.
    for index in next..<max(next, lines.count) {
      budget -= lines[index].count + 1
      if budget < 0 { break }
      if lines[index].firstRange(of: wanted) != nil {
        next = index
        return firstLine + index
      }
    }
    return element.blockLine
  }
}
