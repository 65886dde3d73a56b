extension HTMLReducer {
  mutating func appendList(_ element: HTMLElement) {
    endParagraph()
    let isOrdered = element.tag.name == "ol"
    var items: [List.Item] = []
    var start = element.tag["start"].flatMap { Int($0) }
    // The nodes between two items, which belong to the item before them.
    var others: [HTMLNode] = []
    func isBlank(_ nodes: [HTMLNode]) -> Bool { nodes.allSatisfy(\.isBlank) }
    for node in element.children {
      guard case .element(let child) = node, child.kind == .item else {
        others.append(node)
        continue
      }
      if !isBlank(others) { append(others, to: &items) }
      others = []
      let item = item(child)
      if items.isEmpty { start = start ?? child.tag["value"].flatMap { Int($0) } }
      if isOrdered || !item.blocks.isEmpty { items.append(item) }
    }
    if !isBlank(others) { append(others, to: &items) }
    if items.allSatisfy(\.blocks.isEmpty) { return }
    // cmark has no other numbers.
    let first = isOrdered ? min(max(0, start ?? 1), 999_999_999) : nil
    let isTight = items.allSatisfy { item in
      item.blocks.count { if case .paragraph = $0.kind { true } else { false } } < 2
    }
    append(.list(List(start: first, isTight: isTight, items: items)), line: element.line)
  }

  private mutating func append(_ nodes: [HTMLNode], to items: inout [List.Item]) {
    let blocks = content(of: nodes)
    if blocks.isEmpty { return }
    if items.isEmpty {
      items.append(List.Item(blocks: blocks))
    } else {
      items[items.count - 1].blocks += blocks
    }
  }

  /// An item; a task if it begins with a check box.
  private mutating func item(_ element: HTMLElement) -> List.Item {
    var children = element.children
    var task: List.Task?
    if let first = children.firstIndex(where: { !$0.isBlank }), case .tag(let tag, _) = children[first],
      tag.name == "input", tag["type"]?.lowercased() == "checkbox"
    {
      task = tag["checked"] != nil ? .done : .open
      children.remove(at: first)
    }
    return List.Item(task: task, blocks: content(of: children))
  }
}
