internal import CSystem

/// The number of columns that a scalar takes on a terminal, and the scalars that are drawn into its cells.
///
/// The columns of a text are the sum of the columns of its scalars, and those come from the C library's
/// `wcwidth`. A flag therefore takes two columns (its two scalars take one each), a keycap one, and an emoji
/// that joins three others six. Terminals disagree about such joined forms, and ncurses positions text by
/// `wcwidth`, so this program must use the sum, too.
///
/// Scalars must come from a ``FilteredText``. The caller must select a UTF-8 locale with `setlocale` before the
/// first call.
package enum DisplayWidth {
  /// The columns of a scalar: 0, 1 or 2.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    let width = csystem_width(scalar.value)
    return width >= 0 ? Int(width) : columnsOfUnknown(scalar)
  }

  /// Calls `draw` with each scalar to draw for a scalar, and its number of columns.
  ///
  /// `draw` is called with 1 or 2 columns for a scalar that begins a cell, and with 0 columns for a combining
  /// mark, which belongs to the cell before it. A scalar that terminals draw differently is left out or
  /// replaced, so there may be no call or several, but their columns always add up to the scalar's own. A
  /// printable ASCII scalar is drawn as it is, in one column.
  package static func forEachCell(
    of scalar: Unicode.Scalar, _ draw: (_ shown: Unicode.Scalar, _ columns: Int) -> Void
  ) {
    switch scalar.value {
    // Latin and box drawing need no look-up.
    case ..<0x300, 0x2500...0x257F: draw(scalar, 1)
    // Joiners and variation selectors: some terminals change the width of the previous scalar because of them.
    case 0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF: break
    // Skin tones: some terminals colour the emoji before, others draw a patch. Two columns stay blank.
    case 0x1F3FB...0x1F3FF:
      draw(" ", 1)
      draw(" ", 1)
    default:
      let width = csystem_width(scalar.value)
      if width >= 0 { return draw(scalar, Int(width)) }
      draw("\u{FFFD}", 1)
      if columnsOfUnknown(scalar) > 1 { draw(" ", 1) }
    }
  }

  /// The columns of a scalar that is newer than the C library: two in the emoji blocks, one elsewhere.
  private static func columnsOfUnknown(_ scalar: Unicode.Scalar) -> Int {
    (0x1F000..<0x1FC00).contains(scalar.value) ? 2 : 1
  }
}
