/// The places that were read before and after the current one, and the position at which each page was left.
struct History: Sendable {
  /// A page, and the position at which it was left.
  struct Entry: Sendable, Equatable {
    /// The page's id.
    var page: String
    var position: Viewport.Position
  }

  private var back: [Entry] = []
  private var forward: [Entry] = []
  /// The positions of pages that were left scrolled, by page id.
  private(set) var positions: [String: Viewport.Position]

  init(positions: [String: Viewport.Position] = [:]) {
    self.positions = positions
  }

  /// The number of places that are kept; the oldest is dropped.
  static let maximumDepth = 100

  enum Direction: Sendable {
    case back, forward
  }

  /// Records a place that was left for another one. The places ahead are dropped.
  mutating func record(_ entry: Entry) {
    back.append(entry)
    if back.count > Self.maximumDepth { back.removeFirst() }
    forward = []
  }

  /// Removes and returns the nearest entry in a direction, and keeps the current place in the other direction.
  /// Returns nil if there is no such entry.
  ///
  /// - Parameter isPresent: whether an entry still exists; the content may have been read again since. Entries that
  ///   do not exist are dropped.
  mutating func travel(
    _ direction: Direction, from current: Entry?, where isPresent: (Entry) -> Bool = { _ in true }
  ) -> Entry? {
    switch direction {
    case .back: Self.move(from: &back, to: &forward, current, isPresent)
    case .forward: Self.move(from: &forward, to: &back, current, isPresent)
    }
  }

  private static func move(
    from source: inout [Entry], to target: inout [Entry], _ current: Entry?, _ isPresent: (Entry) -> Bool
  ) -> Entry? {
    while let entry = source.popLast() {
      guard isPresent(entry) else { continue }
      if let current { target.append(current) }
      return entry
    }
    return nil
  }

  /// Records the position at which a page is left; nil means its top.
  mutating func leave(_ page: String, at position: Viewport.Position?) { positions[page] = position }

  /// Returns the position at which a page was left; nil means its top.
  func position(of page: String) -> Viewport.Position? { positions[page] }
}
