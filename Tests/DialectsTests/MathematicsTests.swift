import Markdown
import Testing

@testable import Dialects

/// Formulas in pages, as the Markdown that they are reduced to.
struct MathematicsTests {
  private func reduced(_ body: String, _ dialect: Dialect = .github) -> String {
    String(decoding: dialect.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  // MARK: Within a line

  @Test(arguments: [
    ("a $x_1$ b", "a x₁ b"), ("a $x_d$ b", "a x\\_d b"), ("$a_1$ and $b_2$", "a₁ and b₂"), ("($x$)", "(x)"),
    ("**$x$**", "**x**"),
    ("$a*b*c$", "a ∗ b ∗ c"), ("$a < b$", "a \\< b"), ("$|x|$", "\\|x\\|"),
    ("$\\{x\\}$", "\\{x\\}"), ("$f(x)[a](b)$", "f(x)\\[a\\](b)"), ("[a $x_i$](b)", "[a xᵢ](b)"),
    ("# The $n^2$ law", "# The n² law"), ("$$a^2$$ inline", "a² inline"), ("where $$x$$.", "where x."),
    ("a $x\n= y$ b", "a x = y b"), ("$`x_1 * y`$", "x₁ ∗ y"), ("函数$f(x)$是", "函数f(x)是"), ("$\\$5$", "\\$5"),
    ("\\\\$x_1$", "\\\\x₁"), ("$-x$ is", "−x is"), ("$+ 1$ x", "\\+1 x"), ("$1. x$", "1\\. x"),
    ("$\\#$ x", "\\# x"), ("<p>$a < b_1$</p>", "<p>a &lt; b₁</p>"), ("<b>$x_1$</b> y", "<b>x₁</b> y"),
  ])
  func aFormulaBecomesText(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("a $\\foo_1*2*$ b", "a `\\foo_1*2*` b"), ("$\\foo<e$ b", "`\\foo<e` b"),
    ("$$\\foo$$ inline", "`\\foo` inline"), ("a $\\foo\nb$ c", "a `\\foo b` c"),
    ("a ` b $\\foo$ c", "a ` b ``\\foo`` c"), ("$`\\foo`$", "`\\foo`"), ("`$\\foo$ b", "`\\\\foo b"),
    ("<p>$\\foo<e$</p>", "<p><code>\\foo&lt;e</code></p>"), ("$a \\\\ b$ x", "`a \\\\ b` x"),
  ])
  func anotherFormulaBecomesCode(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    "$5 and $10", "it costs $5.", "$HOME and $PATH", "$HOME/$USER", "${A}/${B}", "$(a)/$(b)", "\\$x\\$",
    "US$x$", "$x$y", "$x$2", "$ x$", "$x $", "a $x\n\ny$", "$", "$$", "$$$", "$$$$", "a$b$", "10$ or 20$",
    "\\\\(x\\\\)", "\\(x\\)", "[a](b$c$d)", "[a](<b $c$>)", "https://a.example/$b$/c",
    "<https://a.example/$b$>",
    "<a title=\"$x$\">", "[a]: /b$c$", "`$x$`", "``$x$ ` ``", "    $x$", "```\n$x$\n```", "<pre>$x$</pre>",
    "<!-- $x$ -->", "$x `a` y$", "| a | b |\n| - | - |\n| $x | y$ |",
  ])
  func otherDollarsStay(body: String) {
    #expect(reduced(body) == body)
  }

  // MARK: Containers

  @Test(arguments: [
    ("- a $x_1$\n- `$x_1$`\n", "- a x₁\n- `$x_1$`\n"), ("> a $x_1\n> = y$ b\n", "> a x₁ = y b\n"),
    (
      "| $x_1$ | `$x$` |\n| - | - |\n| $\\|a\\|$ | $\\foo \\| y$ |\n",
      "| x₁ | `$x$` |\n| - | - |\n| \\|a\\| | `\\foo \\| y` |\n"
    ),
    ("a[^1]\n\n[^1]: b $x_1$ `$x_1$`\n", "a[^1]\n\n[^1]: b x₁ `$x_1$`\n"),
    ("- > 1. $\\foo$\n", "- > 1. `\\foo`\n"),
  ])
  func containersKeepTheirMarks(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  // MARK: Lines of their own

  @Test(arguments: [
    ("$$x_1$$", "x₁"), ("$$\nx_1\n= y\n$$\n", "x₁ = y\n"), ("a\n$$x_1$$\nb\n", "a\n\nx₁\n\nb\n"),
    ("a\n\n$$\nx_1\n\n= y\n$$\n\nb\n", "a\n\nx₁ = y\n\nb\n"), ("$$\na\n- b\n+ c\n$$\n", "a − b + c\n"),
    ("$$\na\n=\nb\n$$\n", "a = b\n"), ("$$- x$$", "−x"),
    ("```math\nx_1\n```\n", "x₁\n"), ("a\n``` math\nx_1\n```\nb\n", "a\n\nx₁\n\nb\n"),
    ("~~~math\nx_1\n~~~\n---\n", "x₁\n\n---\n"),
    ("- $$x_1$$\n- b\n", "- x₁\n- b\n"), ("> $$\n> x_1\n> $$\n> b\n", "> x₁\n> \n> b\n"),
    ("- a\n\n  $$\n  x_1\n  $$\n", "- a\n\n  x₁\n"),
  ])
  func aDisplayFormulaBecomesAParagraph(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("$$\na &= b \\\\\n- c &= d\n$$\n", "a = b\\\n−c = d\n"),
    ("> $$\\begin{align*} a_1 &= b \\\\ &\\le c \\end{align*}$$\n", "> a₁ = b\\\n> ≤ c\n"),
    ("$$\\begin{align}a &= b \\\\[4pt] c &= d \\\\* e &= f\\end{align}$$\n", "a = b\\\nc = d\\\ne = f\n"),
    ("$$\\begin{aligned}x &= 1 & y &= \\text{all} \\\\\n\\end{aligned}$$\n", "x = 1 y = all\n"),
    ("- $$\\frac{a \\\\}{b}$$\n", "- ```latex\n  \\frac{a \\\\}{b}\n  ```\n"),
  ])
  func eachRowOfADisplayFormulaIsALine(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("$$\\begin{cases} a \\\\ b \\end{cases}$$\n", "```\n⎧ a\n⎩ b\n```\n"),
    (
      "$$f(x) = \\begin{cases} x_1, & x > 0 \\\\ 0, & x = 0 \\\\ -x, & \\text{otherwise} \\end{cases}$$\n",
      "```\n       ⎧ x₁,  x > 0\nf(x) = ⎨ 0,   x = 0\n       ⎩ −x,  otherwise\n```\n"
    ),
    (
      "> $$\n> A = \\begin{bmatrix} 1 & 0 \\\\ 0 & 10 \\end{bmatrix} \\begin{pmatrix} x \\\\ y \\end{pmatrix},\n> $$\n",
      "> ```\n> A = ⎡ 1  0  ⎤ ⎛ x ⎞,\n>     ⎣ 0  10 ⎦ ⎝ y ⎠\n> ```\n"
    ),
    (
      "```math\n\\left| \\begin{array}{cc} a & b \\\\ c & d \\end{array} \\right| = 1\n```\n",
      "```\n│ a  b │ = 1\n│ c  d │\n```\n"
    ),
    (
      "$$\\left\\{ \\begin{aligned} x &= 1 \\\\ yz &= 2 \\end{aligned} \\right.$$\n",
      "```\n⎧  x = 1\n⎩ yz = 2\n```\n"
    ),
    (
      "$$\nY = \\left[\\begin{array}\n  {c}\n  y_1 \\\\\n  y_n\n\\end{array}\\right]\n$$\n",
      "```\nY = ⎡ y₁ ⎤\n    ⎣ yₙ ⎦\n```\n"
    ),
    (
      "$$\\begin{align} a &= \\begin{bmatrix} 1 \\end{bmatrix} \\\\ b &= 2 \\end{align}$$\n",
      "```\na = [ 1 ]\n\nb = 2\n```\n"
    ),
    (
      "$$\\begin{bmatrix} \\foo & 1 \\end{bmatrix}$$\n",
      "```latex\n\\begin{bmatrix} \\foo & 1 \\end{bmatrix}\n```\n"
    ),
    (
      "$$\\begin{array}{c|c} 1 & 2 \\end{array}$$\n",
      "```latex\n\\begin{array}{c|c} 1 & 2 \\end{array}\n```\n"
    ),
  ])
  func matricesAndCasesBecomeRows(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("$$\\foo$$\n", "```latex\n\\foo\n```\n"),
    (
      "a\n$$\n\\begin{aligned}\na &= \\foo \\\\\n- c &= *d*\n\\end{aligned}\n$$\nb\n",
      "a\n```latex\n\\begin{aligned}\na &= \\foo \\\\\n- c &= *d*\n\\end{aligned}\n```\nb\n"
    ),
    ("> $$\n> \\foo\n>   y\n> $$\n", "> ```latex\n> \\foo\n>   y\n> ```\n"),
    ("- $$\n  \\foo\n  $$\n- b\n", "- ```latex\n  \\foo\n  ```\n- b\n"),
    ("a[^1]\n\n[^1]: $$\\foo$$\n", "a[^1]\n\n[^1]: ```latex\n    \\foo\n    ```\n"),
    ("```math\n\\foo\n```\n", "```latex\n\\foo\n```\n"),
    ("- ~~~ math\n  \\foo\n  ~~~\n", "- ~~~latex\n  \\foo\n  ~~~\n"),
    ("$$\n```x\n$$\n", "$$\n```x\n$$\n"),
  ])
  func anotherDisplayFormulaBecomesACodeBlock(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    "$$\n\na\n\n# b\n\n$$\n", "> $$\n> x\n\n$$\n", "$$\n\n    x\n\n$$\n", "$$ a\n\nb $$\n",
    "```math2\nx\n```\n",
    "```math\nx", "````\n```math\nx\n```\n````\n", "    $$\n    x\n    $$\n",
  ])
  func otherBlocksStay(body: String) {
    #expect(reduced(body) == body)
  }

  @Test func linesKeepTheirNumbers() {
    let body = "a\n\n$$\nx_1\n\n+ y\n$$\n\n# b\n\n$$\nx_d\n$$\n\n# c\n"
    let markdown = Dialect.github.reduce(Array(body.utf8)[...])
    let document = Document(markdown: markdown.bytes, lines: markdown.lines)
    #expect(document.outline.map(\.line) == [9, 15])
  }

  // MARK: Brackets

  private static let brackets: Dialect = [
    .dollarMathematics, .bracketMathematics, .escapedBracketMathematics,
  ]

  @Test(arguments: [
    ("a \\(x_1\\) b", "a x₁ b"), ("a \\\\(x_1\\\\) b", "a x₁ b"), ("a \\(n\\) b", "a n b"),
    ("\\[x_1\\]\n", "x₁\n"), ("\\\\[\nx_1\n\\\\]\n", "x₁\n"), ("a \\[x = 1\\] b", "a x = 1 b"),
    ("\\\\(x\\_1\\\\)", "x₁"), ("\\\\(\\foo\\\\\\\\x\\\\)", "`\\foo\\\\x`"), ("- \\(x_d\\)\n", "- x\\_d\n"),
    (
      "\\begin{align}\na &= \\foo \\\\\n\\end{align}\n",
      "```latex\n\\begin{align}\na &= \\foo \\\\\n\\end{align}\n```\n"
    ),
    ("| \\(x_1\\) | \\(\\foo\\) |\n| - | - |\n", "| x₁ | `\\foo` |\n| - | - |\n"),
    ("> \\[\n> x_1\n> \\]\n", "> x₁\n"), ("a[^1]\n\n[^1]: \\(x_1\\)\n", "a[^1]\n\n[^1]: x₁\n"),
  ])
  func bracketsAreMathematicsOfSomeGenerators(body: String, markdown: String) {
    #expect(reduced(body, Self.brackets) == markdown)
    #expect(reduced(body, [.dollarMathematics]) == body)
  }

  @Test(arguments: [
    "\\[1\\]", "- \\[x\\] done", "\\[not a link\\]", "\\(a remark\\)", "\\[ \\]", "\\[a", "`\\(x_1\\)`",
    "```\n\\[x_1\\]\n```", "    \\(x_1\\)", "\\[foo\\_bar\\]", "C:\\\\a", "<pre>\\(x_1\\)</pre>",
  ])
  func escapedBracketsStay(body: String) {
    #expect(reduced(body, Self.brackets) == body)
  }

  @Test func mdBookHasDoubledBackslashesOnly() {
    let body = "\\(x_1\\) \\\\(x_1\\\\)"
    #expect(reduced(body, [.escapedBracketMathematics]) == "\\(x_1\\) x₁")
  }
}
