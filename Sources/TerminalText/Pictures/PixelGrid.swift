/// A grid of pixels, row by row from the top left.
package struct PixelGrid: Sendable, Equatable {
  /// In pixels.
  package let width: Int
  package let height: Int
  /// Four bytes a pixel: red, green and blue in sRGB, not premultiplied, and alpha.
  package var bytes: [UInt8]

  /// Creates a grid of transparent pixels.
  package init(width: Int, height: Int) {
    self.init(width: width, height: height, bytes: [UInt8](repeating: 0, count: 4 * width * height))
  }

  package init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(bytes.count == 4 * width * height)
    self.width = width
    self.height = height
    self.bytes = bytes
  }
}
