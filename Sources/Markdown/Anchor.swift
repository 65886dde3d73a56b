/// A name that HTML gives to a place in a page: `id` of any element, and `name` of `a`.
package struct Anchor: Sendable, Equatable {
  package var name: String
  /// The source line of the block that holds the element; that of the element if it is in a block of HTML.
  package var line: Int

  package init(name: String, line: Int) {
    self.name = name
    self.line = line
  }
}

extension Document {
  /// The source line to which a link with an anchor leads: that of a heading, or of another element with this name.
  package func line(of anchor: String) -> Int? {
    let heading = outline.heading(at: anchor)
    if let heading, heading.anchor == anchor { return heading.line }
    if let exact = anchors.first(where: { $0.name == anchor }) { return exact.line }
    if let heading { return heading.line }
    let folded = Heading.folded(anchor)
    return folded.isEmpty ? nil : anchors.first { Heading.folded($0.name) == folded }?.line
  }
}

extension [Anchor] {
  /// Appends the names that a tag gives.
  mutating func append(_ tag: HTMLTag, line: Int) {
    if tag.isClosing { return }
    for name in [tag["id"], tag.name == "a" ? tag["name"] : nil] {
      if let name, !name.isEmpty { append(Anchor(name: name, line: line)) }
    }
  }

  /// Appends the names in a block of HTML.
  /// - Parameters:
  ///   - line: the number of its first line.
  ///   - lines: the number in the file of each line.
  mutating func append(html: String, line: Int, _ lines: LineMap) {
    var tokenizer = HTMLTokenizer(html, line: line)
    while let token = tokenizer.next() {
      if case .tag(let tag) = token {
        append(tag, line: lines[tokenizer.line])
        if tag.name == "script" || tag.name == "style" { tokenizer.skipContent(of: tag.name) }
      }
    }
  }
}
