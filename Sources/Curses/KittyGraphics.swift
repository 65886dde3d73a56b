package import TerminalText

/// Commands of kitty's graphics protocol ("Terminal graphics protocol", sw.kovidgoyal.net/kitty/graphics-protocol), which
/// ncurses does not send.
///
/// A screen transmits a picture under a number, and the cells of a ``PlacedPicture`` show it. Printed text shows a picture
/// at the cursor.
package enum KittyGraphics {
  /// Asks whether the terminal shows pictures, for its name (XTVERSION), for the size of its cells, and for its attributes
  /// (DA1), which every terminal answers, after all others.
  package static let query = "\u{1B}_Gi=1,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[>q\u{1B}[16t\u{1B}[c"

  /// The size of the data in one command, in characters of Base64.
  private static let chunk = 4096

  /// Returns the commands that transmit a picture, for placeholders with its number. They must follow each other without
  /// other commands of graphics between them.
  /// - Parameters:
  ///   - data: the pixels in Base64, compressed with zlib (RFC 1950).
  ///   - grid: only its size counts.
  package static func transmission(
    _ number: UInt8, _ data: String, of grid: PixelGrid, at placement: Picture.Placement
  ) -> [String] {
    transmission("U=1,i=\(number)", data, of: grid, at: placement)
  }

  /// Returns the commands that transmit a picture and show it in blank cells that were printed at the beginnings of the
  /// last lines. The cursor, which is at the beginning of the next line, does not move.
  /// - Parameters:
  ///   - column: the column where the picture begins, from 0.
  ///   - data: the pixels in Base64, compressed with zlib (RFC 1950).
  ///   - grid: only its size counts.
  package static func display(
    _ data: String, of grid: PixelGrid, at placement: Picture.Placement, column: Int
  ) -> [String] {
    let start = "\u{1B}[\(placement.rows)A" + (column > 0 ? "\u{1B}[\(column)C" : "")
    // Without a number, the terminal deletes the picture with its lines. C=1 keeps the cursor in its place.
    return [start] + transmission("C=1", data, of: grid, at: placement) + ["\u{1B}[\(placement.rows)B\r"]
  }

  private static func transmission(
    _ target: String, _ data: String, of grid: PixelGrid, at placement: Picture.Placement
  ) -> [String] {
    var rest = Substring(data)
    var commands: [String] = []
    repeat {
      let piece = rest.prefix(chunk)
      rest = rest.dropFirst(chunk)
      var keys = "m=\(rest.isEmpty ? 0 : 1)"
      if commands.isEmpty {
        keys =
          "a=T,\(target),q=2,f=32,o=z,t=d,s=\(grid.width),v=\(grid.height),c=\(placement.columns),"
          + "r=\(placement.rows),\(keys)"
      }
      commands.append("\u{1B}_G\(keys);\(piece)\u{1B}\\")
    } while !rest.isEmpty
    return commands
  }

  /// Deletes a picture and its data.
  package static func deletion(of number: UInt8) -> String { "\u{1B}_Ga=d,d=I,i=\(number),q=2\u{1B}\\" }
}
