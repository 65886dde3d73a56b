import ContentSamples
import ContentSource
import PortfolioModel
import Testing

struct CheckerTests {
  private func problems(
    _ files: [String: String], others: Set<String> = [], reserved: Set<String> = [],
    tooComplex: Set<String> = [], isComplete: Bool = false
  ) -> [String] {
    let checker = Checker(
      Portfolio(files, others: others), reservedWords: reserved, isComplete: isComplete,
      correction: { $0.hasPrefix("titl") ? "title" : nil }
    ) { tooComplex.contains($0.path) }
    return checker.problems().map(\.description)
  }

  @Test func correctPagesHaveNoProblems() {
    let found = problems(
      [
        "index.md": "---\nname: N\n---\n[x](a/p.md) [y](https://example.com) [z](mailto:a@example.com)\n",
        "a/index.md": "---\ntitle: A\n---\n",
        "a/p.md":
          "\u{FEFF}---\ntitle: T\n---\n## H\n\n[x](#h) [y](q.md#other-one) ![A picture](i.png)\n\ttab\r\n",
        "a/q.md": "### Other, one!\n\n`[x](nowhere)`\n\n```\n[x](nowhere)\n```\n",
      ], others: ["a/i.png"])
    #expect(found == [])
  }

  @Test(arguments: ["<div id=\"x\">\n\n</div>", "a <a name=x></a>", "a <span id='&#120;'>b</span>"])
  func aLinkMayLeadToAnElementOfHTML(element: String) {
    #expect(
      problems(["a/p.md": "[x](#x) [y](q.md#x)\n\n\(element)\n", "a/q.md": "# Q\n\n\(element)\n"]) == [])
  }

  @Test(arguments: [
    ("---\nmadeUp: 1\ntitl: T\n---\n", "3: 'titl' is not a known field; did you mean 'title'?"),
    ("Text.\n\na\u{1B}[31m b\u{07}\n", "3: a hidden control character, U+001B"),
    ("Text.\n\u{9B}\n", "2: a hidden control character, U+009B"),
    ("Text.\n\u{202E}\n", "2: a hidden control character, U+202E"),
    ("Text.\n\u{200B}\n", "2: a hidden control character, U+200B"),
    ("Text.\n\u{FEFF}\n", "2: a hidden control character, U+FEFF"),
    ("Text.\nx\u{00AD}y\n", "2: a hidden control character, U+00AD"),
    ("Text.\n\u{E0041}\n", "2: a hidden control character, U+E0041"),
    ("Text.\n\nMore\n[x](nowhere.md)\n", "4: the link 'nowhere.md' leads nowhere"),
    ("Text.\n\n> - [x](../../etc/passwd)\n", "3: the link '../../etc/passwd' leads nowhere"),
    ("## H\n\n[x](#g)\n", "3: the link '#g' leads to no heading of a/p"),
    ("Text.\n\n[x](q.md#g)\n", "3: the link 'q.md#g' leads to no heading of a/q"),
    ("# [x](gone)\n", "1: the link 'gone' leads nowhere"),
    ("a\n[[x|y]] [[q]]\n", "2: '[[x|y]]' leads to no page and is shown as text"),
    ("a\n\nb\n[[Q#The g]]\n", "4: the link '[[Q#The g]]' leads to no heading of a/q"),
    ("| a |\n|---|\n| [x](gone) |\n", "3: the link 'gone' leads nowhere"),
    ("Text.[^1]\n\n[^1]: [x](gone)\n", "3: the link 'gone' leads nowhere"),
    ("Text.\n\n[^a]: Lost.\n", "3: nothing refers to the footnote 'a': it is not shown"),
    (
      "---\ntitle: T\n---\nText.[^b]\n\n[^b]: Kept.\n[^ü-1]: Lost,\n    over two lines.\n",
      "7: nothing refers to the footnote 'ü-1': it is not shown"
    ),
    ("[x][r]\n\n[r]: gone\n", "3: the link 'gone' leads nowhere"),
    ("**_[x](gone)_**\n", "1: the link 'gone' leads nowhere"),
    (
      "a\n[x](javascript:alert(1))\n",
      "2: the link 'javascript:alert(1)' is shown as text: only http, https and mailto are followed"
    ),
    ("a\n\n![](i.png)\n", "3: an image has no alternative text"),
    ("a\n\n![ ](i.png)\n", "3: an image has no alternative text"),
    ("a\n\n![](i.png) ![b](i.png)\n\n![](i.png)\n", "3: 2 images have no alternative text"),
    ("a\n[[x]] [[y]]\n", "2: '[[x]]', '[[y]]' lead to no page and are shown as text"),
    (
      "[[x]] [[y]] [[z]] [[w]]\n",
      "1: '[[x]]', '[[y]]', '[[z]]' and 1 more lead to no page and are shown as text"
    ),
    ("a\n\n![A](gone.png)\n", "3: the image 'gone.png' does not exist"),
    ("<img src=\"gone.png\" alt=\"A\">\n", "1: the image 'gone.png' does not exist"),
    ("---\ndate: soon\n---\n", "2: 'date' must be YYYY-MM-DD"),
  ])
  func reportsEachFaultWithItsLine(text: String, sentence: String) {
    let found = problems(["a/p.md": text, "a/q.md": "# Q\n"], others: ["a/i.png"])
    #expect(found == ["a/p.md:" + sentence])
  }

  @Test func textThatLooksLikeAFootnoteIsNotReported() {
    #expect(
      problems(["a/p.md": "# T\n\n`[^a]: x`\n\n```\n[^a]: x\n```\n\n    [^b]: x\n\nText [^a]: x\n"]) == [])
  }

  @Test(arguments: ["> ", "- ", "> - "])
  func reportsAnOversizedTableWithinOtherBlocks(prefix: String) {
    let margin = prefix.hasPrefix(">") ? "> " + String(repeating: " ", count: prefix.count - 2) : "  "
    let rows = (1...5001).map { _ in margin + "| a | b | c | d |\n" }.joined()
    let table = prefix + "| a | b | c | d |\n" + margin + "|---|---|---|---|\n" + rows
    let found = problems(["a/p.md": "# T\n\n" + table])
    #expect(found == ["a/p.md:3: a table has more than 20000 cells; the rest is plain text"])
  }

  @Test func reportsAnOversizedTable() {
    let row = "|" + String(repeating: "x|", count: 100) + "\n"
    let rule = "|" + String(repeating: "-|", count: 100) + "\n"
    let table = row + rule + String(repeating: row, count: 250)
    let found = problems(["a/p.md": "# T\n\nText.\n\n" + table])
    #expect(found == ["a/p.md:5: a table has more than 20000 cells; the rest is plain text"])
  }

  @Test func aTableOfTheMaximumSizeIsNotReported() {
    let row = "|" + String(repeating: "x|", count: 100) + "\n"
    let rule = "|" + String(repeating: "-|", count: 100) + "\n"
    let found = problems(["a/p.md": row + rule + String(repeating: row, count: 199)])
    #expect(found == [])
  }

  @Test func reportsTheLineOfALinkFarIntoAParagraphOrATable() {
    let words = String(repeating: "words\n", count: 89)
    let rows = "|a|b|\n|-|-|\n" + String(repeating: "|x|y|\n", count: 87)
    let found = problems(["a/p.md": words + "[x](gone)\n", "a/t.md": rows + "|[x](gone)|y|\n"])
    #expect(
      found == ["a/p.md:90: the link 'gone' leads nowhere", "a/t.md:90: the link 'gone' leads nowhere"])
  }

  @Test func reportsAPageWithTheNameOfACommand() {
    #expect(
      problems(["a/resume.md": ""], reserved: ["resume"]) == [
        "a/resume.md: 'resume' is a command; only './resume' shows the page"
      ])
  }

  @Test func reportsPagesThatAreTooComplexWithoutParsingThem() {
    let found = problems(["a/p.md": "[x](gone)\n", "a/q.md": "[x](p.md#h)\n"], tooComplex: ["a/p.md"])
    #expect(found == ["a/p.md: is too complex to be shown"])
  }

  @Test func sortsProblemsByWhatAVisitorNoticesThenByFileAndLine() {
    let found = problems([
      "b/p.md": "---\ntitla: 1\n---\n[x](gone)\n", "a/p.md": "[x](gone)\n\n[y](lost)\n\u{7F}\n",
      "index.md": "[x](gone)\n",
    ])
    #expect(
      found == [
        "a/p.md:1: the link 'gone' leads nowhere", "a/p.md:3: the link 'lost' leads nowhere",
        "b/p.md:4: the link 'gone' leads nowhere", "index.md:1: the link 'gone' leads nowhere",
        "a/p.md:4: a hidden control character, U+007F",
        "b/p.md:2: 'titla' is not a known field; did you mean 'title'?",
      ])
  }

  @Test func includesTheProblemsOfLoading() {
    var tree = ContentTree(["a/p.md": ""])
    tree.problems = [Problem("a/x.md", "skipped: is not UTF-8 text")]
    let checker = Checker(Portfolio(tree), reservedWords: [], correction: { _ in nil }) { _ in false }
    #expect(checker.problems().map(\.description) == ["a/x.md: skipped: is not UTF-8 text"])
  }

  @Test func reportsEachOfEqualLinksAtItsLine() {
    let found = problems(["a/p.md": "[x](gone)\n\nText.\n\n[y](gone)\n"])
    #expect(found == ["a/p.md:1: the link 'gone' leads nowhere", "a/p.md:5: the link 'gone' leads nowhere"])
  }

  @Test func checksTheIndexOfASection() {
    let found = problems(["a/index.md": "---\ntitle: A\ntitlo: 1\n---\n\u{1B}\n", "a/p.md": ""])
    #expect(
      found == [
        "a/index.md:3: 'titlo' is not a known field; did you mean 'title'?",
        "a/index.md:5: a hidden control character, U+001B",
      ])
  }

  // MARK: Faults that are reported together

  @Test func reportsManyDeadLinksOfAPageOnce() {
    #expect(
      problems(["a/p.md": "[x](w) [x](x)\n\n[x](y) [x](z)\n"]) == [
        "a/p.md:1: the links 'w', 'x', 'y' and 1 more lead nowhere"
      ])
  }

  @Test func reportsManyLinksToMissingHeadingsOfAPageOnce() {
    #expect(
      problems(["a/p.md": "[x](q.md#a) [x](q.md#b) [x](q.md#c) [x](q.md#d)\n", "a/q.md": "# Q\n"]) == [
        "a/p.md:1: the links 'q.md#a', 'q.md#b', 'q.md#c' and 1 more lead to no headings of a/q"
      ])
  }

  @Test func reportsManyLinksBelowOneAddressOnce() {
    let links = (1...5).map { ("a/p\($0).md", "[x](/api/\($0)/)\n") }
    let files = Dictionary(uniqueKeysWithValues: links)
    #expect(
      problems(files) == ["a/p1.md:1: the link '/api/1/' and 4 more links below '/api' lead nowhere"])
    #expect(problems(files, isComplete: true).count == 5)
  }

  @Test func reportsAHabitOfManyPagesOnce() {
    let files = Dictionary(uniqueKeysWithValues: (10...20).map { ("a/p\($0).md", "![](i.png)\n") })
    #expect(
      problems(files, others: ["a/i.png"]) == [
        "a/p10.md:1: 11 images on 11 pages have no alternative text; '--all' lists them"
      ])
    #expect(problems(files, others: ["a/i.png"], isComplete: true).count == 11)
  }

  private func pages(_ text: (Int) -> String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: (10...20).map { ("a/p\($0).md", text($0)) })
  }

  @Test func reportsLinksToMissingHeadingsOfManyPagesOnce() {
    let files = pages { "[x](#gone\($0))\n" }
    #expect(
      problems(files) == [
        "a/p10.md:1: the link '#gone10' and 10 more on 11 pages lead to no headings; '--all' lists them"
      ])
    #expect(problems(files, isComplete: true).count == 11)
  }

  @Test func reportsMissingImagesAndDeadLinksOfManyPagesOnce() {
    let files = pages { "![A](i\($0).png) [x](gone\($0))\n" }
    #expect(
      problems(files) == [
        "a/p10.md:1: the image 'i10.png' and 10 more on 11 pages do not exist; '--all' lists them",
        "a/p10.md:1: the link 'gone10' and 10 more on 11 pages lead nowhere; '--all' lists them",
      ])
    #expect(problems(files, isComplete: true).count == 22)
  }

  @Test func reportsAFaultOfTheFieldsOfManyPagesOnce() {
    let files = pages { _ in "---\ntitle: T\nslug: a b\n---\n" }
    #expect(
      problems(files) == [
        "a/p10.md:3: 'slug' must consist of letters, digits, '-', '_' and '.' "
          + "(and on 10 more pages; '--all' lists them)"
      ])
    #expect(problems(files, isComplete: true).count == 11)
  }

  @Test func reportsHiddenControlsOfManyPagesOnce() {
    let files = pages { $0 == 15 ? "\u{7F}\n\u{7F}\n" : "\u{7F}\n" }
    #expect(
      problems(files) == [
        "a/p10.md:1: a hidden control character, U+007F (and on 10 more pages; '--all' lists them)"
      ])
  }

  @Test func reportsAFieldOfSeveralPagesOnce() {
    let found = problems(["a/p.md": "---\ntitl: T\n---\n", "a/q.md": "---\ntitl: T\n---\n"])
    #expect(found == ["a/p.md:2: 'titl' is not a known field; did you mean 'title'? (and 1 more of them)"])
  }

  @Test func reportsTheLinesWithHiddenControlsOnce() {
    #expect(
      problems(["a/p.md": "\u{7F}\n\u{200B}\n\u{200B}\n"]) == [
        "a/p.md:1: a hidden control character, U+007F, and 2 more"
      ])
  }

  // MARK: Links that are not dead

  @Test(arguments: [
    "#The-Thing", "#the_thing", "#fn1", "#fnref:2", "#here", "#L10", "#comment-7", "#place", "#:~:text=x",
    "#*",
    "#named",
  ])
  func anAnchorMayBeMadeByAnotherRule(anchor: String) {
    let text =
      "# The Thing\n\n<a id=\"here\"></a> <Card id='place' />\n\n## Other {/*named*/}\n\n[x](\(anchor))\n"
    #expect(problems(["a/p.md": text]) == [])
  }

  @Test(arguments: ["{{#include ../b.md}}", "--8<-- \"b.md\"", "import B from './b.mdx'"])
  func theHeadingsOfIncludedFilesAreNotKnown(inclusion: String) {
    #expect(problems(["a/p.md": "Text.\n\n\(inclusion)\n\n[x](#there)\n"]) == [])
  }

  @Test(arguments: ["{image}", "{{page.url}}", "[url]", "((62967225))", "${base}/x"])
  func theValueOfAnExpressionIsNotKnown(destination: String) {
    #expect(problems(["a/p.md": "[x](<\(destination)>) ![x](<\(destination)>)\n"]) == [])
  }
}
