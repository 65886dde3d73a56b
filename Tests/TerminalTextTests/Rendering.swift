import Markdown
import TerminalText

extension DocumentRenderer {
  /// What a pipe gets: no style, addresses and code whole.
  static func pipe(_ width: Int) -> DocumentRenderer {
    UTF8Locale.use()
    return DocumentRenderer(
      width: width, theme: .plain, links: .numbered, wrapsCode: false, keepsAddresses: true)
  }

  /// What a screen gets: nothing wider than it.
  static func screen(_ width: Int, theme: Theme = .standard) -> DocumentRenderer {
    UTF8Locale.use()
    return DocumentRenderer(width: width, theme: theme)
  }

  /// The rows of a document as text, spaces at their ends left out.
  func text(_ markdown: String) -> [String] {
    lines(for: Document(markdown: markdown)).map { line in
      String(line.text.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// All spans of a document.
  func spans(_ markdown: String) -> [Span] { lines(for: Document(markdown: markdown)).flatMap(\.spans) }
}

extension ANSIEncoder {
  static let pipe = ANSIEncoder()
  static let colour = ANSIEncoder(depth: .palette256, styles: true, hyperlinks: true)

  func string(_ lines: [Line]) -> String { String(decoding: bytes(lines), as: UTF8.self) }
}

extension [Span] {
  /// The span that says exactly this.
  func saying(_ text: String) -> Span? { first { $0.text.string == text } }
}
