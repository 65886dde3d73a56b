/// Writes lines as the bytes of a terminal, or of a pipe: the only place that makes an escape byte.
package struct ANSIEncoder: Sendable {
  /// How many colours to use; with `none` attributes are left.
  package var depth: ColorDepth
  /// Whether to write any style at all: never to a pipe, unless asked.
  package var styles: Bool
  /// Whether to write OSC 8 hyperlinks.
  package var hyperlinks: Bool

  /// Plain text, unless told otherwise.
  package init(depth: ColorDepth = .none, styles: Bool = false, hyperlinks: Bool = false) {
    self.depth = depth
    self.styles = styles
    self.hyperlinks = hyperlinks
  }

  /// Appends a line and a line feed; spaces at its end are left out.
  package func encode(_ line: Line, into output: inout [UInt8]) {
    var current = Style.plain
    var target: Hyperlink?
    let space = UInt8(ascii: " ")
    let end = line.spans.lastIndex { !$0.text.string.utf8.allSatisfy { $0 == space } }
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
    // Before the sequences that close: behind them the spaces could not be told from a link's address.
    if end != nil { while output.last == space { output.removeLast() } }
    if target != nil { encode(nil, into: &output) }
    if current != .plain { output.append(contentsOf: "\u{1B}[0m".utf8) }
    output.append(UInt8(ascii: "\n"))
  }

  /// All lines as bytes.
  package func bytes(_ lines: [Line]) -> [UInt8] {
    var output: [UInt8] = []
    for line in lines { encode(line, into: &output) }
    return output
  }

  private func append(_ text: String, to output: inout [UInt8]) {
    let done: ()? = text.utf8.withContiguousStorageIfAvailable { output.append(contentsOf: $0) }
    if done == nil { output.append(contentsOf: text.utf8) }
  }

  /// OSC 8, ended by ST (the specification: "Hyperlinks in Terminal Emulators", Egmont Koblinger).
  private func encode(_ link: Hyperlink?, into output: inout [UInt8]) {
    output.append(contentsOf: "\u{1B}]8;;\(link?.address ?? "")\u{1B}\\".utf8)
  }

  /// SGR from a clean slate: ECMA-48, and xterm's 38;5 and 38;2 for more colours.
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
