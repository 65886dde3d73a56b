package import TerminalText

/// Commands of kitty's graphics protocol ("Terminal graphics protocol", sw.kovidgoyal.net/kitty/graphics-protocol), which
/// ncurses does not send.
///
/// A picture is transmitted under a number; the cells of a ``PlacedPicture`` show it. Send them only to terminals whose
/// ``TerminalType/Features`` include `placesPictures`.
package enum KittyGraphics {
  /// Asks whether the terminal shows pictures, for its name (XTVERSION), for the size of its cells, and for its attributes
  /// (DA1), which every terminal answers, after all others.
  package static let query = "\u{1B}_Gi=1,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[>q\u{1B}[16t\u{1B}[c"

  /// The size of the data in one command, in characters of Base64.
  private static let chunk = 4096

  /// Returns the commands that transmit a picture and place it in cells. They must follow each other without other
  /// commands of graphics between them.
  /// - Parameters:
  ///   - data: the pixels in Base64, compressed with zlib (RFC 1950).
  ///   - grid: only its size counts.
  package static func transmission(
    _ number: UInt8, _ data: String, of grid: PixelGrid, at placement: Picture.Placement
  ) -> [String] {
    var rest = Substring(data)
    var commands: [String] = []
    repeat {
      let piece = rest.prefix(chunk)
      rest = rest.dropFirst(chunk)
      var keys = "m=\(rest.isEmpty ? 0 : 1)"
      if commands.isEmpty {
        keys =
          "a=T,U=1,q=2,f=32,o=z,t=d,i=\(number),s=\(grid.width),v=\(grid.height),c=\(placement.columns),"
          + "r=\(placement.rows),\(keys)"
      }
      commands.append("\u{1B}_G\(keys);\(piece)\u{1B}\\")
    } while !rest.isEmpty
    return commands
  }

  /// Deletes a picture and its data.
  package static func deletion(of number: UInt8) -> String { "\u{1B}_Ga=d,d=I,i=\(number),q=2\u{1B}\\" }
}
