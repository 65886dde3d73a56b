/// The encodings of hyphenation dictionaries, by the names in their first lines.
enum DictionaryEncoding {
  /// Converts a dictionary to UTF-8 in place. Returns the offset behind the line that names the encoding; nil if the
  /// encoding is not known.
  static func decode(_ dictionary: inout [UInt8]) -> Int? {
    let firstLine = dictionary.prefix { $0 != UInt8(ascii: "\n") }
    let name = String(decoding: firstLine.filter { $0 > 0x20 }, as: UTF8.self).uppercased()
    let start = min(firstLine.count + 1, dictionary.count)
    if name == "UTF-8" { return start }
    let text = dictionary[start...]
    let part = name.hasPrefix("ISO8859-") ? Int(name.dropFirst("ISO8859-".count)) : nil
    guard let letters = name == "KOI8-R" ? koi8Letters : part.flatMap(upperHalf) else { return nil }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count)
    for byte in text {
      if byte < 0xA0 { decoded.append(byte & 0x7F) } else { decoded += letters[Int(byte) - 0xA0].utf8 }
    }
    dictionary = decoded
    return 0
  }

  /// The characters 0xA0 to 0xFF of KOI8-R (RFC 1489), of which only the letters matter in a dictionary.
  private static let koi8Letters: [String] = {
    let alphabet = "юабцдефгхийклмнопярстужвьызшэщчъ"
    var letters =
      [String](repeating: "\u{A0}", count: 0x20) + (alphabet + alphabet.uppercased()).map(String.init)
    letters[0x03] = "ё"
    letters[0x13] = "Ё"
    return letters
  }()

  /// The characters 0xA0 to 0xFF of a part of ISO 8859 with letters in them; nil for a part that no dictionary uses.
  private static func upperHalf(ofPart part: Int) -> [String]? {
    var scalars = (0xA0...0xFF).map { UInt32($0) }
    switch part {
    case 1: break
    case 2:
      let letters =
        "\u{A0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{AD}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙"
      scalars = letters.unicodeScalars.map(\.value)
    case 5:
      // Cyrillic in the order of Unicode, except for three signs.
      scalars = scalars.map {
        [0xA0, 0xAD].contains($0) ? $0 : $0 == 0xF0 ? 0x2116 : $0 == 0xFD ? 0xA7 : $0 + 0x360
      }
    case 9:
      let letters: [(code: Int, scalar: UInt32)] = [
        (0xD0, 0x11E), (0xDD, 0x130), (0xDE, 0x15E), (0xF0, 0x11F), (0xFD, 0x131), (0xFE, 0x15F),
      ]
      for (code, scalar) in letters { scalars[code - 0xA0] = scalar }
    case 15:
      let letters: [(code: Int, scalar: UInt32)] = [
        (0xA4, 0x20AC), (0xA6, 0x160), (0xA8, 0x161), (0xB4, 0x17D), (0xB8, 0x17E), (0xBC, 0x152),
        (0xBD, 0x153), (0xBE, 0x178),
      ]
      for (code, scalar) in letters { scalars[code - 0xA0] = scalar }
    default: return nil
    }
    return scalars.compactMap { Unicode.Scalar($0).map(String.init) }
  }
}
