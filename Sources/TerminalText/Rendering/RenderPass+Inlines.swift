internal import Markdown

/// Inlines flattened into the text of one paragraph.
extension RenderPass {
  mutating func flatten(_ inlines: [Inline], _ style: Style, target: Int = -1) {
    for (index, inline) in inlines.enumerated() {
      switch inline {
      case .text(let words): text.append(words, style, target: target)
      case .softBreak:
        if let last = text.bytes.last, LineBreakClass.isSetWithoutSpaces(last), index + 1 < inlines.count,
          let next = inlines[index + 1].firstScalar, LineBreakClass.isSetWithoutSpaces(next)
        {
          continue
        }
        text.append(" ", style, target: target)
      case .lineBreak: text.appendLineBreak()
      case .code(let code): flattenCode(code, style, target: target)
      case .emphasis(let children): flatten(children, theme[.emphasis].over(style), target: target)
      case .strong(let children): flatten(children, theme[.strong].over(style), target: target)
      case .strikethrough(let children):
        let marks = theme.needsMarks(.strikethrough) ? "~~" : ""
        text.append(marks, style, target: target)
        flatten(children, theme[.strikethrough].over(style), target: target)
        text.append(marks, style, target: target)
      case .link(let link): flatten(link, style)
      case .image(let image): flatten(image, style, target: target)
      case .footnoteReference(let number):
        text.append(
          FilteredText.superscript(number).string, theme[.footnote].over(style), target: target, as: .code)
      }
    }
  }

  private mutating func flattenCode(_ code: String, _ style: Style, target: Int) {
    let marks = theme.needsMarks(.code) ? "`" : ""
    text.append(marks, style, target: target)
    text.append(code, theme[.code].over(style), target: target, as: .code)
    text.append(marks, style, target: target)
  }

  private mutating func flatten(_ link: Link, _ style: Style) {
    let target = options.resolve(link.destination)
    if case .name(let name) = link.destination, case .other = target {
      return text.append(name.literal, style)
    }
    let index = text.addTarget(target)
    if link.label.isEmpty {
      text.append(target.text.string, theme[.link].over(style), target: index, as: .code)
      return
    }
    flatten(link.label, theme[.link].over(style), target: index)
    appendReference(to: target, label: link.label.plainText, style)
  }

  /// A picture in a link leads where the link does: `around` is its target.
  private mutating func flatten(_ image: Image, _ style: Style, target around: Int) {
    let target = options.resolve(.url(image.source))
    let isAlone = around < 0 && !image.source.isEmpty
    let index = isAlone ? text.addTarget(target) : around
    let label = image.alternative.plainText
    let look = theme[.image].over(style)
    text.append(label.isEmpty ? "[image]" : "[image: ", look, target: index)
    if !label.isEmpty {
      flatten(image.alternative, look, target: index)
      text.append("]", look, target: index)
    }
    if isAlone { appendReference(to: target, label: "", style) }
  }

  /// Tells where a link leads if its label does not and the output cannot.
  private mutating func appendReference(to target: LinkTarget, label: String, _ style: Style) {
    let shown = target.text
    switch (options.links, target) {
    case (.inline, .address(let address)) where address.contradicts(label: label):
      text.append(" (\(address.party))", theme[.reference].over(style))
    case (.inline, .address), (.inline, .place), (_, .heading): break
    case (_, _) where shown.isEmpty || References.says(label, shown.string): break
    default:
      let number = references.number(of: shown)
      text.append(" [\(number)]", theme[.reference].over(style))
    }
  }
}

/// The addresses listed at the end of a page, each once.
struct References {
  private(set) var targets: [FilteredText] = []
  /// Made when there are many: below that a search is faster than the first hash of a run.
  private var numbers: [FilteredText: Int] = [:]

  mutating func number(of target: FilteredText) -> Int {
    let isLong = targets.count > 32
    if let number = isLong ? numbers[target] : targets.firstIndex(of: target).map({ $0 + 1 }) {
      return number
    }
    targets.append(target)
    if targets.count == 33 {
      for (index, target) in targets.enumerated() { numbers[target] = index + 1 }
    } else if isLong {
      numbers[target] = targets.count
    }
    return targets.count
  }

  /// Whether a label is the address already: autolinks, with or without their scheme.
  static func says(_ label: String, _ address: String) -> Bool {
    let label = Hyperlink.percentEncoded(FilteredText(label).string)
    if label == address { return true }
    return ["https://", "http://", "mailto:"].contains {
      address.hasPrefix($0) && address.dropFirst($0.count) == label
    }
  }
}

extension Inline {
  /// What it begins with where that is plain text, emphasised or not.
  fileprivate var firstScalar: Unicode.Scalar? {
    switch self {
    case .text(let words): words.unicodeScalars.first
    case .emphasis(let children), .strong(let children), .strikethrough(let children):
      children.first?.firstScalar
    case .link(let link): link.label.first?.firstScalar
    case .code, .image, .footnoteReference, .softBreak, .lineBreak: nil
    }
  }
}
