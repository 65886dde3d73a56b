internal import CNcurses
internal import Glibc
package import PortfolioUI
package import TerminalText

/// Frames as the bytes that change a terminal from the last one: ncurses, writing into memory.
///
/// ncurses never touches the terminal itself: it writes into a file in memory, from which each frame's
/// bytes are taken whole. So one write paints a frame, an SSH channel can stand where a terminal does, and
/// what ncurses cannot say (OSC 8, OSC 52, the mouse, pastes) is written beside it. Its screen is global to
/// the process: one of these at a time, on one thread.
package final class CursesScreen: Screen {
  private let screen: OpaquePointer
  private let output: UnsafeMutablePointer<FILE>
  private let input: UnsafeMutablePointer<FILE>
  private let descriptor: Int32
  /// What the terminal shows of colours.
  package let depth: ColorDepth
  /// The entry of terminfo that is used.
  package let term: String
  private var size: Size

  /// What ncurses reads and writes instead of a terminal; opened beforehand where nothing may be opened later.
  package struct Files {
    let descriptor: Int32
    let output: UnsafeMutablePointer<FILE>
    let input: UnsafeMutablePointer<FILE>

    package init?() {
      descriptor = cncurses_memory_file()
      guard descriptor >= 0, let output = fdopen(descriptor, "w+"), let input = fopen("/dev/null", "r") else {
        return nil
      }
      self.output = output
      self.input = input
    }
  }

  /// Opens a screen for a terminal of this name and size; nil where terminfo has nothing that will do.
  /// - Parameters:
  ///   - usesColor: whether colours may be used if the terminal has any.
  ///   - entries: the only terminals that may be used; without them terminfo's own files are read.
  package init?(
    term wanted: String, size: Size, usesColor: Bool, files: Files? = Files(), entries: TerminalEntries? = nil
  ) {
    guard let files else { return nil }
    self.size = size
    cncurses_set_size(Int32(size.rows), Int32(size.columns))
    var opened: (screen: OpaquePointer, term: String)?
    for name in Self.candidates(for: wanted) where opened == nil {
      if let entries {
        guard entries.names.contains(name) else { continue }
        entries.announce(name)
      }
      if let screen = cncurses_open(name, files.output, files.input) { opened = (screen, name) }
    }
    guard let opened else { return nil }
    descriptor = files.descriptor
    output = files.output
    input = files.input
    cncurses_use_screen()
    screen = opened.screen
    term = opened.term
    if usesColor, has_colors() {
      start_color()
      use_default_colors()
      let colors = cncurses_colors()
      depth = colors > 256 ? .direct : colors >= 256 ? .palette256 : colors >= 16 ? .palette16 : .palette8
    } else {
      depth = .none
    }
    // Until its first end ncurses writes line by line; afterwards in one piece.
    endwin()
    resizeterm(Int32(size.rows), Int32(size.columns))
    _ = takeBytes()
  }

  /// Terminals that terminfo may lack are near enough to one that it has.
  private static func candidates(for term: String) -> [String] {
    let isName =
      term.utf8.count <= 64 && !term.isEmpty
      && term.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-+._".utf8.contains($0) } && !term.hasPrefix(".")
    if term == "dumb" { return [] }
    return (isName ? [term] : []) + ["xterm-256color", "vt100"]
  }

  // MARK: Frames

  /// Draws a frame; the bytes are taken with ``takeBytes()``.
  package func show(_ frame: Frame) {
    let rows = frame.lines.count
    let columns = frame.lines.first?.columns ?? size.columns
    if rows != size.rows || columns != size.columns {
      size = Size(columns: columns, rows: rows)
      resizeterm(Int32(size.rows), Int32(size.columns))
    }
    cncurses_clear()
    var cells: [cchar_t] = []
    cells.reserveCapacity(size.columns)
    for (row, line) in frame.lines.enumerated() {
      cells.removeAll(keepingCapacity: true)
      append(line, to: &cells)
      cncurses_move(Int32(row), 0)
      _ = cells.withUnsafeBufferPointer { cncurses_add($0.baseAddress, Int32($0.count)) }
    }
    if let cursor = frame.cursor {
      cncurses_move(Int32(cursor.row), Int32(cursor.column))
      curs_set(1)
    } else {
      curs_set(0)
    }
    cncurses_refresh()
  }

  private func append(_ line: Line, to cells: inout [cchar_t]) {
    for span in line.spans {
      let style = span.style
      let pair = Self.pair(style.foreground.reduced(to: depth), style.background.reduced(to: depth))
      let attributes = Self.attributes(style.attributes)
      for scalar in span.text.string.unicodeScalars {
        // Most cells are ASCII. With a call for each of them, a frame takes 4 % more instructions.
        if scalar.isASCII {
          cells.append(cncurses_cell(scalar.value, attributes, pair))
          continue
        }
        DisplayWidth.forEachCell(of: scalar) { shown, columns in
          if columns > 0 {
            cells.append(cncurses_cell(shown.value, attributes, pair))
          } else if let last = cells.indices.last {
            cncurses_combine(&cells[last], shown.value)
          }
        }
      }
    }
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

  /// The pair of two colours, which ncurses makes when it is first wanted.
  private static func pair(_ foreground: Color, _ background: Color) -> Int32 {
    let (front, back) = (number(foreground), number(background))
    return front < 0 && back < 0 ? 0 : max(0, alloc_pair(front, back))
  }

  private static func number(_ color: Color) -> Int32 {
    if let index = color.paletteIndex { return Int32(index) }
    if let (red, green, blue) = color.components { return Int32(red) << 16 | Int32(green) << 8 | Int32(blue) }
    return -1
  }

  // MARK: Bytes

  /// The bytes since the last call, for the terminal.
  package func takeBytes() -> [UInt8] {
    fflush(output)
    let length = lseek(descriptor, 0, SEEK_CUR)
    guard length > 0 else { return [] }
    defer {
      lseek(descriptor, 0, SEEK_SET)
      ftruncate(descriptor, 0)
    }
    return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
    }
  }

  /// Makes the next frame paint every cell.
  package func invalidate() { cncurses_redraw() }

  /// Leaves the screen: the bytes that give the terminal back come with the next ``takeBytes()``.
  package func end() { endwin() }

  /// Whether the terminal speaks xterm's language for the mouse and for pastes.
  package var isXtermLike: Bool {
    [
      "xterm", "screen", "tmux", "rxvt", "alacritty", "foot", "konsole", "vte", "st", "wezterm", "contour",
      "putty",
    ]
    .contains { term.hasPrefix($0) }
  }

  deinit {
    delscreen(screen)
    fclose(output)
    fclose(input)
  }
}

extension UInt8 {
  fileprivate var isASCIILetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
  }
}
