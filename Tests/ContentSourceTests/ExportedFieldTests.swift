import ContentSamples
import ContentSource
import PortfolioModel
import Testing

struct ExportedFieldTests {
  private func page(_ file: String, name: String = "a/p.mdx") -> Page? { Portfolio([name: file]).pages.first }

  @Test func aPageOfMDXMayExportItsFields() {
    let page = page(
      "import x from 'y'\n\nexport const meta = {\n  title: 'T: t',\n  date: '2020-08-25T13:00:00.000Z',\n  a: [x],\n}\n\nText.\n"
    )
    #expect(page?.title == "T: t")
    #expect(page?.fields.date?.spelled == "25 Aug 2020")
  }

  @Test func frontMatterComesFirst() {
    #expect(page("---\ntitle: A\n---\nexport const meta = {\n  title: 'B',\n}\n")?.title == "A")
  }

  @Test func otherExportsAreNoFields() {
    #expect(page("export const other = {\n  title: 'B',\n}\n\n# A\n")?.title == "A")
    #expect(page("Text.\n\n    export const meta = {\n      title: 'B',\n    }\n")?.title == "P")
  }

  @Test func theAddressOfAPageOfZolaMayBeginWithItsDate() {
    let file = "+++\npath = \"2015/05/11/a\"\ntitle = \"A\"\n+++\n"
    #expect(page(file, name: "a/p.md")?.fields.date?.spelled == "11 May 2015")
    #expect(page("+++\npath = \"x/y\"\n+++\n", name: "a/p.md")?.fields.date == nil)
  }

  @Test func fieldsOfInnerObjectsAreNotThoseOfThePage() {
    let file =
      "export const metadata = {\n  title: 'A',\n  openGraph: { title: 'B', url: '/x.png' },\n}\n\nText.\n"
    #expect(page(file)?.title == "A")
    #expect(page(file)?.fields.url == nil)
  }

  @Test func anExportedFieldMayHideThePage() {
    #expect(page("export const meta = {\n  draft: true,\n}\n\nText.\n")?.fields.isDraft == true)
  }

  @Test func frontMatterMayBeAScript() {
    let file =
      "---js\n// A comment: no field\nconst title = \"T\"\nconst date = new Date('2024-03-04');\n---\nText.\n"
    #expect(page(file)?.title == "T")
    #expect(page(file)?.fields.date?.spelled == "4 Mar 2024")
    #expect(
      page("---js\n{ title: 'T', tags: ['a', 'b'], weight: -2 }\n---\nText.\n")?.fields.tags == ["a", "b"])
  }

  @Test(arguments: ["const draft = true", "const draft = isDraft()", "{ draft: a || b }", "const draft = ["])
  func aScriptMayHideThePage(script: String) {
    #expect(page("---js\n\(script)\n---\nText.\n")?.fields.isDraft == true)
  }
}
