import ContentSamples
import PortfolioModel
import Testing

struct FrontMatterFaultTests {
  @Test(arguments: [
    ("---\ntitle: T\n\nText.\n", "a/p.md:1: front matter is never closed"),
    ("+++\nText.\n", "a/p.md:1: front matter is never closed"),
    ("---\ntitle: T\n----\n", "a/p.md:1: front matter is never closed"),
    (
      "---\ntitle: T\ntags: a: b\n---\n",
      "a/p.md:3: 'tags' is not YAML: mapping values are not allowed in this context; its line is taken as it is"
    ),
    (
      "---\ntitle: T\n\ttags: x\n---\n",
      "a/p.md:3: 'title' is not YAML: found a tab character that violates indentation; its line is taken as it is"
    ),
    (
      "---\ntitle: \"a\n---\n",
      "a/p.md:2: 'title' is not YAML: found unexpected end of stream; its line is taken as it is"
    ),
    (
      "---\ntitle: {#if x}\n---\n",
      "a/p.md:2: 'title' is not YAML: did not find expected node content; its line is taken as it is"
    ),
    ("---\ntags: [a\n---\n", "a/p.md:2: 'tags' is not YAML: did not find expected ',' or ']'"),
    ("---\ntitle: T\ndata:\n  b:\n    - *a\n---\n", "a/p.md:5: 'data' must have no alias or tag"),
    ("---\ntitle: T\nsummary: *a\n---\n", "a/p.md:3: 'summary' must have no alias or tag"),
    ("---\ntitle: !!str T\n---\n", "a/p.md:2: 'title' must have no alias or tag"),
    (
      "---\ntitle: !!python/object:os.system x\n---\n", "a/p.md:2: 'title' must have no alias or tag"
    ),
    ("---\n{a: b}: c\n---\n", "a/p.md:2: front matter: a key must be a word"),
    ("---\n? [a]\n: c\n---\n", "a/p.md:2: front matter: a key must be a word"),
    ("---\ntitle: T\ntitle: U\n---\n", "a/p.md:3: 'title' is given twice; the last one counts"),
    ("---\ndate: 9999-99-99\n---\n", "a/p.md:2: 'date' must be YYYY-MM-DD"),
    ("---\ndate: -1-01-01\n---\n", "a/p.md:2: 'date' must be YYYY-MM-DD"),
    ("---\ndate: 2023-02-29\n---\n", "a/p.md:2: 'date' must be YYYY-MM-DD"),
    ("---\ndate: [2024-01-01]\n---\n", "a/p.md:2: 'date' must be YYYY-MM-DD"),
    ("---\n# x\nupdated: yesterday\n---\n", "a/p.md:3: 'updated' must be YYYY-MM-DD"),
    ("---\nend: soon\n---\n", "a/p.md:2: 'end' must be 'present' or YYYY-MM-DD"),
    ("---\nend: {a: b}\n---\n", "a/p.md:2: 'end' must be 'present' or YYYY-MM-DD"),
    ("---\ntitle: [T]\n---\n", "a/p.md:2: 'title' must be text"),
    ("---\nsummary: {a: b}\n---\n", "a/p.md:2: 'summary' must be text"),
    ("---\ntags: {a: b}\n---\n", "a/p.md:2: 'tags' must be a list"),
    ("---\ndraft: maybe\n---\n", "a/p.md:2: 'draft' must be true or false; until then the page is hidden"),
    (
      "---\npublished: [true]\n---\n",
      "a/p.md:2: 'published' must be true, false or YYYY-MM-DD; until then the page is hidden"
    ),
    ("---\nweight: heavy\n---\n", "a/p.md:2: 'weight' must be a number"),
    ("---\nweight: 1e999\n---\n", "a/p.md:2: 'weight' must be a number"),
    ("---\nweight: nan\n---\n", "a/p.md:2: 'weight' must be a number"),
    ("---\ntaxonomies: a\n---\n", "a/p.md:2: 'taxonomies' must be a table of lists"),
    (
      "---\nresume: all\n---\n",
      "a/p.md:2: 'resume' must be one of "
        + ResumePart.allCases.map(\.rawValue).joined(separator: ", ")
    ),
    ("+++\ndate = \"soon\"\n+++\n", "a/p.md:2: 'date' must be YYYY-MM-DD"),
    (
      "+++\ntitle = 3\ndraft = \"x\"\n+++\n",
      "a/p.md:3: 'draft' must be true or false; until then the page is hidden"
    ),
  ])
  func reportsTheLineAndWhatIsWrong(text: String, sentence: String) throws {
    #expect(try Sample(text).faults == [sentence])
  }

  @Test(arguments: [
    ("+++\ntitle = \"T\"\n\ntags = [\n+++\n", 4),
    ("+++\ntitle = T\n+++\n", 2), ("+++\na = 1\nb = 2\n= 3\n+++\n", 4),
    ("+++\na = \(String(repeating: "[", count: 8000))\n+++\n", 2),
    ("+++\na = 9999-99-99\n+++\n", 2),
  ])
  func reportsInvalidTOMLWithTheParsersMessage(text: String, line: Int) throws {
    let faults = try Sample(text).faults
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("a/p.md:\(line): '") == true, "\(faults)")
    #expect(faults.first?.contains("' is not TOML: ") == true, "\(faults)")
    #expect(faults.allSatisfy { !$0.contains("\n") })
  }

  @Test func reportsAnIncompleteValueOnce() throws {
    let faults = try Sample("---\ntitle: [a\n---\n").faults
    #expect(faults == ["a/p.md:2: 'title' is not YAML: did not find expected ',' or ']'"])
  }

  @Test func reportsEveryFault() throws {
    let faults = try Sample("---\ndate: x\nweight: y\ntags: {a: b}\n---\n").faults
    #expect(
      faults == [
        "a/p.md:2: 'date' must be YYYY-MM-DD", "a/p.md:3: 'weight' must be a number",
        "a/p.md:4: 'tags' must be a list",
      ])
  }

  @Test func keepsTheFieldsAroundAnUnsupportedOne() throws {
    let sample = try Sample("---\ntitle: T\nsummary: S\nbad: *x\ndate: 2024-01-01\n---\nBody.\n")
    #expect(sample.page.title == "T")
    #expect(sample.fields.summary == "S")
    #expect(sample.fields.date?.description == "2024-01-01")
    #expect(sample.body == "Body.\n")
  }

  @Test func treatsALoneThematicBreakAsText() throws {
    for text in ["---", "---\n", "---\n\nText.\n"] {
      let sample = try Sample(text)
      #expect(sample.faults.isEmpty)
      #expect(sample.body == text)
    }
  }

  @Test func treatsAThematicBreakBeforeALongTextAsText() throws {
    let sample = try Sample("---\n\n" + String(repeating: "Words and words.\n", count: 2000))
    #expect(sample.faults.isEmpty)
  }

  @Test func acceptsEmptyFrontMatter() throws {
    for text in [
      "---\n---\nBody.\n", "---\n\n---\nBody.\n", "+++\n+++\nBody.\n", "---\n# words\n---\nBody.\n",
    ] {
      let sample = try Sample(text)
      #expect(sample.faults.isEmpty, "\(text)")
      #expect(sample.body == "Body.\n")
    }
  }

  /// Texts that are too long, by what they consist of: as arguments they would flood the output.
  private static let longTexts = [
    "a sequence of sequences": String(repeating: "[", count: 40_000),
    "many fields": (0..<20_000).map { "k\($0): v\n" }.joined(),
    "a long value": "a: " + String(repeating: "x", count: 2 << 20),
    "many aliases": (0..<40_000).map { "k\($0): *a\n" }.joined(),
  ]

  @Test(arguments: longTexts.keys.sorted())
  func reportsFrontMatterLongerThanSixteenKibibytes(name: String) throws {
    let text = try #require(Self.longTexts[name])
    let sample = try Sample("---\n\(text)\n---\nBody.\n")
    #expect(
      sample.faults == [
        "a/p.md:1: front matter is longer than 16 KiB or never closed; until it can be read the page is hidden"
      ])
    #expect(sample.fields.isDraft)
  }

  @Test func leavesLongFieldsOfOtherProgramsUnread() throws {
    let projects = (0..<2000).map { "  - name: 'Project \($0)'\n    link: https://example.org\n" }.joined()
    let sample = try Sample("---\ntitle: T\nprojects:\n\(projects)tags: [a]\nweight: heavy\n---\nBody.\n")
    #expect(sample.fields.title == "T" && sample.fields.tags == ["a"] && !sample.fields.isDraft)
    #expect(sample.body == "Body.\n")
    // Lines are counted with those that were not read.
    #expect(
      sample.faults.count == 1 && sample.faults.first?.hasPrefix("a/p.md:4005:") == true, "\(sample.faults)")
  }

  @Test(arguments: ["  - draft: true\n", "", "  - name: x\n"])
  func hidesPagesWhoseLongFieldsMayHideThem(line: String) throws {
    let values = (0..<4000).map { "  - v\($0)\n" }.joined()
    let key = line.contains("draft") ? "projects" : "visibility"
    #expect(try Sample("---\n\(key):\n\(values)\(line)---\nBody.\n").fields.isDraft)
  }

  @Test(arguments: [("[", "]"), ("{a: ", "}"), ("- ", "")])
  func reportsValuesThatNestTooDeep(opening: String, closing: String) throws {
    let value = String(repeating: opening, count: 100) + String(repeating: closing, count: 100)
    let text = "---\ndata:\n  \(value)\ntitle: T\n---\nBody.\n"
    let sample = try Sample(text)
    #expect(sample.faults == ["a/p.md:3: front matter nests deeper than 16 levels"])
    #expect(sample.page.title == "T")
    #expect(sample.body == "Body.\n")
  }

  @Test func reportsTOMLThatNestsTooDeep() throws {
    let key = Array(repeating: "a", count: 4000).joined(separator: ".")
    let sample = try Sample("+++\ntitle = \"T\"\n[\(key)]\nb = 1\n+++\nText.\n")
    #expect(sample.fields.title == "T")
    #expect(sample.faults.contains("a/p.md:3: front matter nests deeper than 16 levels"), "\(sample.faults)")
  }

  @Test func reportsJSONThatIsNotClosed() throws {
    #expect(
      try Sample("{ \"title\": \"T\"").faults == [
        "a/p.md:1: front matter is never closed"
      ])
  }

  @Test func readsAliasesOfShortScalars() throws {
    let sample = try Sample(
      "---\ndata: &a {b: &name Ada}\ntitle: *name\nsummary: &s S\ntags: [*s, *name]\n---\n")
    #expect(sample.faults == [])
    #expect(sample.fields.title == "Ada")
    #expect(sample.fields.tags == ["S", "Ada"])
  }

  @Test func refusesAliasesOfLongScalars() throws {
    let sample = try Sample("---\ndata: &a \(String(repeating: "x", count: 257))\ntitle: *a\n---\n")
    #expect(sample.faults == ["a/p.md:3: 'title' must have no alias or tag"])
  }

  @Test func refusesManyAliases() throws {
    let items = Array(repeating: "*a", count: 101).joined(separator: ", ")
    let sample = try Sample("---\ndata: &a x\ntags: [\(items)]\n---\n")
    #expect(sample.faults == ["a/p.md:3: 'tags' must have no alias or tag"])
  }

  @Test func refusesAliasesThatExpandExponentially() throws {
    var text = "---\na: &a [x, x]\n"
    for (before, name) in zip("abcdefgh", "bcdefghi") {
      text += "\(name): &\(name) [*\(before), *\(before)]\n"
    }
    let faults = try Sample(text + "title: T\n---\n").faults
    #expect(faults.count == 8)
    #expect(faults.allSatisfy { $0.hasSuffix("' must have no alias or tag") })
  }

  @Test func readsOnlyWhatHidesThePageFromAMergeKey() throws {
    let sample = try Sample("---\n<<: {title: T}\n---\n")
    #expect(sample.fields.unknown.isEmpty)
    #expect(!sample.fields.isDraft)
    #expect(sample.page.title == "P")
  }

  @Test func treatsASecondDocumentAsText() throws {
    let sample = try Sample("---\ntitle: T\n---\nslug: x\n---\nBody.\n")
    #expect(sample.page.id == "a/p")
    #expect(sample.body == "slug: x\n---\nBody.\n")
  }

  @Test func reportsADocumentMarkerWithinTheFrontMatter() throws {
    let sample = try Sample("---\ntitle: T\n--- {slug: x}\n---\nBody.\n")
    #expect(sample.page.id == "a/p")
    #expect(sample.fields.title == "T")
    #expect(sample.faults == ["a/p.md:3: front matter: a second document is ignored"])
  }

  @Test func reportsTheLineOfInvalidUTF8() throws {
    let sample = try Sample(
      bytes: Array("---\ntitle: T\nsummary: ".utf8) + [0xC3, 0x28] + Array("\n---\nB".utf8))
    #expect(sample.faults.count == 1)
    #expect(sample.body == "B")
    #expect(sample.faults.first?.hasPrefix("a/p.md:3: 'summary' is not YAML: ") == true)
    #expect(sample.page.title == "T")
  }

  @Test func reportsTheLineOfAControlCharacter() throws {
    let sample = try Sample("---\ntitle: T\n\nsummary: \u{1B}[31m\n---\nB")
    #expect(sample.faults.count == 1)
    #expect(sample.faults.first?.contains("control characters are not allowed") == true)
    #expect(sample.faults.first?.hasPrefix("a/p.md:4: 'summary' is not YAML: ") == true)
  }

  @Test func reportsTheLineOfInvalidUTF8InTOML() throws {
    let bytes = Array("+++\ntitle = \"T\"\nsummary = \"".utf8) + [0xFF] + Array("\"\n+++\nB".utf8)
    let sample = try Sample(bytes: bytes)
    #expect(sample.faults.count == 1)
    #expect(sample.faults.first?.hasPrefix("a/p.md:3: 'summary' is not TOML: ") == true)
    #expect(sample.body == "B")
  }

  @Test func loadsTheOtherPagesBesideAFaultyOne() {
    let portfolio = Portfolio([
      "a/broken.md": "---\ntitle: \"\n---\nText.\n", "a/good.md": "---\ntitle: Good\n---\n",
      "index.md": "---\nname: *x\n---\n", "z/last.md": "Text.\n",
    ])
    #expect(portfolio.pages.map(\.id) == ["a/broken", "a/good", "z/last"])
    #expect(portfolio.welcome != nil)
    #expect(portfolio.problems.map(\.path) == ["a/broken.md", "index.md"])
  }
}
