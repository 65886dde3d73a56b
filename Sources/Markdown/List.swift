/// A list of items.
package struct List: Sendable, Equatable {
  /// The number of the first item; nil for a bullet list.
  package var start: Int?
  /// Whether the list is tight: no blank lines separate its items.
  package var isTight: Bool
  /// The items.
  package var items: [Item]

  /// Creates a list.
  package init(start: Int? = nil, isTight: Bool = true, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }

  /// An item of a list.
  package struct Item: Sendable, Equatable {
    /// Whether the task is done; nil for an item that is not a task.
    package var isDone: Bool?
    /// The content of the item; may be empty.
    package var blocks: [Block]

    /// Creates an item.
    package init(isDone: Bool? = nil, blocks: [Block]) {
      self.isDone = isDone
      self.blocks = blocks
    }
  }
}

extension List {
  /// Removes the box of a task, `[ ]` or `[x]`, from the beginning of an item (GFM 5.3). Returns whether the task is
  /// done; nil if there is no box.
  static func removeTaskBox(from blocks: inout [Block]) -> Bool? {
    guard case .paragraph(var inlines)? = blocks.first?.kind, case .text(let text)? = inlines.first,
      let box = ["[ ] ", "[x] ", "[X] "].first(where: { text.hasPrefix($0) })
    else { return nil }
    inlines[0] = .text(String(text.dropFirst(box.count)))
    blocks[0].kind = .paragraph(inlines)
    return box != "[ ] "
  }
}
