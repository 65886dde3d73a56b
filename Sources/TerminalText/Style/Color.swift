/// A colour of a terminal: the terminal's own, an index of the palette, or red, green and blue.
package struct Color: Sendable, Hashable {
  private enum Form: UInt8 {
    case standard, palette, direct
  }

  private let form: Form
  /// The red component of a direct colour; the index of a colour of the palette.
  private let red: UInt8
  private let green: UInt8
  private let blue: UInt8

  /// The terminal's own foreground or background.
  package static let standard = Color(form: .standard, red: 0, green: 0, blue: 0)

  /// A colour of the palette: 0 to 15 are the terminal's own, the rest are xterm's colour cube and greys.
  package static func palette(_ index: UInt8) -> Color {
    Color(form: .palette, red: index, green: 0, blue: 0)
  }

  /// A colour given as `0xRRGGBB`.
  package static func direct(_ value: UInt32) -> Color {
    Color(
      form: .direct, red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF),
      blue: UInt8(value & 0xFF))
  }

  package static let red = palette(1)
  package static let green = palette(2)
  package static let yellow = palette(3)
  package static let blue = palette(4)
  package static let magenta = palette(5)
  package static let cyan = palette(6)

  /// The index of a colour of the palette; nil for any other colour.
  package var paletteIndex: UInt8? { form == .palette ? red : nil }

  /// The components of a direct colour; nil for any other colour.
  package var components: (red: UInt8, green: UInt8, blue: UInt8)? {
    form == .direct ? (red, green, blue) : nil
  }

  /// The nearest colour that a terminal of this depth can show.
  package func reduced(to depth: ColorDepth) -> Color {
    if form == .standard { return self }
    switch depth {
    case .none: return .standard
    case .palette8: return reduced(toFirst: 8)
    case .palette16: return reduced(toFirst: 16)
    // The first sixteen colours of the palette differ between terminals, so use the others only.
    case .palette256: return form == .palette ? self : nearest(among: 16...255)
    case .direct: return self
    }
  }

  /// The nearest of the first 8 or 16 colours of the palette.
  private func reduced(toFirst count: UInt8) -> Color {
    if form == .palette, red < count { return self }
    // A terminal of eight colours shows the bright eight as the plain eight.
    if form == .palette, red < 16 { return .palette(red - 8) }
    return nearest(among: 0...count - 1)
  }

  /// The nearest colour of a part of the palette, by squared distance. Green is weighted most and blue least, like the
  /// sensitivity of the eye.
  private func nearest(among candidates: ClosedRange<UInt8>) -> Color {
    let wanted = form == .palette ? Color.xtermComponents(of: red) : (Int(red), Int(green), Int(blue))
    func distance(_ index: UInt8) -> Int {
      let (red, green, blue) = Color.xtermComponents(of: index)
      let (dr, dg, db) = (red - wanted.0, green - wanted.1, blue - wanted.2)
      return 3 * dr * dr + 6 * dg * dg + db * db
    }
    return .palette(candidates.min { distance($0) < distance($1) } ?? 7)
  }

  /// The colour of xterm's cube and greys that looks most like one of a picture. Themes choose by ``reduced(to:)``, which
  /// makes many pale and dark colours grey.
  static func nearestOfCube(red: UInt8, green: UInt8, blue: UInt8) -> Color {
    let wanted = PerceivedColor(red: red, green: green, blue: blue)
    var (nearest, least) = (0, Float.infinity)
    for (index, color) in perceivedPalette.enumerated() {
      let distance = color.squaredDistance(to: wanted)
      if distance < least { (nearest, least) = (index, distance) }
    }
    return .palette(UInt8(16 + nearest))
  }

  /// The colours of the palette from 16 on.
  private static let perceivedPalette: [PerceivedColor] = (UInt8(16)...255).map { index in
    let (red, green, blue) = xtermComponents(of: index)
    return PerceivedColor(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
  }

  /// The components in xterm's palette: sixteen colours, a cube of six by six by six, and 24 greys (xterm's
  /// `256colres.h`).
  static func xtermComponents(of index: UInt8) -> (Int, Int, Int) {
    if index < 16 {
      let isBright = index >= 8
      let level = isBright ? 255 : 205
      let floor = isBright ? 85 : 0
      let (r, g, b) = (index & 1 != 0, index & 2 != 0, index & 4 != 0)
      return (r ? level : floor, g ? level : floor, b ? level : floor)
    }
    if index >= 232 {
      let grey = 8 + 10 * (Int(index) - 232)
      return (grey, grey, grey)
    }
    let steps = [0, 95, 135, 175, 215, 255]
    let cell = Int(index) - 16
    return (steps[cell / 36], steps[cell / 6 % 6], steps[cell % 6])
  }
}

/// How many colours a terminal shows.
package enum ColorDepth: Sendable, CaseIterable {
  case none, palette8, palette16, palette256
  /// 24 bits: red, green and blue.
  case direct
}
