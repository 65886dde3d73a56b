import Foundation
import Hyphenation
import Markdown
import TerminalText
import TestSupport
import Testing

/// How evenly the bundled articles are set in narrow columns.
struct EvenRowTests {
  /// The share in percent of the rows, without the last ones of paragraphs, that are more than a tenth short.
  private static func shareOfShortRows(_ width: Int, _ mode: Hyphens.Mode) throws -> Double {
    #expect(UTF8Locale.isSet)
    let english = try HyphenatorTests.english()
    let folder = BuiltProducts.repository.appending(path: "content/articles")
    var (rows, short) = (0, 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".md") && name != "index.md" {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      // Without the front matter.
      let body = text.components(separatedBy: "\n---\n").dropFirst().joined(separator: "\n---\n")
      var renderer = DocumentRenderer(width: width, theme: .standard)
      renderer.hyphens = Hyphens(mode) { _ in { english.appendBreaks(of: $0, to: &$1) } }
      for case let row? in renderer.lines(for: Document(markdown: body)).map(\.justification) {
        rows += 1
        if row.slack * 10 > row.columns + row.slack { short += 1 }
      }
    }
    #expect(rows > 300)
    return 100 * Double(short) / Double(rows)
  }

  @Test(arguments: [(34, 22.0), (44, 13.0)])
  func hyphensMakeRowsEven(width: Int, most: Double) throws {
    let (without, with) = try (
      Self.shareOfShortRows(width, .never), Self.shareOfShortRows(width, .inNarrowColumns)
    )
    print("At \(width) columns \(without) % of the rows are short without hyphens, \(with) % with them")
    #expect(with <= most)
    #expect(without > most)
  }
}
