import ContentSamples
import ContentSource
import PortfolioModel
import Testing

/// A fault costs its own field, and `check` names it with its line.
struct FieldIsolationTests {
  @Test(arguments: [
    "a: b", "Tools that last: a manifesto", "[draft] My post", "\"Foo\" bar", "'Don't'", "@handle",
    "`code` first",
    "%percent", "*important* thing", "&co: x", "- a: b - c", "{{ x }} y", "\"never closed", "a: b # c",
    "x\u{1B}y",
  ])
  func takesTheLineOfATitleThatIsNotYAML(title: String) throws {
    let sample = try Sample("---\nweight: 1\ntitle: \(title)\ndate: 2023-08-27\ntags: [craft]\n---\nBody.\n")
    let isQuoted = title == "'Don't'"
    #expect(sample.fields.title == (isQuoted ? "Don't" : title))
    #expect(sample.fields.weight == 1)
    #expect(sample.fields.date?.description == "2023-08-27")
    #expect(sample.fields.tags == ["craft"])
    #expect(sample.body == "Body.\n")
    #expect(sample.faults.count == 1)
    #expect(sample.faults.first?.hasPrefix("a/p.md:3: 'title' is not YAML: ") == true)
    #expect(sample.faults.first?.hasSuffix("; its line is taken as it is") == true)
  }

  @Test(arguments: [
    "tags: [a, b", "tags: {a: b", "summary: |\n  x\u{1}", "data: *x", "data: !!set {a}",
    "data: {b: [*x, {c: d}], e: f}", "*x : y", "{a: b}: {c: [d]}",
    "? [a, {b: c}]\n: [d]",
    "data:\n  b: *c\n  d: !x e", "summary: [a]", "weight: x", "- a",
    "data: [[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]",
  ])
  func keepsTheOtherFields(lines: String) throws {
    let sample = try Sample("---\ntitle: T\n\(lines)\ndate: 2023-08-27\ndraft: true\n---\nBody.\n")
    #expect(sample.fields.title == "T")
    #expect(sample.fields.date?.description == "2023-08-27")
    #expect(sample.fields.isDraft)
    #expect(sample.fields.tags == [])
    #expect(sample.fields.summary == nil)
    #expect(sample.body == "Body.\n")
    let last = 2 + lines.count { $0 == "\n" } + 1
    #expect(!sample.portfolio.problems.isEmpty)
    #expect(sample.portfolio.problems.allSatisfy { (2...last).contains($0.line ?? 0) }, "\(sample.faults)")
  }

  @Test(
    arguments: [
      ("tags = [a, b]", nil), ("summary = \"never closed", "\"never closed"),
      ("summary = My text", "My text"),
      ("= 3", nil), ("data = {a = }", nil), ("summary = 'a' b", "'a' b"), ("a.b = 1\na = 2", nil),
    ] as [(String, String?)])
  func keepsTheOtherFieldsOfTOML(lines: String, summary: String?) throws {
    let sample = try Sample(
      "+++\ntitle = \"T\"\n\(lines)\ndraft = true\n[taxonomies]\ntags = [\"a\"]\n+++\nBody.\n")
    #expect(sample.fields.title == "T")
    #expect(sample.fields.summary == summary)
    #expect(sample.fields.isDraft)
    #expect(sample.fields.tags == ["a"])
    #expect(sample.faults.count == 1, "\(sample.faults)")
  }

  @Test func keepsTheOtherFieldsOfAFaultyTable() throws {
    let sample = try Sample("+++\ntitle = \"T\"\n[data]\na = b\nc = [\n[taxonomies]\ntags = [\"a\"]\n+++\n")
    #expect(sample.fields.title == "T")
    #expect(sample.fields.tags == ["a"])
    #expect(sample.faults.count == 1)
    #expect(sample.faults.first?.hasPrefix("a/p.md:4: 'data' is not TOML: ") == true)
  }

  @Test(arguments: [("True", true), ("yes", true), ("False", false)])
  func readsBooleansThatAreNotTOML(value: String, isDraft: Bool) throws {
    let sample = try Sample("+++\ndraft = \(value)\ndate = 2024-1-5\n+++\n")
    #expect(sample.fields.isDraft == isDraft)
    #expect(sample.fields.date?.description == "2024-01-05")
  }

  @Test(arguments: ["\"tags\": [a: b", "\"tags\": \"a\" \"b\"", "\"tags\": {\"a\": ]}"])
  func keepsTheOtherMembersOfJSON(member: String) throws {
    let sample = try Sample("{\n  \"title\": \"A, }{ b\",\n  \(member),\n  \"draft\": true\n}\nBody.\n")
    #expect(sample.fields.title == "A, }{ b")
    #expect(sample.faults.first?.hasPrefix("a/p.md:3: 'tags' is not JSON: ") == true, "\(sample.faults)")
  }

  @Test func readsPairsOfSurrogatesInJSON() throws {
    let sample = try Sample("{\"title\": \"a \\ud83d\\ude00 \\\\ud83d\", \"weight\": 2}")
    #expect(sample.fields.title == "a 😀 \\ud83d")
    #expect(sample.fields.weight == 2)
    #expect(sample.faults == [])
  }

  @Test func reportsDuplicateKeys() throws {
    for text in ["---\ntitle: T\ntitle: U\n---\n", "+++\ntitle = 'T'\ntitle = 'U'\n+++\n"] {
      let sample = try Sample(text)
      #expect(sample.fields.title == "U")
      #expect(sample.faults == ["a/p.md:3: 'title' is given twice; the last one counts"])
    }
  }

  @Test(arguments: ["null", "~", "Null", "NULL", ""])
  func aNullIsNotGiven(null: String) throws {
    let names = ["title", "summary", "slug", "tags", "date", "weight", "draft", "published", "end", "url"]
    let sample = try Sample("---\n" + names.map { "\($0): \(null)\n" }.joined() + "---\n# Heading\n")
    #expect(sample.page.title == "Heading")
    #expect(sample.page.id == "a/p")
    #expect(sample.fields.tags == [])
    #expect(!sample.fields.isDraft)
    #expect(sample.faults == [])
  }

  @Test func aQuotedNullIsText() throws {
    #expect(try Sample("---\ntitle: 'null'\n---\n").fields.title == "null")
    #expect(try Sample("---\ntags: [a, null, '~', ]\n---\n").fields.tags == ["a", "~"])
  }

  @Test func theNonSpecificTagIsHarmless() throws {
    let sample = try Sample("---\ntitle: ! 'Attention: colon'\ndate: 2015-05-24\n---\n")
    #expect(sample.fields.title == "Attention: colon")
    #expect(sample.fields.date?.description == "2015-05-24")
    #expect(sample.faults == [])
  }

  @Test(arguments: [
    "title: |\n  one\n  two\n", "title: >-\n  one\n  two\n", "title: one\n  two\n", "title: \"one\n  two\"\n",
    "title: 'one\n\n  two'\n",
  ])
  func joinsTheLinesOfATitle(text: String) throws {
    let sample = try Sample("---\n\(text)weight: 2\n---\n")
    #expect(sample.fields.title == "one two")
    #expect(sample.fields.weight == 2)
    #expect(sample.faults == [])
  }

  @Test func readsKeysOfEveryScript() throws {
    let sample = try Sample("---\nдата: x\n標題: y\ntitle: T\n\"größe\": 1\n---\n")
    #expect(sample.fields.title == "T")
    #expect(sample.fields.unknown.map(\.key) == ["дата", "標題", "größe"])
    #expect(sample.faults == [])
  }

  @Test(arguments: [
    "draft: !!bool true", "draft: *isDraft", "draft: [a", "private: {a: *b}",
    "draft: true: x",
    "draft: tru: e", "password: *secret", "visibility: !x private", "publishDate: *day",
  ])
  func hidesThePageWhereAFieldThatMayHideItCannotBeRead(line: String) throws {
    let sample = try Sample("---\ntitle: T\n\(line)\n---\n")
    #expect(sample.fields.title == "T")
    #expect(sample.fields.isDraft)
    #expect(sample.faults.contains { $0.hasPrefix("a/p.md:3: ") && $0.contains("the page is hidden") })
  }
}
