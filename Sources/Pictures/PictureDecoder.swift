internal import CPictures
package import TerminalText

/// Decodes a picture to a size, in slices.
///
/// JPEG and PNG files are reduced while they are decoded, unless they are progressive or interlaced.
package final class PictureDecoder {
  private let source: SourceBox
  private let header: PictureHeader
  private let limits: PictureLimits
  private let reader: UnsafeMutablePointer<cpictures_reader>
  private var filter: BoxFilter

  /// - Parameters:
  ///   - width: the width of the result, in pixels.
  ///   - height: the height of the result, in pixels.
  /// - Throws: the reason why the picture cannot be shown.
  package init(
    _ source: PictureSource, width: Int, height: Int, limits: PictureLimits = PictureLimits()
  ) throws(PictureFault) {
    self.source = SourceBox(source)
    self.limits = limits
    header = try PictureHeader.read(source, limits: limits)
    let (width, height) = header.orientation.isTurned ? (height, width) : (width, height)
    var status: Int32 = 0
    let memory = limits.memoryMebibytes << 20
    var input = self.source.input
    let reader =
      switch header.format {
      case .png: cpictures_open_png(&input, memory, &status)
      case .jpeg: cpictures_open_jpeg(&input, UInt32(width), UInt32(height), memory, &status)
      case .gif: cpictures_open_gif(&input, memory, &status)
      case .webp: cpictures_open_webp(&input, UInt32(width), UInt32(height), memory, &status)
      }
    guard let reader else { throw PictureFault(status, limits) }
    self.reader = reader
    let (sourceWidth, sourceHeight) = (Int(reader.pointee.width), Int(reader.pointee.height))
    filter = BoxFilter(
      width: width, height: height, sourceWidth: sourceWidth, sourceHeight: sourceHeight,
      hasAlpha: reader.pointee.has_alpha != 0)
    try limits.check(width: sourceWidth, height: sourceHeight)
  }

  deinit { cpictures_close(reader) }

  /// Works until the picture is complete, or until `isTimeUp` returns true. It is asked every few milliseconds.
  /// - Returns: the picture when it is complete.
  /// - Throws: the reason why the picture cannot be shown.
  package func work(until isTimeUp: () -> Bool) throws(PictureFault) -> PixelGrid? {
    while !filter.isComplete {
      var row: UnsafePointer<UInt8>?
      let status = cpictures_next(reader, &row)
      if status == cpictures_row.rawValue, let row {
        filter.add(row)
      } else if status != cpictures_more.rawValue {
        throw PictureFault(status, limits)
      }
      if isTimeUp() { break }
    }
    return filter.isComplete ? header.orientation.apply(to: filter.grid) : nil
  }
}

extension PictureFault {
  fileprivate init(_ status: Int32, _ limits: PictureLimits) {
    self =
      status == cpictures_memory.rawValue ? .tooMuchMemory(mebibytes: limits.memoryMebibytes) : .damaged
  }
}

/// Passes a source to C.
private final class SourceBox {
  private let source: PictureSource

  init(_ source: PictureSource) { self.source = source }

  /// The source for C. It is valid as long as the box exists.
  var input: cpictures_source {
    let read: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?, Int) -> Int = {
      context, offset, buffer, count in
      guard let context else { return -1 }
      let box = Unmanaged<SourceBox>.fromOpaque(context).takeUnretainedValue()
      return box.source.read(offset, UnsafeMutableRawBufferPointer(start: buffer, count: count)) ?? -1
    }
    return cpictures_source(
      read: read, context: Unmanaged.passUnretained(self).toOpaque(), size: source.size)
  }
}
