internal import Glibc

/// The conversion between values of sRGB and light (IEC 61966-2-1).
enum LinearLight {
  /// The light of each value, from 0 to 1.
  static let ofValue: [Float] = (0..<256).map { Float(light(Double($0))) }

  static let encoder = Encoder()

  fileprivate static func light(_ value: Double) -> Double {
    let value = value / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}

extension LinearLight {
  /// Finds the value of a light by tables, since a power for each pixel would take most of the time of an enlargement.
  struct Encoder: Sendable {
    /// The number of equal parts of the light in `firstValues`; one of them spans at most two values.
    private static let parts = 4096

    /// The light from which on the next value is nearer. That of 255 is beyond any light.
    private let upperBounds: [Float]
    /// The value of the light at which each part begins.
    private let firstValues: [UInt8]

    fileprivate init() {
      let bounds = (0..<255).map { Float(LinearLight.light(Double($0) + 0.5)) } + [.infinity]
      upperBounds = bounds
      var value = 0
      firstValues = (0..<Self.parts).map { part in
        while Float(part) / Float(Self.parts) >= bounds[value] { value += 1 }
        return UInt8(value)
      }
    }

    /// Returns the value whose light is nearest, where distance is measured in sRGB.
    func value(of light: Float) -> UInt8 {
      guard light > 0 else { return 0 }
      guard light < 1 else { return 255 }
      var value = firstValues[Int(light * Float(Self.parts))]
      while light >= upperBounds[Int(value)] { value += 1 }
      return value
    }
  }
}
