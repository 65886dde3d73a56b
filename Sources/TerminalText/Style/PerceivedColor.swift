/// A colour of sRGB in OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020), in which equal
/// distances look about equally different.
struct PerceivedColor {
  /// Lightness from 0 to 1, green to red, and blue to yellow.
  private let coordinates: SIMD3<Float>

  init(red: UInt8, green: UInt8, blue: UInt8) {
    let (r, g, b) = (Self.light[Int(red)], Self.light[Int(green)], Self.light[Int(blue)])
    let l = Self.cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = Self.cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = Self.cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    coordinates = SIMD3(
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  func squaredDistance(to other: PerceivedColor) -> Float {
    let difference = coordinates - other.coordinates
    return (difference * difference).sum()
  }

  /// The light of each value, from 0 to 1 (IEC 61966-2-1).
  private static let light: [Float] = (0..<256).map { index in
    let value = Double(index) / 255
    if value <= 0.04045 { return Float(value / 12.92) }
    let base = (value + 0.055) / 1.055
    // The power of 2.4 is the square, and the fifth root of the square.
    let square = base * base
    var root = base
    for _ in 0..<20 { root -= (root - square / (root * root * root * root)) / 5 }
    return Float(square * root)
  }

  private static func cubeRoot(_ value: Float) -> Float {
    if value <= 0 { return 0 }
    // A third of the exponent is a first guess, within 6 %. Newton's method squares the error twice.
    var root = Float(bitPattern: value.bitPattern / 3 + 709_921_077)
    for _ in 0..<2 { root -= (root - value / (root * root)) / 3 }
    return root
  }
}
