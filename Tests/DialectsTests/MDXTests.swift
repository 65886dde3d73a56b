import Dialects
import TestSupport
import Testing

struct MDXTests {
  private func reduced(_ body: String, _ dialect: Dialect = [.mdx, .components]) -> String {
    String(decoding: dialect.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("import A from 'a'\n\nText.\n", "\nText.\n"),
    ("import {\n  A,\n  B,\n} from \"a\";\nimport 'x'\n\nText.\n", "\nText.\n"),
    ("export const a = {\n\n  b: [1],\n\n}\n\nText.\n", "\nText.\n"),
    ("Import the file from disk.\n", "Import the file from disk.\n"),
    ("import the file\n", "import the file\n"),
    ("```\nimport A from 'a'\n```\n", "```\nimport A from 'a'\n```\n"),
  ])
  func importsAndExportsAreRemoved(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("{/* no */}\nText.\n", "Text.\n"), ("a {/* no */} b", "a  b"),
    ("{/*\nno\n\nno\n*/}\nText.\n", "Text.\n"),
    ("`{/* x */}`", "`{/* x */}`"), ("# {/*/} a", "# {/*/} a"), ("## A {/* #own */}\n", "## A {#own}\n"),
  ])
  func commentsAreRemoved(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("a {'b_c'} {\"d\"} {`e`} {5}", "a b\\_c d e 5"), ("a {props.x} b", "a `{props.x}` b"),
    ("a{' '}b", "a b"),
    ("\\{a}", "\\{a}"), ("## A {#b}", "## A {#b}"), ("`{a}`", "`{a}`"), ("[x]({y})", "[x]({y})"),
    ("a { b", "a { b"), ("<p>{a}</p>", "<p><code>{a}</code></p>"),
  ])
  func anExpressionIsItsLiteralOrCode(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("{items.map((item) => (\n  <li>A {item.name}</li>\n))}\n", "<li>A <code>{item.name}</code></li>\n"),
    ("{a && <b>x</b> || <i>y</i>}", "{a && <b>x</b> || <i>y</i>}"),
    ("{a && (<b>x && y</b>)}", "<b>x && y</b>"),
    ("a {isNew && <b>new</b>} b", "a <b>new</b> b"), ("a {x < y} b", "a {x < y} b"),
    ("{items.map(item => <li>{item}</li>)}\n", "<li>`{item}`</li>\n"),
  ])
  func anExpressionThatMakesElementsLeavesThem(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    (
      "<Tabs>\n<TabItem value=\"a\" label=\"A\">\n\n*x*\n\n</TabItem>\n</Tabs>\n",
      "\n\n\n**A**\n\n\n*x*\n\n\n\n\n\n\n"
    ),
    ("<Callout type=\"info\">Short *b*.</Callout>\n", "> [!NOTE]\n> Short *b*.\n\n"),
    ("<Note>\n  a\n\n  b\n</Note>\n", "> [!NOTE]\n> a\n> \n> b\n\n"),
    (
      "<Admonition type=\"danger\" title=\"T\">\n<Tip>\na\n</Tip>\n</Admonition>\n",
      "> [!CAUTION] T\n> > [!TIP]\n> > a\n> \n\n"
    ),
    ("<Image src=\"a.png\" alt=\"A\" width={3} />", "![A](a.png)"),
    ("<YouTube id=\"abc\" />", "[YouTube: abc](https://www.youtube.com/watch?v=abc)"),
    ("See <Link to=\"/x\">the *page*</Link>.", "See [the *page*](/x)."),
    ("<Badge type=\"tip\" text=\"new\" />", "new"),
    ("<Chart data={d} title=\"Sales\" />", "[Chart: Sales]"), ("<X />", "[X]"), ("a <>b</> c", "a b c"),
    ("<div style={{ color: 'red' }} className=\"x\">a</div>", "<div class=\"x\">a</div>"),
    (
      "<FileTree>\n  <FileTree.Folder name=\"a_b\" open>\n    <FileTree.File name=\"c.js\" />\n  </FileTree.Folder>\n"
        + "  <FileTree.Folder name=\"d\" />\n</FileTree>\n",
      "- a\\_b/\n  - c.js\n- d/\n\n"
    ),
    ("<FileTree>\n\n- a\n\n</FileTree>\n", "\n\n\n- a\n\n\n\n"),
    (
      "<ParamField path=\"id\" type=\"string\" required>\nA\n</ParamField>\n",
      "**id**: string, required\n\n\nA\n\n\n\n"
    ),
    ("<LinkCard title=\"A\" href=\"/b\" description=\"C\" />", "[A](/b): C"),
    ("a <Icon icon=\"check\"/> <Icon icon='x' /> <Icon icon=\"comet\" />b", "a ✓ ✗ b"),
    ("<Card title=\"A\" description=\"b\" />", "**A**: b"), ("<X />: a\n", "\\[X]: a\n"),
    ("<Tooltip tip=\"a *b*\">c</Tooltip> d", "c (a \\*b\\*) d"),
    ("<Tab title=\"A\">b</Tab>\n<Tab title=\"C?\">d</Tab>\n", "**A:** b\n\n**C?** d\n"),
    ("<CodeGroup>\n```js a.js\nb\n```\n</CodeGroup>\n", "\n\n\n**a.js**\n\n```js a.js\nb\n```\n\n\n\n"),
    ("a < b and c > d", "a < b and c > d"),
    ("`<X />`", "`<X />`"), ("```\n<X />\n```", "```\n<X />\n```"), ("<b>a</b>", "<b>a</b>"),
  ])
  func aComponentLeavesWhatItShows(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test func indentedContentIsNoCode() {
    let body = "<Tabs>\n\n    ```js\n    if (a) {\n      b\n    }\n    ```\n\n    Text.\n\n</Tabs>\n"
    #expect(reduced(body) == "\n\n\n```js\nif (a) {\n  b\n}\n```\n\nText.\n\n\n\n")
  }

  @Test func noWordOfTextIsLostAndNoCodeChanges() {
    let parts = [
      "<A>", "</A>", "<B title=\"t\">", "</B>", "<Note>", "</Note>", "{", "}", "{/*", "*/}", "\n", "\n\n",
      "`", "```\n", "    ", "- ",
      "> ", ":::note\n", ":::\n", "!!! note\n", "==", "[[", "]]", "|", "<C />", "import ", "++", "^[",
      "]", "{% x %}", "{{ x }}",
    ]
    let dialects: [Dialect] = [
      .components, [.fencedContainers, .indentedAdmonitions], .obsidian, .materialMarks, .kramdown,
      .definitionLists,
      .markdownInHTML,
    ]
    var generator = SeededGenerator(seed: 5)
    for round in 0..<2_000 {
      var body = ""
      for number in 0..<10 {
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
          body += parts.randomElement(using: &generator) ?? ""
        }
        body += "w\(number) "
      }
      // Comments are removed with their words.
      if body.contains("{/*") { continue }
      let result = reduced(body, dialects[round % dialects.count])
      let missing = (0..<10).map { "w\($0)" }.filter { !result.contains($0) }
      #expect(missing.isEmpty, "\(missing) of \(body.debugDescription): \(result.debugDescription)")
    }
  }
}
