internal import CNcurses
internal import TerminalText

/// A row of ncurses' cells, filled from the spans of a line and drawn where it differs from what is on the screen.
///
/// Appending the cells to an array and drawing all of them anew took 860,000 instructions for a frame of 100x30, a quarter
/// of those for a key.
struct CellRow: ~Copyable {
  private let cells: UnsafeMutableBufferPointer<cchar_t>
  /// What is drawn in the row; a cell more, with which ncurses ends it.
  private let drawn: UnsafeMutableBufferPointer<cchar_t>
  /// The number of cells in use: fewer than the columns if some have wide characters.
  private var count = 0
  private var looks: LookTable
  /// The look of the last cell that shows it, and the number of blanks after that cell.
  private var last = Look()
  private var blanks = 0

  /// Up to this many blanks cost fewer bytes than moving the cursor over them.
  private static let shortGap = 4

  /// - Parameter depth: the colours that the terminal has.
  init(columns: Int, depth: ColorDepth) {
    cells = .allocate(capacity: columns)
    drawn = .allocate(capacity: columns + 1)
    cells.initialize(repeating: cchar_t())
    drawn.initialize(repeating: cchar_t())
    looks = LookTable(depth: depth)
  }

  deinit {
    cells.deallocate()
    drawn.deallocate()
  }

  /// The number of columns.
  var columns: Int { cells.count }

  /// Draws the row on the screen where it differs.
  func draw(at row: Int) {
    cncurses_draw_row(Int32(row), cells.baseAddress, Int32(count), drawn.baseAddress, Int32(columns))
  }

  /// Replaces the cells by those of a line, with blanks after its end.
  mutating func fill(with line: Line) {
    (count, last, blanks) = (0, Look(), 0)
    var room = columns
    for span in line.spans {
      let look = looks[span.style]
      room -= span.text.columns
      if span.text.isASCII {
        let isFilled: ()? = span.text.string.utf8.withContiguousStorageIfAvailable { fill($0, look) }
        if isFilled != nil { continue }
      }
      for scalar in span.text.string.unicodeScalars { append(scalar, look) }
    }
    for _ in 0..<max(0, room) { append(Look().cell(" ")) }
  }

  /// Appends the cells of ASCII text.
  private mutating func fill(_ text: UnsafeBufferPointer<UInt8>, _ look: Look) {
    var cell = look.cell(" ")
    for byte in text {
      if byte == UInt8(ascii: " "), !look.showsOnBlanks {
        appendBlank()
      } else {
        beginInk(look)
        cncurses_set(&cell, UInt32(byte))
        append(cell)
      }
    }
  }

  /// Appends the cells of a scalar, in as many columns as `DisplayWidth` counts for it.
  private mutating func append(_ scalar: Unicode.Scalar, _ look: Look) {
    if scalar == " ", !look.showsOnBlanks { return appendBlank() }
    beginInk(look)
    DisplayWidth.forEachCell(of: scalar) { shown, columns in
      if columns > 0 {
        append(look.cell(shown))
      } else if count > 0 {
        cncurses_combine(&cells[count - 1], shown.value)
      }
    }
  }

  /// Appends a blank in the terminal's own colours, which ncurses can skip or erase.
  private mutating func appendBlank() {
    blanks += 1
    append(Look().cell(" "))
  }

  private mutating func append(_ cell: cchar_t) {
    guard count < cells.count else { return }
    cells[count] = cell
    count += 1
  }

  /// Gives a short gap the look of the cell before it, so that no change of attributes is sent for the gap.
  private mutating func beginInk(_ look: Look) {
    if blanks > 0, blanks <= Self.shortGap, !last.showsOnBlanks {
      for index in max(0, count - blanks)..<count { cells[index] = last.cell(" ") }
    }
    last = look
    blanks = 0
  }
}

extension FilteredText {
  /// Whether each character is a byte. Others have more bytes than columns.
  fileprivate var isASCII: Bool { string.utf8.count == columns }
}

/// The looks of the styles that were used last. A frame has few styles in hundreds of spans.
private struct LookTable {
  let depth: ColorDepth
  private var entries: [(style: Style, look: Look)] = []
  private var next = 0

  private static let capacity = 8

  init(depth: ColorDepth) {
    self.depth = depth
    entries.reserveCapacity(Self.capacity)
  }

  subscript(_ style: Style) -> Look {
    mutating get {
      for entry in entries where entry.style == style { return entry.look }
      let entry = (style, Look(style, depth: depth))
      if entries.count < Self.capacity {
        entries.append(entry)
      } else {
        entries[next] = entry
        next = (next + 1) % Self.capacity
      }
      return entry.1
    }
  }
}

/// A style as ncurses' attributes and colour pair.
private struct Look {
  private var attributes: UInt32 = 0
  private var pair: Int32 = 0
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

  /// Returns a cell in this look.
  func cell(_ scalar: Unicode.Scalar) -> cchar_t { cncurses_cell(scalar.value, attributes, pair) }

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
