internal import TerminalText

/// How the pixels of a file must be mirrored and turned, with the values of Exif's tag of this name.
enum Orientation: Int, Sendable {
  case upright = 1
  case mirrored, upsideDown, flipped, transposed, turnedRight, transversed, turnedLeft

  /// Whether width and height are exchanged.
  var isTurned: Bool { rawValue > 4 }

  /// Reads the orientation from a segment APP1 (Exif 2.3, sections 4.5 and 4.6); nil if this is not an Exif segment, and
  /// upright if the segment states no orientation.
  init?(exif segment: [UInt8]) {
    guard segment.starts(with: [0x45, 0x78, 0x69, 0x66, 0, 0]) else { return nil }
    self.init(tiff: segment[6...])
  }

  /// Reads the orientation from the directory that Exif data consists of; upright if it states none.
  init(tiff: ArraySlice<UInt8>) {
    self = Self.value(inTIFF: tiff).flatMap(Orientation.init) ?? .upright
  }

  /// Returns the value of the tag in the first directory.
  private static func value(inTIFF tiff: ArraySlice<UInt8>) -> Int? {
    let isBig = tiff.starts(with: [0x4D, 0x4D])
    func number(at offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset <= tiff.count - count else { return nil }
      let bytes = tiff[(tiff.startIndex + offset)..<(tiff.startIndex + offset + count)]
      return isBig ? bytes.bigEndian : bytes.littleEndian
    }
    guard let directory = number(at: 4, 4), let count = number(at: directory, 2) else { return nil }
    for entry in 0..<count {
      let offset = directory + 2 + 12 * entry
      guard let tag = number(at: offset, 2) else { return nil }
      if tag == 0x112 { return number(at: offset + 8, 2) }
    }
    return nil
  }

  /// Returns a grid in its right orientation.
  func apply(to grid: PixelGrid) -> PixelGrid {
    if self == .upright { return grid }
    let (width, height) = isTurned ? (grid.height, grid.width) : (grid.width, grid.height)
    var result = PixelGrid(width: width, height: height)
    for row in 0..<height {
      for column in 0..<width {
        let (x, y) = source(column, row, width: grid.width, height: grid.height)
        let (from, to) = (4 * (y * grid.width + x), 4 * (row * width + column))
        for channel in 0..<4 { result.bytes[to + channel] = grid.bytes[from + channel] }
      }
    }
    return result
  }

  /// The pixel of the file that is shown at a place.
  private func source(_ column: Int, _ row: Int, width: Int, height: Int) -> (Int, Int) {
    switch self {
    case .upright: (column, row)
    case .mirrored: (width - 1 - column, row)
    case .upsideDown: (width - 1 - column, height - 1 - row)
    case .flipped: (column, height - 1 - row)
    case .transposed: (row, column)
    case .turnedRight: (row, height - 1 - column)
    case .transversed: (width - 1 - row, height - 1 - column)
    case .turnedLeft: (width - 1 - row, column)
    }
  }
}
