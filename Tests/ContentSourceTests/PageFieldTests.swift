import ContentSamples
import ContentSource
import PortfolioModel
import TestSupport
import Testing

struct PageFieldTests {
  @Test func readsEveryFieldFromYAML() throws {
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
    #expect(
      [fields.resume.organization, fields.resume.role, fields.resume.location] == [
        "Org", "Engineer", "Berlin",
      ])
    #expect(fields.url == "https://example.com/")
    #expect(fields.tags == ["a", "b"])
    #expect(fields.resume.highlights == ["First.", "Second."])
    #expect(fields.aliases == ["/old"])
    #expect(fields.date?.description == "2024-03-09")
    #expect(fields.updated?.description == "2024-04")
    #expect(fields.resume.period.start?.description == "2021-03")
    #expect(fields.resume.period.end?.description == "2023")
    #expect(fields.resume.period.spelled == "Mar 2021 – 2023")
    #expect(fields.weight == -3)
    #expect(fields.isDraft)
    #expect(sample.body == "Body.")
    #expect(sample.page.bodyLine == 21)
  }

  @Test(arguments: [
    "description: S", "excerpt: S", "subtitle: S", "intro: S", "summary: S",
  ])
  func knowsOtherNamesOfTheSummary(field: String) throws {
    #expect(try Sample("---\n\(field)\n---\n").fields.summary == "S")
  }

  @Test(arguments: [
    "pubDate", "pub_date", "pubDatetime", "publishDate", "publish_date", "publishedAt", "created",
    "created_at",
  ])
  func knowsOtherNamesOfTheDate(name: String) throws {
    #expect(try Sample("---\n\(name): 2024-01-02\n---\n").fields.date?.description == "2024-01-02")
  }

  @Test(arguments: ["updated", "lastmod", "last_modified_at", "modified", "date-updated", "updatedDate"])
  func knowsOtherNamesOfTheDateOfChange(name: String) throws {
    #expect(try Sample("---\n\(name): 2024-01-02\n---\n").fields.updated?.description == "2024-01-02")
  }

  @Test func readsTheDateOfChangeFromDocusaurus() throws {
    let sample = try Sample("---\nlast_update:\n  date: 1/13/2024\n  author: me\n---\n")
    #expect(sample.fields.updated?.description == "2024-01-13")
    #expect(sample.faults == [])
  }

  @Test func readsTheTableOfDatesOfMaterialForMkDocs() throws {
    let sample = try Sample("---\ndate:\n  created: 2023-06-12T10:00:00\n  updated: 2024-05-14\n---\n")
    #expect(sample.fields.date?.withoutTime.description == "2023-06-12")
    #expect(sample.fields.updated?.description == "2024-05-14")
    #expect(sample.faults == [])
  }

  @Test(arguments: ["weight", "order", "nav_order", "sidebar_position"])
  func knowsOtherNamesOfTheWeight(name: String) throws {
    #expect(try Sample("---\n\(name): 12\n---\n").fields.weight == 12)
  }

  @Test func readsDecimalWeights() throws {
    #expect(try Sample("---\nsidebar_position: 1.5\n---\n").fields.weight == 1.5)
    #expect(try Sample("+++\nweight = 1.25\n+++\n").fields.weight == 1.25)
  }

  @Test(arguments: ["aliases: [/old]", "redirect_from: /old", "aliases:\n  - /old"])
  func knowsOtherNamesOfAliases(field: String) throws {
    #expect(try Sample("---\n\(field)\n---\n").fields.aliases == ["/old"])
  }

  @Test(arguments: [
    "---\nDraft: true\n---\n", "+++\nDRAFT = true\n+++\n", "{\"draft\": true}\n",
    "{\n  \"Draft\": true\n}\ntext",
  ])
  func ignoresTheCaseOfKeys(file: String) throws {
    #expect(try Sample(file).fields.isDraft)
  }

  @Test(arguments: ["title:", "title: ''", "summary:", "tags: []", "date:", "end:", "slug: ''"])
  func treatsAnEmptyValueAsMissing(field: String) throws {
    let sample = try Sample("---\n\(field)\n---\n# Heading\n")
    #expect(sample.page.title == "Heading")
    #expect(sample.page.id == "a/p")
    #expect(sample.faults.isEmpty)
  }

  @Test func treatsABlankTitleAsMissing() throws {
    let page = try Sample("---\ntitle: '   '\n---\n# Heading\n").page
    #expect(page.title == "Heading")
  }

  @Test func readsThePathInASlug() throws {
    let sample = try Sample("---\nslug: part/welcome\n---\n")
    #expect(sample.page.id == "a/welcome")
    #expect(sample.fields.aliases == ["part/welcome"])
    #expect(sample.faults == [])
  }

  /// In some programs a path in `url` is the address of the page; in others it belongs to what the page is about.
  @Test(arguments: [
    ("hugo.toml", "content/", true), ("pelicanconf.py", "content/", true), ("_config.ts", "src/", true),
    ("astro.config.mjs", "src/content/", false), ("mkdocs.yml", "docs/", false),
  ])
  func aURLIsAnAddressInSomePrograms(name: String, root: String, isAddress: Bool) throws {
    let folder = try TemporaryFolder([
      name: "", root + "a/p.md": "---\ntitle: T\nurl: bob/project\n---\nText.\n",
    ])
    let page = try #require(Portfolio(try ContentLoader.load(directory: folder.path)).pages.first)
    #expect(page.fields.url == (isAddress ? nil : "bob/project"))
    #expect(page.fields.aliases == (isAddress ? ["/bob/project"] : []))
  }

  @Test(arguments: ["Last Modified", "git Created"])
  func knowsTheNamesOfDatesOfFiles(name: String) throws {
    let sample = try Sample("---\ndate: \(name)\n---\n")
    #expect(sample.fields.date == nil)
    #expect(sample.faults == [])
  }

  @Test func keepsUnknownKeysWithTheirLines() throws {
    let fields = try Sample("---\ntitle: T\nreviewer: x\nnested: {a: 1}\n---\n").fields
    #expect(fields.unknown.map(\.key) == ["reviewer", "nested"])
    #expect(fields.unknown.map(\.line) == [3, 4])
  }

  @Test(arguments: ["author", "layout", "permalink", "toc", "math", "cover", "extra", "params", "template"])
  func ignoresKeysOfOtherPrograms(key: String) throws {
    #expect(try Sample("---\n\(key): x\n---\n").fields.unknown.isEmpty)
  }

  // MARK: Tags

  @Test(arguments: [
    "tags: [a, b]", "tags: a, b", "tags: \"a,b,\"", "tags:\n  - a\n  - b", "tags:\n- a\n- b",
    "keywords: [a, b]",
    "categories: [a]\ntags: [a, b]", "taxonomies: {tags: [a], categories: [b]}",
  ])
  func readsTagsFromListsAndTexts(field: String) throws {
    let sample = try Sample("---\n\(field)\n---\n")
    #expect(sample.fields.tags == ["a", "b"])
    #expect(sample.faults.isEmpty)
  }

  @Test(arguments: [
    ("tags: a b c", ["a", "b", "c"]), ("tags: a b, c", ["a b", "c"]), ("tags: [a b, c]", ["a b", "c"]),
    ("categories: jekyll update", ["jekyll", "update"]), ("tags: '[[Board games]]'", ["Board games"]),
    ("tags: ['[[a/b c|C]]', '[[d/e]]', '[[]]', f, C]", ["C", "e", "[[]]", "f"]),
    ("tags: [[a]]", ["a"]), ("tags: [[[a b]], [[c]]]", ["a b", "c"]),
    ("tags: '[[a b]] [[c]], d'", ["a b", "c", "d"]),
  ])
  func splitsTagsInOneTextAtCommasElseAtSpaces(field: String, tags: [String]) throws {
    #expect(try Sample("---\n\(field)\n---\n").fields.tags == tags)
  }

  @Test func readsTagsFromZolasTaxonomies() throws {
    let sample = try Sample("+++\ntitle = \"T\"\n[taxonomies]\ntags = [\"a\", \"b\"]\n[extra]\nx = 1\n+++\n")
    #expect(sample.fields.tags == ["a", "b"])
    #expect(sample.fields.unknown.isEmpty)
    #expect(sample.faults.isEmpty)
  }

  // MARK: Dates and drafts

  @Test(arguments: [
    ("published: 2024-03-09", "2024-03-09"), ("created: 2024-03-09T10:00", "2024-03-09"),
    ("date: 2020-01-01\npublished: 2024-03-09\ncreated: 2023-03-09", "2020-01-01"),
    ("created: 2023-03-09\ndate: 2020-01-01", "2020-01-01"), ("published:\ncreated:", nil),
    ("created: 2020-01-01\npublished: 2023-05-05", "2023-05-05"),
    ("published: 2023-05-05\ncreated: 2020-01-01", "2023-05-05"),
  ])
  func fallsBackToTheDatesOfNotebooks(fields: String, date: String?) throws {
    let sample = try Sample("---\n\(fields)\n---\n")
    #expect(sample.fields.date?.description == date)
    #expect(!sample.fields.isDraft)
    #expect(sample.faults.isEmpty)
  }

  @Test(arguments: ["present", "now", "Current"])
  func readsPeriodsThatLastUntilNow(word: String) throws {
    let fields = try Sample("---\nstart: 2021\nend: \(word)\n---\n").fields
    #expect(fields.resume.period.isCurrent)
    #expect(fields.resume.period.end == nil)
    #expect(fields.resume.period.spelled == "2021 – now")
  }
}
