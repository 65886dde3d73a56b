/// What the beginning of a picture's file says.
package struct PictureHeader: Sendable, Equatable {
  package enum Format: Sendable {
    case png, jpeg, gif, webp
  }

  package let format: Format
  /// In pixels, after the orientation was applied.
  package let width: Int
  package let height: Int
  /// How the pixels of the file must be turned.
  let orientation: Orientation

  /// Reads the header without decoding the picture.
  /// - Throws: a fault if the picture cannot be shown.
  package static func read(
    _ source: PictureSource, limits: PictureLimits = PictureLimits()
  ) throws(PictureFault) -> PictureHeader {
    try limits.check(source)
    if source.size < 12 { throw .unknownFormat }
    let start = try source.bytes(at: 0, count: 12)
    let header: PictureHeader
    if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      header = try png(source)
    } else if start.starts(with: [0xFF, 0xD8, 0xFF]) {
      header = try jpeg(source)
    } else if start.starts(with: "GIF87a".utf8) || start.starts(with: "GIF89a".utf8) {
      header = try gif(source)
    } else if start.starts(with: "RIFF".utf8), start[8...].elementsEqual("WEBP".utf8) {
      header = try webp(source)
    } else {
      throw .unknownFormat
    }
    try limits.check(width: header.width, height: header.height)
    return header
  }

  private init(_ format: Format, width: Int, height: Int, _ orientation: Orientation = .upright) {
    self.format = format
    self.width = orientation.isTurned ? height : width
    self.height = orientation.isTurned ? width : height
    self.orientation = orientation
  }

  /// PNG Specification, section 11.2.2.
  private static func png(_ source: PictureSource) throws(PictureFault) -> PictureHeader {
    let bytes = try source.bytes(at: 16, count: 8)
    return PictureHeader(.png, width: bytes[0..<4].bigEndian, height: bytes[4..<8].bigEndian)
  }

  /// GIF89a, section 18.
  private static func gif(_ source: PictureSource) throws(PictureFault) -> PictureHeader {
    let bytes = try source.bytes(at: 6, count: 4)
    return PictureHeader(.gif, width: bytes[0..<2].littleEndian, height: bytes[2..<4].littleEndian)
  }

  /// WebP Container Specification; RFC 6386, section 9.1; WebP Lossless Bitstream Specification, section 3.
  private static func webp(_ source: PictureSource) throws(PictureFault) -> PictureHeader {
    // The header of the shortest pictures, those without loss, has 13 bytes.
    let bytes = try source.bytes(at: 12, count: min(18, max(13, source.size - 12)))
    switch String(decoding: bytes[0..<4], as: UTF8.self) {
    case "VP8X" where bytes.count == 18:
      // Bit 3 tells whether there is a chunk with Exif data.
      return PictureHeader(
        .webp, width: bytes[12..<15].littleEndian + 1, height: bytes[15..<18].littleEndian + 1,
        bytes[8] & 8 == 0 ? .upright : try orientation(webp: source))
    case "VP8L":
      let bits = bytes[9..<13].littleEndian
      return PictureHeader(.webp, width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
    case "VP8 " where bytes.count == 18:
      return PictureHeader(
        .webp, width: bytes[14..<16].littleEndian & 0x3FFF, height: bytes[16..<18].littleEndian & 0x3FFF)
    default: throw .damaged
    }
  }

  /// Finds the chunk with the Exif data, which is behind those of the picture. Some programs begin it like a segment of
  /// JPEG.
  private static func orientation(webp source: PictureSource) throws(PictureFault) -> Orientation {
    var offset = 12
    for _ in 0..<maximumSegments where offset + 8 <= source.size {
      let chunk = try source.bytes(at: offset, count: 8)
      let size = chunk[4..<8].littleEndian
      if chunk.starts(with: "EXIF".utf8) {
        let count = min(size, maximumExifBytes, source.size - offset - 8)
        let bytes = try source.bytes(at: offset + 8, count: count)
        return Orientation(exif: bytes) ?? Orientation(tiff: bytes[...])
      }
      offset += 8 + size + size & 1
    }
    return .upright
  }

  /// The most bytes of Exif data that are read: as many as a segment of JPEG can have.
  private static let maximumExifBytes = 65_533

  /// The most segments of a JPEG before the one with the size, and the most chunks of a WebP before its Exif data.
  private static let maximumSegments = 1000

  /// ITU-T T.81, annex B; Exif 2.3, section 4.6.4.
  private static func jpeg(_ source: PictureSource) throws(PictureFault) -> PictureHeader {
    var offset = 2
    var orientation: Orientation?
    for _ in 0..<maximumSegments {
      var marker = try source.bytes(at: offset, count: 2)
      while marker[1] == 0xFF {
        offset += 1
        marker = try source.bytes(at: offset, count: 2)
      }
      guard marker[0] == 0xFF else { throw .damaged }
      let length = try source.bytes(at: offset + 2, count: 2)[...].bigEndian
      guard length >= 2 else { throw .damaged }
      switch marker[1] {
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        let bytes = try source.bytes(at: offset + 5, count: 4)
        return PictureHeader(
          .jpeg, width: bytes[2..<4].bigEndian, height: bytes[0..<2].bigEndian,
          orientation ?? .upright)
      case 0xDA, 0xD9: throw .damaged
      case 0xE1 where orientation == nil:
        let segment = try source.bytes(at: offset + 4, count: length - 2)
        orientation = Orientation(exif: segment)
      default: break
      }
      offset += 2 + length
    }
    throw .damaged
  }
}

extension ArraySlice<UInt8> {
  var bigEndian: Int { reduce(0) { $0 << 8 | Int($1) } }
  var littleEndian: Int { reversed().reduce(0) { $0 << 8 | Int($1) } }
}
