import Markdown
import PortfolioModel
import TestSupport
import Testing

@testable import ContentSource

/// The dialects of pages by the site that they belong to.
struct SiteDialectTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The text of the first block of the only page of a site, if it is a paragraph.
  private func text(of body: String, _ configuration: (name: String, text: String)) throws -> String? {
    guard case .paragraph(let inlines)? = try document(body, configuration)?.blocks.first?.kind else {
      return nil
    }
    return inlines.plainText
  }

  /// The only page of a site with a configuration file.
  private func document(_ body: String, _ configuration: (name: String, text: String)) throws -> Document? {
    try folder.write(configuration.text, to: configuration.name)
    let roots = [
      "_config.yml": "_posts", "mkdocs.yml": "docs", "docusaurus.config.js": "docs", "book.toml": "src",
      "dendron.yml": "notes",
    ]
    try folder.write(body, to: (roots[configuration.name] ?? "content") + "/2024-01-01-x.md")
    let pages = Portfolio(try ContentLoader.load(folder.path)).pages
    return (pages.first { $0.path.hasSuffix("-x.md") } ?? pages.first)?.document
  }

  @Test(arguments: [
    ("plugins:\n  - macros\nextra:\n  price: 5\n", "It costs 5 (T)."),
    ("plugins:\n  - macros:\n      verbose: true\n", "It costs [price] (T)."),
    ("plugins:\n  macros:\n    verbose: true\n", "It costs [price] (T)."),
    ("plugins:\n  - search\n", "It costs {{ price }} ({{ page.meta.title }}).{# hidden #}"),
    (
      "plugins:\n  - macros:\n      j2_variable_start_string: '[['\n",
      "It costs {{ price }} ({{ page.meta.title }}).{# hidden #}"
    ),
    (
      "plugins:\n  - macros:\n      render_by_default: false\n",
      "It costs {{ price }} ({{ page.meta.title }}).{# hidden #}"
    ),
  ])
  func aPluginOfMkDocsHasTemplates(configuration: String, text: String) throws {
    let body = "---\ntitle: T\n---\nIt costs {{ price }} ({{ page.meta.title }}).{# hidden #}\n"
    #expect(try self.text(of: body, ("mkdocs.yml", "site_name: S\n" + configuration)) == text)
  }

  @Test(arguments: [
    ("render_macros: false", "a {{ price }}"), ("ignore_macros: true", "a {{ price }}"),
    ("render_macros: true", "a 5"),
  ])
  func aPageOfMkDocsMayTurnTemplatesOff(field: String, text: String) throws {
    let configuration = "plugins:\n  - macros\nextra:\n  price: 5\n"
    #expect(
      try self.text(of: "---\n\(field)\n---\na {{ price }}\n", ("mkdocs.yml", configuration)) == text)
  }

  @Test(arguments: [
    ("hugo.toml", "title = 'T'\n", ":smile:"), ("hugo.toml", "enableEmoji = true\n", "😄"),
    ("hugo.yaml", "enableEmoji: false\n", ":smile:"), ("config.toml", "base_url = '/'\n", ":smile:"),
    ("config.toml", "base_url = '/'\n[markdown]\nrender_emoji = true\n", "😄"),
    ("_config.yml", "title: T\n", ":smile:"), ("_config.yml", "plugins:\n  - jemoji\n", "😄"),
    ("_config.yml", "plugins:\n  # - jemoji\n", ":smile:"), ("mkdocs.yml", "site_name: T\n", ":smile:"),
    (
      "mkdocs.yml",
      "site_name: T\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:x.y\n", "😄"
    ),
    (".vitepress/config.ts", "", "😄"), (".obsidian/x.json", "", ":smile:"), ("x.txt", "", "😄"),
  ])
  func emojiAreThoseOfTheGenerator(name: String, configuration: String, text: String) throws {
    #expect(try self.text(of: ":smile:\n", (name, configuration)) == text)
  }

  @Test func hugoShowsParametersAndTheCodeOfItsOwnShortcodes() throws {
    try folder.write("{{ highlight .Inner (.Get 0) \"\" }}\n", to: "layouts/shortcodes/high.html")
    try folder.write("<b>{{ .Inner | markdownify }}</b>\n", to: "layouts/shortcodes/bold.html")
    try folder.write("[params]\nversion = \"1.2\"\n", to: "hugo.toml")
    try folder.write(
      "---\ncolour: red\n---\n{{< high sh >}}\na *b*\n\nc\n{{< /high >}}\n\n"
        + "{{< bold >}}*d*{{< /bold >}} {{< param version >}} {{< param \"colour\" >}}\n", to: "content/x.md")
    let blocks = Portfolio(try ContentLoader.load(folder.path)).pages.first?.document.blocks ?? []
    try #require(blocks.count == 2)
    guard case .codeBlock(_, let code) = blocks[0].kind, case .paragraph(let inlines) = blocks[1].kind else {
      Issue.record("\(blocks)")
      return
    }
    #expect(code == "a *b*\n\nc\n")
    #expect(inlines.plainText == "d 1.2 red")
  }

  @Test func anOwnShortcodeOfCodeThatIsNotClosedHasItsOwnName() throws {
    try folder.write("<pre>{{ .Inner }}</pre>\n", to: "layouts/shortcodes/high.html")
    #expect(
      try text(of: "{{< high >}} a {{< High sh >}}\n", ("hugo.toml", "title = 'T'\n"))
        == "[high] a [High: sh]")
  }

  @Test(arguments: [
    ("[@knuth84]", "(Knuth 1984)"), ("@knuth84", "Knuth (1984)"), ("@knuth84.", "Knuth (1984)."),
    ("[see @knuth84, pp. 3-4; also @two]", "(see Knuth 1984, pp. 3-4; also Gödel and van Dyk 1931)"),
    ("[-@three]", "(n.d.)"), ("@three [p. 3]", "Ångström, B, and C (n.d., p. 3)"),
    ("[@many]", "(A et al. 2001)"),
    ("@none [see @none]", "@none [see @none]"), ("me@knuth84 `@knuth84`", "me@knuth84 @knuth84"),
    ("[a @knuth84](x)", "a Knuth (1984)"), ("@team", "The R Team (2001)"),
    ("@several", "Knuth, Lamport, et al. (1984)"),
    ("@parts", "Lee (1999)"),
  ])
  func quartoCitesTheWorksOfItsBibliography(body: String, text: String) throws {
    try folder.write(
      """
      @comment{x} @string{y = "z"}
      @manual{team, author = {{The R Team}}, year = 2001}
      @book{several, author = {Knuth, Donald and Lamport, Leslie and others}, year = 1984}
      @book{parts, author = "Lee, " # "Ann", month = jul # "~4", year = 1999}
      @book{knuth84, author = {Donald E. Knuth}, title={{The} Book}, year = 1984,}
      @Article{two, AUTHOR = "G{\\\"o}del, Kurt and Jan van Dyk", date = {1931-05-01}}
      @misc{three, author = {{\\AA}ngstr{\\\"o}m, A and B and
        C}}
      @misc{many, author = {A and B and C and D}, year = {2001}}
      @misc{broken, author = {
      """, to: "refs.bib")
    #expect(try self.text(of: body + "\n", ("_quarto.yml", "bibliography: refs.bib\n")) == text)
  }

  @Test func quartoRefersToTheSectionsOfOtherPages() throws {
    try folder.write("# The *first* part {#sec-one .x}\n", to: "a.qmd")
    let document = try self.document(
      "See @sec-one and @sec-none.\n", ("_quarto.yml", "website:\n  title: T\n"))
    guard case .paragraph(let inlines)? = document?.blocks.first?.kind else {
      Issue.record("no paragraph")
      return
    }
    #expect(inlines.plainText == "See The first part and @sec-none.")
  }

  @Test func logseqShowsTheMacrosOfItsConfiguration() throws {
    try folder.write(
      "{;; :macros {\"poem\" \"none\"}\n :macros {\"poem\" \"Rose is $1, $2 \\\"and\\\" $9$\",\n"
        + "  \"map\" \"[:iframe {:src \\\"https://a.example/$1\\\"}]\"}}\n", to: "logseq/config.edn")
    try folder.write("- {{poem red, blue}} {{map x}} {{other y}} `{{poem a}}`\n", to: "pages/x.md")
    let document = try #require(Portfolio(try ContentLoader.load(folder.path)).pages.first?.document)
    guard case .list(let list)? = document.blocks.first?.kind,
      case .paragraph(let inlines)? = list.items.first?.blocks.first?.kind
    else {
      Issue.record("no list")
      return
    }
    #expect(
      inlines.plainText == "Rose is red, blue \"and\" $ map: https://a.example/x {{other y}} {{poem a}}")
  }

  @Test func dendronShowsTheFieldsOfAPage() throws {
    let text = try self.text(
      of: "---\ntitle: A\ndesc: The *desc*\n---\n{{fm.desc}} and {{ fm.none }}\n",
      ("dendron.yml", "version: 5\n"))
    #expect(text == "The *desc* and {{ fm.none }}")
  }

  @Test(arguments: [
    ("hugo.toml", "", "x₁ x₁ x₁"), ("_config.yml", "", "x₁ x₁ x₁"), ("mkdocs.yml", "", "x₁ x₁ x₁"),
    ("book.toml", "", "x₁ (x_1) x₁"), ("docusaurus.config.js", "", "x₁ (x_1) \\(x_1\\)"),
    (".obsidian/x.json", "", "x₁ (x_1) \\(x_1\\)"), ("x.txt", "", "x₁ (x_1) \\(x_1\\)"),
  ])
  func mathematicsIsThatOfTheGenerator(name: String, configuration: String, text: String) throws {
    #expect(try self.text(of: "$x_1$ \\(x_1\\) \\\\(x_1\\\\)\n", (name, configuration)) == text)
  }

  @Test(arguments: [
    ("", "x"), ("config.addPlugin(x)\n", "x"),
    ("config.amendLibrary('md', (md) => md.enable('code'))\n", nil),
  ])
  func eleventyHasIndentedCodeOnlyIfTheConfigurationEnablesIt(configuration: String, text: String?) throws {
    #expect(try self.text(of: "    x\n", ("eleventy.config.js", configuration)) == text)
  }

  @Test(arguments: [
    ("next.config.js", "x 1y"), ("gatsby-config.js", "x 1y"),
    ("x.txt", "x{/* a */} {1}y"), ("astro.config.mjs", "x{/* a */} {1}y"),
  ])
  func aPageWithASignOfMDXIsMDX(name: String, text: String) throws {
    #expect(try self.text(of: "x{/* a */} {1}y\n", (name, "")) == text)
  }

  @Test(arguments: [
    ("mkdocs.yml", "site_name: T\n", "x{>>a<<}"),
    ("mkdocs.yml", "site_name: T\nmarkdown_extensions:\n  - pymdownx.critic:\n      mode: view\n", "x (a)"),
  ])
  func suggestedChangesAreThoseOfTheConfiguration(name: String, configuration: String, text: String) throws {
    #expect(try self.text(of: "x{>>a<<}\n", (name, configuration)) == text)
  }

  @Test(arguments: [
    ("", "x^2^ x~1~ #!py c [d][e.f]"),
    ("markdown_extensions:\n  - pymdownx.caret\n", "x² x~1~ #!py c [d][e.f]"),
    ("markdown_extensions:\n  - pymdownx.tilde\n  - pymdownx.inlinehilite\n", "x^2^ x₁ c [d][e.f]"),
    ("plugins:\n  - mkdocstrings\n", "x^2^ x~1~ #!py c d"),
    ("INHERIT: ../base.yml\n", "x^2^ x1 #!py c [d][e.f]"),
  ])
  func extensionsOfMkDocsAreThoseOfTheConfiguration(configuration: String, text: String) throws {
    let body = "x^2^ x~1~ `#!py c` [d][e.f]\n"
    #expect(try self.text(of: body, ("mkdocs.yml", "site_name: T\n" + configuration)) == text)
  }

  @Test(arguments: [
    ("mkdocs.yml", "site_name: T\nextra:\n  a: b\n", "a{.b} c{#e} f{g=1}"),
    ("mkdocs.yml", "site_name: T\nmarkdown_extensions:\n  - attr_list\n", "a c f"),
    ("mkdocs.yml", "site_name: T\nmarkdown_extensions: [extra]\n", "a c f"),
    ("mkdocs.yml", "site_name: T\nmarkdown_extensions:\n  - extra\n", "a c f"),
    ("_quarto.yml", "website:\n  title: T\n", "a c f"), ("x.txt", "", "a{.b} c{#e} f{g=1}"),
    ("hugo.toml", "[markup.goldmark.parser.attribute]\nblock = true\n", "a{.b} c{#e} f{g=1}"),
  ])
  func attributesBehindSpansAreThoseOfTheConfiguration(
    name: String, configuration: String, text: String
  ) throws {
    #expect(try self.text(of: "*a*{.b} [c](d){#e} `f`{g=1}\n", (name, configuration)) == text)
  }

  @Test(arguments: [("", "a {.b}"), ("[markup.goldmark.parser.attribute]\nblock = true\n", "a")])
  func attributesOfBlocksAreThoseOfHugosConfiguration(configuration: String, text: String) throws {
    #expect(try self.text(of: "a\n{.b}\n", ("hugo.toml", configuration)) == text)
  }

  @Test(arguments: [
    ("module.exports = { plugins: [`gatsby-plugin-mdx`] }\n", "a {1} b"),
    (
      "module.exports = {\n  plugins: [{ resolve: `gatsby-plugin-mdx`, options: { extensions: [`.mdx`, `.md`] } }],\n}\n",
      "a 1 b"
    ),
  ])
  func gatsbyReadsMarkdownAsMDXIfItIsConfigured(configuration: String, text: String) throws {
    #expect(try self.text(of: "a {1} b\n", ("gatsby-config.js", configuration)) == text)
  }

  @Test(arguments: [
    ("hugo.toml", "", "“a” – …"), ("_config.yml", "", "“a” – …"), ("astro.config.mjs", "", "“a” — …"),
    ("quartz.config.ts", "", "“a” — …"), ("book.toml", "", "“a” – …"),
    ("config.toml", "base_url = '/'\n", "\"a\" -- ..."), ("mkdocs.yml", "site_name: T\n", "\"a\" -- ..."),
    (".vitepress/config.ts", "", "\"a\" -- ..."), ("x.txt", "", "\"a\" -- ..."),
    ("config.toml", "base_url = '/'\n[markdown]\nsmart_punctuation = true\n", "“a” – …"),
    ("book.toml", "[output.html]\nsmart-punctuation = false\n", "\"a\" -- ..."),
    ("_config.yml", "kramdown:\n  gfm_quirks: [paragraph_end, no_auto_typographic]\n", "\"a\" -- ..."),
    ("eleventy.config.js", "", "\"a\" -- ..."), ("docusaurus.config.js", "", "\"a\" -- ..."),
    ("conf.py", "extensions = ['myst_parser']\n", "“a” – …"),
    ("conf.py", "extensions = ['myst_parser']\nsmartquotes = False\n", "\"a\" -- ..."),
    (
      "astro.config.mjs", "export default { markdown: { smartypants: { dashes: 'oldschool' } } }\n",
      "“a” – …"
    ),
    ("mkdocs.yml", "site_name: T\nmarkdown_extensions:\n  - smarty\n", "“a” – …"),
    (".vitepress/config.ts", "export default { markdown: { typographer: true } }\n", "“a” – …"),
    ("_config.yml", "kramdown:\n  smart_quotes: apos,apos,quot,quot\n", "\"a\" – …"),
    ("hugo.toml", "[markup.goldmark.extensions]\ntypographer = false\n", "\"a\" -- ..."),
    ("hugo.toml", "[markup.goldmark.extensions.typographer]\ndisable = true\n", "\"a\" -- ..."),
    ("astro.config.mjs", "export default { markdown: { smartypants: false } }\n", "\"a\" -- ..."),
  ])
  func typographyIsThatOfTheConfiguration(name: String, configuration: String, text: String) throws {
    #expect(try self.text(of: "\"a\" -- ...\n", (name, configuration)) == text)
  }

  @Test(arguments: [
    ("hugo.toml", "", "a b"), ("_config.yml", "", "~a~ b"), (".vitepress/config.ts", "", "~a~ b"),
    ("mkdocs.yml", "site_name: T\n", "~a~ ~~b~~"), ("x.txt", "", "a b"),
  ])
  func tildesStrikeOutAsTheGeneratorDoes(name: String, configuration: String, text: String) throws {
    #expect(try self.text(of: "~a~ ~~b~~\n", (name, configuration)) == text)
  }

  @Test(arguments: [
    ("next.config.mjs", "import nextra from 'nextra'\n", "a"), ("next.config.js", "", "a [#b]"),
    ("next.config.mjs", "import { createMDX } from 'fumadocs-mdx/next'\n", "a"), ("x.txt", "", "a [#b]"),
  ])
  func idsInBracketsAreThoseOfNextraAndFumadocs(name: String, configuration: String, text: String) throws {
    let document = try document("Text\n\n## a [#b]\n", (name, configuration))
    #expect(document?.outline.first?.title == text)
  }

  @Test func pelicanAndNuxtHaveTheirOwnMarks() throws {
    #expect(try text(of: "{% giphy a %}\n", ("pelicanconf.py", "SITENAME = 'T'\n")) == "[giphy: a]")
    let nuxt = try SiteDialectTests()
    #expect(try nuxt.text(of: "::card\na :badge[b]\n::\n", ("nuxt.config.ts", "")) == "a b")
  }

  @Test func aFileOutsideASiteHasMathematicsAndEmoji() {
    let page = Page.reading(Array("$x_1$ :smile:\n".utf8), name: "-")
    guard case .paragraph(let inlines)? = page.document.blocks.first?.kind else {
      Issue.record("no paragraph")
      return
    }
    #expect(inlines.plainText == "x₁ 😄")
  }

  @Test func hugoReadsTheFileOfItsMarkup() throws {
    try folder.write(
      "[goldmark.extensions]\ntypographer = false\n[goldmark.extensions.extras.superscript]\nenable = true\n",
      to: "config/_default/markup.toml")
    #expect(try text(of: "\"a\" -- x^2^\n", ("hugo.toml", "title = 'T'\n")) == "\"a\" -- x²")
    // What the configuration itself says takes precedence.
    #expect(
      try text(of: "\"a\" -- x^2^\n", ("hugo.toml", "[markup.goldmark.extensions]\ntypographer = true\n"))
        == "“a” – x^2^")
  }

  @Test(arguments: [
    ("rust,ignore", "# use a;\n#\n    # b\nc # d\n##[e]\n  ## f\n#[g]", "c # d\n#[e]\n  # f\n#[g]\n"),
    ("toml", "# a\nb", "# a\nb\n"), ("python", "~a\n  ~b\nc ~\n# d", "c ~\n# d\n"),
    ("python, hidelines=!!!", "~a\n!!!b", "~a\n"), ("js hidelines=//", " // a\nb", "b\n"),
    ("", "# a", "# a\n"),
  ])
  func linesOfCodeAreHiddenAsInMdBook(info: String, code: String, shown: String) throws {
    try folder.write("[output.html.code.hidelines]\npython = '~'\n", to: "book.toml")
    try folder.write("```\(info)\n\(code)\n```\n", to: "src/x.md")
    let portfolio = Portfolio(try ContentLoader.load(folder.path))
    guard case .codeBlock(_, let text)? = portfolio.pages.first?.document.blocks.first?.kind else {
      Issue.record("no code")
      return
    }
    #expect(text == shown)
  }

  @Test func linesOfRustAreShownOutsideMdBook() throws {
    try folder.write("```rust\n# a\n```\n", to: "x.md")
    let portfolio = Portfolio(try ContentLoader.load(folder.path))
    guard case .codeBlock(_, "# a\n")? = portfolio.pages.first?.document.blocks.first?.kind else {
      Issue.record("hidden")
      return
    }
  }

  @Test(arguments: [
    ("{{ $frontmatter.title }}", "A *b*"), ("{{frontmatter.version}}", "1.20"),
    ("{{ $page.title }}", "A *b*"), ("{{ $page.frontmatter.deep.key }}", "value"),
    ("{{ 'a' }} {{ 7 }}", "a 7"),
    ("{{ $frontmatter.list }}", "{{ $frontmatter.list }}"),
    ("{{ $frontmatter.none }}", "{{ $frontmatter.none }}"),
    ("{{ 'a' + 'b' }}", "{{ 'a' + 'b' }}"), ("`{{ $page.title }}`", "{{ $page.title }}"),
    ("<b>{{ $page.title }}</b> c", "A *b* c"),
    ("<span v-pre>{{ 1 }}</span> {{ 2 }}", "{{ 1 }} 2"), ("::: v-pre\n{{ 1 }}\n:::", "{{ 1 }}"),
    ("<p v-pre>{{ 1 }}\n{{ 2 }}", "{{ 1 }} {{ 2 }}"),
  ])
  func templatesOfVueShowTheFieldsOfThePage(body: String, text: String) throws {
    let page = "---\ntitle: 'A *b*'\nversion: '1.20'\ndeep:\n  key: value\nlist: [a]\n---\n\n\(body)\n"
    #expect(try self.text(of: page, (".vitepress/config.ts", "")) == text)
  }

  @Test func theTitleOfAVuePageMayBeThatOfItsHeading() throws {
    try folder.write("", to: ".vitepress/config.ts")
    try folder.write("# Heading\n\n{{ $page.title }}, {{ $title }}\n", to: "x.md")
    let portfolio = Portfolio(try ContentLoader.load(folder.path))
    guard case .paragraph(let inlines)? = portfolio.pages.first?.document.blocks.last?.kind else {
      Issue.record("no paragraph")
      return
    }
    #expect(inlines.plainText == "Heading, Heading")
  }

  @Test(arguments: [
    ("", "/// details | a b ///"), ("markdown_extensions:\n  - pymdownx.blocks.details\n", nil),
  ])
  func blocksOfPyMdownAreThoseOfTheConfiguration(configuration: String, text: String?) throws {
    let body = "/// details | a\nb\n///\n"
    #expect(try self.text(of: body, ("mkdocs.yml", "site_name: T\n" + configuration)) == text)
  }
}
