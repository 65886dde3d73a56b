/// Where the bytes of a picture come from.
package struct PictureSource: Sendable {
  /// In bytes.
  package let size: Int
  /// Copies bytes from an offset on into a buffer. Returns their number, 0 at the end, and nil if reading fails.
  package let read: @Sendable (_ offset: Int, _ buffer: UnsafeMutableRawBufferPointer) -> Int?

  package init(
    size: Int, read: @escaping @Sendable (_ offset: Int, _ buffer: UnsafeMutableRawBufferPointer) -> Int?
  ) {
    self.size = size
    self.read = read
  }

  package init(_ bytes: [UInt8]) {
    self.init(size: bytes.count) { offset, buffer in
      guard offset < bytes.count else { return 0 }
      let count = min(buffer.count, bytes.count - offset)
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count]))
      }
      return count
    }
  }

  /// Returns exactly `count` bytes from an offset on.
  /// - Throws: ``PictureFault/damaged`` if there are fewer.
  func bytes(at offset: Int, count: Int) throws(PictureFault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var got = 0
    while got < count {
      let result = bytes.withUnsafeMutableBytes {
        read(offset + got, UnsafeMutableRawBufferPointer(rebasing: $0[got...]))
      }
      guard let result, result > 0 else { throw .damaged }
      got += result
    }
    return bytes
  }
}

/// The reason why a picture is not shown.
package enum PictureFault: Error, Sendable, Equatable {
  /// No known format begins like this file.
  case unknownFormat
  case damaged
  case tooManyPixels(megapixels: Int)
  case tooLong(pixels: Int)
  case tooLarge(mebibytes: Int)
  case tooMuchMemory(mebibytes: Int)

  /// The reason as a part of a sentence.
  package var reason: String {
    switch self {
    case .unknownFormat: "its file is not a PNG, JPEG, GIF or WebP picture"
    case .damaged: "its file is damaged"
    case .tooManyPixels(let megapixels): "it has more than \(megapixels) megapixels"
    case .tooLong(let pixels): "it is more than \(pixels) pixels wide or high"
    case .tooLarge(let mebibytes): "its file is larger than \(mebibytes) MiB"
    case .tooMuchMemory(let mebibytes): "it takes more than \(mebibytes) MiB of memory to decode"
    }
  }
}

/// The limits of a picture.
package struct PictureLimits: Sendable {
  package var fileMebibytes = 16
  package var megapixels = 100
  /// The maximum width and height in pixels, which is that of JPEG and GIF. Each row of a picture takes time, however
  /// narrow it is.
  package var side = 65_535
  /// For a picture that must be decoded as a whole.
  package var memoryMebibytes = 32

  package init() {}

  func check(_ source: PictureSource) throws(PictureFault) {
    if source.size > fileMebibytes << 20 { throw .tooLarge(mebibytes: fileMebibytes) }
  }

  func check(width: Int, height: Int) throws(PictureFault) {
    if width <= 0 || height <= 0 { throw .damaged }
    let (pixels, overflows) = width.multipliedReportingOverflow(by: height)
    if overflows || pixels > megapixels * 1_000_000 { throw .tooManyPixels(megapixels: megapixels) }
    if max(width, height) > side { throw .tooLong(pixels: side) }
  }
}
