/// GitHub's five kinds of alerts.
package enum Alert: String, Sendable, CaseIterable {
  case note, tip, important, warning, caution
}

extension Alert {
  /// Removes the marker of an alert, such as `[!NOTE]`, from the blocks of a block quote.
  ///
  /// The marker is alone on the first line of the first paragraph, in any case. Returns nil, and leaves the
  /// blocks as they are, if there is no marker.
  static func removeMarker(from blocks: inout [Block]) -> Alert? {
    guard case .paragraph(var inlines)? = blocks.first?.kind, case .text(let marker)? = inlines.first,
      marker.hasPrefix("[!"), marker.hasSuffix("]"),
      inlines.count == 1 || inlines[1] == .softBreak || inlines[1] == .lineBreak,
      let alert = Alert(rawValue: marker.dropFirst(2).dropLast().lowercased())
    else { return nil }
    inlines.removeFirst(min(2, inlines.count))
    if inlines.isEmpty {
      blocks.removeFirst()
    } else {
      blocks[0].kind = .paragraph(inlines)
    }
    return alert
  }
}
