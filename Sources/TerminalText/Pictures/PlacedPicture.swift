/// The cells in which a terminal places the parts of a picture that was transmitted to it under a number (kitty's "Unicode
/// placeholders").
///
/// A cell has the character ``placeholder``, the number as its foreground, and combining marks for the row and the column.
package enum PlacedPicture {
  static let placeholder: Unicode.Scalar = "\u{10EEEE}"

  /// The marks that stand for the numbers from 0 on: the beginning of kitty's rowcolumn-diacritics.txt.
  static let marks: [Unicode.Scalar] = [
    0x305...0x305, 0x30D...0x30E, 0x310...0x310, 0x312...0x312, 0x33D...0x33F, 0x346...0x346, 0x34A...0x34C,
    0x350...0x352, 0x357...0x357, 0x35B...0x35B, 0x363...0x36F, 0x483...0x487, 0x592...0x595, 0x597...0x599,
    0x59C...0x5A1, 0x5A8...0x5A9, 0x5AB...0x5AC, 0x5AF...0x5AF, 0x5C4...0x5C4, 0x610...0x617, 0x657...0x65B,
    0x65D...0x65E, 0x6D6...0x6DC, 0x6DF...0x6E2, 0x6E4...0x6E4, 0x6E7...0x6E8, 0x6EB...0x6EC,
  ].flatMap { (range: ClosedRange<UInt32>) in range.compactMap { Unicode.Scalar($0) } }

  /// The most rows and columns of a picture, which have marks of their own.
  package static var maximumCells: Int { marks.count }

  /// The numbers of pictures: the colours of the palette that all terminals encode as `38;5;N`.
  package static let numbers: ClosedRange<UInt8> = 16...255

  /// The spans of a row of a picture.
  package static func spans(of row: Picture.Row, number: UInt8) -> [Span] {
    [
      Span(
        .placeholders(row: row.index, columns: row.placement.columns), Style(.palette(number)))
    ]
  }
}
