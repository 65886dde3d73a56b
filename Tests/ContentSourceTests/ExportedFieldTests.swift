import ContentSamples
import PortfolioModel
import TestSupport
import Testing

@testable import ContentSource

struct ExportedFieldTests {
  private func page(_ file: String, name: String = "a/p.mdx") -> Page? { Portfolio([name: file]).pages.first }

  @Test func aPageOfMDXMayExportItsFields() {
    let page = page(
      "import x from 'y'\n\nexport const meta = {\n  title: 'T: t',\n  date: '2020-08-25T13:00:00.000Z',\n  a: [x],\n}\n\nText.\n"
    )
    #expect(page?.title == "T: t")
    #expect(page?.fields.date?.spelled == "25 Aug 2020")
  }

  @Test(arguments: [
    "export const meta: Meta = {", "export let meta = {", "export  const  metadata  =  {",
    "export const frontMatter:Record<string, string>={",
  ])
  func theDeclarationMayBeSpacedAndTyped(declaration: String) {
    let page = page("export const other = {\n}\n\(declaration)\n  title: 'T',\n  draft: true,\n}\n\nText.\n")
    #expect(page?.title == "T")
    #expect(page?.fields.isDraft == true)
  }

  @Test(arguments: ["---JS", "---ts", "--- js", "---\tJavaScript"])
  func theNameOfTheFormatMayBeSpacedAndInCapitals(fence: String) {
    #expect(page("\(fence)\nconst title = 'T'\nconst draft = true\n---\nText.\n")?.fields.isDraft == true)
    #expect(page("\(fence)\nconst title = 'T'\n---\nText.\n")?.title == "T")
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

  /// A field that may hide the page and was not read hides it.
  @Test(arguments: [
    "{ title: 'A', summary: `\none\ntwo\n`, draft: true }", "{ pattern: /\"/, draft: true }",
    "{ text: `${\"`\"}`, draft: true }", "{ title: 'A', draft: !0 }", "const title = 'A', draft = true",
    "let draft; draft = true", "{ f: () => { return ',' }, draft: true }", "{ [\"draft\"]: true }",
    "{ get draft() { return true } }", "{ published: !1 }", "{ title: 'A', ...{ draft: true } }",
    "const draft = false\nconst page = { draft: true }\n", "{ draft: false, ...{ draft: true } }",
  ])
  func aScriptHidesItsPage(script: String) throws {
    let folder = try TemporaryFolder([
      "eleventy.config.js": "export default {}\n", "posts/a.md": "---js\n\(script)\n---\nText.\n",
      "posts/b.md": "Text.\n",
    ])
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(portfolio.pages.map(\.slug) == ["b"])
  }

  @Test(arguments: [
    "{ title: 'A', draft: false }", "{ title: 'A', // draft\n  date: '2024-01-02' }",
    "// draft: true\n{ title: 'My draft' }", "{ tags: ['draft', 'public'], layout: \"public\", title: 'A' }",
    "{ title: `one\ntwo`, published: true }",
  ])
  func aScriptShowsItsPage(script: String) throws {
    let folder = try TemporaryFolder([
      "eleventy.config.js": "export default {}\n", "posts/a.md": "---js\n\(script)\n---\nText.\n",
      "posts/b.md": "Text.\n",
    ])
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(portfolio.pages.count == 2)
  }

  @Test func anExportEndsAtItsBrace() {
    let fields = ExportedFields.read(Array("export const meta = { title: 'T' }\n\n# Body\n".utf8)[...])
    #expect(fields.map(\.key) == ["title"])
  }

  @Test func dataFilesOfAFolderHideItsPages() throws {
    let folder = try TemporaryFolder([
      "eleventy.config.js": "export default {}\n", "content/content.json": "{}",
      "content/a/a.11tydata.json": "{\"tags\": [\"x\"]}", "content/a/a.json": "{\"draft\": true}",
      "content/a/one.md": "Text.\n", "content/b/b.11tydata.js": "module.exports = { draft: !0 }\n",
      "content/b/two.md": "Text.\n", "content/c/three.md": "Text.\n",
    ])
    #expect(Portfolio(try ContentLoader.load(directory: folder.path)).pages.map(\.slug) == ["three"])
    try folder.write("{\"draft\": true}", to: "content/content.json")
    #expect(Portfolio(try ContentLoader.load(directory: folder.path)).pages.isEmpty)
  }

  @Test(arguments: [
    "const data = { draft: true }\nmodule.exports = data\n",
    "export default function () {\n  return { draft: true }\n}\n",
    "module.exports = async () => {\n  return {\n    draft: true,\n  }\n}\n",
    "module.exports = () => ({ draft: true })\n",
    "module.exports = data => { return { draft: true } }\n",
    "const base = { draft: true };\nexport default { ...base };\n",
    "const base = { draft: true };\nmodule.exports = () => base;\n",
    "function data() { return { draft: true } }\nmodule.exports = data;\n",
    "module.exports = { ...{ draft: true }, eleventyComputed: { title: (data) => data.draft } }\n",
    "module.exports = { eleventyComputed: { title: 'A' }, ...{ draft: true } }\n",
    "module.exports = () => {\n  const data = { draft: true }\n  return { ...data, eleventyComputed: {} }\n}\n",
    "module.exports = () => {\n  if (a) return { draft: false }\n  return { draft: true }\n}\n",
    "const data = { draft: false }; data.draft = true; module.exports = data\n",
    "const data = { draft: false }\ndata['draft'] = isDraft()\nmodule.exports = data\n",
    "const data = {}\ndata.draft ||= true\nmodule.exports = data\n",
    "exports.draft = true\n", "export const draft = true\n", "const draft = true\nexport default { draft }\n",
    "export default { ...(isLocal ? {} : { eleventyExcludeFromCollections: true }) }\n",
    "export default Object.assign({ title: 'A' }, { permalink: false, status: 'draft' })\n",
    "export default { draft: false\n  || isDraft() }\n", "export default { /* why */ draft: true }\n",
    "/* why */ export default { draft: true }\n",
  ])
  func aScriptOfDataMayBeAFunctionOrAVariable(script: String) throws {
    let folder = try TemporaryFolder([
      "eleventy.config.js": "export default {}\n", "content/a/a.11tydata.js": script,
      "content/a/one.md": "Text.\n", "content/b/two.md": "Text.\n",
    ])
    #expect(Portfolio(try ContentLoader.load(directory: folder.path)).pages.map(\.slug) == ["two"])
  }

  /// Eleventy computes some fields for each page, so that these hide no folder.
  @Test(arguments: [
    "function show(data) {\n  const isDraft = data.draft === true\n  return !isDraft\n}\nmodule.exports = { title: 'A' }\n",
    "module.exports = {\n  eleventyComputed: {\n    eleventyExcludeFromCollections: (data) => data.draft,\n    draft: true,\n  },\n}\n",
    "const { draft, page } = require('./x')\nmodule.exports = { title: draft ? 'A' : 'B' }\n",
    "const f = ({ title, draft }) => title\nmodule.exports = { draft: false, published: true }\n",
    "export default { draft: false, ...{ draft: false } }\n",
    "export default { title: 'A' } // draft: true\n// draft: true\n",
  ])
  func aScriptOfDataShowsPages(script: String) throws {
    let folder = try TemporaryFolder([
      "eleventy.config.js": "export default {}\n", "content/a/a.11tydata.js": script,
      "content/a/one.md": "Text.\n", "content/b/two.md": "Text.\n",
    ])
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(portfolio.pages.count == 2)
    #expect(portfolio.problems.isEmpty)
  }

  @Test func aDataFileThatIsNotReadHidesPagesAndIsReported() throws {
    let long = String(repeating: " ", count: ContentLimits.configurationBytes)
    let folder = try TemporaryFolder([
      "eleventy.config.js": "export default {}\n", "content/a/a.json": "{\"draft\": true\(long)}",
      "content/a/one.md": "Text.\n", "content/b/b.json": "{\"title\": 1\(long)}",
      "content/b/two.md": "Text.\n", "content/c/c.11tydata.js": "module.exports = {'draft' : true\(long)}",
      "content/c/three.md": "Text.\n",
    ])
    let portfolio = Portfolio(try ContentLoader.load(directory: folder.path))
    #expect(portfolio.pages.map(\.slug) == ["two"])
    let faults = portfolio.problems.map(\.description)
    #expect(
      faults == ["a/a.json", "c/c.11tydata.js"].map { "\($0): pages are hidden until 'draft' can be read" })
  }

  @Test(arguments: [
    "export const metadata: Record<string, (x) => void> = {\n  draft: true,\n}\n",
    "export const metadata =\n{\n  draft: true,\n}\n",
    "export const meta = /* why */ {\n  draft: true,\n}\n",
    "export const meta = // why\n{\n  draft: true,\n}\n", "export const meta /* why */ = { draft: true }\n",
    "export const meta: {\n  draft: boolean\n} = {\n  draft: true,\n}\n",
    "export const meta: Record<\n  string,\n  boolean\n> = { draft: true }\n",
    "export const meta = Object.freeze({\n  draft: true,\n})\n",
    "export const meta = defineMeta<{ title: string }>({ draft: true })\n",
    "export const meta = ({ draft: true });\n", "export const meta = () => ({ draft: true })\n",
    "export const meta = merge({ title: 'A' }, {\n  draft: true,\n})\n",
    "const base = { draft: true }\nexport const meta = base\n",
    "const base = { draft: true }\nexport const meta = { ...base, title: 'A' }\n",
    "export const meta = { pattern: /}/, draft: true }\n",
  ])
  func theBraceOfExportedFieldsIsFound(script: String) throws {
    let folder = try TemporaryFolder(["pages/a.mdx": script + "\nText.\n", "pages/b.mdx": "Text.\n"])
    #expect(Portfolio(try ContentLoader.load(directory: folder.path)).pages.map(\.slug) == ["b"])
  }

  @Test(arguments: [
    "export const meta = Object.freeze({ title: 'T' })\n\ndraft: true {x}\n",
    "export const meta = {\n  title: 'T',\n} as const\n\n`draft: true`\n",
    "export const meta = { title: 'T' } satisfies Meta\n\n```js\nconst a = { draft: true }\n```\n",
    "export const meta = base\n\n# T\n\n{ draft: true }\n",
  ])
  func exportedFieldsEndBeforeTheText(script: String) {
    #expect(page(script)?.title == "T")
    #expect(page(script)?.fields.isDraft == false)
  }
}
