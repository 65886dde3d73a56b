import TerminalText
import TextSearch

/// Emphasizing the matches of a search.
extension Line {
  /// Returns the line with a style laid over the matches of a query.
  func emphasizing(_ query: SearchQuery, _ style: Style) -> Line {
    query.emphasis(in: text).reduce(self) { $0.styled($1, style) }
  }

  /// Returns the columns of a range of bytes of ``text``.
  func columns(of range: Range<Int>) -> Range<Int> {
    let bytes = Array(text.utf8)
    let columns = { (end: Int) in
      FilteredText(String(decoding: bytes[..<end], as: UTF8.self), as: .code).columns
    }
    return columns(range.lowerBound)..<columns(range.upperBound)
  }
}
