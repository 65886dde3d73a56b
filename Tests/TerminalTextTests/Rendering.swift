import Markdown
import TerminalText
import TestSupport

extension DocumentRenderer {
  /// The renderer for a pipe: no styles, addresses and lines of code stay whole.
  static func pipe(_ width: Int) -> DocumentRenderer {
    UTF8Locale.use()
    var renderer = DocumentRenderer(
      width: width, theme: .plain, links: .numbered, wrapsCode: false, keepsAddresses: true)
    renderer.hyphens = Hyphens(.never)
    return renderer
  }

  /// The renderer for a screen: no line is wider than the screen.
  static func screen(_ width: Int, theme: Theme = .standard) -> DocumentRenderer {
    UTF8Locale.use()
    return DocumentRenderer(width: width, theme: theme)
  }

  /// The lines of a document as text, without trailing spaces.
  func text(_ markdown: String) -> [String] {
    lines(for: Document(markdown: markdown)).map { line in
      String(line.text.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The spans of all lines of a document.
  func spans(_ markdown: String) -> [Span] { lines(for: Document(markdown: markdown)).flatMap(\.spans) }
}

extension ANSIEncoder {
  static let pipe = ANSIEncoder()
  static let colour = ANSIEncoder(depth: .palette256, styles: true, hyperlinks: true)

  func string(_ lines: [Line]) -> String { String(decoding: bytes(lines), as: UTF8.self) }
}

extension [Span] {
  /// The first span with this text.
  func first(withText text: String) -> Span? { first { $0.text.string == text } }
}
