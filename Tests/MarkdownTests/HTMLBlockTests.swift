import Markdown
import TestSupport
import Testing

/// Elements of HTML that become blocks.
struct HTMLBlockTests {
  private func kinds(_ markdown: String) -> [Block.Kind] { Document(markdown: markdown).blocks.map(\.kind) }

  /// The document as indented text, without source lines.
  private func tree(_ markdown: String) -> String {
    TreeDump(Document(markdown: markdown)).text.replacing(#/ @\d+/#, with: "")
  }

  /// The table at the beginning of a document as rows of cells, the header first.
  private func rows(_ html: String) -> [[String]] {
    for block in Document(markdown: html).blocks {
      if case .table(let table) = block.kind {
        return ([table.header] + table.rows).map { $0.map(\.plainText) }
      }
    }
    return []
  }

  @Test(arguments: 1...6)
  func hBecomesAHeading(level: Int) {
    let html = "<h\(level) align=\"center\" id=\"x\">A <b>b</b></h\(level)>"
    let attributes = HeadingAttributes(id: "x")
    #expect(kinds(html) == [.heading(level: level, [.text("A "), .strong([.text("b")])], attributes)])
  }

  @Test func aListHasItsItemsAndItsStart() {
    #expect(
      tree("<ol start=\"3\"><li>one<li>two\n<ul><li>in</ul></ol>") == """
        list from 3 tight
          item
            paragraph
              text "one"
          item
            paragraph
              text "two"
            list bulleted tight
              item
                paragraph
                  text "in"

        """)
  }

  @Test(arguments: [
    ("<table><tr><td>a</td><td>b</td></tr></table>", [["", ""], ["a", "b"]]),
    ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", [["a", "b"], ["c", "d"]]),
    (
      "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>",
      [["a", "b"], ["c", ""]]
    ),
    (
      "<table><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e</table>",
      [["a", "b"], ["c", "d"], ["c", "e"]]
    ),
    (
      "<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>",
      [["", "", ""], ["a", "", "b"], ["c", "d", "e"]]
    ),
    ("<table><tr><td>a<ul><li>b<li>c</ul><td>d</table>", [["", ""], ["a • b • c", "d"]]),
    ("<table><tr><td>\n\n*a*\n\n</td><td>\n\nb\n\n</td></tr></table>", [["", ""], ["a", "b"]]),
    (
      "<table><tr><td colspan=1000000>a<td>b</table>",
      [Array(repeating: "", count: 101), ["a"] + Array(repeating: "", count: 99) + ["b"]]
    ),
  ])
  func aTableHasItsCells(html: String, cells: [[String]]) {
    #expect(rows(html) == cells)
  }

  @Test func cellsHaveTheirAlignment() {
    let html = "<table><tr><th align=right>a<th style=\"text-align: center\">b<tr><td>c<td>d</table>"
    guard case .table(let table)? = kinds(html).first else {
      Issue.record("no table")
      return
    }
    #expect(table.alignments == [.right, .center])
  }

  @Test func aCaptionComesBeforeItsTable() {
    let kinds = kinds("<table><caption>C</caption><tr><td>a<td>b</table>")
    #expect(kinds.first == .paragraph([.emphasis([.text("C")])]))
    #expect(kinds.count == 2)
  }

  @Test func aTableThatArrangesCodeIsNoTable() {
    let html = "<table><tr><td>\n\n```go\nx\ny\n```\n\n</td><td>b</td></tr></table>"
    #expect(kinds(html) == [.codeBlock(language: "go", text: "x\ny\n"), .paragraph([.text("b")])])
  }

  @Test func rowsBeyondTheMaximumAreText() {
    let html = "<table>" + String(repeating: "<tr><td>w<td>v", count: Document.maximumCells) + "</table>"
    guard case .table(let table)? = kinds(html).first, case .tableOverflow(let rest)? = kinds(html).last
    else {
      Issue.record("no table")
      return
    }
    #expect(table.rows.count + rest.split(separator: "\n").count == Document.maximumCells)
    #expect((table.rows.count + 1) * 2 <= Document.maximumCells)
  }

  @Test func aDefinitionListHasTermsAndDescriptions() {
    #expect(
      tree("<dl><dt>a<dt>b<dd>c<dd>\n\n*d*\n\n<dt>e</dl>") == """
        definitions
          term
            text "a"
          term
            text "b"
          description
            paragraph
              text "c"
          description
            paragraph
              emphasis
                text "d"
          term
            text "e"

        """)
  }

  @Test(arguments: [
    ("<details>\n<summary>S</summary>\n\nc\n\n</details>", "S"), ("<details>c</details>", "Details"),
    ("<details><summary><b>S</b></summary>c</details>", "S"),
  ])
  func detailsHaveASummary(html: String, summary: String) {
    guard case .details(let title, let blocks, _)? = kinds(html).first else {
      Issue.record("no details")
      return
    }
    #expect(title.plainText == summary)
    #expect(blocks.map(\.kind) == [.paragraph([.text("c")])])
  }

  @Test(arguments: [
    ("<pre><code class=\"language-go\">a\n  b</code></pre>", "go", "a\n  b"),
    ("<pre class=\"highlight-source-shell\">a<br>b</pre>", "shell", "a\nb"),
    ("<pre lang=\"c\">x</pre>", "c", "x"),
  ])
  func preHasALanguage(html: String, language: String, text: String) {
    #expect(kinds(html) == [.codeBlock(language: language, text: text)])
  }

  @Test func markdownWithinElementsBelongsToThem() {
    let markdown = "<div>\n\n# A\n\n<blockquote>\n\n- b\n\n</blockquote>\n\n</div>\n\nc"
    #expect(
      tree(markdown) == """
        heading 1
          text "A"
        quote
          list bulleted tight
            item
              paragraph
                text "b"
        paragraph
          text "c"

        """)
  }

  @Test func elementsEndWithTheirContainer() {
    #expect(
      tree("> <blockquote>\n>\n> a\n\nb")
        == "quote\n  quote\n    paragraph\n      text \"a\"\nparagraph\n  text \"b\"\n")
  }

  @Test func aRuleAndAFigure() {
    let html = "<hr><figure><img src=\"a.png\" alt=\"A\"><figcaption>C</figcaption></figure>"
    #expect(
      kinds(html) == [
        .thematicBreak,
        .paragraph([
          .image(Image(source: "a.png", alternative: [.text("A")])), .lineBreak, .emphasis([.text("C")]),
        ]),
      ])
  }

  @Test(arguments: [
    (
      "<iframe src=\"https://www.youtube.com/embed/abc?x=1\" title=\"T\"></iframe>", "video: T",
      "https://www.youtube.com/watch?v=abc"
    ),
    ("<video src=\"/v/clip.mp4\"></video>", "video: clip.mp4", "/v/clip.mp4"),
    ("<audio controls><source src=\"a.ogg\"><source src=\"a.mp3\"></audio>", "audio: a.ogg", "a.ogg"),
    ("<object data=\"cv.pdf\"></object>", "file: cv.pdf", "cv.pdf"),
    ("<embed src=\"x.svg\">", "file: x.svg", "x.svg"),
    ("<iframe src=\"//player.vimeo.com/video/1\"></iframe>", "video: vimeo.com/1", "https://vimeo.com/1"),
    ("<video src=\"a.mp4\">", "video: a.mp4", "a.mp4"),
  ])
  func anEmbeddedMediumBecomesALink(html: String, label: String, address: String) {
    for markdown in [html, "<div>\(html)</div>"] {
      #expect(
        kinds(markdown) == [.paragraph([.link(Link(destination: .url(address), label: [.text(label)]))])])
    }
  }

  @Test(arguments: [
    ("H<sub>2</sub>O", "H₂O"), ("x<sub>max</sub>", "xₘₐₓ"), ("<q>a</q>", "“a”"),
    ("<abbr title=\"T\">a</abbr>", "a (T)"),
    ("<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>", "a (b)"),
    ("<math alttext=\"x^2\"><mi>x</mi></math>", "x^2"),
    ("<input type=\"checkbox\" checked> a", "☑ a"), ("<noscript>a</noscript>", "a"),
    ("<button>a</button>", "a"),
  ])
  func anInlineElementBecomesText(html: String, text: String) {
    for markdown in [
      html, "<div>\(html)</div>", "- \(html)", "> \(html)", "| \(html) |\n|---|", "[^1]\n\n[^1]: \(html)",
    ] {
      var collector = TextCollector()
      collector.visit(Document(markdown: markdown))
      #expect(collector.text == text, "\(markdown)")
    }
  }

  private struct TextCollector: DocumentWalker {
    var text = ""

    mutating func visit(_ inline: Inline) {
      if case .text(let words) = inline { text += words }
      descend(into: inline)
    }
  }

  @Test func noWordOutsideTagsIsLost() {
    let parts = [
      "<div>", "</div>", "<table>", "</table>", "<tr>", "<td>", "<th>", "</td>", "<ul>", "<li>", "</ul>",
      "<dl>", "<dt>",
      "<dd>", "</dl>", "<details>", "<summary>", "</summary>", "</details>", "<p>", "</p>", "<h2>", "</h2>",
      "<b>", "</b>",
      "<a href=\"x\">", "</a>", "\n\n", "\n", "- ", "> ", "<video>", "</video>", "<blockquote>",
      "</blockquote>", "<caption>",
      "<tbody>", "<figure>", "<figcaption>", "<sup>", "</sup>",
    ]
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<3_000 {
      var markdown = ""
      var words: [String] = []
      for number in 0..<12 {
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
          markdown += parts.randomElement(using: &generator) ?? ""
        }
        markdown += "w\(number) "
        words.append("w\(number)")
      }
      let tree = TreeDump(Document(markdown: markdown)).text
      let missing = words.filter { !tree.contains($0) }
      #expect(missing.isEmpty, "\(missing) of \(markdown.debugDescription)")
    }
  }
}
