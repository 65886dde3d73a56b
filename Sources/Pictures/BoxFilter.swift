internal import TerminalText

/// Reduces or enlarges a picture row by row: each pixel of the result is the mean of the part of the picture that it covers.
///
/// Light is averaged and not its sRGB values, and each pixel counts by its alpha.
struct BoxFilter {
  private let width: Int
  private let height: Int
  private let sourceWidth: Int
  private let sourceHeight: Int
  private let hasAlpha: Bool
  /// For each column of the result, where it begins in the source, in pixels.
  private let edges: [Float]
  /// The sums of the current source row for each column: red, green, blue, and alpha, weighted with the width.
  private var row: [Float]
  /// The sums of the current row of the result. They are `Double`, because a column of a tall picture has more rows
  /// than `Float` can add up.
  private var sums: [Double]
  private var sourceRow = 0
  private(set) var grid: PixelGrid

  /// - Parameter hasAlpha: whether any pixel may be transparent.
  init(width: Int, height: Int, sourceWidth: Int, sourceHeight: Int, hasAlpha: Bool) {
    self.width = width
    self.height = height
    self.sourceWidth = sourceWidth
    self.sourceHeight = sourceHeight
    self.hasAlpha = hasAlpha
    edges = (0...width).map { Float(Double($0) * Double(sourceWidth) / Double(width)) }
    row = [Float](repeating: 0, count: 4 * width)
    sums = [Double](repeating: 0, count: 4 * width)
    grid = PixelGrid(width: width, height: height)
  }

  var isComplete: Bool { sourceRow == sourceHeight }

  /// Adds the next row of the source.
  /// - Parameter pixels: four bytes for each pixel.
  mutating func add(_ pixels: UnsafePointer<UInt8>) {
    if hasAlpha { addColumns(pixels) } else { addOpaqueColumns(pixels) }
    // In units of the result's rows, scaled so that they are integers: the row covers [top, bottom).
    let (top, bottom) = (sourceRow * height, (sourceRow + 1) * height)
    var target = top / sourceHeight
    while target * sourceHeight < bottom {
      let (start, end) = (target * sourceHeight, (target + 1) * sourceHeight)
      let overlap = Double(min(bottom, end) - max(top, start)) / Double(sourceHeight)
      add(overlap)
      if bottom >= end { finish(target) }
      target += 1
    }
    sourceRow += 1
  }

  /// Adds a part of the source row to the current row of the result.
  private mutating func add(_ overlap: Double) {
    row.withUnsafeBufferPointer { row in
      sums.withUnsafeMutableBufferPointer { sums in
        for index in sums.indices { sums[index] += Double(row[index]) * overlap }
      }
    }
  }

  /// Sums the pixels of a row that lie in each column.
  private mutating func addColumns(_ pixels: UnsafePointer<UInt8>) {
    LinearLight.ofValue.withUnsafeBufferPointer { linear in
      for column in 0..<width {
        let (start, end) = (edges[column], edges[column + 1])
        var (red, green, blue, alpha) = (Float(0), Float(0), Float(0), Float(0))
        var x = min(Int(start), sourceWidth - 1)
        while Float(x) < end, x < sourceWidth {
          let weight = (min(end, Float(x + 1)) - max(start, Float(x))) * Float(pixels[4 * x + 3]) / 255
          red += linear[Int(pixels[4 * x])] * weight
          green += linear[Int(pixels[4 * x + 1])] * weight
          blue += linear[Int(pixels[4 * x + 2])] * weight
          alpha += weight
          x += 1
        }
        set(column, red, green, blue, alpha, width: end - start)
      }
    }
  }

  /// The same for opaque pixels, whose inner loop has no weights.
  private mutating func addOpaqueColumns(_ pixels: UnsafePointer<UInt8>) {
    LinearLight.ofValue.withUnsafeBufferPointer { linear in
      for column in 0..<width {
        let (start, end) = (edges[column], edges[column + 1])
        let (first, last) = (min(Int(start), sourceWidth - 1), min(Int(end), sourceWidth - 1))
        var (red, green, blue) = (Float(0), Float(0), Float(0))
        for x in first...last {
          red += linear[Int(pixels[4 * x])]
          green += linear[Int(pixels[4 * x + 1])]
          blue += linear[Int(pixels[4 * x + 2])]
        }
        // Of the first and the last pixel, the parts outside of the column do not count.
        for (x, excess) in [(first, start - Float(first)), (last, Float(last + 1) - end)] where excess > 0 {
          red -= linear[Int(pixels[4 * x])] * excess
          green -= linear[Int(pixels[4 * x + 1])] * excess
          blue -= linear[Int(pixels[4 * x + 2])] * excess
        }
        set(column, red, green, blue, end - start, width: end - start)
      }
    }
  }

  private mutating func set(
    _ column: Int, _ red: Float, _ green: Float, _ blue: Float, _ alpha: Float, width: Float
  ) {
    row[4 * column] = red / width
    row[4 * column + 1] = green / width
    row[4 * column + 2] = blue / width
    row[4 * column + 3] = alpha / width
  }

  /// Converts the sums to a row of the result.
  private mutating func finish(_ target: Int) {
    let encoder = LinearLight.encoder
    let width = width
    sums.withUnsafeMutableBufferPointer { sums in
      grid.bytes.withUnsafeMutableBufferPointer { bytes in
        for column in 0..<width {
          let alpha = sums[4 * column + 3]
          let offset = 4 * (target * width + column)
          if alpha > 0 {
            let factor = 1 / alpha
            for channel in 0..<3 {
              bytes[offset + channel] = encoder.value(of: Float(sums[4 * column + channel] * factor))
            }
          }
          bytes[offset + 3] = UInt8(min(255, max(0, (alpha * 255).rounded())))
        }
        sums.update(repeating: 0)
      }
    }
  }
}
