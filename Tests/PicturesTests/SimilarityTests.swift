import Foundation
import TerminalText
import TestSupport
import Testing

@testable import Pictures

/// Half blocks as pixels, compared with the picture that they show.
struct SimilarityTests {
  /// A picture, with its pixels as values from 0 to 255.
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let width: Int
    let height: Int
    let pixel: @Sendable (_ x: Int, _ y: Int) -> [UInt8]
    /// The mean distance in OKLab that half blocks of 256 colours may have. With the colours that are nearest in sRGB it
    /// would be 0.049 for the landscape and 0.0083 for the chart.
    let distance: Double
    var testDescription: String { name }
  }

  private static var samples: [Sample] { get throws { [landscape, try chart] } }

  /// A sky over a meadow with a sun and fine grain: the smooth changes of a photograph.
  private static let landscape = Sample(
    name: "landscape", width: 800, height: 500,
    pixel: { x, y in
      let (across, down) = (Double(x) / 800, Double(y) / 500)
      let isSky = down < 0.55 + 0.06 * sin(across * 7)
      let sun = exp(-40 * (pow(across - 0.7, 2) + pow(down - 0.25, 2)))
      let grain = Double((x * 7919 + y * 104_729) % 23 - 11)
      let color =
        isSky
        ? [90 + 130 * sun + 90 * down, 130 + 90 * sun + 60 * down, 190 + 30 * sun]
        : [70 + 90 * across * down, 95 + 60 * (1 - down), 40 + 30 * across]
      return color.map { UInt8(min(255, max(0, $0 + grain))) }
    }, distance: 0.043)

  private static var chart: Sample {
    get throws {
      let file = BuiltProducts.repository.appending(path: "content/articles/pool-latency.png")
      let source = PictureSource([UInt8](try Data(contentsOf: file)))
      let header = try PictureHeader.read(source)
      let (width, height) = (header.width, header.height)
      let grid = try #require(try PictureDecoder(source, width: width, height: height).work { false })
      // Transparent pixels show a black background.
      return Sample(
        name: "chart", width: width, height: height,
        pixel: { x, y in
          let start = 4 * (y * width + x)
          let light = grid.bytes[start..<start + 3].map { linear($0) * Double(grid.bytes[start + 3]) / 255 }
          return light.map(value)
        }, distance: 0.0075)
    }
  }

  // MARK: Colours

  private static func linear(_ value: UInt8) -> Double {
    let value = Double(value) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  private static func value(_ light: Double) -> UInt8 {
    UInt8((255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055)).rounded())
  }

  /// OKLab's coordinates of linear light.
  private static func perceived(_ c: [Double]) -> [Double] {
    let cone = [
      [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ].map { row in cbrt(zip(row, c).reduce(0) { $0 + $1.0 * $1.1 }) }
    return [
      [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.8086757660],
    ].map { row in zip(row, cone).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  private static func light(of color: Color) -> [Double] {
    if let (red, green, blue) = color.components { return [red, green, blue].map(linear) }
    // xterm's palette; the standard background is black.
    guard let index = color.paletteIndex.map(Int.init) else { return [0, 0, 0] }
    if index >= 232 { return [Double](repeating: linear(UInt8(8 + 10 * (index - 232))), count: 3) }
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    return [steps[(index - 16) / 36], steps[(index - 16) / 6 % 6], steps[(index - 16) % 6]].map(linear)
  }

  // MARK: Comparison

  /// The light of each pixel of the picture, reduced to a size.
  private static func reduced(_ sample: Sample, width: Int, height: Int) -> [[Double]] {
    (0..<width * height).map { index in
      let (column, row) = (index % width, index / width)
      let (left, right) = (column * sample.width, (column + 1) * sample.width)
      let (top, bottom) = (row * sample.height, (row + 1) * sample.height)
      var (sum, area) = ([0.0, 0, 0], 0.0)
      for y in top / height..<(bottom + height - 1) / height {
        for x in left / width..<(right + width - 1) / width {
          let across = Double(min(right, (x + 1) * width) - max(left, x * width))
          let down = Double(min(bottom, (y + 1) * height) - max(top, y * height))
          for (channel, value) in sample.pixel(x, y).enumerated() {
            sum[channel] += linear(value) * across * down
          }
          area += across * down
        }
      }
      return sum.map { $0 / area }
    }
  }

  /// The light of each pixel of half blocks: the upper and the lower half of each cell.
  private static func shown(_ blocks: HalfBlocks) -> [[Double]] {
    blocks.rows.flatMap { row in
      let cells = row.flatMap { span in span.text.string.map { ($0, span.style) } }
      return [true, false].flatMap { isUpper in
        cells.map { character, style in
          let isForeground = character == (isUpper ? "▀" : "▄")
          return light(of: isForeground ? style.foreground : style.background)
        }
      }
    }
  }

  private static func blocks(_ sample: Sample, width: Int, height: Int, _ depth: ColorDepth) -> HalfBlocks {
    var filter = BoxFilter(
      width: width, height: height, sourceWidth: sample.width, sourceHeight: sample.height, hasAlpha: false)
    for y in 0..<sample.height {
      filter.add((0..<sample.width).flatMap { sample.pixel($0, y) + [255] })
    }
    return HalfBlocks(filter.grid, depth: depth)
  }

  /// The mean absolute error in linear light. The steps of eight bits allow 0.002 at most.
  @Test(arguments: try samples)
  func directColoursShowThePicture(sample: Sample) {
    let shown = Self.shown(Self.blocks(sample, width: 60, height: 36, .direct))
    let wanted = Self.reduced(sample, width: 60, height: 36)
    #expect(shown.count == wanted.count)
    let errors = zip(shown, wanted).flatMap { pair in zip(pair.0, pair.1).map { abs($0 - $1) } }
    #expect(errors.reduce(0, +) / Double(errors.count) < 0.001)
    #expect((errors.max() ?? 1) < 0.005)
  }

  @Test(arguments: try samples)
  func aPaletteShowsSimilarColours(sample: Sample) {
    let shown = Self.shown(Self.blocks(sample, width: 60, height: 36, .palette256)).map(Self.perceived)
    let wanted = Self.reduced(sample, width: 60, height: 36).map(Self.perceived)
    let distances = zip(shown, wanted).map { pair in
      zip(pair.0, pair.1).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
    let mean = distances.reduce(0, +) / Double(distances.count)
    #expect(mean < sample.distance)
  }
}
