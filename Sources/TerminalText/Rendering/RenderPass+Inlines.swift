internal import Markdown

extension RenderPass {
  /// Appends inlines to `text`, each in its theme's style over `style`.
  ///
  /// - Parameter target: the index in `text` of the link around the inlines; -1 outside of links.
  mutating func flatten(_ inlines: [Inline], _ style: Style, target: Int = -1) {
    for (index, inline) in inlines.enumerated() {
      switch inline {
      case .text(let words): text.append(words, style, target: target)
      case .softBreak:
        if let last = text.bytes.last, LineBreakClass.isWrittenWithoutSpaces(last), index + 1 < inlines.count,
          let next = inlines[index + 1].firstScalar, LineBreakClass.isWrittenWithoutSpaces(next)
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
        if let margin { text.addNotes(margin.notes(ofFootnote: number)) }
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
    if case .name(let name) = link.destination, case .other(let shown) = target {
      if shown.isEmpty { return flatten(link.label, style) }
      return text.append(name.literal, style)
    }
    let index = text.addTarget(target)
    if link.label.isEmpty {
      if let title = options.titles[target] {
        text.append(title, theme[.link].over(style), target: index)
        return appendReference(to: target, label: title, style)
      }
      text.append(target.text.string, theme[.link].over(style), target: index, as: .code)
      return
    }
    addAddressNote(target, label: link.label)
    flatten(link.label, theme[.link].over(style), target: index)
    appendReference(to: target, label: link.label.plainText, style)
  }

  /// Adds a note with the address of a link, unless the label shows the address.
  private mutating func addAddressNote(_ target: LinkTarget, label: [Inline]) {
    if margin == nil { return }
    let style = theme[.reference]
    guard case .address(let address) = target,
      !References.isLabel(label.plainText, sameAs: address.address),
      let note = margin?.note(address, style)
    else { return }
    text.addNotes([note])
  }

  /// Appends an image as its alternative text, else the name of its file. An image inside a link has the target of that link.
  /// - Parameter around: the index of the link around the image; -1 outside of links.
  ///   If its file cannot be shown, the reason follows.
  private mutating func flatten(_ image: Image, _ style: Style, target around: Int) {
    let target = options.resolve(.url(image.source))
    let isAlone = around < 0 && !image.source.isEmpty && !image.isEmbedded
    let index = isAlone ? text.addTarget(target) : around
    let look = theme[.image].over(style)
    let hasText = image.hasAlternative
    let name = image.fileName
    text.append(hasText || name != nil ? "[image: " : "[image", look, target: index)
    if hasText {
      flatten(image.alternative, look, target: index)
    } else if let name {
      text.append(name, look, target: index, as: .code)
    }
    text.append("]", look, target: index)
    if case .fault(let reason)? = options.pictures?.find(image) {
      text.append(" (\(reason))", theme[.meta].over(style))
    }
    if isAlone { appendReference(to: target, label: "", style) }
  }

  /// Appends the number of a link's destination, `[1]`, if neither the output nor the label shows where the
  /// link leads; or the host in parentheses, if the label names another one.
  private mutating func appendReference(to target: LinkTarget, label: String, _ style: Style) {
    let shown = target.text
    switch (options.links, target) {
    case (.inline, .address(let address)):
      if address.isContradicted(by: label) {
        text.append(" (\(address.hostOrRecipient))", theme[.reference].over(style))
      }
      return
    // Headings of the same page need no address.
    case (.inline, .place), (_, .heading): return
    case (.numbered, .address), (.numbered, .place), (_, .command), (_, .other): break
    }
    if shown.isEmpty || References.isLabel(label, sameAs: shown.string) { return }
    text.append(" [\(references.number(of: shown))]", theme[.reference].over(style))
  }
}

extension Inline {
  /// The first scalar, if the inline begins with plain text, emphasized or not.
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
