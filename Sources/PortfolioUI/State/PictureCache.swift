import TerminalText

/// The pictures that were decoded last, and those that are waited for.
struct PictureCache: Sendable {
  private enum Look {
    case cells(HalfBlocks)
    /// The terminal places the picture of this number.
    case placed(UInt8)
    case fault(FilteredText)

    /// The number of a picture that the terminal places.
    var number: UInt8? {
      if case .placed(let number) = self { return number }
      return nil
    }
  }

  /// The most recently added last.
  private var entries: [(placement: Picture.Placement, look: Look)] = []
  /// The pictures that were asked for last.
  private var wanted: [Picture.Placement] = []
  /// The pictures that are being transmitted, with their numbers.
  private var transmitting: [(placement: Picture.Placement, number: UInt8)] = []
  /// The numbers of transmitted pictures that were removed.
  private var forgotten: [UInt8] = []
  private var lastNumber = PlacedPicture.numbers.upperBound

  /// The maximum number of pictures. One of 2,000 cells takes about 200 KB.
  private static let capacity = 12

  /// The number of pictures that are kept.
  var count: Int { entries.count }

  /// Adds a picture, and removes the oldest one that is not in sight if there are too many.
  mutating func insert(_ decoding: Picture.Decoding, at placement: Picture.Placement, depth: ColorDepth) {
    guard let index = wanted.firstIndex(of: placement) else { return }
    wanted.remove(at: index)
    let look: Look =
      switch decoding {
      case .pixels(let grid): .cells(HalfBlocks(grid, depth: depth))
      case .fault(let reason): .fault(FilteredText("The picture is not shown: " + reason))
      }
    entries.append((placement, look))
  }

  /// Returns the pictures that are missing among those in sight; nil if they were asked for already.
  mutating func request(_ visible: [Picture.Placement]) -> [Picture.Placement]? {
    while entries.count > Self.capacity,
      let oldest = entries.firstIndex(where: { !visible.contains($0.placement) })
    {
      remove(at: oldest)
    }
    let missing = visible.filter { placement in !entries.contains { $0.placement == placement } }
    if missing == wanted { return nil }
    wanted = missing
    return missing
  }

  private mutating func remove(at index: Int) {
    if case .placed(let number) = entries.remove(at: index).look { forgotten.append(number) }
  }

  /// Removes all pictures.
  mutating func removeAll() {
    while !entries.isEmpty { remove(at: entries.count - 1) }
    wanted = []
  }

  // MARK: Transmission

  /// Returns a free number under which to transmit a picture; nil if it is not waited for any more.
  mutating func beginTransmission(of placement: Picture.Placement) -> UInt8? {
    guard wanted.contains(placement) else { return nil }
    let used = Set(transmitting.map(\.number) + entries.compactMap { $0.look.number } + forgotten)
    var number = lastNumber
    repeat {
      number = number == PlacedPicture.numbers.upperBound ? PlacedPicture.numbers.lowerBound : number + 1
    } while used.contains(number) && number != lastNumber
    lastNumber = number
    transmitting.append((placement, number))
    return number
  }

  /// Shows a picture that was transmitted.
  mutating func endTransmission(of placement: Picture.Placement) {
    guard let index = transmitting.firstIndex(where: { $0.placement == placement }) else { return }
    let number = transmitting.remove(at: index).number
    wanted.removeAll { $0 == placement }
    entries.append((placement, .placed(number)))
  }

  /// Removes and returns the numbers of the transmitted pictures that are shown no more.
  mutating func removeForgotten() -> [UInt8] {
    defer { forgotten = [] }
    return forgotten
  }

  /// The spans of a row of a picture: blank until it is decoded, or the reason why it is not shown.
  func spans(of row: Picture.Row, theme: Theme) -> [Span] {
    let columns = row.placement.columns
    let blank = Span(FilteredText(repeating: " ", count: columns))
    guard let look = entries.first(where: { $0.placement == row.placement })?.look else { return [blank] }
    switch look {
    case .placed(let number): return PlacedPicture.spans(of: row, number: number)
    case .cells(let cells): return row.index < cells.rows.count ? cells.rows[row.index] : [blank]
    case .fault(let reason):
      let rows = Line(reason, theme[.meta]).wrapped(to: columns)
      return row.index < rows.count ? rows[row.index].fitted(to: columns).spans : [blank]
    }
  }
}

extension State {
  /// The pictures in the visible part of the page, from the top; nil if pictures are not shown.
  var visiblePictures: [Picture.Placement]? {
    let isReaderShown = isZoomed || focus == .reader || !configuration.size.isNarrow
    guard configuration.pictures != nil, isReaderShown, !configuration.size.isTooSmall else { return nil }
    let viewport = reader.viewport
    var placements: [Picture.Placement] = []
    for line in viewport.lines[viewport.top..<min(viewport.lines.count, viewport.top + viewport.height)] {
      guard let placement = line.picture?.placement, placement != placements.last else { continue }
      if !placements.contains(placement) { placements.append(placement) }
    }
    return placements
  }
}
