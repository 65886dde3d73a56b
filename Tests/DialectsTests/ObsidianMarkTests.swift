import Dialects
import Testing

struct ObsidianMarkTests {
  private func reduced(_ body: String, _ dialect: Dialect = .obsidian) -> String {
    String(decoding: dialect.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("a ==b c== d", "a <mark>b c</mark> d"), ("- ==a==", "- <mark>a</mark>"),
    ("| ==a== |\n|---|", "| <mark>a</mark> |\n|---|"),
    ("> ==a==", "> <mark>a</mark>"), ("[^1]: ==a==", "[^1]: <mark>a</mark>"), ("a\n===", "a\n==="),
    ("x == y", "x == y"),
    ("==a\n\nb==", "==a\n\nb=="), ("`==a==`", "`==a==`"), ("```\n==a==\n```", "```\n==a==\n```"),
  ])
  func aHighlightBecomesAMark(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ("A block. ^abc-1\n", "A block.\n"), ("- item ^x\n", "- item\n"),
    ("| a |\n|---|\n\n^tbl\n", "| a |\n|---|\n\n\n"),
    ("2^10\n", "2^10\n"), ("a ^b c\n", "a ^b c\n"), ("`a ^b`\n", "`a ^b`\n"),
  ])
  func idsOfBlocksAreHidden(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test func anInlineFootnoteBecomesAFootnote() {
    #expect(reduced("a^[b [c] d] e\n") == "a[^inline-note-1] e\n\n\n[^inline-note-1]: b [c] d\n")
    #expect(reduced("`a^[b]`\n") == "`a^[b]`\n")
  }

  @Test(arguments: [
    ("[[ A ]] and [[A | b]]", "[[A]] and [[A|b]]"), ("[[A#B|`c`]]", "[[A#B|c]]"), ("![[A]]", "![[A]]"),
    ("![[p.png|300]]", "![[p.png|300]]"), ("![[p.png | A cat|300x200]]", "![[p.png|A cat|300x200]]"),
    ("![[shot 10.11@2x.png]]\n- a", "<!----><img alt=\"shot 10.11@2x.png\">\n- a"),
    ("[[#A ([b](https //c))|d]] [[e [f] g]]", "[[#A (b)|d]] [[e [f] g]]"),
    ("| [[A\\|b]] |\n|---|", "| [[A\\|b]] |\n|---|"),
    ("[[a/T_C_-_F.png|b _c_ *d* e_f]]", "[[a/T\\_C\\_-\\_F.png|b c d e\\_f]]"),
    ("`[[ A ]]`", "`[[ A ]]`"), ("[[ -f x ]]", "[[ -f x ]]"), ("[[", "[["),
  ])
  func linksByNameGetTheParsersForm(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test func dendronPutsTheLabelFirst() {
    #expect(reduced("[[Label|a.b]] [[a.b]]", [.obsidian, .labelsFirst]) == "[[a.b|Label]] [[a.b]]")
  }

  @Test(arguments: [
    ("{{cloze see {{youtube abc}} now}}", "see [youtube: abc](https://www.youtube.com/watch?v=abc) now"),
    ("{{cloze {{other a}} b}}", "{{other a}} b"),
    ("{{cloze {{other {{cloze a}} b}} {{cloze c}}}} d", "{{other a b}} c d"),
    ("{{m {{unknown z}}}}", "<{{unknown z}}>"), ("{{m {{unknown z}}", "{{m {{unknown z}}"),
    ("{{ {{cloze a}} }}", "{{ a }}"),
  ])
  func aMacroOfLogseqMayBeWithinAnother(body: String, markdown: String) {
    var values = KnownValues()
    values.macros = ["m": "<$1>"]
    let reduced = Dialect.logseqMacros.reduce(Array(body.utf8)[...], values: values)
    #expect(String(decoding: reduced.bytes, as: UTF8.self) == markdown)
  }
}
