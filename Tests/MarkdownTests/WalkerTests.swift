import Markdown
import Testing

struct WalkerTests {
  /// Visits everything and records the text of the leaves.
  private struct Leaves: DocumentWalker {
    var texts: [String] = []

    mutating func visit(_ block: Block) {
      switch block.kind {
      case .codeBlock(_, let text), .tableOverflow(let text): texts.append(text)
      case .thematicBreak: texts.append("rule")
      case .paragraph, .heading, .blockQuote, .alert, .details, .definitionList, .list, .table: break
      }
      descend(into: block)
    }

    mutating func visit(_ inline: Inline) {
      switch inline {
      case .text(let text), .code(let text): texts.append(text)
      case .footnoteReference(let number): texts.append("\(number)")
      case .softBreak, .lineBreak: texts.append("break")
      case .emphasis, .strong, .strikethrough, .link, .image: break
      }
      descend(into: inline)
    }
  }

  /// Counts links and leaves blocks to the default implementation.
  private struct LinkCounter: DocumentWalker {
    var count = 0

    mutating func visit(_ inline: Inline) {
      if case .link = inline { count += 1 }
      descend(into: inline)
    }
  }

  /// Counts blocks and leaves their inlines unvisited.
  private struct BlockCounter: DocumentWalker {
    var count = 0

    mutating func visit(_ block: Block) {
      count += 1
      if case .paragraph = block.kind { return }
      descend(into: block)
    }

    mutating func visit(_ inline: Inline) { Issue.record("visited \(inline)") }
  }

  @Test func visitsEveryKindInReadingOrder() {
    let document = Document(
      blocks: [
        Block(.heading(level: 1, [.text("a")], HeadingAttributes(id: "i"))),
        Block(.blockQuote([Block(.paragraph([.emphasis([.text("b")])]))])),
        Block(.alert(Alert(.note), [Block(.paragraph([.strong([.text("c")]), .softBreak]))])),
        Block(.list(List(items: [List.Item(blocks: [Block(.paragraph([.strikethrough([.text("d")])]))])]))),
        Block(
          .table(
            Table(
              alignments: [.left], header: [[.link(Link(destination: .url("u"), label: [.text("e")]))]],
              rows: [[[.image(Image(source: "s", alternative: [.text("f")]))]]]))),
        Block(.tableOverflow("g")), Block(.thematicBreak), Block(.codeBlock(language: "l", text: "h")),
        Block(.paragraph([.code("j"), .lineBreak, .footnoteReference(1)])),
      ],
      footnotes: [Footnote(line: 1, blocks: [Block(.paragraph([.text("k")]))])])
    var leaves = Leaves()
    leaves.visit(document)
    #expect(
      leaves.texts == [
        "a", "b", "Note", "c", "break", "d", "e", "f", "g", "rule", "h", "j", "break", "1", "k",
      ])
  }

  @Test func defaultImplementationsDescend() {
    var counter = LinkCounter()
    counter.visit(Document(markdown: "> - *[a](b)*\n\n# [c](d)[^1]\n\n|[e](f)|\n|-|\n\n[^1]: [g](h)\n"))
    #expect(counter.count == 4)
  }

  @Test func aWalkerDecidesWhereItDescends() {
    var counter = BlockCounter()
    counter.visit(Document(markdown: "> - a\n> - b\n\nc\n"))
    #expect(counter.count == 5)
  }
}
