/// A colour as terminals name them.
package struct Color: Sendable, Hashable {
  /// Which of the forms `value` has.
  enum Form: UInt8 {
    case standard, palette, direct
  }

  let form: Form
  private let red: UInt8
  private let green: UInt8
  private let blue: UInt8

  /// The terminal's own foreground or background.
  package static let standard = Color(form: .standard, red: 0, green: 0, blue: 0)

  /// A colour of the palette: 0 to 15 are the terminal's own, the others xterm's cube and greys.
  package static func palette(_ index: UInt8) -> Color {
    Color(form: .palette, red: index, green: 0, blue: 0)
  }

  /// A colour as `0xRRGGBB`.
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

  /// The index in the palette, where it is of the palette.
  package var paletteIndex: UInt8? { form == .palette ? red : nil }

  /// Red, green and blue, where it is a direct colour.
  package var components: (red: UInt8, green: UInt8, blue: UInt8)? {
    form == .direct ? (red, green, blue) : nil
  }

  /// The nearest colour that a terminal of this depth can show.
  package func reduced(to depth: ColorDepth) -> Color {
    switch (form, depth) {
    case (.standard, _), (_, .direct): return self
    case (_, .none): return .standard
    case (.palette, .palette256): return self
    case (.palette, _):
      let limit: UInt8 = depth == .palette8 ? 8 : 16
      if red < limit { return self }
      // The bright eight are the plain eight to a terminal that has no more.
      if red < 16 { return .palette(red - 8) }
      let rgb = Color.xtermComponents(of: red)
      return .palette(Color.nearest(to: rgb, among: 0...limit - 1))
    case (.direct, _):
      let candidates: ClosedRange<UInt8> =
        switch depth {
        case .palette8: 0...7
        case .palette16: 0...15
        default: 16...255
        }
      return .palette(Color.nearest(to: (Int(red), Int(green), Int(blue)), among: candidates))
    }
  }

  private static func nearest(to wanted: (Int, Int, Int), among candidates: ClosedRange<UInt8>) -> UInt8 {
    func distance(_ index: UInt8) -> Int {
      let (red, green, blue) = xtermComponents(of: index)
      let (dr, dg, db) = (red - wanted.0, green - wanted.1, blue - wanted.2)
      return 3 * dr * dr + 6 * dg * dg + db * db
    }
    return candidates.min { distance($0) < distance($1) } ?? 7
  }

  /// xterm's palette: sixteen, a cube of six by six by six, and 24 greys (xterm's `256colres.h`).
  private static func xtermComponents(of index: UInt8) -> (Int, Int, Int) {
    if index < 16 {
      let bright = index >= 8
      let level = bright ? 255 : 205
      let floor = bright ? 85 : 0
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
  case none, palette8, palette16, palette256, direct
}
