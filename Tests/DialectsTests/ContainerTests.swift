import Dialects
import Testing

/// Admonitions between colons, and admonitions whose content is indented.
struct ContainerTests {
  private func reduced(_ body: String, _ dialect: Dialect) -> String {
    String(decoding: dialect.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (":::note\na\n:::\n", "> [!NOTE]\n> a\n\n"),
    ("::: tip Title *b*\na\n:::\n", "> [!TIP] Title *b*\n> a\n\n"),
    (":::warning[T]{.x}\na\n:::\n", "> [!WARNING] T\n> a\n\n"), (":::faq\na\n:::\n", "> [!FAQ]\n> a\n\n"),
    ("::: {.callout-note title=\"T\"}\na\n:::\n", "> [!NOTE] T\n> a\n\n"),
    ("::::info\n:::note\na\n:::\nb\n::::\n", "> [!INFO]\n> \n> > [!NOTE]\n> > a\n> \n> b\n\n"),
    ("::: {layout-ncol=\"2\"}\na\n:::\n", "\na\n\n"),
    ("- x\n\n  :::note\n  a\n  :::\n", "- x\n\n  > [!NOTE]\n  > a\n  \n"),
    ("> :::tip\n> a\n> :::\n", "> > [!TIP]\n> > a\n> \n"),
    (":::note\n```\n:::\n```\n:::\n", "> [!NOTE]\n> ```\n> :::\n> ```\n\n"),
    ("x\n:::note\na\n:::\n", "x\n\n> [!NOTE]\n> a\n\n"),
    ("::: details S\na\n:::\n", "<details><summary>S</summary>\n\na\n\n</details>\n\n"),
    ("::: tabs\n== A b\na\n\n@tab:active C#c\nd\n:::\n", "\n\n**A b**\n\na\n\n**C**\n\nd\n\n"),
    ("== A\n", "== A\n"),
    (
      "::: tabs\n== C#\na\n== F# code\nb\n@tab C#\nc\n@tab F# code\nd\n@tab:active C##id\ne\n:::\n",
      "\n\n**C#**\n\na\n\n**F# code**\n\nb\n\n**C#**\n\nc\n\n**F# code**\n\nd\n\n**C#**\n\ne\n\n"
    ),
    ("::: callout-tip\n## T\n\na\n:::\n", "> [!TIP] T\n> \n> a\n\n"), ("::: {}\n1. a\n:::\n", "\n1. a\n\n"),
    ("::: code-group\na\n:::\n", "\na\n\n"), (":::note\na\n", "> [!NOTE]\n> a\n"),
  ])
  func aFencedContainerBecomesABlock(body: String, markdown: String) {
    #expect(reduced(body, .fencedContainers) == markdown)
  }

  @Test(arguments: [
    ("```{note} T\n:class: x\na\n```\n", "> [!NOTE] T\n> a\n\n"),
    ("````{warning}\na\n```{tip}\nb\n```\n````\n", "> [!WARNING]\n> a\n> \n> > [!TIP]\n> > b\n> \n\n"),
    (":::{admonition} T\n:class: x\na\n:::\n", "> [!NOTE] T\n> a\n\n"),
    ("```{code-block} python\n:linenos:\na = 1\n```\n", "```python\na = 1\n```\n"),
    ("```{toctree}\na\n```\nb\n", "b\n"), (":::{toctree}\na\n:::\nb\n", "b\n"),
    ("```{figure} a.png\n:alt: A\n\nC\n```\n", "![A](<a.png>)\n\n\nC\n"),
    ("```{unknown}\na\n```\n", "```{unknown}\na\n```\n"),
    ("(a-b)=\n# T\n", "<a id=\"a-b\"></a>\n# T\n"), ("% a\nb\n", "b\n"),
    ("{ref}`a <b>` {doc}`c`\n", "[a](<#b>) [](<c.md>)\n"), ("{term}`x` {y}\n", "x {y}\n"),
    ("{index}`a <single: a>` {py:func}`~b.c` {class}`!d` {kbd}`e`\n", "a `c` `d` <kbd>e</kbd>\n"),
    ("{math}`a^2` {sub}`2` {cite}`k_1,l` {eq}`none`\n", "$a^2$ <sub>2</sub> (k\\_1; l) (none)\n"),
    (
      "$$\na\n$$ (eq:b)\n\n{eq}`eq:b`\n",
      "$$\na\n$$ \n\n<a id=\"eq:b\"></a>(1)\n\n\n[(1)](<#eq:b>)\n"
    ),
    ("```{math}\n:label: b\na\n```\n{eq}`b`\n", "```math\na\n```\n\n<a id=\"b\"></a>(1)\n\n[(1)](<#b>)\n"),
    ("`{ref}` `a`\n", "`{ref}` `a`\n"), ("```\n(a)=\n```\n", "```\n(a)=\n```\n"),
    ("::::{tab-set}\n:::{tab-item} T\na\n:::\n::::\n", "\n\n**T**\n\na\n\n\n"),
    ("```{figure} a.png\n---\nname: x\nalt: 'A b'\n---\nC\n```\n", "![A b](<a.png>)\n\nC\n"),
    (
      "```{code-cell} python\n---\nmystnb:\n  figure:\n    caption: |\n      A\n      b\n    name: c\n---\nx\n```\n",
      "```python\nx\n```\n\nA b\n\n"
    ),
    ("```{only} html\na\n```\n", "\na\n\n"), ("```{only} latex\na\n```\nb\n", "b\n"),
    ("```{only} not html\na\n```\nb\n", "b\n"), ("```{only} html or latex\na\n```\n", "\na\n\n"),
    ("```{only} latex or (not html and draft)\na\n```\n", ""), ("```{only} draft\na\n```\n", "\na\n\n"),
    ("```{raw} html\n<b>a</b>\n```\n", "<b>a</b>\n"),
    ("a\n```{raw} html\n<b>a</b>\n```\nb\n", "a\n\n<b>a</b>\n\nb\n"),
    ("a\n```{figure} a.png\nC {ref}`d`\n```\nb\n", "a\n\n![](<a.png>)\n\nC [](<#d>)\n\nb\n"),
    (":::{figure} a.png\nC {ref}`d`\n:::\nb\n", "![](<a.png>)\n\nC [](<#d>)\n\nb\n"),
    (":::{code} c\n- a\n::::\nb\n", "```c\n- a\n```\nb\n"),
    (":::{code} c\nx\n    :::\ny\n:::\nb\n", "```c\nx\n    :::\ny\n```\nb\n"),
    ("```{code} c\na\n`````\nb\n", "```c\na\n```\nb\n"),
    ("- :::{code} c\n  a\n\n  ::::\n- b\n", "- ```c\n  a\n\n  ```\n- b\n"),
    ("```{raw} latex\na\n```\nb\n", "b\n"),
    ("```{literalinclude} a.py\n:lines: 1\n```\n", "```\na.py\n```\n"),
    (":::{code-block} python\n:linenos:\n*a*\n:::\n", "```python\n*a*\n```\n"),
    (":::{image} a.png\n:alt: A\n:::\n", "![A](<a.png>)\n\n"),
    (
      "> :::{toctree}\n> a\n\n:::{note}\nb\n:::\n",
      "> \n> a\n\n> [!NOTE]\n> b\n\n"
    ),
    ("> ```{figure} a.png\n> C\n> ```\n", "> ![](<a.png>)\n> \n> C\n"),
  ])
  func aDirectiveBecomesMarkdown(body: String, markdown: String) {
    #expect(reduced(body, [.directives, .fencedContainers]) == markdown)
  }

  @Test(arguments: [
    (
      "::::{grid}\n:::{grid-item}\n````{div} x\n```{note}\na\n```\n````\nb\n:::\nc\n::::\nd\n",
      "\n\n\n\n\n\n> [!NOTE]\n> a\n\n\nb\n\nc\n\nd\n"
    ),
    (
      ":::{myst-example}\n````{note}\na\n```{tip}\nb\n```\n````\n:::\n",
      "\n\n> [!NOTE]\n> a\n> \n> > [!TIP]\n> > b\n> \n\n\n"
    ),
    ("::::{grid} 1 2 2 3\n:gutter: 1\na\n::::\n", "\na\n\n"),
    (":::{card} T\nh\n^^^\na\n+++\nf\n:::\n", "**T**\n\nh\n\na\n\nf\n\n"),
    ("a\n\n+++ {\"b\": 1}\n\nc\n", "a\n\n\n\nc\n"), ("a +++ b\n", "a +++ b\n"),
    (":::{card} T\n:link: a/b\n:link-type: doc\nx\n:::\n", "**[T](<a/b.md>)**\n\nx\n\n"),
    (":::{card}\n:link: b\n:link-type: ref\nx\n:::\n", "\n[](<#b>)\nx\n\n"),
    (":::{card} {octicon}`plug;1em` T\nx\n:::\n", "**T**\n\nx\n\n"),
    (
      "```{button-ref} intro\n:ref-type: doc\n:color: primary\n\nGet *Started*\n```\n",
      "[Get *Started*](intro.md)\n\n"
    ),
    ("a\n```{button-link} https://b.c\n```\nd\n", "a\n\n[](https://b.c)\n\n\nd\n"),
    ("````{own} T\n```{note}\na\n```\n````\n", "**T**\n\n\n> [!NOTE]\n> a\n\n\n"),
    ("[](inv:a:b#c-d) [e](inv:a#f)\n", "`c-d` [e](inv:a#f)\n"),
    ("{numref}`Figure %s <a>`\n", "[Figure](<#a>)\n"), ("```{glue} a\n:doc: b\n```\nc\n", "c\n"),
    ("{bdg}`a ; b` {bdg}`a\\; b` {bdg-ref-info}`a <b> ; c`\n", "a a; b [a](<b>)\n"),
    ("{bdg-primary}`a` {bdg-link-info}`b <c>` {fas}`star`\n", "a [b](<c>) \n"),
    ("```{versionadded} 1.2\na\n```\n", "> [!NOTE] Added in version 1.2\n> a\n\n"),
    ("```{versionchanged} 1.2 b c\n```\n", "> [!NOTE] Changed in version 1.2\n> b c\n\n"),
    (":::{deprecated} 3.0\na\n:::\n", "> [!WARNING] Deprecated since version 3.0\n> a\n\n"),
    ("```{seealso}\na\n```\n", "> [!NOTE] See also\n> a\n\n"),
    (":::{note} a {kbd}`b`\n:::\n", "> [!NOTE]\n> a <kbd>b</kbd>\n\n"),
    ("```{admonition} T\n:class: dropdown\na\n```\n", "> [!NOTE]- T\n> a\n\n"),
    (
      ":::{dropdown} T {x}\n:open:\na\n:::\n", "<details open><summary>T {x}</summary>\n\na\n\n</details>\n\n"
    ),
    ("```{rubric} T\n```\na\n", "**T**\n\n\na\n"), ("```{rubric} T\n:class: x\nb\n```\n", "**T**\n\nb\n"),
    ("```{mermaid}\n:zoom:\na\n```\n", "```mermaid\na\n```\n"),
    ("```{math} a^2\n:label: b\n```\n", "```math\na^2\n```\n\n<a id=\"b\"></a>(1)\n\n"),
    ("```{py:function} a(b)\nc\n```\n", "**`a(b)`**\n\nc\n\n"),
    ("```{prf:theorem} Euler\n:label: a\nb\n```\n", "> [!NOTE] Theorem (Euler)\n> b\n\n"),
    ("```{code-block} c\n:caption: |\n:     A\n:     b\n\nx\n```\n", "```c\nx\n```\n\nA b\n\n"),
    ("<project:a.md#b> [c](project:#d) [e](<path:f g>)\n", "[](<a.md#b>) [c](#d) [e](<f g>)\n"),
    ("`<project:a>` <inv:sphinx:std#a_b> \\<project:a>\n", "`<project:a>` `a_b` \\<project:a>\n"),
    ("```{admonition} T\n:class: warning x\na\n```\n", "> [!WARNING] T\n> a\n\n"),
    ("% `a\n%\n% b` c\nd\n", "d\n"), ("```{glossary}\na\n  b\n```\n", "\na\n: b\n\n"),
    (
      "````{tip}\n```{note}\na\n```c\nb\n```\n````\nd\n",
      "> [!TIP]\n> \n> > [!NOTE]\n> > a\n> > ```c\n> > b\n> > ```\n> \n\nd\n"
    ),
    (
      "```{list-table} T\n:header-rows: 1\n* - A\n  - B\n* - c\n\n    d\n  - e {kbd}`f`\n```\n",
      "**T**\n\n<table>\n<tr>\n<th>\n\nA\n\n</th>\n<th>\n\nB\n\n</th></tr>\n<tr>\n<td>\n\nc\n\nd\n\n</td>\n<td>\n\n"
        + "e <kbd>f</kbd>\n\n</td></tr>\n</table>\n\n"
    ),
    (":a: b\n:c d: e\n  f\n", "**a**: b\\\n**c d**: e\n  f\n"), (":a: b\nc\n", "**a**: b\n\nc\n"),
    ("a :b: c\n:d:e\n", "a :b: c\n:d:e\n"),
  ])
  func whatSphinxAddsBecomesMarkdown(body: String, markdown: String) {
    #expect(reduced(body, [.directives, .fencedContainers]) == markdown)
  }

  @Test func manyUnclosedDirectivesTakeLinearTime() {
    let openers =
      String(repeating: ":::{note}\n\n", count: 50_000) + String(repeating: ":::{code}\n", count: 50_000)
    #expect(!reduced("(a)=\n\n" + openers, [.directives]).isEmpty)
    let items = String(repeating: "- :::{code}\n", count: 50_000) + "\n  :::\n"
    #expect(!reduced(items, [.directives]).isEmpty)
    let quotes = String(repeating: "> :::{code}\n", count: 50_000) + "\n> :::\n"
    #expect(!reduced(quotes, [.directives]).isEmpty)
    let braces = "{a}`x` " + String(repeating: "{", count: 1_000_000)
    #expect(reduced(braces, [.directives]).hasPrefix("`x` {{"))
  }

  @Test func aCommentOfNunjucksEndsOutsideOfCode() {
    let page = "## One {#one}\n\nText\n\n```\n{{#each}}\n```\n\nuse `#}` here\n"
    #expect(reduced(page, [.nunjucksComments]) == page)
    let heading = "## One {#one .wide data-x=\"a b\"}\n\nText\n\n{# hidden #}\n\nMore {#b .c#}\n"
    #expect(
      reduced(heading, [.nunjucksComments]) == "## One {#one .wide data-x=\"a b\"}\n\nText\n\n\nMore \n")
    #expect(reduced("a {# `#}` b #} c\n", [.nunjucksComments]) == "a  c\n")
  }

  @Test(arguments: [
    "`:::note`", "```\n:::note\n:::\n```", "    :::note", ":::\nstray", "a ::: b", ":::note: it is",
  ])
  func otherColonsStay(body: String) {
    #expect(reduced(body, .fencedContainers) == body)
  }

  @Test(arguments: [
    ("::note\na\n::\n", "> [!NOTE]\n> a\n\n"), ("::card{title=\"T\"}\na\n::\nb\n", "**T**\n\na\n\nb\n"),
    ("::alert{type=\"warning\"}\na\n::\n", "> [!WARNING]\n> a\n\n"),
    ("::hero\na\n\n#footer\nb\n::\n", "\na\n\n\nb\n\n"),
    ("::hero\n  :::card\n  a\n  :::\n::\n", "\n  \n  \n  a\n  \n\n"),
    ("- a\n\n  ::tip\n  b\n  ::\n", "- a\n\n  > [!TIP]\n  > b\n  \n"),
    ("> ::tip\n> a\n> ::\n", "> > [!TIP]\n> > a\n> \n"),
    ("::card\n---\ntitle: \"T *x*\"\nicon: star\n---\na\n::\n", "\n\n**T \\*x\\***\n\n\n\na\n\n"),
    ("::tip\n---\ndescription: d\n---\na\n::\n", "> [!TIP]\n> \n> d\n> \n> \n> a\n\n"),
    ("a :badge[New *b*]{color=\"red\"} c", "a New *b* c"), ("a :icon{name=\"x\"} b", "a  b"),
    ("[a b]{.red} c", "a b c"),
    (":video{src=\"a.mp4\" title=\"T\"}", "![T](a.mp4)"), (":button{to=\"/x\" label=\"Go\"}", "[Go](/x)"),
    ("| :badge[a] |\n|---|", "| a |\n|---|"), ("- [a]{.b}\n", "- a\n"), ("> :badge[a\nb", "> :badge[a\nb"),
  ])
  func aComponentOfNuxtBecomesItsContent(body: String, markdown: String) {
    #expect(reduced(body, [.fencedContainers, .nuxtComponents]) == markdown)
  }

  @Test(arguments: [
    "`::note`", "```\n::note\n:badge[a]\n```", "    ::note", "a::b", "std::vector[0]", "a :smile: b",
    "12:30[1]",
    "#tag", "`:badge[a] [b]{.c}`", "[a](b)", "::\n", "a\n---\nb\n",
  ])
  func otherTextInNuxtStays(body: String) {
    #expect(reduced(body, [.fencedContainers, .nuxtComponents]) == body)
  }

  @Test(arguments: [
    ("a {++b++} {--c--}", "a <ins>b</ins> <del>c</del>"), ("{~~a~>b~~}", "<del>a</del><ins>b</ins>"),
    ("{==a==}{>>b<<}", "<mark>a</mark> (b)"), ("{==\n\na\n\n==}", "<mark>\n\na\n\n</mark>"),
    ("- {++a++}", "- <ins>a</ins>"), ("> {--a--}", "> <del>a</del>"),
    ("| {==a==} |\n|---|", "| <mark>a</mark> |\n|---|"),
    ("[^1]: {++a++}", "[^1]: <ins>a</ins>"), ("{++a {--b--} c++}", "<ins>a <del>b</del> c</ins>"),
    ("{++ `++}` ++}", "<ins> `++}` </ins>"), ("{~~a~~}", "<del>a</del>"),
    ("`{++a++}`", "`{++a++}`"), ("```\n{==a==}\n```", "```\n{==a==}\n```"), ("{++ a", "{++ a"),
    ("a ++} {-- b", "a ++} {-- b"),
  ])
  func suggestedChangesBecomeHTML(body: String, markdown: String) {
    #expect(reduced(body, .criticMarkup) == markdown)
  }

  @Test(arguments: [
    ("!!! note\n    a\n\n    b\n\nc\n", "> [!NOTE]\n> a\n>\n> b\n\nc\n"),
    ("!!! tip \"T\"\n    a\n", "> [!TIP] T\n> a\n"),
    ("!!! note \"\"\n    a\n", "> \n> a\n"), ("??? bug\n    a\n", "> [!BUG]-\n> a\n"),
    ("???+ info \"T\"\n    a\n", "> [!NOTE]+ T\n> a\n"),
    ("!!! note\n    a\n\n    !!! tip\n        b\n", "> [!NOTE]\n> a\n>\n> > [!TIP]\n> > b\n"),
    ("!!! note\n    ```\n    x\n    ```\n", "> [!NOTE]\n> ```\n> x\n> ```\n"),
    ("- x\n\n    !!! note\n        a\n", "- x\n\n    > [!NOTE]\n    > a\n"),
    ("!!! note\n    a\nb\n", "> [!NOTE]\n> a\n\nb\n"),
    ("=== \"Tab\"\n\n    a\n\n    ```\n    x\n    ```\n", "**Tab**\n\n\na\n\n```\nx\n```\n"),
    ("!!! danger inline end \"T\"\n    a\n", "> [!CAUTION] T\n> a\n"),
  ])
  func anIndentedAdmonitionBecomesAQuote(body: String, markdown: String) {
    #expect(reduced(body, .indentedAdmonitions) == markdown)
  }

  @Test(arguments: [
    "!!! what now?\n", "```\n!!! note\n    a\n```\n", "`!!! note`\n", "A\n===\n", "Wow!!! note\n",
    "    !!! note\n",
  ])
  func otherExclamationsStay(body: String) {
    #expect(reduced(body, .indentedAdmonitions) == body)
  }

  @Test(arguments: [
    ("++ctrl+alt+del++", "<kbd>Ctrl+Alt+Del</kbd>"), ("C++ and D++", "C++ and D++"),
    ("^^a b^^", "<ins>a b</ins>"),
    ("==a==", "<mark>a</mark>"), ("--8<-- \"a.md\"", "\\[a.md\\]"), ("`++a++ ==b==`", "`++a++ ==b==`"),
    ("a == b == c", "a == b == c"),
  ])
  func marksOfMaterialBecomeHTML(body: String, markdown: String) {
    #expect(reduced(body, .materialMarks) == markdown)
  }

  @Test(arguments: [
    ("[TOC]\n\na\n", "\na\n"), ("[[toc]]\n", ""), ("<<< @/a.js\n", "`a.js`\n"),
    ("`[TOC]`\n", "`[TOC]`\n"),
    ("a [TOC] b\n", "a [TOC] b\n"),
  ])
  func tablesOfContentsAreRemoved(body: String, markdown: String) {
    #expect(reduced(body, .contentsMarks) == markdown)
  }
}
