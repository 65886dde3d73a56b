import Dialects
import Markdown
import Testing

/// Text and code between tags of JSX, which MDX parses as Markdown.
struct MDXLayoutTests {
  private func reduced(_ body: String, _ dialect: Dialect = [.mdx, .components]) -> String {
    String(decoding: dialect.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  /// The code blocks of a page, and the plain texts of its paragraphs and headings, in order.
  private func blocks(_ body: String, _ dialect: Dialect = [.mdx, .components]) -> [String] {
    let markdown = dialect.reduce(Array(body.utf8)[...])
    var collector = Collector()
    collector.visit(Document(markdown: markdown.bytes, lines: markdown.lines))
    return collector.texts
  }

  private struct Collector: DocumentWalker {
    var texts: [String] = []

    mutating func visit(_ block: Block) {
      switch block.kind {
      case .codeBlock(_, let code): texts.append("code|\(code)")
      case .paragraph(let inlines), .heading(_, let inlines, _): texts.append(inlines.plainText)
      case .blockQuote, .alert, .details, .definitionList, .list, .table, .tableOverflow, .thematicBreak:
        break
      }
      descend(into: block)
    }
  }

  @Test(arguments: [
    (
      "<Steps>\n1. I:\n    ```ts title=\"a.ts\"\n    import { a } from \"b\";\n\n    export default a({\n      x: 1,\n"
        + "    });\n    ```\n\n    Then.\n\n2. Second\n</Steps>\n\n## H\n\ntext\n",
      [
        "I:", "a.ts", "code|import { a } from \"b\";\n\nexport default a({\n  x: 1,\n});\n", "Then.",
        "Second", "H",
        "text",
      ]
    ),
    (
      "<Tabs>\n  <Fragment slot=\"react\">\n   ```ts title=\"a\"\n  import { a } from \"b\";\n\n  const { c } = e;\n"
        + "  ```\n  </Fragment>\n</Tabs>\n\nEnd.\n",
      ["a", "code|import { a } from \"b\";\n\nconst { c } = e;\n", "End."]
    ),
    (
      "<Tabs>\n    <Tab\n      name=\"A\"\n    >\n        ```js\n        a {b}\n        ```\n    </Tab>\n</Tabs>\n",
      ["A", "code|a {b}\n"]
    ),
    ("1. I\n       ```js\n       {a}\n       ```\n", ["I", "code|{a}\n"]),
    (
      "<Card title=\"A\">\n    - a\n      - b\n  </Card>\n  <Card title=\"B\">\n    c\n  </Card>\n",
      ["A", "a", "b", "B", "c"]
    ),
    (
      "<A>\n    1. a\n\n       ```\n       x\n         y\n       ```\n\n       b\n</A>\n",
      ["a", "code|x\n  y\n", "b"]
    ),
    ("<A>\n\t- a\n\n\t  b\n\n\tc\n</A>\n", ["a", "b", "c"]), ("-      a <X />\n  b\n", ["a [X] b"]),
    ("<A>\n  import a from 'b' is text\n</A>\n", ["import a from 'b' is text"]),
    ("- a\n  ```\n  x\n\n*b* <X />\n", ["a", "code|x\n\n", "b [X]"]),
    ("<A>\n  <pre>\n    x\n      y\n  </pre>\n  *b*\n</A>\n", ["code|  x\n    y\n", "b"]),
    ("1. <A>\n   <B>\n   a\n   </B>\n   </A>\n2. b\n", ["a", "b"]),
    ("1. <Chart title=\"a\" />\n2. b\n</X>\n", ["[Chart: a]", "b"]),
    ("<A>\n\t```\n\t\tx\n\ty\n\t```\n</A>\n", ["code|\tx\ny\n"]),
    ("<Chart title=\"a\" />\n<Chart title=\"b\" />\n", ["[Chart: a]", "[Chart: b]"]),
    ("- a\n\n  ```\n  \tx\n  ```\n\n  <X />\n", ["a", "code|\tx\n", "[X]"]),
    ("<TOCInline toc={toc} />\n\na\n", ["a"]),
    ("> <Card>\n> - *a*\n> </Card>\n", ["a"]),
    ("```md\n<Card>\ntext\n</Card>\n```\n", ["code|<Card>\ntext\n</Card>\n"]),
    ("<div>\n**a** {/* no */}\n</div>\n", ["a"]),
  ])
  func textBetweenTagsIsMarkdown(body: String, texts: [String]) {
    #expect(blocks(body) == texts)
  }

  @Test(arguments: [
    ("a\n<br />\nb\n", "a\n<br />\nb\n"), ("a <X /> b\n", "a [X] b\n"), ("<Foo />\n*a*\n", "[Foo]\n\n*a*\n"),
    ("<p>\n**Type:** `a`<br />\n</p>\n", "<p>\n\n**Type:** `a`<br />\n\n</p>\n"),
  ])
  func onlyBlocksAreSetApart(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("<summary>**B** `c`</summary>", "<summary><strong>B</strong> <code>c</code></summary>"),
    (
      "<figcaption>See [x](y) *e*.</figcaption>",
      "<figcaption>See <a href=\"y\">x</a> <em>e</em>.</figcaption>"
    ),
    ("<p>![a](b.png) \\* a_b_c 2 * 3</p>", "<p><img src=\"b.png\" alt=\"a\"> * a_b_c 2 * 3</p>"),
    ("<li>`<T>` {x}</li>", "<li><code>&lt;T&gt;</code> <code>{x}</code></li>"),
    (
      "<p>***a*** **b *c* d** `e</p>", "<p><strong><em>a</em></strong> <strong>b <em>c</em> d</strong> `e</p>"
    ),
    ("<div title=\"a *b* c\">d</div>", "<div title=\"a *b* c\">d</div>"),
    ("<pre>*a*</pre>", "<pre>*a*</pre>"), ("<p>a [b] (c) **d</p>", "<p>a [b] (c) **d</p>"),
  ])
  func markdownInAnElementOnOneLineBecomesHTML(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("{/* it's `x` \"y */}\ntext\n", "text\n"),
    ("<Pitfall>\nmust **run**\n</Pitfall>\n", "> [!WARNING]\n> must **run**\n\n"),
    ("<img src=\"a\" style={{margin: \"0\"}} />", "<img src=\"a\" />"),
    ("<span style={{a: 'b'}}>M</span>{' '}x", "<span>M</span> x"),
    ("## A {/*own-id*/}\n\n{/* x */}\n", "## A {#own-id}\n\n"),
  ])
  func aPageWithASignOfMDXIsMDX(body: String, markdown: String) {
    #expect(reduced(body, [.possibleMDX]) == markdown)
  }

  @Test(arguments: [
    "`{/* x */}` {a}\n", "```\n<A>\n</A>\n```\n\n{a}\n", "a <A>\n\n{b}\n", "<a>\n</a>\n\n{a}\n",
    "export const a\n\n    b\n", "{{/* x() */}} {%/* y */%} {{%/* z */%}} {a}\n",
  ])
  func aPageWithoutASignOfMDXStays(body: String) {
    #expect(reduced(body, [.possibleMDX]) == body)
  }

  @Test(arguments: [
    ("<a @click=\"go()\">refresh</a>", "<a>refresh</a>"),
    ("<button @click.prevent=\"x\" id=\"a\">go</button>", "<button id=\"a\">go</button>"),
    ("<p :class=\"{ a: b }\" v-if=\"c > 1\" #d>e</p>", "<p>e</p>"),
    ("<a href=\"x\">y</a>", "<a href=\"x\">y</a>"),
    ("`<a @click=\"go()\">`", "`<a @click=\"go()\">`"),
  ])
  func directivesOfVueDisappear(body: String, markdown: String) {
    #expect(reduced(body, [.components]) == markdown)
  }

  @Test(arguments: [
    (
      "<div>\n\t<details>\n\t\t<summary>S</summary>\n\ntext\n\n\t\t</details>\n</div>\n",
      "<div>\n\t<details>\n\t\t<summary>S</summary>\n\ntext\n\n</details>\n</div>\n"
    ),
    ("a\n\n    {{ \"b\" }}\n", "a\n\nb\n"),
    ("- a\n\n      b\n", "- a\n\n  b\n"),
    ("{% highlight js %}\na\n\n    b\n{% endhighlight %}\n", "```js\na\n\n    b\n```\n\n"),
    ("```\na\n\n    b\n```\n", "```\na\n\n    b\n```\n"),
  ])
  func indentedTextIsNoCodeInEleventy(body: String, markdown: String) {
    #expect(reduced(body, [.noIndentedCode, .liquid]) == markdown)
  }

  @Test(arguments: [
    ("<<< @/snippets/x.js#r{1,2 ts:line-numbers} [label]\n", "label: `snippets/x.js#r`\n"),
    ("<<< ./a_b.ts\n", "`./a_b.ts`\n"),
    ("<<< @/x.js{2}\n", "`x.js`\n"), ("```\n<<< @/x.js\n```\n", "```\n<<< @/x.js\n```\n"),
  ])
  func anIncludedFileOfCodeIsItsPath(body: String, markdown: String) {
    #expect(reduced(body, [.contentsMarks]) == markdown)
  }
}
