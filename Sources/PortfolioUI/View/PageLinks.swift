import TerminalText

extension [Line] {
  /// The links in lines, in order, each target once, with the text of its first link.
  /// - Parameter labelColumns: the width from which a text is not continued.
  func links(labelColumns: Int) -> [(target: LinkTarget, label: FilteredText)] {
    var links: [(target: LinkTarget, label: FilteredText)] = []
    var indices: [LinkTarget: Int] = [:]
    // The link whose text may continue in the next span, or at the start of the next line.
    var current: Int?
    for line in self {
      var isLineStart = true
      for span in line.spans {
        guard let target = span.target else {
          if !isLineStart || !span.text.isBlank { current = nil }
          continue
        }
        if let index = current, links[index].target == target {
          let gap: FilteredText = isLineStart ? " " : .empty
          if links[index].label.columns < labelColumns {
            links[index].label = links[index].label + gap + span.text
          }
        } else if indices[target] != nil {
          current = nil
        } else {
          current = links.count
          indices[target] = links.count
          links.append((target, span.text))
        }
        isLineStart = false
      }
      if isLineStart { current = nil }
    }
    return links
  }
}

extension FilteredText {
  fileprivate var isBlank: Bool { string.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
}
