/// A formula in a text.
struct Formula {
  /// Its range with its marks.
  let range: Range<Int>
  /// The formula in LaTeX.
  let latex: [UInt8]
}
