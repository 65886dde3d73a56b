import Markdown
import Testing

struct InlineTests {
  private func inlines(_ markdown: String) -> [Inline] {
    guard case .paragraph(let inlines)? = Document(markdown: markdown).blocks.first?.kind else { return [] }
    return inlines
  }

  @Test func joinsAdjacentTexts() {
    #expect(inlines("a &amp; b! [c] \\* d") == [.text("a & b! [c] * d")])
  }

  @Test func plainTextHasNoMarkup() {
    let markdown = "*a* `b`\n[c](x) ![d](y)  \ne ~~f~~[^1]\n\n[^1]: g"
    #expect(inlines(markdown).plainText == "a b c d e f")
  }

  @Test(arguments: [
    ("<https://e.org>", "https://e.org", "https://e.org"), ("https://e.org/a_b", "https://e.org/a_b", nil),
    ("www.e.org", "http://www.e.org", "www.e.org"), ("<a@e.org>", "mailto:a@e.org", "a@e.org"),
    ("a@e.org", "mailto:a@e.org", "a@e.org"),
  ])
  func linksURLsAndMailAddressesInText(markdown: String, destination: String, label: String?) {
    let words = label ?? destination
    #expect(
      inlines("x " + markdown).last == .link(Link(destination: .url(destination), label: [.text(words)])))
  }

  @Test func decodesAndUnescapesTheURL() {
    #expect(
      inlines("[a](<b c&amp;d\\*e>)") == [.link(Link(destination: .url("b c&d*e"), label: [.text("a")]))])
  }

  @Test(arguments: [
    ("swift", "swift"), ("Swift", "swift"), ("rust,ignore", "rust"), ("c++ x=\"y\"", "c++"),
    ("{.python .x}", "python"), ("{r}", "r"), ("", ""), ("objective-c", "objective-c"),
  ])
  func theLanguageIsTheFirstWordOfTheInfoString(info: String, language: String) {
    #expect(
      Document(markdown: "~~~ \(info)\nx\n~~~").blocks.map(\.kind) == [
        .codeBlock(language: language, text: "x\n")
      ])
  }

  @Test(arguments: [
    ("js title=\"/a.js\" {1,3}", "/a.js"), ("js {1} title='a b'", "a b"),
    ("rust,name=src/main.rs", "src/main.rs"),
    ("go {file=\"a.go\"}", "a.go"), ("js [config.js]", "config.js"), ("{.python title=\"x\"}", "x"),
  ])
  func theTitleOfCodePrecedesIt(info: String, title: String) {
    let kinds = Document(markdown: "~~~ \(info)\nx\n~~~").blocks.map(\.kind)
    #expect(kinds.first == .paragraph([.emphasis([.text(title)])]))
    guard case .codeBlock(let language, "x\n") = kinds.last else {
      Issue.record("\(kinds)")
      return
    }
    #expect(language == info.drop { $0 == "{" || $0 == "." }.prefix(while: \.isLetter))
  }

  @Test(arguments: [
    "js {1,3}", "js showLineNumbers=true", "js title=\"\"", "js [", "js []", "r, echo=FALSE", "=",
  ])
  func otherAttributesAreNoTitle(info: String) {
    #expect(Document(markdown: "~~~ \(info)\nx\n~~~").blocks.count == 1)
  }

  @Test(
    arguments: [
      ("a/b.png", "b.png"), ("https://x.y/badge.svg?a=b.c#d", "badge.svg"),
      ("data:image/png;base64,a.b", nil),
      ("", nil), ("https://x.y/badge", nil), ("a/.png", nil), ("a/b.", nil),
    ] as [(String, String?)])
  func anImageHasTheNameOfItsFile(source: String, name: String?) {
    #expect(Image(source: source, alternative: []).fileName == name)
  }

  @Test func parsesTheStartAndTheTightnessOfLists() {
    func list(_ markdown: String) -> List? {
      guard case .list(let list)? = Document(markdown: markdown).blocks.first?.kind else { return nil }
      return list
    }
    #expect(list("- a\n- b")?.start == nil)
    #expect(list("0. a\n1. b")?.start == 0)
    #expect(list("7) a\n3) b")?.start == 7)
    #expect(list("- a\n- b")?.isTight == true)
    #expect(list("- a\n\n- b")?.isTight == false)
    #expect(list("- [ ] a\n- [x] b\n- c")?.items.map(\.task) == [.open, .done, nil])
  }

  /// The list within a quote or a list.
  private func innerList(_ markdown: String) -> List? {
    let children: [Block]
    switch Document(markdown: markdown).blocks.first?.kind {
    case .blockQuote(let blocks): children = blocks
    case .list(let list): children = list.items.first?.blocks ?? []
    default: return nil
    }
    guard case .list(let list)? = children.first?.kind else { return nil }
    return list
  }

  @Test(arguments: ["> - [ ] a\n> - [x] b\n> - c", "- - [ ] a\n  - [X] b\n  - c"])
  func parsesTasksWithinContainers(markdown: String) {
    let items = innerList(markdown)?.items
    #expect(items?.map(\.task) == [.open, .done, nil])
    #expect(items?.map { $0.blocks.map(\.kind) } == ["a", "b", "c"].map { [.paragraph([.text($0)])] })
  }

  @Test(arguments: [
    ("www.a.example", "http://www.a.example"), ("ftp://a.example", "ftp://a.example"),
    ("x://www.a.example", nil),
    ("b@a.example", "mailto:b@a.example"), ("b&#64;a.example", "mailto:b@a.example"),
    ("b&commat;a.example", "mailto:b@a.example"), ("w.a.example", nil), ("a:/b", nil),
  ])
  func anAddressWithoutBracketsIsALink(text: String, address: String?) {
    for markdown in [text, "a " + text + " b\n"] {
      var collector = LinkCollector()
      collector.visit(Document(markdown: markdown))
      #expect(collector.addresses == (address.map { [$0] } ?? []))
    }
  }

  private struct LinkCollector: DocumentWalker {
    var addresses: [String] = []

    mutating func visit(_ inline: Inline) {
      if case .link(let link) = inline, case .url(let url) = link.destination { addresses.append(url) }
    }
  }

  @Test(arguments: ["> - \\[x] a", "> - [x](y) a", "> - [x]a", "> - [xx] a", "> - *[x]* a"])
  func doesNotParseOtherBracketsAsTasks(markdown: String) {
    #expect(innerList(markdown)?.items.map(\.task) == [nil])
  }

  @Test func parsesTheAlignmentOfColumns() {
    guard
      case .table(let table)? = Document(markdown: "|a|b|c|d|\n|:-|:-:|-:|-|\n").blocks.first?.kind
    else {
      Issue.record("no table")
      return
    }
    #expect(table.alignments == [.left, .center, .right, .left])
    #expect(table.rows.isEmpty)
  }
}
