import Dialects
import Markdown
import TestSupport
import Testing

/// Each mark of each dialect, alone and within each container, as a reader sees it (`Fixtures/Marks`).
struct MarkGoldenTests {
  @Test(arguments: MarkSamples.all)
  func showsTheRecordedText(samples: MarkSamples) throws {
    var golden = ""
    for mark in try samples.marks() {
      golden += "@@ \(mark.isInline ? "inline" : "block"): \(mark.name)\n\(mark.source)\n"
      for (place, markdown) in mark.placements { golden += try "-- \(place)\n" + samples.rendered(markdown) }
      golden += "\n"
    }
    try Recorder.expect(golden, equals: samples.golden)
  }

  @Test(arguments: MarkSamples.all)
  func marksWithinCodeStay(samples: MarkSamples) throws {
    for mark in try samples.marks() {
      for (place, markdown) in mark.placementsInCode(
        hasIndentedCode: samples.dialect.isDisjoint(with: [.mdx, .noIndentedCode]))
      {
        var collector = CodeCollector()
        collector.visit(try samples.document(markdown))
        #expect(collector.code == mark.codeLines, "\(samples), \(mark.name), \(place)")
      }
    }
  }

  /// Collects the lines of code blocks and code spans that are not blank, without their indentation.
  private struct CodeCollector: DocumentWalker {
    var code: [String] = []

    mutating func visit(_ block: Block) {
      if case .codeBlock(_, let text) = block.kind { code += text.codeLines }
      descend(into: block)
    }

    mutating func visit(_ inline: Inline) {
      if case .code(let text) = inline { code += text.codeLines }
      descend(into: inline)
    }
  }
}
