/// Ends blocks of HTML behind the closing tag of their element with a blank line.
///
/// In kramdown and Python-Markdown the next line is Markdown, while a block of HTML in CommonMark ends at a blank line.
struct HTMLBlockEnds {
  private let markdown: ScannedMarkdown
  private var edits = Edits()
  /// Whether a fence of code follows the last change, so that the kinds of all lines behind it may be others.
  private var isBeforeFence = false

  static func edits(in markdown: ScannedMarkdown) -> Edits {
    var ends = HTMLBlockEnds(markdown: markdown)
    var index = 0
    while index < markdown.lines.count, !ends.isBeforeFence {
      guard markdown.lines[index].kind == .html else {
        index += 1
        continue
      }
      index = ends.reduceBlock(from: index)
    }
    return ends.edits
  }

  private init(markdown: ScannedMarkdown) {
    self.markdown = markdown
  }

  /// Sets the elements in a block of HTML apart from the text below them. Returns the index of the line behind the block.
  private mutating func reduceBlock(from first: Int) -> Int {
    let end =
      markdown.lines[(first + 1)...].firstIndex { $0.kind != .htmlContinuation }
      ?? markdown.lines.count
    var index = first
    while index < end, let last = lastLine(ofElementAt: index, before: end) {
      index = last + 1
      // Another element begins a block of HTML of its own.
      guard index < end, markdown.text(of: markdown.lines[index]).first != UInt8(ascii: "<") else { continue }
      guard beginText(at: index, behind: markdown.lines[last]) else { break }
      while index < end, !isBeforeFence, !beginsElement(at: index) {
        isBeforeFence = Fence(markdown.text(of: markdown.lines[index])) != nil
        index += 1
      }
      if isBeforeFence {
        edits.isPartial = true
        break
      }
    }
    return end
  }

  /// Whether a line below a paragraph begins a block of HTML.
  private func beginsElement(at index: Int) -> Bool {
    HTMLBlockStart(markdown.text(of: markdown.lines[index]), interruptsParagraph: true) == .element
  }

  /// The last line of the element that begins on a line, if nothing is behind its closing tag.
  private func lastLine(ofElementAt first: Int, before end: Int) -> Int? {
    let lines = markdown.lines
    guard let tag = TagRange(markdown.text(of: lines[first])),
      HTMLBlockStart.names.contains(tag.name),
      !Self.voidElements.contains(tag.name)
    else { return nil }
    // A closing tag behind a blank line ends an element that began before.
    var depth = tag.isClosing ? 0 : 1
    var position = tag.end
    for index in first..<end {
      let line = lines[index]
      position = max(position, line.textStart)
      while position < line.end,
        let start = markdown.bytes[position..<line.end].firstIndex(of: UInt8(ascii: "<"))
      {
        guard let other = TagRange(markdown.bytes[start...]) else {
          position = start + 1
          continue
        }
        position = other.end
        if other.name == tag.name { depth += other.isClosing ? -1 : 1 }
      }
      guard depth <= 0 else { continue }
      // A tag may continue on the next line.
      let isLast =
        position <= line.end && markdown.bytes[position..<line.end].allSatisfy(\.isSpaceOrTab)
      return isLast ? index : nil
    }
    return nil
  }

  /// Sets a line of text apart from the element above it. Attributes of that element disappear. Returns false if the line
  /// stays a part of the element.
  private mutating func beginText(at index: Int, behind last: ScannedMarkdown.Line) -> Bool {
    let line = markdown.lines[index]
    let text = markdown.text(of: line)
    // Code would begin at a larger indentation.
    guard !text.isEmpty, line.indentation < 4 else { return false }
    if let list = AttributeList(text, needsColon: true),
      markdown.bytes[list.end..<line.end].allSatisfy(\.isSpaceOrTab)
    {
      edits.remove(line.textStart..<line.end)
    } else {
      let prefix = String(decoding: markdown.continuationPrefix(of: line), as: UTF8.self)
      edits.insert("\n" + prefix, at: last.end)
    }
    return true
  }

  private static let voidElements: Set<String> = [
    "base", "basefont", "col", "frame", "hr", "link", "menuitem", "param", "source", "track",
  ]
}
