import Dialects
import Glibc
import PortfolioModel
import TestSupport
import Testing

@testable import ContentSource

/// Files that pages include.
struct InclusionTests {
  /// The Markdown of the page `page.md` or `page.mdx` of a site with the text of the files that it includes.
  private func included(_ files: [String: String]) throws -> String {
    try included(in: TemporaryFolder(files))
  }

  private func included(in folder: TemporaryFolder) throws -> String {
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    let pages = portfolio.pages + [portfolio.welcome].compactMap { $0 }
    let page = try #require(pages.first { $0.path.contains("page.md") })
    return String(decoding: Dialect.including(page.inclusions, in: page.body), as: UTF8.self)
  }

  private let vitePress = [".vitepress/config.js": "export default {title: 'T'}\n"]

  private func vitePressPage(_ page: String, _ files: [String: String] = [:]) throws -> String {
    try included(
      vitePress.merging(["guide/page.md": page]) { $1 }.merging(files) { $1 })
  }

  @Test func mkDocsIncludesPages() throws {
    let files = [
      "mkdocs.yml": "site_name: T\n",
      "docs/page.md":
        "> {% include-markdown \"parts/a.md\" start='x' %}\n\n`{% include-markdown \"parts/a.md\" %}`\n",
      "docs/parts/a.md": "---\ntitle: A\n---\none\n\ntwo\n",
    ]
    #expect(try included(files) == "> one\n> \n> two\n\n`{% include-markdown \"parts/a.md\" %}`\n")
  }

  @Test(arguments: [
    ("![[note]]", "# A\n\na\n\n## B\n\nb\n\n# C"), ("![[dendron://vault/note#a]]", "# A\n\na\n\n## B\n\nb\n"),
    ("![[note#a,1:#*]]", "\na\n"), ("![[note#b]]", "## B\n\nb\n"),
    ("![[note#a:#c]]", "# A\n\na\n\n## B\n\nb\n"),
    ("![[label|note#c]]", "# C"), ("> ![[note#b]]", "> ## B\n> \n> b\n> "),
    ("![[note#none]]", "![[note#none]]"), ("![[none]]", "![[none]]"), ("a ![[note]]", "a ![[note]]"),
    ("`![[note]]`", "`![[note]]`"), ("![[note#^id]]", "![[note#^id]]"), ("![[blocks#^one]]", "a\nb"),
    ("![[blocks#^two]]", "- d"), ("![[blocks#^three]]", "| e |\n| - |"),
  ])
  func dendronShowsNotesInOthers(mark: String, text: String) throws {
    let files = [
      "dendron.yml": "version: 5\n", "notes/page.md": mark + "\n",
      "notes/note.md": "---\nid: n\n---\n# A\n\na\n\n## B\n\nb\n\n# C\n",
      "notes/blocks.md": "x\n\na\nb ^one\n\n- c\n- d ^two\n\n| e |\n| - |\n\n^three\n",
    ]
    #expect(try included(files) == text + "\n")
  }

  @Test func vitePressIncludesFilesOfCode() throws {
    let text = try vitePressPage(
      "A\n\n<<< @/snippets/x.js{1,3}\n<<< ../snippets/x.js#one{ts:line-numbers} [Title]\n\n- <<< @/snippets/x.js#two\n",
      [
        "snippets/x.js":
          "// #region one\n  a ```\n    b\n// #endregion one\n// #region two\n// #region in\nc\n"
          + "// #endregion in\nd\n// #endregion two\n"
      ])
    #expect(
      text == """
        A

        ```js
        // #region one
          a ```
            b
        // #endregion one
        // #region two
        // #region in
        c
        // #endregion in
        d
        // #endregion two
        ```
        ```ts [Title]
        a ```
          b
        ```

        - ```js
          c
          d
          ```

        """)
  }

  @Test func vitePressIncludesPages() throws {
    let part = "---\ntitle: P\n---\n# Part\n\nOne\n\n## Deep *one*\n\nTwo\n\n# End\n"
    #expect(
      try vitePressPage(
        "> <!--@include: ./part.md{3,5}-->\n\n<!-- @include: ./part.md#deep-one -->\n",
        ["guide/part.md": part])
        == "> One\n> \n> ## Deep *one*\n\n## Deep *one*\n\nTwo\n\n")
  }

  @Test func marksInCodeStay() throws {
    let page = "```\n<<< @/x.js\n<!--@include: ./x.js-->\n```\n\n    <<< @/x.js\n"
    #expect(try vitePressPage(page, ["x.js": "code\n"]) == page)
  }

  @Test func marksOfFilesThatAreNotThereStay() throws {
    let page = "<<< @/none.js\n\n<<< @/x.js#none\n\n<<< @/folder\n\n<!--@include: ./x.md{9,}-->\n"
    #expect(try vitePressPage(page, ["x.js": "code\n", "guide/x.md": "A\n", "folder/x.js": "a\n"]) == page)
  }

  @Test func noFileOutsideTheFolderIsIncluded() throws {
    let folder = try TemporaryFolder([
      "secret.js": "secret\n", "site/.vitepress/config.js": "export default {title: 'T'}\n",
      "site/page.md": "<<< @/../secret.js\n\n<<< ../secret.js\n\n<<< @/link.js\n\n<<< /etc/passwd\n",
    ])
    #expect(symlink("../secret.js", folder.path + "/site/link.js") == 0)
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path + "/site"))
    #expect(portfolio.pages.map(\.inclusions) == [[]])
  }

  @Test func filesBesideTheContentAreIncluded() throws {
    #expect(
      try included(
        vitePress.merging([:]) { $1 }.reduce(into: [:]) { $0["docs/" + $1.key] = $1.value }
          .merging(["docs/page.md": "<<< @/../examples/x.py\n", "examples/x.py": "a\n"]) { $1 })
        == "```py\na\n```\n")
  }

  @Test func aFileThatIncludesItselfIsIncludedOnce() throws {
    #expect(
      try vitePressPage("<!--@include: ./a.md-->\n", ["guide/a.md": "A\n\n<!--@include: ./a.md-->\n"])
        == "A\n\n<!--@include: ./a.md-->\n")
    // The page itself, too.
    #expect(
      try vitePressPage("<!--@include: ./a.md-->\n", ["guide/a.md": "A <!--@include: ./page.md-->\n"])
        == "A <!--@include: ./page.md-->\n")
  }

  @Test func filesThatIncludeManyOthersAreBounded() throws {
    var files: [String: String] = [:]
    for level in 1...9 {
      files["guide/\(level).md"] = String(repeating: "<!--@include: ./\(level + 1).md-->\n", count: 10)
    }
    files["guide/8.md"] = String(repeating: "a", count: 20_000) + "\n"
    let text = try vitePressPage("<!--@include: ./1.md-->\n", files)
    #expect(text.utf8.count < 2 << 20)
  }

  @Test func mdBookIncludesFilesInCode() throws {
    let rust =
      "fn main() {\n    // ANCHOR: here\n    let a = 1;\n    // ANCHOR: in\n    a;\n    // ANCHOR_END: in\n"
      + "    // ANCHOR_END: here\n}\n"
    let text = try included([
      "book.toml": "[book]\ntitle = 'B'\n", "src/SUMMARY.md": "- [A](page.md)\n", "listings/m.rs": rust,
      "VERSION": "1.2\n",
      "src/page.md": """
      {{#title T}}
      ```rust
      {{#rustdoc_include ../listings/m.rs:here}}
      ```

      1. ```rust,ignore
         {{#include ../listings/m.rs:1}}
         ```

      {{#playground ../listings/m.rs:8: editable}}

      \\{{#include ../VERSION}} is {{ #include ../VERSION }}, not {{#include none}}.
      """,
    ])
    #expect(
      text == """

        ```rust
        let a = 1;
        a;
        ```

        1. ```rust,ignore
           fn main() {
           ```

        ```rust
        }
        ```

        \\{{#include ../VERSION}} is 1.2, not {{#include none}}.
        """)
  }

  @Test func mkDocsIncludesSnippets() throws {
    let text = try included([
      "mkdocs.yml": "site_name: M\n", "docs/inc/a.md": "A\n\nb\n", "docs/inc/b.md": "B\n",
      "code/x.py":
        "# --8<-- [start:f]\ndef f():\n    # --8<-- [start:in]\n    a\n    # --8<-- [end:in]\n# --8<-- [end:f]\n",
      "docs/page.md": """
      !!! note

          --8<-- "inc/a.md"

      ```py
      --8<-- "code/x.py:f"
      ```

      --8<--
      ; inc/none.md
      inc/b.md

      inc/a.md:1:1
      --8<--

      ;--8<-- "inc/a.md"
      --8<-- "none.md"
      """,
    ])
    #expect(
      text == """
        !!! note

            A
            
            b

        ```py
        def f():
            a
        ```

        B

        A

        ;--8<-- "inc/a.md"
        --8<-- "none.md"
        """)
  }

  @Test func shortcodesOfHugoIncludePagesAndCode() throws {
    let text = try included([
      "hugo.toml": "title = 'H'\n", "content/_common/c.md": "---\ntitle: C\n---\nCommon\n",
      "content/docs/d.yaml": "a: 1\n",
      "content/docs/page.md":
        "{{% include \"/_common/c.md\" %}}\n\n- {{< readfile file=\"d.yaml\" code=\"true\" lang=\"yaml\" >}}\n\n"
        + "{{% include \"none.md\" %}}\n\n`{{% include \"/_common/c.md\" %}}`\n",
    ])
    #expect(
      text
        == "Common\n\n- ```yaml\n  a: 1\n  ```\n\n{{% include \"none.md\" %}}\n\n`{{% include \"/_common/c.md\" %}}`\n"
    )
  }

  @Test func tagsOfJekyllIncludePages() throws {
    let text = try included([
      "_config.yml": "title: J\n", "_includes/i.md": "Included\n", "_includes/t.md": "{{ include.a }}\n",
      "_posts/r.md": "relative\n",
      "_posts/2020-01-01-page.md":
        "{% include_relative r.md %}\n\n{% include i.md %}\n\n{% include t.md a=1 %}\n\n{% include none.md %}\n",
    ])
    #expect(text == "relative\n\nIncluded\n\n{% include t.md a=1 %}\n\n{% include none.md %}\n")
  }

  @Test func importedPagesAreIncluded() throws {
    let text = try included([
      "docusaurus.config.js": "module.exports = {title: 'D'};\n", "docs/_part.mdx": "Part\n\n## Two\n",
      "docs/in/_s.md": "S\n",
      "docs/page.mdx":
        "import Part from './_part.mdx';\nimport S from \"@site/docs/in/_s.md\"\nimport T from './t';\n\n"
        + "<Part name=\"x\" />\n\n- <S/> and <T/>\n\n`<S/>`\n",
    ])
    #expect(
      text
        == "import Part from './_part.mdx';\nimport S from \"@site/docs/in/_s.md\"\nimport T from './t';\n\n"
        + "Part\n\n## Two\n\n- S and <T/>\n\n`<S/>`\n")
  }

  @Test func fumadocsIncludesFiles() throws {
    let text = try included([
      "next.config.mjs": "import { createMDX } from 'fumadocs-mdx/next'\nexport default createMDX()({})\n",
      "content/docs/page.mdx":
        "A\n\n<include>./parts/one.mdx</include>\n\n- <include>parts/one.mdx</include>\n\n<include cwd>shared/two.md</include>\n\n<include lang=\"ts\">parts/x.txt</include>\n\n<include>parts/y.js#a</include>\n\n`<include>parts/one.mdx</include>` <include>none.md</include> <includes>parts/one.mdx</includes>\n",
      "content/docs/parts/one.mdx": "---\ntitle: One\n---\nB\nC\n", "shared/two.md": "D\n",
      "content/docs/parts/x.txt": "let x\n",
      "content/docs/parts/y.js": "let z\n// #region a\nlet y\n// #endregion a\n",
    ])
    #expect(
      text == """
        A

        B
        C

        - B
          C

        D

        ```ts
        let x
        ```

        ```js
        let y
        ```

        `<include>parts/one.mdx</include>` <include>none.md</include> <includes>parts/one.mdx</includes>

        """)
  }

  @Test func mkDocsAppendsTheDefinitionsThatAPageUses() throws {
    let text = try included([
      "mkdocs.yml":
        "site_name: S\nmarkdown_extensions:\n  - abbr\n  - pymdownx.snippets:\n      base_path: [parts]\n"
        + "      auto_append:\n        - refs.md\n",
      "parts/refs.md": "--8<--\nabbr.md\n--8<--\n  [Used]: https://a.example\n[unused]: https://b.example\n",
      "parts/abbr.md": "*[HTML]: Hyper Text\n*[CSS]: Style Sheets\n",
      "docs/page.md": "See [text][used] about HTML.\n",
    ])
    #expect(
      text == "See [text][used] about HTML.\n\n\n*[HTML]: Hyper Text\n[Used]: https://a.example\n")
  }

  @Test func theTextOfIncludedFilesIsSearched() throws {
    let folder = try TemporaryFolder(
      vitePress.merging([
        "guide/page.md": "# Page\n\nBefore needle.\n\n<!--@include: ./part.md-->\n\nAfter needle.\n",
        "guide/part.md": "---\ntitle: P\n---\nA thimble and\na needle.\n\n  Two needles\n",
      ]) { $1 })
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    let page = try #require(portfolio.pages.first { $0.path == "guide/page.md" })
    func matches(_ words: String...) throws -> [String] {
      try #require(Search(words)).matches(in: page).map { "\($0.line): \($0.text)" }
    }
    #expect(
      try matches("needle") == ["3: Before needle.", "5: a needle.", "5: Two needles", "7: After needle."])
    #expect(try matches("thimble") == ["5: A thimble and"])
    #expect(try matches("thimble", "before") == ["3: Before needle.", "5: A thimble and"])
    #expect(try matches("part.md") == ["5: <!--@include: ./part.md-->"])
    #expect(try matches("absent").isEmpty)
  }

  @Test func appendsNoLongDefinition() {
    var definitions = AppendedDefinitions()
    definitions.add(Array("[a]: \(String(repeating: "x", count: 5000))\n[b]: y\n*[c]: z\n".utf8))
    let used = definitions.used(in: [Array("[a] [b] c".utf8)[...]])
    #expect(String(decoding: used, as: UTF8.self) == "\n\n*[c]: z\n[b]: y\n")
  }

  @Test func pagesOfHiddenPagesAndOfEachOtherStay() throws {
    let folder = try TemporaryFolder([
      "docusaurus.config.js": "export default {}\n",
      "docs/a.mdx": "---\ndraft: true\n---\nimport G from './guide.md'\n\n<G />\n",
      "docs/guide.md": "Text.\n",
      "docs/x.mdx": "import Y from './y.mdx'\n\n<Y />\n", "docs/y.mdx": "import X from './x.mdx'\n\n<X />\n",
    ])
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(Set(portfolio.pages.map(\.slug)) == ["guide", "x", "y"])
  }
}
