/// Makes text between `**` strong where CommonMark does not, since the marks are between letters and punctuation: kramdown
/// and Python-Markdown ask only for no spaces within the marks. Languages without spaces have this often: `是**“字”**的`.
enum StrongMarks {
  static func edits(in markdown: ScannedMarkdown) -> Edits {
    InlineTexts.edits(in: markdown) { text, edits in reduce(text, &edits) }
  }

  private static func reduce(_ text: InlineText, _ edits: inout Edits) {
    let bytes = text.bytes
    var opening: Int?
    var scan = InlineScan(text)
    while let offset = scan.next() {
      guard bytes[offset] == star else { continue }
      let end = bytes[offset...].prefix { $0 == star }.endIndex
      scan.move(to: end)
      guard end - offset == 2 else { continue }
      let before = Neighbor(bytes.scalar(before: offset))
      let after = Neighbor(bytes.scalar(at: end))
      if let start = opening, before != .space {
        opening = nil
        let isOpening = opens(Neighbor(bytes.scalar(before: start)), Neighbor(bytes.scalar(at: start + 2)))
        if isOpening, opens(after, before) { continue }
        edits.replace(text.source(of: start..<(start + 2)), with: "<strong>")
        edits.replace(text.source(of: offset..<end), with: "</strong>")
      } else if after != .space {
        opening = offset
      }
    }
  }

  private static let star = UInt8(ascii: "*")

  /// What a character beside a mark is to CommonMark's rules for emphasis.
  private enum Neighbor {
    case space, punctuation, other

    init(_ scalar: Unicode.Scalar?) {
      guard let scalar, !scalar.properties.isWhitespace else {
        self = .space
        return
      }
      switch scalar.properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
        .finalPunctuation, .otherPunctuation:
        self = .punctuation
      default:
        self =
          scalar.isASCII && !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
          ? .punctuation : .other
      }
    }
  }

  /// Whether a mark with a character outside and another one inside the text may be at its end.
  private static func opens(_ outside: Neighbor, _ inside: Neighbor) -> Bool {
    inside == .other || inside == .punctuation && outside != .other
  }
}

extension [UInt8] {
  /// The character that begins at an offset; nil at the end and within a character.
  fileprivate func scalar(at offset: Int) -> Unicode.Scalar? {
    String(decoding: self[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
  }

  /// The character that ends before an offset; nil at the beginning.
  fileprivate func scalar(before offset: Int) -> Unicode.Scalar? {
    guard var start = self[..<offset].indices.last else { return nil }
    while start > 0, offset - start < 4, self[start] & 0xC0 == 0x80 { start -= 1 }
    return String(decoding: self[start..<offset], as: UTF8.self).unicodeScalars.last
  }
}
