internal import CSystem
internal import Pictures
internal import TerminalText
internal import Visit

/// Decodes the pictures that a session asks for, in slices, so that keys are handled in between.
final class PictureQueue {
  private let files: PictureFiles
  private let budget: Budget
  private var waiting: [Picture.Placement] = []
  private var cell = Picture.CellSize.halfBlocks
  /// The picture that is being decoded, the first of ``waiting``.
  private var current: Picture.Placement?
  private var decoder: PictureDecoder?
  /// The processor time for the current picture, and for all of the session.
  private var pictureTime = Duration.zero
  private var sessionTime = Duration.zero

  struct Budget {
    /// How long keys wait.
    var slice = Duration.milliseconds(10)
    /// The processor time of a picture.
    var picture = Duration.seconds(2)
    /// The processor time of all pictures of a session; nil without a limit.
    var session: Duration?
  }

  init(_ files: PictureFiles, _ budget: Budget = Budget()) {
    self.files = files
    self.budget = budget
  }

  /// Whether there is nothing to decode.
  var isEmpty: Bool { waiting.isEmpty }

  /// Replaces the pictures that are waited for. Work on a picture that is not among them is given up.
  /// - Parameter cell: the pixels of a cell.
  func replace(with placements: [Picture.Placement], _ cell: Picture.CellSize = .halfBlocks) {
    if current != placements.first || self.cell != cell { abandon() }
    waiting = placements
    self.cell = cell
  }

  /// Decodes for the time of a slice. Returns a picture that is finished.
  func work() -> (Picture.Placement, Picture.Decoding)? {
    guard let placement = waiting.first else { return nil }
    let start = csystem_processor_microseconds()
    defer {
      let time = Duration.microseconds(csystem_processor_microseconds() - start)
      pictureTime += time
      sessionTime += time
    }
    guard let decoding = result(of: placement) else { return nil }
    waiting.removeFirst()
    abandon()
    return (placement, decoding)
  }

  private func abandon() {
    current = nil
    decoder = nil
  }

  private func result(of placement: Picture.Placement) -> Picture.Decoding? {
    if let limit = budget.session, sessionTime >= limit {
      return .fault("the processor time for pictures is used up")
    }
    if current != nil, pictureTime >= budget.picture { return .fault("it takes too long to decode") }
    do throws(PictureFault) {
      if current == nil {
        guard let source = files.open(placement.path) else { return .fault("its file cannot be read") }
        decoder = try PictureDecoder(source, for: placement, cell)
        current = placement
        pictureTime = .zero
      }
      let end = Instant.now + budget.slice
      return try decoder?.work { Instant.now >= end }.map { .pixels($0) }
    } catch {
      return .fault(error.reason)
    }
  }
}

extension PictureDecoder {
  /// Creates a decoder for the pixels of a picture's cells. For a terminal that scales pictures itself, there are no more
  /// pixels than the picture has.
  fileprivate convenience init(
    _ source: PictureSource, for placement: Picture.Placement, _ cell: Picture.CellSize
  ) throws(PictureFault) {
    var (width, height) = (placement.columns * cell.width, placement.rows * cell.height)
    if cell != .halfBlocks {
      let header = try PictureHeader.read(source)
      (width, height) = (min(width, header.width), min(height, header.height))
    }
    try self.init(source, width: width, height: height)
  }
}
