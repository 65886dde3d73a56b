import ContentSamples
import PortfolioModel
import Testing

struct FrontMatterTests {
  @Test func acceptsAPageWithoutFrontMatter() throws {
    let sample = try Sample("Text.\n")
    #expect(sample.body == "Text.\n")
    #expect(sample.page.bodyLine == 1)
    #expect(sample.faults.isEmpty)
  }

  @Test func readsFieldsAndLinesFromTOML() throws {
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

  @Test func readsFieldsFromJSON() throws {
    let sample = try Sample(
      "{\n  \"title\": \"A } \\\"brace\\\" \\u00e9\",\n  \"tags\": [\"x\", \"y\"]\n}\n\nText {.\n")
    #expect(sample.faults.isEmpty)
    #expect(sample.fields.title == "A } \"brace\" é")
    #expect(sample.fields.tags == ["x", "y"])
    #expect(sample.body == "\n\nText {.\n")
    #expect(sample.page.bodyLine == 4)
  }

  @Test(arguments: ["{{< figure >}}\n", "{% raw %}", "{}\n", "{ text }\n", "{", "{\"text\"}\n", "{\"a\", 1}"])
  func treatsATemplateMarkAsText(text: String) throws {
    #expect(try Sample(text).body == text)
    #expect(try Sample(text).faults.isEmpty)
  }

  @Test func acceptsCarriageReturnsAndAByteOrderMark() throws {
    let sample = try Sample("\u{FEFF}---\r\ntitle: T\r\ntags: [a]\r\n---\r\nBody.\r\n")
    #expect(sample.fields.title == "T")
    #expect(sample.fields.tags == ["a"])
    #expect(sample.body == "Body.\r\n")
    #expect(sample.page.bodyLine == 5)
    #expect(sample.faults.isEmpty)
  }

  @Test func acceptsCarriageReturnsAndAByteOrderMarkInTOML() throws {
    let sample = try Sample("\u{FEFF}+++\r\ntitle = \"T\"\r\nweight = 2\r\n+++\r\nBody.\r\n")
    #expect(sample.fields.title == "T")
    #expect(sample.fields.weight == 2)
    #expect(sample.body == "Body.\r\n")
    #expect(sample.faults.isEmpty)
  }

  @Test func doesNotCountAByteOrderMarkAsText() throws {
    #expect(try Sample("\u{FEFF}# T\n").body == "# T\n")
  }

  @Test func acceptsDotsAsTheEndOfYAML() throws {
    let sample = try Sample("---\ntitle: T\n...\nBody.\n")
    #expect(sample.fields.title == "T")
    #expect(sample.body == "Body.\n")
  }

  @Test func ignoresSpacesBehindAFence() throws {
    #expect(try Sample("---  \ntitle: T\n--- \nBody.\n").fields.title == "T")
  }

  @Test func readsBlockScalars() throws {
    #expect(try Sample("---\nsummary: >\n  one\n  two\n---\n").fields.summary?.hasPrefix("one two") == true)
  }
}
