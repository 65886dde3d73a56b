import Dialects
import Testing

struct MarkLengthTests {
  /// A page of one mark is reduced to at most a few times its length: no mark is repeated for each of the others.
  @Test(arguments: [
    ":::note\n", ":::\n", "!!! note\n", "    !!! note\n", "==", "[[", "[[a|", "![[", "^[", " ^a\n", "++",
    "^^", "<Note>", "<A>", "</A>",
    "<A b={", "{/*", "{", "{'", "import {\n", "export const a = {\n", "{: .x}\n", "{:", "{::comment}",
    "{::a}", "| a |\n", "*[a]: b\n",
    "A\n: b\n", ": b\n", "<div markdown=\"1\">\n", "{{", "{%", "{{<", "{{< a >}}", "{% if x %}", "{% raw %}",
    "{% highlight c %}\n",
    "{{</*", "`", "``` \n", "> ", "- ", "<!--", "<pre>", "[TOC]\n", "<<< a\n", "~~~\n",
    "::a\n", "::a\n---\n", "::\n", ":a[", ":a[b]", ":a{", "[a]{.b}", "{++", "{~~", "~~}", "{~~a~>", "{>>a<<}",
    "%%",
    "{% img a.png %}", "[a](b ", "[a](b c)", "[a][b.c]", "a^b^", "a~", "`#!py a`", "<em>\n", "<em>\na\n\n",
    "<<", "<<a>>", "a--", "...", "'", " 'a", "['", "// [!code ++]\n", "| `|` |\n", "| `|` |\n|-|\n\n",
    "A\n: b\n\n    c\n\n",
  ])
  func manyMarksAreReducedToLinearLength(mark: String) {
    let dialects: [Dialect] = [
      [.liquid, .kramdown, .definitionLists, .abbreviations, .markdownInHTML], .hugo, .zola, .standalone,
      [.mdx, .components, .fencedContainers, .indentedAdmonitions, .contentsMarks],
      [.obsidian, .materialMarks], [.fencedContainers, .nuxtComponents, .attributeLists],
      [.pelicanTags, .criticMarkup],
      [
        .pythonMarkdown, .superscripts, .subscripts, .spanLanguages, .objectReferences, .shikiComments,
        .slashBlocks,
        .typography, .doubleTildes,
      ],
    ]
    let body = Array(String(repeating: mark, count: (8 << 10) / mark.utf8.count).utf8)
    for dialect in dialects {
      let count = dialect.reduce(body[...]).bytes.count
      #expect(count < 16 * body.count, "\(dialect.rawValue): \(count) bytes")
    }
  }
}
