/// Encodes lines as bytes for a terminal or a pipe, with SGR and OSC 8 sequences if they are on.
///
/// No other code writes escape sequences into lines, so the output contains none if styles and hyperlinks are off.
package struct ANSIEncoder: Sendable {
  /// The colours to use. With `.none` styles consist of attributes alone.
  package var depth: ColorDepth
  /// Whether to write SGR sequences.
  package var styles: Bool
  /// Whether to write OSC 8 hyperlinks.
  package var hyperlinks: Bool

  /// Creates an encoder. By default it writes plain text.
  package init(depth: ColorDepth = .none, styles: Bool = false, hyperlinks: Bool = false) {
    self.depth = depth
    self.styles = styles
    self.hyperlinks = hyperlinks
  }

  /// Appends a line without the spaces at its end, and a line feed. Spaces on a background, which are pixels of a picture,
  /// stay.
  package func encode(_ line: Line, into output: inout [UInt8]) {
    let space = UInt8(ascii: " ")
    if !styles, !hyperlinks {
      let start = output.count
      for index in line.spans.indices { append(line.spans[index].text.string, to: &output) }
      while output.count > start, output[output.count - 1] == space { output.removeLast() }
      return output.append(UInt8(ascii: "\n"))
    }
    var current = Style.plain
    var target: Hyperlink?
    let end = line.spans.lastIndex { hasBackground($0) || !$0.text.string.utf8.allSatisfy { $0 == space } }
    for span in line.spans.prefix((end ?? -1) + 1) {
      if styles, span.style != current {
        encode(span.style, into: &output)
        current = span.style
      }
      if hyperlinks {
        var next: Hyperlink?
        if case .address(let address) = span.target { next = address }
        if next != target { encode(next, into: &output) }
        target = next
      }
      append(span.text.string, to: &output)
    }
    // Remove the spaces before the closing sequences are appended, after which they would not be the last bytes.
    if let end, !hasBackground(line.spans[end]) { while output.last == space { output.removeLast() } }
    if target != nil { encode(nil, into: &output) }
    if current != .plain { output.append(contentsOf: "\u{1B}[0m".utf8) }
    output.append(UInt8(ascii: "\n"))
  }

  private func hasBackground(_ span: Span) -> Bool {
    styles && span.style.background.reduced(to: depth) != .standard
  }

  /// The bytes of all lines.
  package func bytes(_ lines: [Line]) -> [UInt8] {
    var output: [UInt8] = []
    for line in lines { encode(line, into: &output) }
    return output
  }

  private func append(_ text: String, to output: inout [UInt8]) {
    let done: ()? = text.utf8.withContiguousStorageIfAvailable { output.append(contentsOf: $0) }
    if done == nil { output.append(contentsOf: text.utf8) }
  }

  /// Appends OSC 8, terminated by ST ("Hyperlinks in Terminal Emulators" by Egmont Koblinger). Nil ends a
  /// link.
  private func encode(_ link: Hyperlink?, into output: inout [UInt8]) {
    output.append(contentsOf: "\u{1B}]8;;\(link?.address ?? "")\u{1B}\\".utf8)
  }

  /// Appends an SGR sequence that begins with a reset: ECMA-48, and xterm's `38;5` and `38;2` for colours.
  private func encode(_ style: Style, into output: inout [UInt8]) {
    var codes = "\u{1B}[0"
    let attributes: [(Style.Attributes, String)] = [
      (.bold, ";1"), (.dim, ";2"), (.italic, ";3"), (.underline, ";4"), (.reverse, ";7"),
      (.strikethrough, ";9"),
    ]
    for (attribute, code) in attributes where style.attributes.contains(attribute) { codes += code }
    codes += Self.code(for: style.foreground.reduced(to: depth), base: 30)
    codes += Self.code(for: style.background.reduced(to: depth), base: 40)
    output.append(contentsOf: (codes + "m").utf8)
  }

  private static func code(for color: Color, base: Int) -> String {
    if let index = color.paletteIndex {
      switch index {
      case ..<8: return ";\(base + Int(index))"
      case ..<16: return ";\(base + 60 + Int(index) - 8)"
      default: return ";\(base + 8);5;\(index)"
      }
    }
    if let (red, green, blue) = color.components { return ";\(base + 8);2;\(red);\(green);\(blue)" }
    return ""
  }
}
