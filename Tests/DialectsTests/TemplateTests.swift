@testable import Dialects
import Markdown
import Testing

struct TemplateTests {
  private func reduced(_ body: String) -> String {
    String(decoding: dialect(of: body).reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  /// The dialect in which the tags of a text are written.
  private func dialect(of body: String) -> Dialect {
    if body.contains("{{<") || body.contains("{{%") { return .hugo }
    return body.contains("{{ image(") || body.contains("=\"") && body.contains("(")
      || body.contains("{% end %}") ? .zola : .liquid
  }

  private func document(_ body: String) -> Document {
    let markdown = dialect(of: body).reduce(Array(body.utf8)[...])
    return Document(markdown: markdown.bytes, lines: markdown.lines)
  }

  /// The plain text of each block; of code, its language and its text.
  private func texts(_ body: String) -> [String] {
    document(body).blocks.map { block in
      switch block.kind {
      case .paragraph(let inlines), .heading(_, let inlines, _): inlines.plainText
      case .codeBlock(let language, let text): "\(language)|\(text)"
      case .blockQuote, .alert, .details, .definitionList, .list, .table, .tableOverflow, .thematicBreak:
        "other"
      }
    }
  }

  /// The inlines of the first paragraph.
  private func inlines(_ body: String) -> [Inline] {
    guard case .paragraph(let inlines)? = document(body).blocks.first?.kind else { return [] }
    return inlines
  }

  /// The source and the alternative text of an image that begins the first paragraph.
  private func image(_ body: String) -> [String] {
    guard case .image(let image)? = inlines(body).first else { return [] }
    return [image.source, image.alternative.plainText]
  }

  /// The URL and the label of the first link in the first paragraph.
  private func link(_ body: String) -> [String] {
    let links = inlines(body).compactMap { inline -> [String]? in
      guard case .link(let link) = inline, case .url(let url) = link.destination else { return nil }
      return [url, link.label.plainText]
    }
    return links.first ?? []
  }

  // MARK: Tags

  @Test(arguments: [
    "{{< figure src=\"a.png\" alt=\"A\" >}}", "{{<figure src=\"a.png\" alt=\"A\">}}",
    "{{< img src='a.png' caption=\"A\" >}}", "{{ image(path=\"a.png\", alt=\"A\") }}",
    "{{% figure title=\"A\" src=\"a.png\" %}}",
    "{{ dual_image(light_src=\"a.png\", dark_src=\"b.png\", alt=\"A\") }}",
    "{{< figure alt=\"A\" src=\"a.png\" class=\"wide\" >}}",
  ])
  func aFigureBecomesAnImage(tag: String) {
    #expect(image(tag + "\n") == ["a.png", "A"])
  }

  @Test func argumentsOfAFigureAreEscaped() {
    let body = "{{< figure src=\"a.png\" alt=\"x](y) <b>\" >}}\n"
    #expect(image(body) == ["a.png", "x](y) <b>"])
  }

  @Test(arguments: [
    "[x]({{< ref \"b.md\" >}})", "[x]({{< relref \"b.md\" >}})", "[x]({{% ref \"b.md\" %}})",
    "[x]({% link b.md %})",
  ])
  func aReferenceBecomesItsPath(markdown: String) {
    #expect(link(markdown + "\n") == ["b.md", "x"])
  }

  @Test func jekyllsPostURLBecomesThePostsName() {
    #expect(link("[x]({% post_url 2024-01-31-hello %})\n") == ["2024-01-31-hello", "x"])
  }

  @Test(arguments: ["{{< youtube abc >}}", "{{< youtube id=\"abc\" >}}", "{{ youtube(id=\"abc\") }}"])
  func aVideoBecomesALink(tag: String) {
    #expect(link(tag + "\n") == ["https://www.youtube.com/watch?v=abc", "YouTube: abc"])
  }

  @Test func aVideoOnVimeoBecomesALink() {
    #expect(link("{{< vimeo 123 >}}\n") == ["https://vimeo.com/123", "Vimeo: 123"])
  }

  @Test(arguments: [
    "{{< highlight go >}}\nx := 1\n{{< /highlight >}}", "{% highlight go %}\nx := 1\n{% endhighlight %}",
    "{{< highlight go \"linenos=table\" >}}\nx := 1\n{{< / highlight >}}",
  ])
  func aHighlightBecomesACodeBlock(text: String) {
    #expect(texts(text + "\n") == ["go|x := 1\n"])
  }

  @Test(arguments: [
    "{{% steps %}}\nInside.\n{{% /steps %}}", "{{< row >}}\nInside.\n{{< /row >}}",
    "{% section() %}\nInside.\n{% end %}", "{% if x %}\nInside.\n{% endif %}",
    "{%- raw -%}\nInside.\n{%- endraw -%}",
  ])
  func aPairLeavesTheEnclosedText(text: String) {
    #expect(texts(text + "\n") == ["Inside."])
  }

  @Test(arguments: [
    "Before. {% comment %}secret{% endcomment %}After.",
    "Before. {%- comment -%}secret {{ x }}{%- endcomment -%}After.",
    "{% comment %}\nsecret\n\n```\nsecret\n```\n{% endcomment %}\nBefore. After.",
    "Before. After.\n\n{% comment %}\nsecret",
  ])
  func dropsComments(body: String) {
    #expect(texts(body) == ["Before. After."])
  }

  @Test(arguments: [
    ("{{< chart user 123 >}}", "[chart: user, 123]"), ("{{< star >}}", "[star]"),
    ("{{ chart(data=\"a.csv\") }}", "[chart: a.csv]"), ("a {{ site.baseurl }} b", "a  b"),
    ("a {% assign x = 1 %} b", "a  b"),
  ])
  func anyOtherTagBecomesItsNameAndArguments(body: String, text: String) {
    #expect(texts(body + "\n") == [text])
  }

  @Test(arguments: [
    "Text { with } braces.", "{{ never closed", "{{}}", "{%",
  ])
  func keepsBracesThatAreNotTags(text: String) {
    #expect(reduced(text + "\n") == text + "\n")
  }

  @Test func aTagHasAMaximumLength() {
    let longest = "{{" + String(repeating: "x", count: TemplateTag.maximumLength) + "}}"
    #expect(reduced(longest).hasPrefix("[x"))
    let longer = "{{" + String(repeating: "x", count: TemplateTag.maximumLength + 1) + "}}"
    #expect(reduced(longer) == longer)
  }

  @Test func headingsKeepTheirLines() {
    let body = "{{% notice %}}\n\n{{< toc >}}\n\n{{% /notice %}}\n\n## Heading\n"
    #expect(document(body).outline.map(\.line) == [7])
  }

  @Test func aPageWithoutTagsIsUnchanged() {
    for body in ["", "{", "a", "a { b }\r\n\tc"] { #expect(reduced(body) == body) }
  }

  // MARK: Code

  @Test(arguments: ["`{{ x }}`", "a `{{< figure src=\"y\" >}}` b", "`{% raw %}`"])
  func codeSpansKeepTheirTags(text: String) {
    #expect(texts(text + "\n") == [text.replacing("`", with: "")])
  }

  @Test func fencedCodeKeepsItsTags() {
    for fence in ["```", "~~~", "````"] {
      #expect(texts("\(fence)go\n{{ x }}\n\(fence)\n{{< star >}}\n") == ["go|{{ x }}\n", "[star]"])
    }
  }

  @Test(arguments: [
    "````md\n```\n{{ x }}\n```\n````", "```md\n```go\n{{ x }}\n```", "```\n~~~\n{{ x }}\n```",
  ])
  func aFenceEndsWithItsOwnKindOfFence(text: String) {
    let texts = texts(text + "\n")
    #expect(texts.count == 1)
    #expect(texts.first?.contains("{{ x }}") == true)
  }

  @Test(arguments: [
    "{{< highlight html >}}\n{{ .Title }}\n{{< /highlight >}}",
    "{% highlight html %}\n{{ .Title }}\n{% endhighlight %}",
  ])
  func aHighlightKeepsItsTags(text: String) {
    #expect(texts(text + "\n") == ["html|{{ .Title }}\n"])
  }

  @Test func rawTextKeepsItsTags() {
    #expect(texts("{% raw %}{{ x }}{% endraw %}\n") == ["{{ x }}"])
  }

  @Test func indentedCodeKeepsItsTags() {
    #expect(texts("Text:\n\n    {{ x }}\n") == ["Text:", "|{{ x }}\n"])
  }

  @Test func indentedCodeAfterAListKeepsItsTags() {
    #expect(texts("- Step\n\nText:\n\n    {{ x }}\n").last == "|{{ x }}\n")
  }

  @Test(arguments: [
    ("- Step\n\n      {{ x }}\n", true), ("- Step\n\n    {{ x }}\n", false),
    ("1. Step\n\n        {{ x }}\n", true),
    ("- Step\n\n        {{ x }}\n        {{ y }}\n", true), ("- a\n    - b\n\n        {{ x }}\n", false),
    ("- a\n    - b\n\n            {{ x }}\n", true), ("* * *\n\n    {{ x }}\n", true),
    ("-\tStep\n\n\t\t{{ x }}\n", true), ("-\tStep\n\n      {{ x }}\n", false),
    ("1.\tStep\n\n       {{ x }}\n", false), ("- a\n\nb\n\n    {{ x }}\n", true),
  ])
  func tellsIndentedCodeInAnItemFromItsText(body: String, isCode: Bool) {
    #expect(reduced(body).contains("{{ x }}") == isCode)
    // The parser agrees.
    var collector = CodeCollector()
    collector.visit(Document(markdown: body))
    #expect(collector.text.contains("{{ x }}") == isCode)
  }

  private struct CodeCollector: DocumentWalker {
    var text = ""

    mutating func visit(_ block: Block) {
      if case .codeBlock(_, let code) = block.kind { text += code }
      descend(into: block)
    }
  }

  @Test(arguments: ["1. Step\n\n    See {{< ref \"x\" >}}.\n", "- Step\n\n\tSee {{< ref \"x\" >}}.\n"])
  func theIndentedTextOfAnItemIsNotCode(text: String) {
    guard case .list(let list)? = document(text).blocks.first?.kind,
      case .paragraph(let inlines)? = list.items.first?.blocks.last?.kind
    else {
      Issue.record("no list")
      return
    }
    #expect(inlines.plainText == "See x.")
  }

  @Test(arguments: [
    ("{% img left /a.png 300 200 \"Title\" %}", "![Title](/a.png)"),
    ("{% img a.png lazy 50% A b %}", "![A b](a.png)"),
    ("{% youtube 2EX 600 400 %}", "[YouTube: 2EX](https://www.youtube.com/watch?v=2EX)"),
    ("{% include_code a.py lang:python lines:1-9 :hidelink: Two roots %}", "[Two roots: a.py]"),
    ("{% notebook a_b.ipynb cells[2:8] %}", "[cells\\[2:8\\]: a\\_b.ipynb]"),
    ("{% soundcloud https://x.y/z %}", "[soundcloud: https://x.y/z](https://x.y/z)"),
    ("{% giphy abc %}", "[giphy: abc]"),
    ("{% literal video a_b 1 %}", "&#123;% video a\\_b 1 %}"),
    ("- {% img a.png %}", "- ![](a.png)"), ("> {% img a.png %}", "> ![](a.png)"),
    ("| {% img a.png %} |\n|---|", "| ![](a.png) |\n|---|"),
    ("`{% img a.png %}`", "`{% img a.png %}`"), ("    {% img a.png %}", "    {% img a.png %}"),
    ("{% if x %} {{ y }} {% endif %}", "{% if x %} {{ y }} {% endif %}"), ("{% img", "{% img"),
  ])
  func aTagOfPelicanBecomesWhatItShows(body: String, markdown: String) {
    let dialect: Dialect = .pelicanTags
    #expect(String(decoding: dialect.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self) == markdown)
  }
}
