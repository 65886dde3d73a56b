import Dialects
import Testing

/// The values of a page's own variables, and tags where Markdown is not parsed.
struct TemplateValueTests {
  private func reduced(_ body: String, _ dialect: Dialect = .liquid) -> String {
    String(decoding: dialect.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("{% capture c %}*a*{% endcapture %}before {{ c }} after", "before *a* after"),
    (
      "{% set c %}\na {% raw %}{{ b }}{% endraw %}\n{% endset %}\n{{ c | highlight(\"js\") | safe }}\n",
      "\n```js\na {{ b }}\n```\n\n"
    ),
    ("- {% capture c %}a\n  b{% endcapture %}{{ c }}", "- a\n  b"),
    // What no output shows stays where it is captured.
    ("{% capture c %}a{% endcapture %}\n{% include n.html content=c %}", "a\n[include: n.html]"),
    ("{{ c }}{% capture c %}a{% endcapture %}", "[c]a"),
    ("{% if x %}{% capture c %}a{% endcapture %}{% endif %}{{ c }}", "a"),
    ("{% capture c %}{{ c }}{{ c }}{% endcapture %}{{ c }}", "[c][c]"),
    ("`{% capture c %}`", "`{% capture c %}`"),
  ])
  func aCapturedTextIsShownWhereItIsUsed(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("{% assign x = \"hi\" %}{{ x }}", "hi"), ("{% set x = 'a' %}{% set x = x | append: 'b' %}{{ x }}", "ab"),
    ("{% assign n = 3 %}{{ n }} {{ 4 }}", "3 4"), ("{% assign x = site.a %}{{ x }}", "[x]"),
    ("{% if a %}{% assign x = \"b\" %}{% endif %}{{ x }}", "b"),
    ("{% if a %}{% assign x = 1 %}{% else %}{% assign x = 2 %}{% endif %}{{ x }}", "1 / 2"),
    ("{% if a %}{% assign x = '/a' %}{% else %}{% assign x = '/b' %}{% endif %}{{ x }}", "/a"),
    ("{% assign x = 1 %}{% unless a %}{% assign x = 2 %}{% endunless %}{{ x }}", "1"),
    ("{% for a in b %}{% if a %}{% assign x = 1 %}{% endif %}{% endfor %}{{ x }}", "[x]"),
    ("{% for x in y %}{{ x }}{% endfor %}", "[x]"),
    ("{{ \"a b\" | upcase }}", "A B"), ("{{ 'AB' | downcase | capitalize }}", "Ab"),
    ("{{ 'a<b' | escape }}", "a&lt;b"),
    ("{{ ' a ' | strip }}", "a"), ("{{ 'a-b-c' | replace: '-', '+' }}", "a+b+c"),
    ("{{ 'a-b' | replace('-', ', ') }}", "a, b"),
    ("{{ 'a-b' | remove: '-' | size }}", "2"), ("{{ '' | default: 'x' }}", "x"),
    ("{{ 'a b&c' | url_encode }}", "a+b%26c"),
    ("{{ 'a' | other: 'x' }}", "a"), ("{{ x | upcase }}", "[x]"),
  ])
  func aValueThatNeedsNoDataIsShown(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test func valuesDoNotGrowWithoutEnd() {
    let body =
      "{% assign a = 'aaaaaaaa' %}" + String(repeating: "{% assign a = a | append: a %}", count: 60)
      + String(repeating: "{{ a }}", count: 1_000)
    #expect(reduced(body).utf8.count < 1 << 21)
    let filters = "{{ 'a'" + String(repeating: " | replace: 'a', 'aaaaaaaa'", count: 100) + " }}"
    #expect(reduced(filters).utf8.count <= 1 << 16)
  }

  @Test(arguments: [
    ("[{% avatar \"https://x.y\" %}Ben](https://z)", "[\\[avatar\\] Ben](https://z)"),
    ("[{% link_to \"notes/1\" %}](z)", "[notes/1](z)"), ("[a]({% link_to \"notes/1\" %})", "[a](notes/1)"),
    ("[a]({% thing \"b c\" %})", "[a](b%20c)"),
    ("<a href=\"{% link_to 'b' %}\">c</a>", "<a href=\"b\">c</a>"),
    ("<div>{% btn #,, home fa %}</div>", "<div><a href=\"#\">home fa</a></div>"),
    (
      "<div>{% youtube abc %}</div>",
      "<div><a href=\"https://www.youtube.com/watch?v=abc\">YouTube: abc</a></div>"
    ),
    ("[a] {% link_to \"b\" %}", "[a] [b](b)"), ("(a) {% link_to \"b\" %} (c)", "(a) [b](b) (c)"),
    (
      "<div>\n{% note %}\na\n{% endnote %}\n</div>",
      "<div>\n<blockquote><strong>Note</strong><br>\na\n</blockquote>\n</div>"
    ),
  ])
  func aTagHasTheSyntaxOfItsPlace(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("`{{/*` and `*/}}`", "`{{/*` and `*/}}`"), ("`{{/* a() */}}`", "`{{ a() }}`"),
    ("{%/* end */%}", "&#123;% end %}"),
    (
      "{{ admonition(type=\"tip\", title=\"T\", text=\"**md** [x](y)\") }}\n",
      "> [!TIP] T\n> **md** [x](y)\n\n"
    ),
    ("{{ aside(text=\"a *b*\") }}\n", "> [!NOTE]\n> a *b*\n\n"),
    ("{{ note(header=\"H\", body=\"a\") }}\n", "> [!NOTE] H\n> a\n\n"),
    ("{{ spoiler(text=\"a\") }}\n", "<details><summary>Details</summary>\n\na\n\n</details>\n\n"),
    ("{{ other(text=\"a *b*\") }}\n", "a *b*\n"),
    ("{{ dimmable_image(src=\"a.webp\", alt=\"Alt\") }}", "![Alt](a.webp)"),
    // The quote within the text ends it, so that no parameter can be told from another.
    ("{{ note(text='a'b c') }}", "[note: a, b, c, )]"),
    ("{{ chart(src=\"a.csv\") }}", "[chart: a.csv]"),
  ])
  func aShortcodeOfZolaShowsItsParameters(body: String, markdown: String) {
    #expect(reduced(body, .zola) == markdown)
  }

  @Test func escapeMarksOfHugoThatAreShownApartStay() {
    #expect(reduced("`{{</*` and `*/>}}`", .hugo) == "`{{</*` and `*/>}}`")
  }

  @Test(arguments: [
    // The second value is what is shown.
    ("{% if page.a == 'x' %}A{% else %}B{% endif %}", "A"),
    ("{% if page.a != \"x\" %}A{% else %}B{% endif %}", "B"),
    ("{% if page.a == 'y' %}A{% elsif page.b %}B{% else %}C{% endif %}", "C"),
    ("{% unless page.b %}A{% else %}B{% endunless %}", "A"),
    ("{% if page.n >= 2 and page.a %}A{% endif %}", "A"),
    ("{% if page.n < 2 or false %}A{% endif %}b", "b"), ("{% if page.a contains 'x' %}A{% endif %}", "A"),
    // From right to left: true and (false or true).
    ("{% if true and false or true %}A{% else %}B{% endif %}", "A"),
    ("{% case page.a %}{% when 'x', 'y' %}A{% when 'z' %}B{% else %}C{% endcase %}", "A"),
    ("{% case page.a %}{% when 'z' %}B{% else %}C{% endcase %}", "C"),
    ("{% if page.a == 'y' %}{% assign v = 1 %}{% else %}{% assign v = 2 %}{% endif %}{{ v }}", "2"),
    ("{% assign v = 1 %}{% if true %}{% assign v = 2 %}{% endif %}{{ v }}", "2"),
    ("{% capture c %}{% if page.b %}A{% else %}B{% endif %}{% endcapture %}{{ c }}", "B"),
    ("{{ page.a }}, {{ page.n | append: 'px' }}", "x, 3px"),
    // What is not known keeps all branches.
    ("{% if page.c %}A{% else %}B{% endif %}", "AB"),
    ("{% if page.c and page.b %}A{% else %}B{% endif %}", "B"),
    ("{% if page.c %}A{% elsif page.b %}B{% else %}C{% endif %}", "AC"),
    ("{% if page.c %}A{% elsif page.a %}B{% else %}C{% endif %}", "AB"),
    ("{% if page.a | size > 1 %}A{% else %}B{% endif %}", "AB"),
    ("{% if (page.b) %}A{% else %}B{% endif %}", "AB"),
  ])
  func aConditionShowsTheBranchThatHolds(body: String, shown: String) {
    var values = KnownValues()
    values.variables = ["page.a": "x", "page.b": "false", "page.n": "3"]
    let reduced = Dialect.liquid.reduce(Array(body.utf8)[...], values: values)
    #expect(String(decoding: reduced.bytes, as: UTF8.self) == shown)
  }

  @Test(arguments: [
    (
      "{% macro m(a, b=\"c\") %}{{ a }} and {{b}}{% endmacro %}{{ m(\"x\") }}, {{ m('y', b='z') }}",
      "x and c, y and z"
    ),
    ("{% macro m() %}a{% endmacro %}b", "b"), ("{{ m(1) }}{% macro m(a) %}a{% endmacro %}", "[m(1)]"),
    // A macro does not call itself without end.
    ("{% macro m() %}a{{ m() }}{% endmacro %}{{ m() }}", "a[m()]"),
    (
      "{% macro a(x) %}[{{ x }}]{% endmacro %}{% macro b(y, z) %}{{ a(y) }}{{ a(\"y\") }}{{ a(x=z) }}{% endmacro %}{{ b(1, \"q\") }}",
      "[1][y][q]"
    ),
    ("{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}c{{ a() }}{% endmacro %}{{ a() }}", "c[a()]"),
    ("{% macro m(a) %}{% if true %}**{{ a }}**{% endif %}{% endmacro %}> {{ m(\"x\") }}", "> **x**"),
  ])
  func aMacroIsShownWhereItIsCalled(body: String, markdown: String) {
    #expect(String(decoding: Dialect.liquid.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self) == markdown)
  }

  @Test func aMacroThatIsTooLongStaysWhereItIs() {
    let long = String(repeating: "a ", count: 1 << 13)
    let body = "{% macro m() %}\(long){% endmacro %}{{ m() }}"
    #expect(
      String(decoding: Dialect.liquid.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self) == long + "[m()]")
  }

  @Test func macrosThatCallOneAnotherOftenTakeLinearTime() {
    let macros = (0..<8).map { index in
      "{% macro m\(index)() %}\(String(repeating: "{{ m\(index + 1)() }}", count: 500)){% endmacro %}"
    }
    let body = macros.joined() + "{% macro m8() %}{% endmacro %}{{ m0() }}"
    #expect(String(decoding: Dialect.liquid.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self) == "[m0()]")
  }
}
