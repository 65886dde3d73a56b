/// The places that were read, and where each page was left.
struct History: Sendable {
  /// A page and the position at which it was left.
  struct Entry: Sendable, Equatable {
    var page: String
    var position: Viewport.Position
  }

  private var back: [Entry] = []
  private var forward: [Entry] = []
  /// Where pages were left that had been scrolled, by id: the list returns to them.
  private var positions: [String: Viewport.Position] = [:]

  private static let maximumDepth = 100

  enum Direction: Sendable {
    case back, forward
  }

  /// Records a place before another one is opened.
  mutating func record(_ entry: Entry) {
    back.append(entry)
    if back.count > Self.maximumDepth { back.removeFirst() }
    forward = []
  }

  /// The entry in a direction, for which the current place is kept in the other; nil at the end.
  mutating func travel(_ direction: Direction, from current: Entry?) -> Entry? {
    switch direction {
    case .back:
      guard let entry = back.popLast() else { return nil }
      if let current { forward.append(current) }
      return entry
    case .forward:
      guard let entry = forward.popLast() else { return nil }
      if let current { back.append(current) }
      return entry
    }
  }

  /// Keeps where a page is left; nil for its top.
  mutating func leave(_ page: String, at position: Viewport.Position?) { positions[page] = position }

  /// Where a page was left, unless at its top.
  func position(of page: String) -> Viewport.Position? { positions[page] }
}
