import Foundation
import Markdown
import TerminalText
import Testing

/// A few documents of our own for each section of the CommonMark specification (0.31) and each extension of
/// the GitHub Flavored Markdown specification (0.29).
///
/// The files lie in `Fixtures/Specification`, named after the number and the title of their section. The
/// goldens show how a pipe of 80 columns gets them.
struct SpecificationTests {
  static let sections = [
    "2.1-characters-and-lines", "2.2-tabs", "2.3-insecure-characters", "2.4-backslash-escapes",
    "2.5-entity", "3.1-precedence", "3.2-container-blocks-and-leaf-blocks", "4.1-thematic-breaks",
    "4.2-atx-headings", "4.3-setext-headings", "4.4-indented-code-blocks", "4.5-fenced-code-blocks",
    "4.6-html-blocks", "4.7-link-reference-definitions", "4.8-paragraphs", "4.9-blank-lines",
    "5.1-block-quotes", "5.2-list-items", "5.3-lists", "6.1-code-spans",
    "6.2-emphasis", "6.3-links", "6.4-images", "6.5-autolinks", "6.6-raw-html", "6.7-hard-line-breaks",
    "6.8-soft-line-breaks", "6.9-textual-content", "gfm-4.10-tables", "gfm-5.3-task-list-items",
    "gfm-6.5-strikethrough", "gfm-6.9-autolinks", "gfm-6.11-disallowed-raw-html",
  ]

  static let documents: [String] = Fixture.names(in: "Specification")

  @Test(arguments: sections)
  func everySectionHasDocuments(section: String) {
    #expect(Self.documents.count { $0.hasPrefix("Specification/" + section) } >= 2)
  }

  @Test func everyDocumentBelongsToASection() {
    for document in Self.documents {
      #expect(Self.sections.contains { document.hasPrefix("Specification/" + $0) }, "\(document)")
    }
  }

  @Test(arguments: documents)
  func screenShowsAllWordsInLinesThatFitAtEveryWidth(name: String) throws {
    let document = try Fixture.document(name)
    let words = Words(of: document, includesCode: true)
    for width in 1...120 {
      let lines = DocumentRenderer.screen(width).lines(for: document)
      let missing = Reading(lines, of: document).firstMissing(of: words)
      #expect(missing == nil, "at \(width) columns")
      // Only a scalar of two columns does not fit into one.
      let wide = lines.first { $0.columns > max(width, $0.isOneScalar ? 2 : 1) }
      #expect(wide?.text == nil, "at \(width) columns")
      if missing != nil || wide != nil { return }
    }
  }

  @Test(arguments: documents)
  func pipeGetsAllWordsInLinesThatFitAtEveryWidth(name: String) throws {
    let document = try Fixture.document(name)
    let words = Words(of: document, includesCode: true)
    let limit = PipeWidth(of: document)
    for width in 1...120 {
      let lines = DocumentRenderer.pipe(width).lines(for: document)
      let missing = Reading(lines, of: document).firstMissing(of: words)
      #expect(missing == nil, "at \(width) columns")
      let wide = limit.firstExcess(in: lines.filter { width > 1 || !$0.isOneScalar }, width: width)
      #expect(wide == nil, "at \(width) columns")
      if missing != nil || wide != nil { return }
    }
  }

  @Test(arguments: documents)
  func pipeOf80ColumnsGetsTheRecordedLines(name: String) throws {
    let lines = DocumentRenderer.pipe(80).lines(for: try Fixture.document(name))
    try Fixture.expect(ANSIEncoder.pipe.bytes(lines), equalsGolden: "\(name)-80.txt")
  }
}

extension Line {
  fileprivate var isOneScalar: Bool { text.unicodeScalars.count == 1 }
}
