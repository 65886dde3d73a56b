/// Reduces components of Nuxt Content within text, `:badge[New]{color="red"}`, and texts with attributes, `[text]{.red}`,
/// to their text. Pandoc has only the latter.
enum NuxtSpans {
  static func edits(in markdown: ScannedMarkdown, hasComponents: Bool) -> Edits {
    InlineTexts.edits(in: markdown) { text, edits in
      reduce(text, &edits, hasComponents: hasComponents)
    }
  }

  private static func reduce(_ text: InlineText, _ edits: inout Edits, hasComponents: Bool) {
    let bytes = text.bytes
    var scan = InlineScan(text)
    while let offset = scan.next() {
      switch bytes[offset] {
      case UInt8(ascii: ":") where hasComponents && (offset == 0 || !bytes[offset - 1].continuesName):
        let name = bytes[(offset + 1)...].prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
        guard name.first?.isLetter == true else { continue }
        let label = label(at: name.endIndex, in: bytes)
        let list = AttributeList(
          bytes[(label.map { $0.upperBound + 1 } ?? name.endIndex)...], needsColon: false)
        guard label != nil || list != nil else { continue }
        let end = list?.end ?? label.map { $0.upperBound + 1 } ?? name.endIndex
        if let label {
          edits.remove(text.source(of: offset..<label.lowerBound))
          edits.remove(text.source(of: label.upperBound..<end))
          scan.move(to: label.lowerBound)
        } else {
          let arguments = TagArguments(bytes[(name.endIndex + 1)..<(end - 1)])
          edits.replace(text.source(of: offset..<end), with: self.text(of: arguments))
          scan.move(to: end)
        }
      case UInt8(ascii: "["):
        guard let label = label(at: offset, in: bytes),
          let list = AttributeList(bytes[(label.upperBound + 1)...], needsColon: false)
        else { continue }
        edits.remove(text.source(of: offset..<label.lowerBound))
        edits.remove(text.source(of: label.upperBound..<list.end))
      default: break
      }
    }
  }

  /// What a component without a label shows of its attributes.
  private static func text(of arguments: TagArguments) -> String {
    let label = arguments["label", "title", "text", "alt"]
    if let source = arguments["src"] { return MarkdownText.image(source, alternative: label ?? "") }
    if let address = arguments["to", "href"] { return MarkdownText.link(label ?? address, to: address) }
    return MarkdownText.escaped(label ?? "")
  }

  /// The maximum number of bytes of a label.
  private static let maximumLabel = 256

  /// The range of the text between brackets without others that begin at an offset; nil if there is none.
  private static func label(at offset: Int, in bytes: [UInt8]) -> Range<Int>? {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "[") else { return nil }
    let label = bytes[(offset + 1)...].prefix(maximumLabel).prefix { !"[]\n".utf8.contains($0) }
    guard !label.isEmpty, label.endIndex < bytes.count, bytes[label.endIndex] == UInt8(ascii: "]") else {
      return nil
    }
    return label.indices
  }
}

extension UInt8 {
  /// Whether a colon behind it begins no component.
  fileprivate var continuesName: Bool {
    isLetter || isDigit || self == UInt8(ascii: ":") || self == UInt8(ascii: "\\")
  }
}
