import Dialects
import Testing

/// Tags that become blocks, as the Markdown that they are reduced to.
struct TemplateBlockTests {
  private func reduced(_ body: String, _ dialect: Dialect) -> String {
    String(decoding: dialect.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("{{% notice tip \"A title\" %}}\nInside.\n{{% /notice %}}\n", "> [!TIP] A title\n> Inside.\n\n"),
    ("{{< callout type=\"danger\" >}}\nInside.\n{{< /callout >}}\n", "> [!CAUTION]\n> Inside.\n\n"),
    ("{{< alert \"circle-info\" >}}Inside{{< /alert >}}\n", "> [!NOTE]\n> Inside\n\n"),
    ("{{< warning >}}\na\n\nb\n{{< /warning >}}\n", "> [!WARNING]\n> a\n> \n> b\n\n"),
    (
      "{{< note >}}\na\n{{< tip >}}\nb\n{{< /tip >}}\n{{< /note >}}\n",
      "> [!NOTE]\n> a\n> > [!TIP]\n> > b\n\n"
    ),
    (
      "- x\n\n  {{< note >}}\n  a\n  b\n  {{< /note >}}\n", "- x\n\n  > [!NOTE]\n  > a\n  > b\n  \n"
    ),
  ])
  func aNoticeBecomesAnAlert(body: String, markdown: String) {
    #expect(reduced(body, .hugo) == markdown)
  }

  @Test(arguments: [
    ("{{< card link=\"a\" title=\"T\" icon=\"x\" >}}\n", "- [T](a)\n"),
    (
      "{{< cards >}}\n  {{< card link=\"a\" title=\"T\" subtitle=\"*S*\" tag=\"new\" >}}\n{{< /cards >}}\n",
      "\n  - [T](a) — *S* — new\n\n<!-- -->\n"
    ),
    ("a {{< hero-button text=\"T\" link=\"/a\" style=\"x\" >}} b\n", "a [T](/a) b\n"),
    ("{{< card link=\"/\" title=\"T\" image=\"b.png\" >}}\n", "- [![T](b.png)](/)\n"),
    ("<p>{{< card link=\"a\" title=\"T\" >}}</p>\n", "<p><a href=\"a\">T</a></p>\n"),
    ("{{< badge \"a\" >}} {{< badge content=\"b\" color=\"red\" >}} {{< term \"c\" >}}\n", "a b c\n"),
    ("{{< glossary_tooltip text=\"pods\" term_id=\"pod\" >}}\n", "pods\n"),
    ("a {{< icon \"x-y\" >}} b\n", "a  b\n"),
    ("| {{< icon \"x-y\" >}} | {{< icon \"check\" >}} |\n", "| x y | ✓ |\n"),
    ("{{< katex >}}\na\n", "\na\n"),
    ("{{< chart >}}\na: 'b'\n{{< /chart >}}\n", "```javascript\na: 'b'\n```\n\n"),
    ("{{< x user=\"u\" id=\"1\" >}}\n", "[tweet: 1](https://twitter.com/u/status/1)\n"),
    (
      "{{< filetree/container >}}\n{{< filetree/folder name=\"a_b\" >}}\n{{< filetree/file name=\"c\" >}}\n"
        + "{{< /filetree/folder >}}\n{{< filetree/file name=\"d\" >}}\n{{< /filetree/container >}}\n",
      "- a\\_b/\n  - c\n- d\n\n"
    ),
    // What is neither a folder nor a file stays, too.
    (
      "{{< filetree/container >}}\nNote\n{{< filetree/file name=\"d\" >}}\n{{< /filetree/container >}}\n",
      "\nNote\n[filetree/file: d]\n\n"
    ),
  ])
  func aShortcodeOfAThemeBecomesWhatItShows(body: String, markdown: String) {
    #expect(reduced(body, .hugo) == markdown)
  }

  @Test(arguments: [
    ("{{< shoe name=\"Runner\" size=\"43\" color=\"red\" >}}\n", "[shoe: Runner, 43, red]"),
    ("{{< shop target=\"women\" background=\"Designed for snow\" >}}\n", "[shop: women, Designed for snow]"),
    (
      "{{< boot href=\"https://e.org\" target=\"women\" background=\"For snow\" size=\"lg\" rel=\"noopener\" >}}\n",
      "[women, For snow](https://e.org)"
    ),
    (
      "{{< card title=\"T\" link=\"/x\" price=\"20 EUR\" footer=\"Foot text\" class=\"a b\" wide=\"true\" >}}\n",
      "- [T](/x) — 20 EUR — Foot text"
    ),
    (
      "a {{< hero title=\"T\" label=\"More\" link=\"/x\" target=\"_blank\" >}} b\n", "a [T](/x) — More b"
    ),
    ("{{< glossary_tooltip term_id=\"kubelet\" >}}\n", "kubelet"),
    ("{{< own-image a=\"a.png\" alt=\"A\" price=\"20\" class=\"c\" >}}\n", "![A](a.png) 20"),
    ("{{< x \"a\" >}}\n", "[x: a]"),
  ])
  func anUnknownShortcodeKeepsItsTexts(body: String, text: String) {
    #expect(reduced(body, .hugo).replacing("\\", with: "") == text + "\n")
  }

  @Test func aTagOfAPictureKeepsItsTexts() {
    let body = "{% image_with_class \"_img/ocelot.png\" \"usa-input--error\" \"an ocelot\" %}\n"
    #expect(reduced(body, .liquid) == "![an ocelot](_img/ocelot.png)\n")
  }

  @Test func detailsKeepTheirSummary() {
    let body = "{{< details \"Click & see\" >}}\n*a*\n{{< /details >}}\n"
    let html = "<details><summary>Click &amp; see</summary>\n\n*a*\n\n</details>\n\n"
    #expect(reduced(body, .hugo) == html)
  }

  @Test(arguments: [
    ("{% highlight ruby %}\nputs 1\n{% endhighlight %}\n", "```ruby\nputs 1\n```\n\n"),
    ("{% highlight ruby %}puts 1{% endhighlight %}\n", "```ruby\nputs 1\n```\n\n"),
    ("a {% highlight c %}x{% endhighlight %} b\n", "a \n\n```c\nx\n```\n\n b\n"),
    (
      "- a\n\n  {% highlight c %}\n    x\n  y\n  {% endhighlight %}\n",
      "- a\n\n  ```c\n    x\n  y\n  ```\n  \n"
    ),
    ("{% highlight md %}\n```\nx\n```\n{% endhighlight %}\n", "````md\n```\nx\n```\n````\n\n"),
    ("{% codeblock Title lang:js %}\nx\n{% endcodeblock %}\n", "```js\nx\n```\n\n"),
    (
      "<div>\n{% highlight c %}\na < b\n{% endhighlight %}\n</div>\n",
      "<div>\n<pre><code class=\"language-c\">a &lt; b</code></pre>\n</div>\n"
    ),
  ])
  func aHighlightBecomesAFencedBlock(body: String, markdown: String) {
    #expect(reduced(body, .liquid) == markdown)
  }

  @Test func aFenceThatAHighlightLeavesOpenHidesNoTag() {
    let body = "{% highlight md %}\n```\n{% endhighlight %}\n\n{% include a.html text=\"b\" %}\n"
    #expect(reduced(body, .liquid) == "````md\n```\n````\n\n\nb\n")
  }

  @Test(arguments: [
    ("{{</* ref \"a_b\" */>}}", "&#123;{\\< ref \"a\\_b\" \\>}}", Dialect.hugo),
    ("{{%/* note */%}}", "&#123;{% note %}}", .hugo), ("{{/* x() */}}", "&#123;{ x() }}", .zola),
    ("{%/* x() */%}", "&#123;% x() %}", .zola), ("`{{</* x */>}}`", "`{{< x >}}`", .hugo),
    ("```\n{{</* x */>}}\n```", "```\n{{< x >}}\n```", .hugo),
  ])
  func anEscapedTagIsShown(body: String, markdown: String, dialect: Dialect) {
    #expect(reduced(body, dialect) == markdown)
  }

  @Test func aTagMayHaveSeveralLines() {
    let body = "{{< figure\n  src=\"a.png\"\n  alt=\"A cat\"\n>}}\n\nText.\n"
    #expect(reduced(body, .hugo) == "![A cat](a.png)\n\nText.\n")
    #expect(Dialect.hugo.reduce(Array(body.utf8)[...], firstLine: 4).lines[3] == 9)
  }

  @Test(arguments: [
    ("<div>\n{% if x %}\n<p>a</p>\n{% endif %}\n</div>\n", "<div>\n<p>a</p>\n</div>\n"),
    ("a\n{% if x %}\nb\n", "a\n\nb\n"), ("<p>\n{% assign a = 1 %}\n</p>\n", "<p>\n</p>\n"),
  ])
  func aTagAloneOnItsLineLeavesABlockOfHTMLWhole(body: String, markdown: String) {
    #expect(reduced(body, .liquid) == markdown)
  }

  @Test(arguments: [
    ("{% raw %}{{ a }} `{{ b }}`{% endraw %}", "&#123;{ a }} `{{ b }}`"),
    ("```\n{% raw %}\n{{ a }}\n{% endraw %}\n```", "```\n{{ a }}\n```"),
    ("{% raw %}\n```\n{{ a }}\n```\n{% endraw %}", "\n```\n{{ a }}\n```\n"), ("`{% raw %}`", "`{% raw %}`"),
  ])
  func rawTextKeepsItsTags(body: String, markdown: String) {
    #expect(reduced(body, .liquid) == markdown)
  }

  @Test(arguments: [
    ("![a]({{ \"/b.png\" | relative_url }})", "![a](/b.png)"), ("{{ site.baseurl }}/x", "/x"),
    ("{{ '/a' | append: '/b' | absolute_url }}", "/a/b"), ("{{ page.title }}", "[page.title]"),
    ("{{ 'a' | prepend: 'x|y' }}", "x|ya"), ("{% capture a %}b{% endcapture %}{{ a }}", "b"),
  ])
  func anOutputIsItsText(body: String, markdown: String) {
    #expect(reduced(body, .liquid) == markdown)
  }

  @Test(arguments: [
    ("{% include figure.html src=\"a.png\" caption=\"C\" %}", "![C](a.png)"),
    ("{% include youtube.html id=\"abc\" %}", "[YouTube: abc](https://www.youtube.com/watch?v=abc)"),
    ("{% include note.html text=\"a *b*\" %}", "a \\*b\\*"),
    ("{% include toc.html %}", "[include: toc.html]"),
    ("{% include b.html text=\"Go\" url=\"https://e.example\" %}", "[Go](https://e.example)"),
    ("{% asset_img d.png A picture %}", "![A picture](d.png)"),
    ("{% post_link slug Label %}", "[Label](slug)"),
    ("{% include_relative a.md %}", "[include: a.md]"),
  ])
  func anIncludeIsWhatItsArgumentsSay(body: String, markdown: String) {
    #expect(reduced(body, .liquid) == markdown)
  }

  @Test(arguments: ["{{< a >}}", "{% if x %}", "{{ x }}", "{{</* x */>}}", "a"])
  func otherFoldersKeepTags(body: String) {
    #expect(reduced(body, []) == body)
  }

  @Test(arguments: [
    ("{{< figure\n  src=\"a_b\"\n>}}\n\nx", "{{\\< figure   src=\"a\\_b\" \\>}}\n\nx"),
    ("`{{< x >}}`", "`{{< x >}}`"),
    ("a {{</* ref \"b\" */>}}", "a &#123;{\\< ref \"b\" \\>}}"), ("{{/* x() */}}", "&#123;{ x() }}"),
    ("```\n{{</* x */>}}\n```", "```\n{{< x >}}\n```"), ("{{ x }} {% y %}", "{{ x }} {% y %}"),
    ("[a](b){target=\"\\_blank\"}.", "[a](b)."), ("[a](b){:target=\"_blank\" rel=\"x\"}", "[a](b)"),
    ("`[a](b){target=c}`", "`[a](b){target=c}`"), ("f(x){y}", "f(x){y}"),
    ("Call f(x){target=\"a\"}", "Call f(x){target=\"a\"}"),
    ("[a](b) and f(x){target=\"a\"}", "[a](b) and f(x){target=\"a\"}"),
    ("[a](b_(c)){target=\"a\"}", "[a](b_(c))"),
    ("[a](b){target=c", "[a](b){target=c"),
  ])
  func aFileAloneKeepsShortcodesAsText(body: String, markdown: String) {
    #expect(reduced(body, .standalone) == markdown)
  }

  @Test func hugoKeepsOtherBraces() {
    for body in ["{{ .Title }}", "{% if x %}", "{{- a -}}"] { #expect(reduced(body, .hugo) == body) }
    for body in ["{{ name }}", "{{< x >}}", "{% raw %}"] { #expect(reduced(body, .zola) == body) }
  }
}
