internal import CNcurses
internal import TerminalText

/// A row of ncurses' cells, filled from the spans of a line.
struct CellRow {
  private(set) var cells: [cchar_t] = []
  private let depth: ColorDepth
  /// The look of the last cell that shows it, and the number of blanks after that cell.
  private var last = Look()
  private var blanks = 0

  /// Up to this many blanks cost fewer bytes than moving the cursor over them.
  private static let shortGap = 4

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
    (last, blanks) = (Look(), 0)
    for span in line.spans {
      let look = Look(span.style, depth: depth)
      for scalar in span.text.string.unicodeScalars {
        if scalar == " ", !look.showsOnBlanks {
          // A blank in the terminal's own colours, which ncurses can skip or erase.
          blanks += 1
          cells.append(cncurses_cell(scalar.value, 0, 0))
          continue
        }
        fillGap()
        last = look
        // Most cells are ASCII. Calling `append` for them as well would take 4 % more instructions for a frame.
        if scalar.isASCII {
          cells.append(cncurses_cell(scalar.value, look.attributes, look.pair))
        } else {
          append(scalar, look)
        }
      }
    }
  }

  /// Gives a short gap the look of the cell before it, so that no change of attributes is sent for the gap.
  private mutating func fillGap() {
    defer { blanks = 0 }
    guard blanks > 0, blanks <= Self.shortGap, !last.showsOnBlanks else { return }
    for index in cells.count - blanks..<cells.count {
      cells[index] = cncurses_cell(0x20, last.attributes, last.pair)
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
  private(set) var attributes: UInt32 = 0
  private(set) var pair: Int32 = 0
  /// Whether a blank in this look differs from one in the terminal's own.
  private(set) var showsOnBlanks = false

  /// The terminal's own look.
  init() {}

  init(_ style: Style, depth: ColorDepth) {
    let background = style.background.reduced(to: depth)
    attributes = Self.attributes(style.attributes)
    pair = Self.pair(style.foreground.reduced(to: depth), background)
    showsOnBlanks = attributes & (cncurses_underline | cncurses_reverse) != 0 || Self.number(background) >= 0
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
    if let (red, green, blue) = color.components {
      let number = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
      // The numbers below 256 are those of the palette. One step of green cannot be seen.
      return number < 256 ? number | 1 << 8 : number
    }
    return -1
  }
}
