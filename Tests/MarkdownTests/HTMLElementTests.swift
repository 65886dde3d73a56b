import Markdown
import Testing

/// Elements of HTML that become blocks, with Markdown between their tags.
struct HTMLElementTests {
  private func kinds(_ markdown: String) -> [Block.Kind] { Document(markdown: markdown).blocks.map(\.kind) }

  private func paragraph(_ text: String) -> Block.Kind { .paragraph([.text(text)]) }

  private func dump(_ markdown: String) -> String { TreeDump(Document(markdown: markdown)).text }

  /// An element as it is written, and a line of the tree that it becomes.
  static let elements: [(html: String, node: String)] = [
    ("<h3>w</h3>", "heading 3"), ("<hr>", "rule"), ("<blockquote>w</blockquote>", "quote"),
    ("<pre>w</pre>", "code"), ("<ul><li>w</ul>", "list bulleted tight"),
    ("<ol start=4><li>w</ol>", "list from 4 tight"), ("<details>w</details>", "details"),
    ("<dl><dt>w<dd>v</dl>", "definitions"), ("<table><tr><td>w<td>v</table>", "table"),
    ("<figure><img src=p><figcaption>w</figcaption></figure>", "emphasis"),
    ("<div><video src=w></video></div>", "link \"w\""), ("<p>w</p>", "paragraph"),
  ]

  @Test(arguments: elements)
  func eachElementBecomesItsBlock(html: String, node: String) {
    #expect(dump(html).contains(node))
  }

  @Test(arguments: elements)
  func eachElementBecomesItsBlockInAListItem(html: String, node: String) {
    let tree = dump("- a\n\n  \(html)\n- b")
    #expect(tree.contains(node))
    #expect(tree.contains("\"b\""))
  }

  @Test(arguments: elements)
  func eachElementBecomesItsBlockInAQuote(html: String, node: String) {
    #expect(dump("> \(html)\n").hasPrefix("quote @1\n  "))
    #expect(dump("> \(html)\n").contains(node))
  }

  @Test(arguments: elements)
  func eachElementBecomesItsBlockInAFootnote(html: String, node: String) {
    let tree = dump("a[^1]\n\n[^1]: b\n\n    \(html)\n")
    let footnote = tree.firstRange(of: "footnote 1")
    #expect(footnote.map { tree[$0.upperBound...].contains(node) } == true)
  }

  @Test(arguments: elements)
  func eachElementKeepsItsTextInATableCell(html: String, node: String) {
    guard case .table(let table)? = kinds("| h |\n|---|\n| x \(html) y |\n").first else {
      Issue.record("no table")
      return
    }
    let text = table.rows[0][0].plainText
    #expect(text.hasPrefix("x "))
    #expect(text.hasSuffix(" y"))
    for word in ["w", "v"] where html.contains(">\(word)") { #expect(text.contains(word)) }
  }

  // MARK: Headings

  @Test func headingsHaveTheAnchorsOfTheirAuthor() {
    let outline = Document(
      markdown: """
        <h1 align="center">Project</h1>
        <h2 id="setup">Set up</h2>
        <h2><a name="use"></a>Usage</h2>
        <div>

        <h3>In a div</h3>

        </div>
        """
    ).outline
    #expect(outline.map(\.anchor) == ["project", "setup", "use", "in-a-div"])
    #expect(outline.map(\.line) == [1, 2, 3, 6])
  }

  @Test(arguments: [
    "## <a name=\"use\"></a>Usage", "Usage <a name=use></a>\n---",
  ])
  func anAnchorOfHTMLIsThatOfItsHeading(markdown: String) {
    let outline = Document(markdown: markdown).outline
    #expect(outline.map(\.anchor) == ["use"])
    #expect(outline.map { $0.title.filter { $0 != " " } } == ["Usage"])
  }

  /// Links may name either.
  @Test(arguments: ["<a id=\"use\"></a>\n## Usage", "<a name=use></a>\n\n## Usage"])
  func anAnchorAboveAHeadingIsOneMoreOfIt(markdown: String) throws {
    let document = Document(markdown: markdown)
    let heading = try #require(document.outline.first)
    #expect(heading.anchor == "usage")
    #expect(document.line(of: "use") == heading.line && document.line(of: "usage") == heading.line)
  }

  /// A label of MyST may be in another case than the link to it.
  @Test func namesAreFoundInAnyCase() {
    let document = Document(markdown: "# A\n\n<a id=\"Contour-Lines\"></a>\n## B\n")
    #expect(document.line(of: "contour-lines") == 4)
    #expect(document.line(of: "contour") == nil)
  }

  @Test func anchorsAboveHeadingsDoNotChangeTheirNumbers() {
    let document = Document(markdown: "<a id=x></a>\n## Self\n\n<a id=y></a>\n## Self\n")
    #expect(document.outline.map(\.anchor) == ["self", "self-1"])
  }

  @Test func anAnchorOfAnotherParagraphIsNotThatOfAHeading() {
    #expect(Document(markdown: "<a name=a></a>\n\nb\n\n## c").outline.map(\.anchor) == ["c"])
  }

  @Test func headingsInDetailsAreInTheOutline() {
    let outline = Document(markdown: "# A\n\n<details>\n\n## B\n\n</details>\n\n## C").outline
    #expect(outline.map(\.title) == ["A", "B", "C"])
  }

  @Test func headingsInContainersHaveAnchors() {
    let markdown = """
      # A

      > [!NOTE]
      > ## B

      > ## B

      - # C

      <dl><dt>a<dd><h2>D</h2></dl>
      """
    let outline = Document(markdown: markdown).outline
    #expect(outline.map(\.anchor) == ["a", "b", "b-1", "c", "d"])
    #expect(outline.map(\.isListed) == [true, true, false, false, false])
    #expect(outline.map(\.line) == [1, 4, 6, 8, 10])
  }

  @Test func aHeadingEndsAtTheEndTagOfAnyHeading() {
    #expect(kinds("<h1>a</h2>b") == [.heading(level: 1, [.text("a")]), paragraph("b")])
    #expect(kinds("<h1>a<h2>b</h2>").count == 2)
  }

  @Test func aHeadingWithinALineOfMarkdownIsAHeading() {
    #expect(
      kinds("<img src=p> <h1>a *b*</h1>").last == .heading(level: 1, [.text("a "), .emphasis([.text("b")])]))
  }

  // MARK: Paragraphs

  @Test func aBlockEndsAnOpenParagraph() {
    #expect(kinds("<p>a<p>b<div>c</div>d") == ["a", "b", "c", "d"].map(paragraph))
    #expect(kinds("<p align=center>\n\n# a\n\nb") == [.heading(level: 1, [.text("a")]), paragraph("b")])
  }

  @Test func endTagsWithoutStartTagsAreIgnored() {
    #expect(kinds("<div></li>a</td></p></div></div></details>b") == [paragraph("a"), paragraph("b")])
  }

  @Test func aMarkMayHoldBlocks() {
    let link = Inline.link(Link(destination: .url("u"), label: [.text("a")]))
    #expect(kinds("<a href=u>\n<div>a</div>\n</a>") == [.paragraph([link])])
    #expect(kinds("<a href=u>\n\na\n\n</a>\n\nb") == [.paragraph([link]), paragraph("b")])
    #expect(
      kinds("<div><b>a<p>b</b>c</div>") == [
        .paragraph([.strong([.text("a")])]), .paragraph([.strong([.text("b")]), .text("c")]),
      ])
  }

  @Test func aMarkWithoutEndTagMarksNothing() {
    #expect(kinds("<div><b>a</div>\n\nb") == [paragraph("a"), paragraph("b")])
  }

  @Test func anElementEndsWithinALineOfMarkdown() {
    #expect(
      kinds("<blockquote>\n\na *b*</blockquote>\n\nc") == [
        .blockQuote([Block(line: 3, .paragraph([.text("a "), .emphasis([.text("b")])]))]), paragraph("c"),
      ])
  }

  @Test func hiddenElementsAreShown() {
    #expect(
      kinds("<div hidden>a</div>\n<p style=\"display: none\">b</p>") == [paragraph("a"), paragraph("b")])
  }

  @Test func noscriptIsShownIfNothingElseIs() {
    #expect(kinds("<div><script>x()</script><noscript>a</noscript></div>") == [paragraph("a")])
    #expect(kinds("<div>b<noscript>a</noscript></div>") == [paragraph("b")])
  }

  @Test func aScriptEndsAfterABlankLine() {
    #expect(kinds("<div><script>\na\n\nb\n</script>c</div>\n\nd") == [paragraph("c"), paragraph("d")])
  }

  // MARK: Details

  @Test func detailsHoldMarkdown() {
    #expect(
      dump("<details open>\n<summary>A <b>b</b></summary>\n\n*in*\n\n- c\n\n</details>\n\nout") == """
        details @1
          summary
            text "A "
            strong
              text "b"
          paragraph @4
            emphasis
              text "in"
          list bulleted tight @6
            item
              paragraph @6
                text "c"
        paragraph @10
          text "out"

        """)
  }

  @Test func detailsNest() {
    #expect(
      kinds("<details><summary>a</summary>\n\n<details><summary>b</summary>\n\nc\n\n</details>\n</details>")
        == [
          .details(
            summary: [.text("a")],
            [Block(line: 3, .details(summary: [.text("b")], [Block(line: 5, paragraph("c"))]))])
        ])
  }

  @Test func detailsWithoutSummaryHaveTheNameThatBrowsersShow() {
    #expect(
      kinds("<details>a</details>") == [
        .details(summary: [.text("Details")], [Block(line: 1, paragraph("a"))])
      ])
    #expect(kinds("<details></details>").isEmpty)
  }

  // MARK: Lists

  @Test func listsNestAndHoldMarkdown() {
    #expect(
      dump("<ol start=\"7\">\n<li>a\n<ul><li>b</li></ul></li>\n<li>\n\n`c`\n\n</li>\n</ol>") == """
        list from 7 tight @1
          item
            paragraph @2
              text "a"
            list bulleted tight @3
              item
                paragraph @3
                  text "b"
          item
            paragraph @6
              code "c"

        """)
  }

  @Test func itemsWithCheckBoxesAreTasks() {
    guard
      case .list(let list)? = kinds("<ul><li><input type=checkbox checked> a<li><input type=checkbox>b</ul>")
        .first
    else {
      Issue.record("no list")
      return
    }
    #expect(list.items.map(\.task) == [.done, .open])
    #expect(list.items.map { $0.blocks.map(\.kind) } == [[paragraph("a")], [paragraph("b")]])
  }

  @Test func aListDirectlyInAListBelongsToTheItemBefore() {
    guard case .list(let list)? = kinds("<ul><li>a</li><ul><li>b</li></ul>c</ul>").first else {
      Issue.record("no list")
      return
    }
    #expect(list.items.count == 1)
    #expect(list.items[0].blocks.count == 3)
  }

  @Test(arguments: ["-5", "99999999999999999999", "x"])
  func listsWithOddNumbersAreLists(start: String) {
    guard case .list(let list)? = kinds("<ol start=\(start)><li>a</ol>").first else {
      Issue.record("no list")
      return
    }
    #expect((0...1).contains(list.start ?? -1))
  }

  @Test func itemsWithoutAListGetABullet() {
    #expect(kinds("<li>a</li><li>b</li>") == [paragraph("• a"), paragraph("• b")])
  }

  @Test func definitionListsHaveTermsAndDefinitions() {
    let html = "<dl><dt>a<dt>b<dd>c<dd>\n\n*d*\n\n</dd><div><dt>e</dt><dd>f</dd></div></dl>"
    func definition(_ line: Int, _ kind: Block.Kind) -> [Block] { [Block(line: line, kind)] }
    #expect(
      kinds(html) == [
        .definitionList([
          Definition(
            terms: [[.text("a")], [.text("b")]],
            descriptions: [
              definition(1, paragraph("c")), definition(3, .paragraph([.emphasis([.text("d")])])),
            ]),
          Definition(terms: [[.text("e")]], descriptions: [definition(5, paragraph("f"))]),
        ])
      ])
  }

  // MARK: Code

  @Test(arguments: [
    "<pre class=\"language-rust\">a</pre>", "<pre><code class=\"language-rust\">a</code></pre>",
    "<pre lang=rust>a</pre>",
    "<pre><code class=\"hljs lang-rust\">a</code></pre>",
    "<div class=\"highlight highlight-source-rust\"><pre>a</pre></div>",
    "<div class=\"language-rust\">\n<div>\n\n<pre>a</pre>\n\n</div>\n</div>",
  ])
  func preformattedTextHasTheLanguageOfItsClass(html: String) {
    #expect(kinds(html) == [.codeBlock(language: "rust", text: "a")])
  }

  @Test func preformattedTextKeepsBlankLinesAndBreaks() {
    #expect(
      kinds("<pre>a\n\n  b<br>c<span>d</span></pre>") == [.codeBlock(language: "", text: "a\n\n  b\ncd")])
  }

  // MARK: Limits

  @Test func containersOfHTMLNestToTheLimit() {
    for tag in ["blockquote", "details", "ul><li", "div", "dl><dd", "table><tr><td"] {
      let document = Document(markdown: String(repeating: "<\(tag)>", count: 2000) + "word")
      #expect(dump(of: document).contains("word"))
      #expect(Nesting(document).containers <= Document.maximumDepth)
    }
  }

  @Test func containersOfMarkdownAndHTMLNestToTheLimit() {
    var markdown = ""
    for depth in 0..<200 { markdown += String(repeating: "> ", count: depth) + "<details>\n" }
    markdown += String(repeating: "> ", count: 200) + "word"
    let document = Document(markdown: markdown)
    #expect(dump(of: document).contains("word"))
    #expect(Nesting(document).containers <= Document.maximumDepth + 1)
  }

  private func dump(of document: Document) -> String { TreeDump(document).text }
}
