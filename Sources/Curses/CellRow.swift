internal import CNcurses
internal import TerminalText

/// A row of ncurses' cells, filled from the spans of a line.
struct CellRow {
  private(set) var cells: [cchar_t] = []
  private let depth: ColorDepth

  /// - Parameters:
  ///   - capacity: the columns for which memory is reserved.
  ///   - depth: the colours that the terminal has.
  init(capacity: Int, depth: ColorDepth) {
    self.depth = depth
    cells.reserveCapacity(capacity)
  }

  /// Replaces the cells by those of a line.
  mutating func fill(with line: Line) {
    cells.removeAll(keepingCapacity: true)
    for span in line.spans {
      let look = Look(span.style, depth: depth)
      for scalar in span.text.string.unicodeScalars {
        // Most cells are ASCII. Calling `append` for them as well would take 4 % more instructions for a frame.
        if scalar.isASCII {
          cells.append(cncurses_cell(scalar.value, look.attributes, look.pair))
        } else {
          append(scalar, look)
        }
      }
    }
  }

  /// Appends the cells of a scalar, in as many columns as `DisplayWidth` counts for it.
  private mutating func append(_ scalar: Unicode.Scalar, _ look: Look) {
    DisplayWidth.forEachCell(of: scalar) { shown, columns in
      if columns > 0 {
        cells.append(cncurses_cell(shown.value, look.attributes, look.pair))
      } else if let last = cells.indices.last {
        cncurses_combine(&cells[last], shown.value)
      }
    }
  }
}

/// A style as ncurses' attributes and colour pair.
private struct Look {
  let attributes: UInt32
  let pair: Int32

  init(_ style: Style, depth: ColorDepth) {
    attributes = Self.attributes(style.attributes)
    pair = Self.pair(style.foreground.reduced(to: depth), style.background.reduced(to: depth))
  }

  private static func attributes(_ attributes: Style.Attributes) -> UInt32 {
    var result: UInt32 = 0
    if attributes.contains(.bold) { result |= cncurses_bold }
    if attributes.contains(.dim) { result |= cncurses_dim }
    if attributes.contains(.italic) { result |= cncurses_italic }
    if attributes.contains(.underline) { result |= cncurses_underline }
    if attributes.contains(.reverse) { result |= cncurses_reverse }
    return result
  }

  /// The pair of two colours, which ncurses allocates on first use; 0 is the terminal's own colours.
  private static func pair(_ foreground: Color, _ background: Color) -> Int32 {
    let (foreground, background) = (number(foreground), number(background))
    return foreground < 0 && background < 0 ? 0 : max(0, alloc_pair(foreground, background))
  }

  /// A colour as ncurses numbers it: an index of the palette, `0xRRGGBB`, or -1 for the terminal's own.
  private static func number(_ color: Color) -> Int32 {
    if let index = color.paletteIndex { return Int32(index) }
    if let (red, green, blue) = color.components { return Int32(red) << 16 | Int32(green) << 8 | Int32(blue) }
    return -1
  }
}
