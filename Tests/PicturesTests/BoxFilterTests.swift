import TerminalText
import Testing

@testable import Pictures

/// The arithmetic of the filter.
struct BoxFilterTests {
  @Test func averagesLight() throws {
    var filter = BoxFilter(width: 1, height: 1, sourceWidth: 2, sourceHeight: 2, hasAlpha: false)
    filter.add([0, 0, 0, 255, 255, 255, 255, 255])
    filter.add([255, 255, 255, 255, 0, 0, 0, 255])
    #expect(filter.grid.bytes == [188, 188, 188, 255])
  }

  /// A pixel of the result is 2.5 pixels of the source wide and high, so that it holds parts of pixels.
  @Test(arguments: [false, true])
  func averagesACheckerboard(hasAlpha: Bool) {
    var filter = BoxFilter(width: 40, height: 40, sourceWidth: 100, sourceHeight: 100, hasAlpha: hasAlpha)
    for row in 0..<100 {
      filter.add(
        (0..<100).flatMap { column in
          [UInt8](repeating: (row + column) % 2 == 0 ? 255 : 0, count: 3) + [255]
        })
    }
    let pixels = stride(from: 0, to: filter.grid.bytes.count, by: 4).map { filter.grid.bytes[$0] }
    // Of 6.25 pixels, 3.25 or 3 are white.
    #expect(Set(pixels).isSubset(of: [184, 191]))
    let light = pixels.reduce(Float(0)) { $0 + LinearLight.ofValue[Int($1)] } / Float(pixels.count)
    #expect(abs(Int(LinearLight.encoder.value(of: light)) - 188) <= 1)
  }

  @Test func transparentPixelsDoNotTint() {
    var filter = BoxFilter(width: 1, height: 1, sourceWidth: 2, sourceHeight: 1, hasAlpha: true)
    filter.add([255, 0, 0, 255, 0, 255, 0, 0])
    #expect(filter.grid.bytes == [255, 0, 0, 128])
  }

  @Test func weighsColorsByTheirAlpha() {
    var filter = BoxFilter(width: 1, height: 1, sourceWidth: 2, sourceHeight: 1, hasAlpha: true)
    filter.add([255, 255, 255, 51, 0, 0, 0, 153])
    // A quarter of the light, and the mean of the alphas.
    #expect(filter.grid.bytes == [137, 137, 137, 102])
  }

  @Test(arguments: [(1, 1), (3, 2), (5, 7), (24, 16), (100, 90), (1000, 1), (1, 1000)])
  func keepsAnEvenColorAtEverySize(width: Int, height: Int) {
    for hasAlpha in [false, true] {
      var filter = BoxFilter(
        width: width, height: height, sourceWidth: 13, sourceHeight: 11, hasAlpha: hasAlpha)
      let row = (0..<13).flatMap { _ in [10, 100, 200, 255] as [UInt8] }
      for _ in 0..<11 { filter.add(row) }
      #expect(filter.isComplete)
      let pixels = stride(from: 0, to: filter.grid.bytes.count, by: 4).map {
        Array(filter.grid.bytes[$0..<$0 + 4])
      }
      #expect(pixels.allSatisfy { $0 == [10, 100, 200, 255] })
    }
  }

  /// A sum in `Float` would be a hundredth too small.
  @Test func keepsTheColorOfAColumnOfAMillionPixels() {
    let rows = 1_000_000
    var filter = BoxFilter(width: 1, height: 1, sourceWidth: 1, sourceHeight: rows, hasAlpha: false)
    for _ in 0..<rows { filter.add([10, 100, 200, 255]) }
    #expect(filter.grid.bytes == [10, 100, 200, 255])
  }

  @Test func encodesEveryValueOfLightAsItself() {
    for value in 0...255 {
      #expect(LinearLight.encoder.value(of: LinearLight.ofValue[value]) == UInt8(value))
    }
    #expect(LinearLight.encoder.value(of: -0.1) == 0)
    #expect(LinearLight.encoder.value(of: 1.1) == 255)
    // Half of the light of white is 187.5 in sRGB (IEC 61966-2-1), 0.5029 of it 188.0.
    #expect(LinearLight.encoder.value(of: 0.5) == 188)
  }
}
