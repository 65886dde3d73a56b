internal import CNcurses
internal import Glibc
package import PortfolioUI
package import TerminalText

/// Converts frames to the bytes that change the previous frame on a terminal to the next.
///
/// ncurses compares the frames. It writes to a file in memory instead of the terminal, and ``drainBytes()`` returns
/// the bytes of each frame. So one write paints a frame, the terminal may be an SSH channel, and sequences that
/// ncurses does not support (``TerminalControl``) can be sent between frames.
///
/// ncurses keeps its screen in global variables: create one `CursesScreen` at a time, and use it on one
/// thread.
package final class CursesScreen: Screen {
  private let screen: OpaquePointer
  private let files: Files
  /// The number of colours to use; none if colours are off.
  package let depth: ColorDepth
  /// The name of the terminfo entry in use.
  package let term: String
  /// Whether the sequences of ``TerminalControl`` may be sent to the terminal.
  package let isXtermLike: Bool
  private let hasMargins: Bool
  private var size: Size
  private var row: CellRow
  /// The text that is shown beside a list; nil if the next frame cannot be a part of it scrolled.
  private var textArea: Frame.TextArea?

  /// The files that ncurses reads and writes instead of a terminal. A process that may not open files later
  /// opens them in advance.
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

  /// Creates a screen for a terminal; nil if terminfo has no suitable entry.
  /// - Parameters:
  ///   - wanted: the terminal's name, as in `TERM`; untrusted.
  ///   - usesColor: whether colours may be used if the terminal has any.
  ///   - hasDirectColors: whether the terminal shows direct colours, even if its entry states 256.
  ///   - files: consumed by the screen, which closes them.
  ///   - entries: the only entries to use; nil to read terminfo's files.
  package init?(
    term wanted: String, size: Size, usesColor: Bool, hasDirectColors: Bool = false, files: Files? = Files(),
    entries: TerminalEntries? = nil
  ) {
    let type = TerminalType(named: wanted)
    guard let files, wanted != "dumb" else { return nil }
    var opened: (screen: OpaquePointer, term: String)?
    for name in type.entries(for: wanted) where opened == nil {
      if hasDirectColors {
        let entry = entries.map { $0[name] } ?? TerminalEntries.entry(named: name)
        opened = entry.flatMap { DirectColorEntry($0) }.flatMap { Self.open(name, size, files, $0.bytes) }
          .map { ($0, name) }
      }
      if opened == nil { opened = Self.open(name, size, files, entries).map { ($0, name) } }
    }
    guard let opened else { return nil }
    self.files = files
    self.size = size
    isXtermLike = type.features.contains(.xterm)
    hasMargins = type.features.contains(.margins)
    screen = opened.screen
    term = opened.term
    cncurses_shrink_standard_window()
    depth = usesColor ? Self.startColor() : .none
    row = CellRow(columns: size.columns, depth: depth)
    // Before the first `endwin`, ncurses writes line by line; afterwards it writes a whole frame at once.
    endwin()
    resizeterm(Int32(size.rows), Int32(size.columns))
    _ = drainBytes()
  }

  private static func open(
    _ name: String, _ size: Size, _ files: Files, _ entries: TerminalEntries?
  ) -> OpaquePointer? {
    guard let entries else { return open(name, size, files, nil as [UInt8]?) }
    return entries[name].flatMap { open(name, size, files, $0) }
  }

  /// - Parameter entry: nil to read terminfo's file.
  private static func open(
    _ name: String, _ size: Size, _ files: Files, _ entry: [UInt8]?
  ) -> OpaquePointer? {
    // The size of the screen: `newterm` cannot get it from a file, and reads these variables instead.
    var variables = ["LINES": String(size.rows), "COLUMNS": String(size.columns)]
    if let entry { variables["TERMINFO"] = TerminalEntries.variable(entry) }
    return withEnvironment(variables) { cncurses_open(name, files.output, files.input) }
  }

  /// Switches colours on, and returns the number that terminfo states.
  private static func startColor() -> ColorDepth {
    guard has_colors() else { return .none }
    start_color()
    use_default_colors()
    let colors = cncurses_colors()
    return colors > 256 ? .direct : colors >= 256 ? .palette256 : colors >= 16 ? .palette16 : .palette8
  }

  // MARK: Frames

  /// Draws a frame. The next ``drainBytes()`` returns the bytes for the changes.
  package func show(_ frame: Frame) {
    let rows = frame.lines.count
    let columns = frame.lines.first?.columns ?? size.columns
    if rows != size.rows || columns != size.columns {
      size = Size(columns: columns, rows: rows)
      resizeterm(Int32(size.rows), Int32(size.columns))
      if columns != row.columns { row = CellRow(columns: columns, depth: depth) }
      textArea = nil
    }
    scrollText(to: frame)
    for (index, line) in frame.lines.enumerated() {
      row.fill(with: line)
      row.draw(at: index)
    }
    if let cursor = frame.cursor {
      cncurses_show_cursor(Int32(cursor.row), Int32(cursor.column))
    } else {
      cncurses_hide_cursor()
    }
    cncurses_refresh()
  }

  /// Scrolls the text that is shown, if it is that of the next frame and another part of it is to be shown, so that only
  /// the lines that come into sight need to be drawn.
  private func scrollText(to frame: Frame) {
    let last = textArea
    textArea = frame.textArea
    guard hasMargins, frame.cursor == nil, let last, let next = frame.textArea, next.rows == last.rows,
      next.columns == last.columns
    else { return }
    let lines = next.top - last.top
    guard lines != 0, abs(lines) < next.rows.count else { return }
    let bytes = Array(TerminalControl.scroll(rows: next.rows, columns: next.columns, by: lines).utf8)
    // ncurses has written its bytes of the last frame, and appends those of the next one.
    guard write(files.descriptor, bytes, bytes.count) == bytes.count else { return }
    cncurses_note_scroll(
      Int32(next.rows.lowerBound), Int32(next.rows.upperBound), Int32(next.columns.lowerBound),
      Int32(next.columns.count), Int32(lines))
    cncurses_hide_cursor()
    for index in next.rows {
      row.fill(with: frame.lines[index])
      row.draw(at: index)
    }
    cncurses_refresh_scrolled(Int32(next.rows.lowerBound), Int32(next.rows.upperBound))
  }

  /// Makes the next frame paint every cell.
  package func invalidate() {
    textArea = nil
    cncurses_redraw()
  }

  /// Leaves the alternate screen. The next ``drainBytes()`` returns the bytes that restore the terminal; the
  /// next ``show(_:)`` enters it again.
  package func end() {
    textArea = nil
    endwin()
  }

  // MARK: Bytes

  /// The file in memory keeps up to this many bytes.
  private static let keptBytes = 4096

  /// Returns the bytes for the terminal that were written since the last call.
  package func drainBytes() -> [UInt8] {
    fflush(files.output)
    let length = lseek(files.descriptor, 0, SEEK_CUR)
    guard length > 0 else { return [] }
    defer {
      lseek(files.descriptor, 0, SEEK_SET)
      // The kernel takes and clears a page for each frame if the file is shortened after each.
      if length > Self.keptBytes { ftruncate(files.descriptor, 0) }
    }
    return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
      count = max(0, pread(files.descriptor, buffer.baseAddress, buffer.count, 0))
    }
  }

  deinit {
    delscreen(screen)
    fclose(files.output)
    fclose(files.input)
  }
}

/// Runs a function with environment variables set, and restores them.
private func withEnvironment<Result>(_ variables: [String: String], _ body: () -> Result) -> Result {
  let previous = variables.keys.map { name in (name, getenv(name).map { String(cString: $0) }) }
  for (name, value) in variables { setenv(name, value, 1) }
  defer {
    for (name, value) in previous {
      if let value { setenv(name, value, 1) } else { unsetenv(name) }
    }
  }
  return body()
}
