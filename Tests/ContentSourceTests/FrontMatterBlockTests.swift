import ContentSamples
import ContentSource
import PortfolioModel
import Testing

/// What is front matter, and what is the text of a page.
struct FrontMatterBlockTests {
  @Test(arguments: [
    "---\n\nNotes.\n\n## Part\n\nText.\n\n---\n\nMore.\n", "---\nJust a text.\n---\nMore.\n",
    "---\n- a\n- b\n---\n",
    "---\n\nupdated: yesterday\n---\n", "---\n\nNote: a text.\n\n---\n", "---\n[a, b]\n---\n",
    "---\n\"a\"\n---\n",
    "---\nNote: a: b.\nAnd more prose.\n---\n", "---\n# Heading\n\nText: a.\nProse.\n\n---\n",
    "---\n> quote: a\n---\n", "\n\n---\nNote: a text.\n---\n", "\n---\nSee: nothing\n",
    "----\ntitle: T\n----\n",
    "--- x\ntitle: T\n---\n", "---jsx\n{}\n---\n", "text\n---\ntitle: T\n---\n",
  ])
  func textStaysText(text: String) throws {
    let sample = try Sample(text)
    #expect(sample.body == text)
    #expect(sample.page.bodyLine == 1)
    #expect(sample.faults == [])
    #expect(!sample.fields.isDraft)
  }

  @Test(arguments: [
    "---\n---\n", "---\n\n---\n", "---\n \n\n---\n", "---\n# words\n---\n", "---\n{}\n---\n", "+++\n+++\n",
    "---json\n{}\n---\n", "---toml\n---\n", ";;;\n;;;\n", "---\nmadeUp: x\n---\n",
  ])
  func aMappingIsFrontMatter(text: String) throws {
    let sample = try Sample(text + "Body.\n")
    #expect(sample.body == "Body.\n")
    #expect(sample.page.bodyLine == text.count { $0 == "\n" } + 1)
    #expect(sample.faults == [])
  }

  @Test(arguments: [
    "---\ntitle: T\n---\n", "---yaml\ntitle: T\n---\n", "---\t\ntitle: T\n---\t\n",
    "---toml\ntitle = 'T'\n---\n",
    "---json\n{\"title\": \"T\"}\n---\n", ";;;\n\"title\": \"T\"\n;;;\n", ";;;\n{\"title\": \"T\"}\n;;;\n",
    "\n\n---\ntitle: T\n---\n", "\u{FEFF}\r\n---\r\ntitle: T\r\n---\r\n", "+++\r\ntitle = 'T'\r\n+++\r\n",
    "\u{FEFF}{\r\n\t\"title\": \"T\"\r\n}\r\n", "---\n{\"title\": \"T\"}\n---\n", "---\ntitle: T\n...\n",
  ])
  func readsEveryFence(text: String) throws {
    let sample = try Sample(text + "Body.\n")
    #expect(sample.fields.title == "T")
    #expect(sample.body.hasSuffix("Body.\n"))
    #expect(!sample.body.contains("T"))
    #expect(
      sample.page.body.count { $0 == 0x0A } + sample.page.bodyLine == sample.page.file.count { $0 == 0x0A }
        + 1)
    #expect(sample.faults == [])
  }

  @Test(arguments: [
    ("---\n\ndraft: true\n---\n", 3), ("---\ntitle: T\ndraft: true\n\nText.\n", 3),
    ("---\nprivate: yes\n" + String(repeating: "k: v\n", count: 4000) + "---\n", 2),
    ("{\n\"draft\": true,\n", 2), ("+++\ndraft = true\n\nText.\n", 2), ("\n---\nstatus: draft\n", 3),
  ])
  func hidesADraftWhoseFrontMatterIsNotWhereItMustBe(text: String, line: Int) throws {
    let sample = try Sample(text)
    #expect(sample.body == text)
    #expect(sample.fields.isDraft)
    #expect(
      sample.portfolio.problems.contains {
        $0.line == line
          && $0.message.hasSuffix("stands in front matter, which begins below a first line '---'")
      })
  }
}
