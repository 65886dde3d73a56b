import Markdown
import TestSupport
import Testing

/// Properties of every page with HTML.
struct HTMLPropertyTests {
  /// Tags and marks from which pages are made at random.
  static let parts =
    [
      "\n\n", "\n", "\n- ", "\n> ", "\n# ", "\n| ", " | ", "\n|-|-|\n", "*", "`", "[", "](x)", "\n```\n",
      "    ",
      "<br>", "<hr>", "<img src=x>", "<td rowspan=2>", "<td colspan=3>", "<th rowspan=0 colspan=2>",
      "<ol start=5>",
      "<a href=\"x\">", "<video src=x>", "<video src=y />",
      "<iframe src=\"https://www.youtube.com/embed/x\">", "<source src=z>",
      "<lite-youtube videoid=x>", "</lite-youtube>", "<abbr title=t>", "<div hidden>", "<p/>", "<!-- x -->",
      "<script>x</script>",
      "<style>x</style>", "<", "<x", "</", "&lt;", "<summary>",
    ]
    + [
      "div", "p", "h2", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary",
      "table", "thead",
      "tbody", "caption", "tr", "td", "th", "figure", "figcaption", "video", "object", "ruby", "rt", "select",
      "option",
      "b", "i", "a", "s", "code", "kbd", "q", "sup", "sub", "abbr", "span", "svg", "button", "center",
    ].flatMap { ["<\($0)>", "</\($0)>"] }

  /// A page with words that no mark changes, and the words.
  private func page(_ generator: inout SeededGenerator) -> (markdown: String, words: [String]) {
    var markdown = ""
    var words: [String] = []
    for number in 0..<20 {
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        markdown += Self.parts.randomElement(using: &generator) ?? ""
      }
      // No letter `q` is superscript or subscript.
      words.append("q\(number)q")
      markdown += " q\(number)q "
    }
    return (markdown, words)
  }

  @Test(arguments: 0..<8)
  func noWordOutsideTagsIsLost(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var losses: [String] = []
    for _ in 0..<500 {
      let (markdown, words) = page(&generator)
      let tree = TreeDump(Document(markdown: markdown)).text
      // A tag that is not closed holds the words up to the next `>`.
      let isWhole = !markdown.contains("<x") && !markdown.contains("</ ")
      let missing = words.filter { !tree.contains($0) }
      if isWhole, !missing.isEmpty { losses.append("\(missing) of \(markdown.debugDescription)") }
    }
    #expect(losses.isEmpty, "\(losses.count): \(losses.prefix(4).joined(separator: "\n"))")
  }

  @Test func aPageIsReadAlikeTwice() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      let markdown = page(&generator).markdown
      #expect(Document(markdown: markdown) == Document(markdown: markdown))
    }
  }

  @Test func tablesHaveAsManyCellsAsColumns() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<1000 {
      var checker = TableChecker()
      let markdown = "<table>" + page(&generator).markdown
      checker.visit(Document(markdown: markdown))
      #expect(checker.isEven, "\(markdown.debugDescription)")
    }
  }

  @Test func containersNestToTheLimit() {
    var generator = SeededGenerator(seed: 13)
    let parts = [
      "<blockquote>", "<details>", "<ul><li>", "<dl><dd>", "<table><td>", "\n\n> ", "\n\n- ", "<div>", "<b>",
    ]
    for _ in 0..<100 {
      let markdown = (0..<300).map { _ in parts.randomElement(using: &generator) ?? "" }.joined() + "word"
      #expect(Nesting(Document(markdown: markdown)).containers <= Document.maximumDepth + 1)
    }
  }

  /// With quadratic time, the longest text would take minutes.
  @Test(
    arguments: [
      "<div>", "<div>\n\n", "</div>", "</div>\n\n", "<p>", "<p>\n\na\n\n", "<h1>", "<ul>", "<ul><li>", "<li>",
      "<li>\n\n",
      "<dl>", "<dt>", "<dd>", "<details>", "<details>\n\n", "<summary>", "<table>", "<table>\n\n", "<tr>",
      "<td>",
      "<table><tr><td>", "<table><tr><td>\n\n", "<table><td rowspan=9>", "<tr><td>a<td>b",
      "<tr><td rowspan=65534>a",
      "<td colspan=1000>a", "<caption>", "<pre>", "<pre>\n\n", "<div><pre>", "<div><pre>\n\n", "<blockquote>",
      "<figure>", "<hr>",
      "<video>", "<video src=a>", "<iframe src=a></iframe>", "<object>", "<ruby>", "<rt>", "<select>",
      "<option>", "<math>",
      "<noscript>", "<div><noscript>", "<b>", "<div><b>", "<div><b>\n\n", "<div></b>", "<a href=a>",
      "<div><a href=a><p>", "<sup>", "a<sup>b</sup>",
      "<div>a<sup>b</sup>", "<q>", "<abbr title=a>b</abbr>", "<div><abbr title=a>b</abbr>", "<script>",
      "<div><script>", "<div><script>\n\n",
      "<!--", "<div><!--", "<?", "<!a", "<a ", "<div><a ", "<div><a \"", "<div><a '", "<div>&", "<div>&amp;",
      "<div><", "<x-y videoid=a>", "</x-y>",
      "a <div> b ", "a </div> b\n\n", "| <ul><li>a |", "# <div>a\n", "- <div>\n\n", "> <details>\n", "<br>",
      "<div><br>", "<img>", "<input>",
    ], [32, 64, 128])
  func takesLinearTime(mark: String, kilobytes: Int) {
    let markdown = "<div>a</div>\n\n" + String(repeating: mark, count: (kilobytes << 10) / mark.utf8.count)
    #expect(!Document(markdown: markdown).blocks.isEmpty)
  }

  @Test func eachAbbreviationOfALongPageIsExplainedOnce() {
    let markdown = (0..<4000).map {
      "<abbr title=t\($0)>a\($0)</abbr>\n\n<div><abbr title=t\($0)>a\($0)</abbr></div>\n\n"
    }.joined()
    #expect(TreeDump(Document(markdown: markdown)).text.ranges(of: "(t").count == 4000)
  }
}

/// Whether all rows of all tables have as many cells as there are columns.
private struct TableChecker: DocumentWalker {
  private(set) var isEven = true

  mutating func visit(_ block: Block) {
    if case .table(let table) = block.kind {
      let columns = table.alignments.count
      if columns == 0 || ([table.header] + table.rows).contains(where: { $0.count != columns }) {
        isEven = false
      }
    }
    descend(into: block)
  }
}
