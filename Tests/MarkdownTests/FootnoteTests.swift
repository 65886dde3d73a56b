import Markdown
import Testing

struct FootnoteTests {
  private func references(in inlines: [Inline]) -> [Int] {
    inlines.compactMap { if case .footnoteReference(let number) = $0 { number } else { nil } }
  }

  private func text(of footnote: Footnote) -> String {
    guard case .paragraph(let inlines)? = footnote.blocks.first?.kind else { return "" }
    return inlines.plainText
  }

  @Test func footnotesAreNumberedInTheOrderOfTheirFirstReferences() {
    let document = Document(markdown: "a[^x] b[^y] c[^x]\n\n[^y]: why\n[^x]: ex\n")
    guard case .paragraph(let inlines)? = document.blocks.first?.kind else {
      Issue.record("no paragraph")
      return
    }
    #expect(references(in: inlines) == [1, 2, 1])
    #expect(document.footnotes.map(text) == ["ex", "why"])
    #expect(document.footnotes.map(\.line) == [4, 3])
  }

  @Test func dropsADefinitionWithoutReferences() {
    let document = Document(markdown: "a[^x]\n\n[^unused]: no\n\n[^x]: yes\n")
    #expect(document.footnotes.map(text) == ["yes"])
    #expect(document.blocks.count == 1)
  }

  @Test func aReferenceWithoutADefinitionIsText() {
    let document = Document(markdown: "a[^none]\n")
    #expect(document.blocks.map(\.kind) == [.paragraph([.text("a[^none]")])])
    #expect(document.footnotes.isEmpty)
  }

  @Test func aFootnoteCanReferToAnother() {
    let document = Document(markdown: "a[^x]\n\n[^x]: see[^z]\n\n[^z]: zed\n")
    #expect(document.footnotes.map(text) == ["see", "zed"])
    guard case .paragraph(let inlines)? = document.footnotes.first?.blocks.first?.kind else {
      Issue.record("no paragraph")
      return
    }
    #expect(references(in: inlines) == [2])
  }

  @Test func aFootnoteHoldsSeveralBlocks() {
    let document = Document(markdown: "a[^x]\n\n[^x]: one\n\n    two\n\n    - three\n")
    #expect(document.footnotes.first?.blocks.count == 3)
  }
}
