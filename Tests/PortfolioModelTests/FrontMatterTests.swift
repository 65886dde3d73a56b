@testable import ContentSource
import PortfolioModel
import Testing

struct FrontMatterTests {
  @Test func aPageNeedsNoFrontMatter() throws {
    let sample = try Sample("Text.\n")
    #expect(sample.body == "Text.\n")
    #expect(sample.page.bodyLine == 1)
    #expect(sample.faults.isEmpty)
  }

  @Test func yamlFillsEveryField() throws {
    let sample = try Sample(
      """
      ---
      title: "A: title"
      slug: other
      summary: One line.
      organization: Org
      role: Engineer
      location: Berlin
      url: https://example.com/
      tags: [a, b]
      highlights:
        - First.
        - Second.
      aliases: [/old]
      date: 2024-03-09
      updated: 2024-04
      start: 2021-03
      end: 2023
      weight: -3
      draft: yes
      ---
      Body.
      """)
    let fields = sample.fields
    #expect(sample.faults.isEmpty)
    #expect(fields.title == "A: title")
    #expect(sample.page.id == "a/other")
    #expect(fields.summary == "One line.")
    #expect([fields.organization, fields.role, fields.location] == ["Org", "Engineer", "Berlin"])
    #expect(fields.url == "https://example.com/")
    #expect(fields.tags == ["a", "b"])
    #expect(fields.highlights == ["First.", "Second."])
    #expect(fields.aliases == ["/old"])
    #expect(fields.date?.description == "2024-03-09")
    #expect(fields.updated?.description == "2024-04")
    #expect(fields.start?.description == "2021-03")
    #expect(fields.end?.description == "2023")
    #expect(fields.period == "Mar 2021 – 2023")
    #expect(fields.weight == -3)
    #expect(fields.isDraft)
    #expect(sample.body == "Body.")
    #expect(sample.page.bodyLine == 21)
  }

  @Test func tomlFillsFieldsAndKeepsTheLines() throws {
    let sample = try Sample(
      """
      +++
      title = "T"
      date = 2024-03-09T10:00:00Z
      lastmod = 2024-03-10
      weight = 7
      draft = true
      tags = ["a", "b"]
      aliases = ["/old/"]
      madeUp = 1
      +++
      Body.
      """)
    let fields = sample.fields
    #expect(sample.faults.isEmpty)
    #expect(fields.title == "T")
    #expect(fields.date?.description == "2024-03-09")
    #expect(fields.updated?.description == "2024-03-10")
    #expect(fields.weight == 7)
    #expect(fields.isDraft)
    #expect(fields.tags == ["a", "b"])
    #expect(fields.aliases == ["/old/"])
    #expect(fields.unknown.map(\.key) == ["madeUp"])
    #expect(fields.unknown.map(\.line) == [9])
    #expect(sample.page.bodyLine == 11)
    #expect(sample.body == "Body.")
  }

  @Test(arguments: [
    "description: S", "excerpt: S", "subtitle: S", "intro: S", "summary: S",
  ])
  func everyProgramsSummaryIsTheSummary(field: String) throws {
    #expect(try Sample("---\n\(field)\n---\n").fields.summary == "S")
  }

  @Test(arguments: ["updated", "lastmod", "last_modified_at", "modified"])
  func everyProgramsDateOfChangeIsUnderstood(name: String) throws {
    #expect(try Sample("---\n\(name): 2024-01-02\n---\n").fields.updated?.description == "2024-01-02")
  }

  @Test(arguments: ["weight", "order", "nav_order"])
  func everyProgramsOrderIsUnderstood(name: String) throws {
    #expect(try Sample("---\n\(name): 12\n---\n").fields.weight == 12)
  }

  @Test(arguments: ["aliases: [/old]", "redirect_from: /old", "aliases:\n  - /old"])
  func everyProgramsAliasesAreUnderstood(field: String) throws {
    #expect(try Sample("---\n\(field)\n---\n").fields.aliases == ["/old"])
  }

  @Test(arguments: [
    "2024-03-09T10:11:12Z", "2024-03-09T10:11:12+02:00", "2024-03-09 10:11:12 +0200", "'2024-03-09'",
    "\"2024-03-09t10:11:12.123Z\"",
  ])
  func aTimeBehindADateIsLeftOut(date: String) throws {
    let sample = try Sample("---\ndate: \(date)\n---\n")
    #expect(sample.fields.date?.description == "2024-03-09")
    #expect(sample.faults.isEmpty)
  }

  @Test(arguments: [
    "tags: [a, b]", "tags: a, b", "tags: \"a,b,\"", "tags:\n  - a\n  - b", "tags:\n- a\n- b",
    "keywords: [a, b]",
    "categories: [a]\ntags: [a, b]", "taxonomies: {tags: [a], categories: [b]}",
  ])
  func tagsAreAListOrWordsWithCommas(field: String) throws {
    let sample = try Sample("---\n\(field)\n---\n")
    #expect(sample.fields.tags == ["a", "b"])
    #expect(sample.faults.isEmpty)
  }

  @Test func zolaKeepsTagsInATable() throws {
    let sample = try Sample("+++\ntitle = \"T\"\n[taxonomies]\ntags = [\"a\", \"b\"]\n[extra]\nx = 1\n+++\n")
    #expect(sample.fields.tags == ["a", "b"])
    #expect(sample.fields.unknown.isEmpty)
    #expect(sample.faults.isEmpty)
  }

  @Test(arguments: ["published: false", "published: no", "draft: true", "draft: on", "draft: 'True'"])
  func whatIsNotPublishedIsADraft(field: String) throws {
    #expect(try Sample("---\n\(field)\n---\n").fields.isDraft)
  }

  @Test(arguments: [
    "---\nDraft: true\n---\n", "+++\nDRAFT = true\n+++\n", "{\"draft\": true}\n",
    "{\n  \"Draft\": true\n}\ntext",
  ])
  func aDraftIsOneHoweverItIsWritten(file: String) throws {
    #expect(try Sample(file).fields.isDraft)
  }

  @Test func jsonFillsFieldsAndTheTextFollows() throws {
    let sample = try Sample(
      "{\n  \"title\": \"A } \\\"brace\\\" \\u00e9\",\n  \"tags\": [\"x\", \"y\"]\n}\n\nText {.\n")
    #expect(sample.faults.isEmpty)
    #expect(sample.fields.title == "A } \"brace\" é")
    #expect(sample.fields.tags == ["x", "y"])
    #expect(sample.body == "\n\nText {.\n")
    #expect(sample.page.bodyLine == 4)
  }

  @Test(arguments: ["{{< figure >}}\n", "{% raw %}", "{}\n", "{ text }\n", "{"])
  func aBraceIsNotYetJSON(text: String) throws {
    #expect(try Sample(text).body == text)
    #expect(try Sample(text).faults.isEmpty)
  }

  @Test(arguments: [
    ("tags: a b c", ["a", "b", "c"]), ("tags: a b, c", ["a b", "c"]), ("tags: [a b, c]", ["a b", "c"]),
    ("categories: jekyll update", ["jekyll", "update"]), ("tags: '[[Board games]]'", ["Board games"]),
    ("tags: ['[[a/b c|C]]', '[[d/e]]', '[[]]', f, C]", ["C", "e", "[[]]", "f"]),
    ("tags: [[a]]", ["a"]), ("tags: [[[a b]], [[c]]]", ["a b", "c"]),
    ("tags: '[[a b]] [[c]], d'", ["a b", "c", "d"]),
  ])
  func wordsOfOneTextArePartedByCommasElseBySpaces(field: String, tags: [String]) throws {
    #expect(try Sample("---\n\(field)\n---\n").fields.tags == tags)
  }

  @Test(arguments: ["published: true", "draft: false", "draft: off"])
  func whatIsPublishedIsNone(field: String) throws {
    #expect(try !Sample("---\n\(field)\n---\n").fields.isDraft)
  }

  @Test(arguments: [
    ("published: 2024-03-09", "2024-03-09"), ("created: 2024-03-09T10:00", "2024-03-09"),
    ("date: 2020-01-01\npublished: 2024-03-09\ncreated: 2023-03-09", "2020-01-01"),
    ("created: 2023-03-09\ndate: 2020-01-01", "2020-01-01"), ("published:\ncreated:", nil),
    ("created: 2020-01-01\npublished: 2023-05-05", "2023-05-05"),
    ("published: 2023-05-05\ncreated: 2020-01-01", "2023-05-05"),
  ])
  func aNotebooksDatesCountWhereThereIsNoOther(fields: String, date: String?) throws {
    let sample = try Sample("---\n\(fields)\n---\n")
    #expect(sample.fields.date?.description == date)
    #expect(!sample.fields.isDraft)
    #expect(sample.faults.isEmpty)
  }

  @Test(arguments: ["present", "now", "Current"])
  func whatGoesOnHasNoEnd(word: String) throws {
    let fields = try Sample("---\nstart: 2021\nend: \(word)\n---\n").fields
    #expect(fields.isCurrent)
    #expect(fields.end == nil)
    #expect(fields.period == "2021 – now")
  }

  @Test func carriageReturnsAndAByteOrderMarkMakeNoDifference() throws {
    let sample = try Sample("\u{FEFF}---\r\ntitle: T\r\ntags: [a]\r\n---\r\nBody.\r\n")
    #expect(sample.fields.title == "T")
    #expect(sample.fields.tags == ["a"])
    #expect(sample.body == "Body.\r\n")
    #expect(sample.page.bodyLine == 5)
    #expect(sample.faults.isEmpty)
  }

  @Test func carriageReturnsMakeNoDifferenceInTOML() throws {
    let sample = try Sample("\u{FEFF}+++\r\ntitle = \"T\"\r\nweight = 2\r\n+++\r\nBody.\r\n")
    #expect(sample.fields.title == "T")
    #expect(sample.fields.weight == 2)
    #expect(sample.body == "Body.\r\n")
    #expect(sample.faults.isEmpty)
  }

  @Test func aByteOrderMarkIsNoText() throws {
    #expect(try Sample("\u{FEFF}# T\n").body == "# T\n")
  }

  @Test func yamlMayEndWithDots() throws {
    let sample = try Sample("---\ntitle: T\n...\nBody.\n")
    #expect(sample.fields.title == "T")
    #expect(sample.body == "Body.\n")
  }

  @Test func spacesBehindAFenceDoNotMatter() throws {
    #expect(try Sample("---  \ntitle: T\n--- \nBody.\n").fields.title == "T")
  }

  @Test(arguments: ["title:", "title: ''", "summary:", "tags: []", "date:", "end:", "slug: ''"])
  func anEmptyValueIsNone(field: String) throws {
    let sample = try Sample("---\n\(field)\n---\n# Heading\n")
    #expect(sample.page.title == "Heading")
    #expect(sample.page.id == "a/p")
    #expect(sample.faults.isEmpty)
  }

  @Test func aBlankTitleIsNone() throws {
    let page = try Sample("---\ntitle: '   '\n---\n# Heading\n").page
    #expect(page.title == "Heading")
  }

  @Test func blockScalarsKeepTheirText() throws {
    #expect(try Sample("---\nsummary: >\n  one\n  two\n---\n").fields.summary?.hasPrefix("one two") == true)
  }

  @Test func whatIsNotKnownIsKeptWithItsLine() throws {
    let fields = try Sample("---\ntitle: T\nreviewer: x\nnested: {a: 1}\n---\n").fields
    #expect(fields.unknown.map(\.key) == ["reviewer", "nested"])
    #expect(fields.unknown.map(\.line) == [3, 4])
  }

  @Test(arguments: ["author", "layout", "permalink", "toc", "math", "cover", "extra", "params", "template"])
  func keysOfOtherProgramsAreNoFault(key: String) throws {
    #expect(try Sample("---\n\(key): x\n---\n").fields.unknown.isEmpty)
  }

  @Test func thePersonIsReadFromTheIndex() throws {
    let portfolio = Portfolio([
      "index.md": """
      ---
      name: Ada
      title: Engineer
      headline: Builds.
      summary: S.
      email: a@example.com
      url: https://example.com
      location: London
      skills: [Swift, {name: SQL, keywords: [a]}]
      profiles:
        - network: GitHub
          username: ada
          url: https://github.com/ada
        - nonsense
      ---
      Hello.
      """
    ])
    let person = portfolio.person
    #expect(person.name == "Ada")
    #expect(person.heading == "Ada")
    #expect(person.title == "Engineer")
    #expect(person.headline == "Builds.")
    #expect(person.email == "a@example.com")
    #expect(person.skills == ["Swift", "SQL"])
    #expect(person.profiles.map(\.network) == ["GitHub"])
    #expect(person.profiles.map(\.username) == ["ada"])
    #expect(portfolio.welcome?.fields.unknown.isEmpty == true)
    #expect(portfolio.faults == ["index.md:10: 'profiles' must be a list of network, username and url"])
  }

  @Test func withoutANameThePersonIsTheirTitle() {
    #expect(Portfolio(["index.md": "---\ntitle: Engineer\n---\n"]).person.heading == "Engineer")
  }
}
