import Markdown
import TerminalText

/// The lines that a pipe may get wider than its width: whole lines of code, an address alone in its line, and
/// the destinations listed at the end.
struct PipeWidth {
  private let codeLines: Set<String>

  init(of document: Document) {
    codeLines = document.codeLines
  }

  /// The first line that is wider than `width` and must not be; nil if there is none.
  func firstExcess(in lines: [Line], width: Int) -> String? {
    lines.first { $0.columns > width && !isAllowed($0) }.map { "\($0.columns) columns: \($0.text)" }
  }

  private func isAllowed(_ line: Line) -> Bool {
    // The renderer gives the list of destinations this source line.
    if line.sourceLine == .max { return line.text.hasPrefix("[") }
    let text = line.text.drop(while: Self.isPrefix)
    if !text.contains(" "), text.contains("://") || text.contains("mailto:") { return true }
    return codeLines.contains { code in
      line.text.hasSuffix(code) && line.text.dropLast(code.count).allSatisfy(Self.isPrefix)
    }
  }

  /// Whether containers draw a character before their content: bars, bullets, boxes, numbers, footnotes'
  /// digits.
  private static func isPrefix(_ character: Character) -> Bool {
    " │┃•◦▪☐☑#.".contains(character) || character.isNumber
  }
}
