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
    /// The state of the task; nil for an item that is not a task.
    package var task: Task?
    /// The content of the item; may be empty.
    package var blocks: [Block]

    /// Creates an item.
    package init(task: Task? = nil, blocks: [Block]) {
      self.task = task
      self.blocks = blocks
    }
  }
}

extension List {
  /// The state of a task.
  package enum Task: Sendable, Equatable {
    case open, done
    /// A state of Obsidian, by the character in its box: `[/]`.
    case other(Character)

    /// The box that is shown before the item.
    package var box: String {
      switch self {
      case .open: "☐ "
      case .done: "☑ "
      case .other(let state): "[\(state)] "
      }
    }
  }

  /// Removes the box of a task, `[ ]` or `[x]`, from the beginning of an item (GFM 5.3). Returns the state of the task;
  /// nil if there is no box.
  /// - Parameter allowsOthers: whether any character may be in the box.
  static func removeTaskBox(from blocks: inout [Block], allowsOthers: Bool) -> Task? {
    guard case .paragraph(var inlines)? = blocks.first?.kind, case .text(let text)? = inlines.first,
      text.hasPrefix("["), let state = text.dropFirst().first, text.dropFirst(2).hasPrefix("] ")
    else { return nil }
    let task: Task
    switch state {
    case " ": task = .open
    case "x", "X": task = .done
    default: task = .other(state)
    }
    if case .other = task, !allowsOthers || state == "[" || state == "]" { return nil }
    inlines[0] = .text(String(text.dropFirst(4)))
    blocks[0].kind = .paragraph(inlines)
    return task
  }
}
