internal import Markdown

/// The content of a paragraph as texts and pictures.
///
/// An image is shown as a picture if nothing but other images is on its line of the source. Others are parts of texts.
struct PictureSequence {
  enum Part {
    case text([Inline])
    case picture(Picture.Placement, caption: [Inline])
  }

  private(set) var parts: [Part] = []
  /// The text before the next picture.
  private var text: [Inline] = []

  /// - Parameter width: the columns for pictures.
  init(_ inlines: [Inline], _ layout: Picture.Layout, width: Int) {
    var row: [Inline] = []
    for inline in inlines + [.softBreak] {
      guard inline.isBreak else {
        row.append(inline)
        continue
      }
      if !appendPictures(of: row, layout, width: width) { text += row + [inline] }
      row = []
    }
    endText()
    useCaptions()
  }

  /// Replaces the alternative text of a picture by the emphasized text below it, which is the author's caption. The text
  /// stays if it is a link, which the caption lacks.
  private mutating func useCaptions() {
    for index in parts.indices.dropLast().reversed() {
      guard case .picture(let placement, let alternative) = parts[index],
        case .text(let text) = parts[index + 1]
      else { continue }
      if case .link? = alternative.first { continue }
      let inlines = text.filter { !$0.isBlank }
      guard inlines.count == 1, case .emphasis(let caption) = inlines[0] else { continue }
      parts[index] = .picture(placement, caption: caption)
      parts.remove(at: index + 1)
    }
  }

  /// Appends the images of a source line, if all of them can be shown and there is nothing else.
  private mutating func appendPictures(of row: [Inline], _ layout: Picture.Layout, width: Int) -> Bool {
    var pictures: [Part] = []
    for inline in row where !inline.isBlank {
      guard let image = inline.onlyImage, case .picture(let picture) = layout.find(image),
        let placement = layout.placement(of: picture, width: width, wanted: image.width)
      else { return false }
      pictures.append(.picture(placement, caption: inline.caption(of: image)))
    }
    if pictures.isEmpty { return false }
    endText()
    parts += pictures
    return true
  }

  private mutating func endText() {
    while text.last?.isBreak == true { text.removeLast() }
    if !text.allSatisfy(\.isBlank) { parts.append(.text(text)) }
    text = []
  }
}

extension RenderPass {
  /// Appends texts and pictures with blank lines between them.
  mutating func append(_ sequence: PictureSequence, width: Int, line: Int) {
    for (index, part) in sequence.parts.enumerated() {
      if index > 0 { lines.append(Line(sourceLine: line)) }
      switch part {
      case .text(let inlines): appendText(inlines, width: width, line: line)
      case .picture(let placement, let caption):
        appendMarks(width: width, line: line)
        append(placement, line: line)
        text.removeAll()
        flatten(caption, theme[.caption])
        if !text.isEmpty { appendRows(of: text, width: width, line: line) }
      }
    }
  }

  /// Appends blank lines for the cells of a picture.
  private mutating func append(_ placement: Picture.Placement, line: Int) {
    let blank = Span(FilteredText(repeating: " ", count: placement.columns))
    for index in 0..<placement.rows {
      var row = Line([blank], sourceLine: line)
      row.picture = Picture.Row(placement: placement, index: index)
      lines.append(row)
    }
  }
}

extension Inline {
  /// Whether it is an image, also within a link or emphasis.
  var isPicture: Bool { onlyImage != nil }

  /// The image that is all of its content.
  fileprivate var onlyImage: Image? {
    switch self {
    case .image(let image): image
    case .link(let link): Self.onlyImage(of: link.label)
    case .emphasis(let children), .strong(let children), .strikethrough(let children):
      Self.onlyImage(of: children)
    case .text, .code, .footnoteReference, .softBreak, .lineBreak: nil
    }
  }

  /// The text below an image of its content: the alternative text with the link around the image, unless it only repeats
  /// the name of the file. For a link, that name does if there is no text.
  fileprivate func caption(of image: Image) -> [Inline] {
    let text = image.alternative.plainText
    guard case .link(let link) = self else {
      let isName = text == image.fileName || image.fileName?.hasPrefix(text + ".") == true
      return isName ? [] : image.alternative
    }
    let name = image.fileName.map { [Inline.text($0)] } ?? []
    let label = image.hasAlternative ? image.alternative : name
    return [.link(Link(destination: link.destination, label: label))]
  }

  private static func onlyImage(of inlines: [Inline]) -> Image? {
    inlines.count == 1 ? inlines[0].onlyImage : nil
  }

  fileprivate var isBreak: Bool { self == .softBreak || self == .lineBreak }

  fileprivate var isBlank: Bool {
    if case .text(let text) = self { return text.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
    return isBreak
  }
}
