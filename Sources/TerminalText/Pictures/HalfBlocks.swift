/// A picture as rows of cells, each of which shows two pixels, one above the other.
package struct HalfBlocks: Sendable, Equatable {
  /// The spans of each row.
  package let rows: [[Span]]

  private static let upper: FilteredText = "▀"
  private static let lower: FilteredText = "▄"
  /// Converts a grid whose height is even.
  /// - Parameter depth: the colours that the terminal has: `.palette256` or `.direct`.
  package init(_ grid: PixelGrid, depth: ColorDepth) {
    let colors = grid.colors(depth: depth)
    rows = (0..<grid.height / 2).map { row in
      let (top, bottom) = (2 * row * grid.width, (2 * row + 1) * grid.width)
      var spans: [Span] = []
      for column in 0..<grid.width {
        let style: Style
        let text: FilteredText
        switch (colors[top + column], colors[bottom + column]) {
        case (nil, nil): (text, style) = (" ", .plain)
        case (let above?, nil): (text, style) = (Self.upper, Style(above))
        case (nil, let below?): (text, style) = (Self.lower, Style(below))
        case (let above?, let below?) where above == below: (text, style) = (" ", Style(.standard, on: below))
        case (let above?, let below?): (text, style) = (Self.upper, Style(above, on: below))
        }
        if let last = spans.last, last.style == style, last.text.string.hasPrefix(text.string) {
          spans[spans.count - 1].text = last.text + text
        } else {
          spans.append(Span(text, style))
        }
      }
      return spans
    }
  }
}

extension PixelGrid {
  /// The alpha value from which a pixel hides the background.
  private static let opaque: UInt8 = 128

  /// The color of each pixel; nil where the background is visible.
  fileprivate func colors(depth: ColorDepth) -> [Color?] {
    bytes.withUnsafeBufferPointer { bytes in
      (0..<width * height).map { index in
        let pixel = UnsafeBufferPointer(rebasing: bytes[4 * index..<4 * index + 4])
        if pixel[3] < Self.opaque { return nil }
        if depth != .direct { return .nearestOfCube(red: pixel[0], green: pixel[1], blue: pixel[2]) }
        return .direct(UInt32(pixel[0]) << 16 | UInt32(pixel[1]) << 8 | UInt32(pixel[2]))
      }
    }
  }
}
