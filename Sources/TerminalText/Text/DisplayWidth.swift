internal import CSystem

/// How many columns text takes on a terminal.
///
/// The one rule, for the renderer and for ncurses alike: the columns of a text are the sum of the C
/// library's `wcwidth` over its scalars. So a flag is two (two of one column each), a keycap one, and
/// an emoji joined from three is six: terminals disagree about the joined forms, and a sum is the only
/// answer on which the program and ncurses can agree. A scalar newer than the C library has two columns
/// in the emoji blocks and one elsewhere.
///
/// `setlocale` must have chosen a UTF-8 locale before the first call.
enum DisplayWidth {
  /// Columns of a scalar that has passed the filter: 0, 1 or 2.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    let width = csystem_width(value)
    if width >= 0 { return Int(width) }
    return (0x1F000..<0x1FC00).contains(value) ? 2 : 1
  }
}
