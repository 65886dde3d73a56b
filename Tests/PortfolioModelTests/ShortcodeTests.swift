import Markdown
import ContentSamples
import PortfolioModel
import Testing

struct ShortcodeTests {
  /// The page's text as its words, a line a block.
  private func words(_ body: String) throws -> [String] {
    try Sample(body).page.document.blocks.map { block in
      switch block.kind {
      case .paragraph(let inlines), .heading(_, let inlines, _): inlines.plainText
      case .codeBlock(let language, let text): "\(language)|\(text)"
      default: "other"
      }
    }
  }

  /// The first paragraph's inlines.
  private func inlines(_ body: String) throws -> [Inline] {
    guard case .paragraph(let inlines)? = try Sample(body).page.document.blocks.first?.kind else { return [] }
    return inlines
  }

  private func image(_ body: String) throws -> [String] {
    guard case .image(let image)? = try inlines(body).first else { return [] }
    return [image.source, image.alternative.plainText]
  }

  private func link(_ body: String) throws -> [String] {
    let links = try inlines(body).compactMap { inline -> [String]? in
      guard case .link(let link) = inline else { return nil }
      return [link.destination, link.label.plainText]
    }
    return links.first ?? []
  }

  @Test(arguments: [
    "Before. {% comment %}secret{% endcomment %}After.",
    "Before. {%- comment -%}secret {{ x }}{%- endcomment -%}After.",
    "{% comment %}\nsecret\n\n```\nsecret\n```\n{% endcomment %}\nBefore. After.",
    "Before. After.\n\n{% comment %}\nsecret",
  ])
  func aCommentIsNotSaid(body: String) throws {
    #expect(try words(body) == ["Before. After."])
  }

  @Test(arguments: [
    "{{< figure src=\"a.png\" alt=\"A\" >}}", "{{<figure src=\"a.png\" alt=\"A\">}}",
    "{{< img src='a.png' caption=\"A\" >}}", "{{ image(path=\"a.png\", alt=\"A\") }}",
    "{{% figure title=\"A\" src=\"a.png\" %}}", "{{< figure alt=\"A\" src=\"a.png\" class=\"wide\" >}}",
  ])
  func aFigureIsAnImage(mark: String) throws {
    #expect(try image(mark + "\n") == ["a.png", "A"])
  }

  @Test(arguments: [
    "[x]({{< ref \"b.md\" >}})", "[x]({{< relref \"b.md\" >}})", "[x]({{% ref \"b.md\" %}})",
    "[x]({% link b.md %})",
  ])
  func aReferenceIsItsPath(mark: String) throws {
    #expect(try link(mark + "\n") == ["b.md", "x"])
  }

  @Test func jekyllsReferenceIsItsPost() throws {
    #expect(try link("[x]({% post_url 2024-01-31-hello %})\n") == ["2024-01-31-hello", "x"])
  }

  @Test(arguments: ["{{< youtube abc >}}", "{{< youtube id=\"abc\" >}}", "{{ youtube(id=\"abc\") }}"])
  func aFilmIsALink(mark: String) throws {
    #expect(try link(mark + "\n") == ["https://www.youtube.com/watch?v=abc", "youtube: abc"])
  }

  @Test(arguments: [
    "{{< highlight go >}}\nx := 1\n{{< /highlight >}}", "{% highlight go %}\nx := 1\n{% endhighlight %}",
    "{{< highlight go \"linenos=table\" >}}\nx := 1\n{{< / highlight >}}",
  ])
  func aHighlightIsACodeBlock(text: String) throws {
    #expect(try words(text + "\n") == ["go|x := 1\n"])
  }

  @Test(arguments: [
    "{{% notice %}}\nInside.\n{{% /notice %}}", "{{< details >}}\nInside.\n{{< /details >}}",
    "{% note %}\nInside.\n{% end %}", "{% if x %}\nInside.\n{% endif %}",
    "{%- raw -%}\nInside.\n{%- endraw -%}",
  ])
  func aPairLeavesWhatItEncloses(text: String) throws {
    #expect(try words(text + "\n") == ["Inside."])
  }

  @Test(arguments: [
    ("{{< gist user 123 >}}", "[gist: user, 123]"), ("{{< toc >}}", "[toc]"),
    ("{{ audio(src=\"a.ogg\") }}", "[audio: a.ogg]"), ("a {{ site.baseurl }} b", "a  b"),
    ("a {% assign x = 1 %} b", "a  b"),
  ])
  func anyOtherMarkIsItsArguments(text: String, words: String) throws {
    #expect(try self.words(text + "\n") == [words])
  }

  @Test(arguments: [
    "Text { with } braces.", "{{ never closed", "{{}}", "{%", "a {{ b\nc }} d",
    "{{" + String(repeating: "x", count: 600) + "}}",
  ])
  func whatIsNoMarkStays(text: String) throws {
    let words = try words(text + "\n").joined(separator: " ")
    #expect(words == text.replacing("\n", with: " "))
  }

  @Test(arguments: ["`{{ x }}`", "a `{{< figure src=\"y\" >}}` b", "`{% raw %}`"])
  func codeInALineKeepsItsBraces(text: String) throws {
    #expect(try words(text + "\n") == [text.replacing("`", with: "")])
  }

  @Test func aFenceKeepsItsBraces() throws {
    for fence in ["```", "~~~", "````"] {
      #expect(try words("\(fence)go\n{{ x }}\n\(fence)\n{{< toc >}}\n") == ["go|{{ x }}\n", "[toc]"])
    }
  }

  @Test(arguments: ["````md\n```\n{{ x }}\n```\n````", "```md\n```go\n{{ x }}\n```"])
  func onlyItsOwnKindOfFenceEndsAFence(text: String) throws {
    let words = try words(text + "\n")
    #expect(words.count == 1)
    #expect(words.first?.contains("{{ x }}") == true)
  }

  @Test(arguments: [
    ("- Step\n\n      {{ x }}\n", true), ("- Step\n\n    {{ x }}\n", false),
    ("1. Step\n\n        {{ x }}\n", true),
    ("- Step\n\n        {{ x }}\n        {{ y }}\n", true), ("- a\n    - b\n\n        {{ x }}\n", false),
    ("- a\n    - b\n\n            {{ x }}\n", true), ("* * *\n\n    {{ x }}\n", true),
    ("-\tStep\n\n\t\t{{ x }}\n", true), ("- a\n\nb\n\n    {{ x }}\n", true),
  ])
  func codeWithinAnItemIsToldFromItsText(body: String, isCode: Bool) throws {
    let document = try Sample(body).page.document
    #expect("\(document)".contains("{{ x }}") == isCode)
  }

  @Test func indentedCodeKeepsItsBraces() throws {
    let words = try words("Text:\n\n    {{ x }}\n")
    #expect(words == ["Text:", "|{{ x }}\n"])
  }

  @Test(arguments: [
    "{{< highlight html >}}\n{{ .Title }}\n{{< /highlight >}}",
    "{% highlight html %}\n{{ .Title }}\n{% endhighlight %}",
  ])
  func aHighlightKeepsItsBraces(text: String) throws {
    let words = try words(text + "\n")
    #expect(words == ["html|{{ .Title }}\n"])
  }

  @Test func whatIsRawKeepsItsBraces() throws {
    let words = try words("{% raw %}{{ x }}{% endraw %}\n")
    #expect(words == ["{{ x }}"])
  }

  @Test(arguments: ["1. Step\n\n    See {{< ref \"x\" >}}.\n", "- Step\n\n\tSee {{< ref \"x\" >}}.\n"])
  func theMarginOfAListItemIsNoCode(text: String) throws {
    guard case .list(let list)? = try Sample(text).page.document.blocks.first?.kind,
      case .paragraph(let inlines)? = list.items.first?.blocks.last?.kind
    else {
      Issue.record("no list")
      return
    }
    #expect(inlines.plainText == "See x.")
  }

  @Test func codeAfterAListKeepsItsBraces() throws {
    #expect(try words("- Step\n\nText:\n\n    {{ x }}\n").last == "|{{ x }}\n")
  }

  @Test func linesAreNeitherAddedNorTaken() throws {
    let body = "---\ntitle: T\n---\n{{% notice %}}\n\n{{< toc >}}\n\n{{% /notice %}}\n\n## Heading\n"
    #expect(try Sample(body).page.document.outline.map(\.line) == [10])
  }

  @Test func anArgumentCannotEndItsImage() throws {
    let body = "{{< figure src=\"a.png\" alt=\"x](y) <b>\" >}}\n"
    let image = try image(body)
    #expect(image == ["a.png", "x](y) <b>"])
  }
}
