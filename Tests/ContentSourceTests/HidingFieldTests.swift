import ContentSamples
import ContentSource
import PortfolioModel
import Testing

/// Serving a folder must not publish a page by accident.
struct HidingFieldTests {
  private let today = CalendarDate("2024-01-01")

  private func leftOut(_ files: [String: String], generator: String = "plain folder") -> [String] {
    var tree = ContentTree(files)
    tree.generator = generator
    return Portfolio(tree, visibility: Portfolio.Visibility(today: today)).leftOut
      .map { "\($0.path): \($0.reason.rawValue)" }.sorted()
  }

  private func reason(_ fields: String) -> String? {
    let found = leftOut(["a/p.md": "---\n\(fields)\n---\nText.\n", "a/q.md": "Text.\n"])
    #expect(found.count <= 1)
    return found.first.map { String($0.dropFirst("a/p.md: ".count)) }
  }

  @Test(arguments: [
    "draft: true", "draft: True", "draft: TRUE", "Draft: true", "DRAFT: yes", "draft: on", "draft: 'true'",
    "draft: \"Yes \"", "draft: 1", "isDraft: true", "is_draft: true", "published: false", "Published: no",
    "published: 'off'", "publish: false", "publish: 'False'", "dg-publish: false", "isPublished: false",
    "status: draft",
    "status: Draft", "status: 'draft 🚧'", "status: in draft", "status: [draft]", "status: unpublished",
    "status: pending", "post_status: draft", "published: true\ndraft: true", "draft: true\npublished: true",
    "draft: true\ndraft: false", "visibility: draft\ndraft: true",
  ])
  func hidesDrafts(fields: String) {
    #expect(reason(fields) == "draft")
  }

  @Test(arguments: [
    "base: &base\n  draft: true\n<<: *base", "title: T\n<<: *missing", "<<: {draft: true}",
    "<<:\n  - {title: T}\n  - {published: false}", "extra:\n  draft: true", "extra: {isDraft: 'yes'}",
    "extra:\n  <<: *base", "params: {status: Draft}", "taxonomies: {draft: true}",
    "status: Draft", "published: \"no\"", "draft: \"true\"", "draft: !!bool true", "draft: &d true",
  ])
  func hidesDraftsOfInnerAndMergedTables(fields: String) {
    #expect(reason(fields) == "draft")
  }

  @Test(arguments: ["<<", "extra"])
  func saysThatATableThatCannotBeReadHidesThePage(key: String) throws {
    #expect(
      try Sample("---\ntitle: T\n\(key): *a\n---\n").faults == [
        "a/p.md:3: '\(key)' must have no alias or tag",
        "a/p.md:3: the page is hidden until '\(key)' can be read",
      ])
  }

  @Test func namesTheInnerFieldThatItCannotUnderstand() throws {
    #expect(
      try Sample("---\nextra: {draft: maybe}\n---\n").faults == [
        "a/p.md:2: 'extra' has a field 'draft' that must be true or false; until then the page is hidden"
      ])
    #expect(reason("extra: {draft: maybe}") == "draft")
  }

  @Test(arguments: [
    "+++\ntitle = 'T'\n[extra]\ndraft = true\n+++\n", "+++\n[taxonomies]\ntags = ['a']\ndraft = true\n+++\n",
    "+++\n[extra.page]\na = 1\n[params]\ndraft = true\n+++\n",
    "---\rtitle: T\rdraft: true\r---\rText.\r", "+++\rdraft = true\r+++\rText.\r",
    "\r---\rdraft: true\r---\r", "{\r\"draft\": true\r}\rText.\r", "---\ndraft: true\r---\rText.\n",
    "---\r\ndraft: true\r\n---\r\nText.\r\n",
  ])
  func hidesDraftsWithAnyLineEndsAndTables(file: String) {
    #expect(leftOut(["a/p.md": file, "a/q.md": ""]) == ["a/p.md: draft"])
  }

  @Test(arguments: ["extra: {draft: false}", "extra:\n  toc: true", "base: &base {a: b}\ntitle: T"])
  func showsPagesWhoseInnerTablesDoNotHideThem(fields: String) {
    #expect(reason(fields) == nil)
  }

  private static let manyFields = (0..<800).map { "field\($0): some text of a field\n" }.joined()

  @Test(
    arguments: [
      ("---\ntitle: T\n\(manyFields)draft: true\n---\nText.\n", "plain folder"),
      ("---\n# Comment\ntitle: T\n\(manyFields)draft: true\n---\nText.\n", "plain folder"),
      ("+++\ntitle = 'T'\n\(manyFields)draft = true\n+++\n", "plain folder"),
      ("{\"title\": \"\(manyFields)\", \"draft\": true}\n", "plain folder"),
      ("title: T\n\(manyFields)draft: true\n\nText.\n", "MkDocs"),
      ("title:: T\n\(String(repeating: "a:: b\n", count: 4000))private:: true\n\n- Text.\n", "Logseq"),
      ("<!--\n.. title: T\n\(String(repeating: ".. a: b\n", count: 4000)).. status: draft\n-->\n", "Nikola"),
    ] as [(String, String)])
  func hidesAPageWhoseFrontMatterIsTooLong(file: String, generator: String) throws {
    #expect(leftOut(["a/p.md": file, "a/q.md": ""], generator: generator) == ["a/p.md: draft"])
    var tree = ContentTree(["a/p.md": file])
    tree.generator = generator
    let problems = Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true)).problems
    #expect(
      problems.contains {
        $0.description
          == "a/p.md:1: front matter is longer than 16 KiB or never closed; until it can be read the page is hidden"
      }, "\(problems)")
  }

  @Test func showsALongTextBelowAThematicBreak() {
    let text = "---\n# Heading\n" + String(repeating: "Prose without fields.\n", count: 2000)
    #expect(leftOut(["a/p.md": text, "a/q.md": ""]) == [])
  }

  @Test(arguments: [
    ("2024-01-02T00:30:00+14:00", "+0000", false), ("2024-01-01T23:30:00-11:00", "+0000", true),
    ("2024-01-01T20:00:00-05:00", "-0500", false), ("2024-01-01T20:00:00-05:00", "+0000", true),
    ("2024-01-01 23:30 +0000", "+0100", true), ("2024-01-02T00:30:00Z", "-0100", false),
    ("2024-01-02T00:30:00", "-0100", true), ("2024-01-01T23:59:00", "+0100", false),
  ])
  func comparesADateWithTheDayInTheReadersTimeZone(date: String, zone: String, isFuture: Bool) throws {
    let hours = try #require(Int(zone.prefix(3)))
    let now = today?.with(CalendarDate.Time(hour: 12, minute: 0, offset: hours * 60))
    let tree = ContentTree(["a/p.md": "---\ndate: \(date)\n---\n", "a/q.md": ""])
    let hidden = Portfolio(tree, visibility: Portfolio.Visibility(today: now)).leftOut
    #expect(hidden.map(\.reason) == (isFuture ? [.future] : []))
  }

  @Test(arguments: ["index.md", "README.md"])
  func aHiddenIndexTellsNothingAboutThePerson(name: String) {
    let files = [
      name: "---\nname: Ada\nemail: a@x.org\ntitle: Engineer\nsummary: S.\ndraft: true\n---\n# H\n",
      "a/p.md": "Text.\n",
    ]
    let portfolio = Portfolio(ContentTree(files))
    #expect(portfolio.person.name == nil && portfolio.person.email == nil && portfolio.person.summary == nil)
    #expect(
      !portfolio.title.contains("Ada") && !portfolio.title.contains("Engineer") && portfolio.headline == nil)
    let shown = Portfolio(ContentTree(files), visibility: Portfolio.Visibility(showsDrafts: true))
    #expect(shown.person.name == "Ada" && shown.person.email == "a@x.org")
  }

  @Test(arguments: [
    "title: T\n\tdraft: true", "title: T\n\tpublished: false", "a: b: c\n  status: draft # x",
    "draft:true", "title: T\ndraft:true", "draft:\u{A0}true", "title: T\ndraft\u{A0}: true", "draft：true",
    "title：T\ndraft：true", "title: T\n\u{200B}draft:true",
    "\u{200B}draft: true", "\u{FEFF}published: false",
  ])
  func hidesWhatABrokenIndentationJoinsToAnotherField(fields: String) {
    #expect(reason(fields) == "draft")
  }

  @Test(arguments: [
    "title: T\n\tdraft: false", "title: T\n\tpublished: true", "a: b: c\n  status: done", "draft:false",
    "Some prose\nabout draft: true", "draft：false",
  ])
  func showsAPageWhoseBrokenFieldsDoNotHideIt(fields: String) {
    #expect(reason(fields) == nil)
  }

  @Test(arguments: [
    "private: true", "Private: yes", "unlisted: true", "unlisted: 'true'", "visibility: private",
    "visibility: Draft",
    "visibility: hidden", "visibility: members", "hidden: true", "hidden: On", "public: false", "listed: no",
    "status: private", "status: hidden", "password: secret", "password: 1234", "password: {a: b}",
    "protected: true",
    "encrypted: true", "permalink: false", "render: false", "render: never", "build: {render: never}",
    "_build:\n  list: never", "_build: {render: false}", "headless: true",
    "eleventyExcludeFromCollections: true",
    "unlisted: true\ndraft: false",
  ])
  func hidesPrivatePages(fields: String) {
    #expect(reason(fields) == "private or unlisted")
  }

  @Test(arguments: [
    "draft: false", "draft: off", "draft: 'no'", "draft: 0", "draft:", "draft: ''", "isDraft: false",
    "published: true",
    "published: 2023-05-05", "published:", "publish: true", "publish: 2023-05-05", "status: published",
    "status: accepted", "status: none", "state: internal", "status: evergreen", "status: {a: b}", "status:",
    "private: false", "unlisted: no",
    "visibility: public", "visibility: Public", "visibility:", "hidden: false", "hidden: [toc]",
    "hidden: {nav: true}",
    "public: true", "password:", "password: ''", "password: false", "protected: false", "permalink: /a/",
    "render: true",
    "render: client", "build: {list: always}", "build: x", "publishDate: 2024-01-01",
    "expiryDate: 2024-01-02",
    "cascade: {type: blog}",
  ])
  func showsPublishedPages(fields: String) throws {
    #expect(reason(fields) == nil)
    #expect(try Sample("---\n\(fields)\n---\n").faults == [])
  }

  @Test(arguments: [
    ("draft: maybe", "'draft' must be true or false"), ("draft: [true]", "'draft' must be true or false"),
    ("draft: {a: b}", "'draft' must be true or false"), ("isDraft: 2024", "'isDraft' must be true or false"),
    ("published: soon", "'published' must be true, false or YYYY-MM-DD"),
    ("publish: [a]", "'publish' must be true, false or YYYY-MM-DD"),
    ("private: sometimes", "'private' must be true or false"),
    ("unlisted: x", "'unlisted' must be true or false"),
    ("hidden: x", "'hidden' must be true or false"), ("public: x", "'public' must be true or false"),
    ("visibility: friends", "'visibility' must be public or private"),
    ("visibility: [a]", "'visibility' must be public or private"),
    ("publishDate: soon", "'publishDate' must be YYYY-MM-DD"),
    (
      "expiryDate: 05/06/2023", "'expiryDate' must be YYYY-MM-DD: '05/06/2023' is 5 Jun 2023 or 6 May 2023"
    ),
  ])
  func hidesAPageWhoseFieldItCannotUnderstand(field: String, sentence: String) throws {
    #expect(reason(field) != nil)
    #expect(
      try Sample("---\n\(field)\n---\n").faults == ["a/p.md:2: \(sentence); until then the page is hidden"])
  }

  @Test(
    arguments: [
      ("date: 2024-01-02", "date in the future"), ("publishDate: 2024-01-02", "date in the future"),
      ("publishDate: 2024-01-02\ndate: 2020-01-01", "date in the future"),
      ("date: 2020-01-01\npublish_date: 2024-01-02", "date in the future"),
      ("published: 2024-01-02", "date in the future"),
      ("published_at: 2024-01-02\ndate: 2020-01-01", "date in the future"),
      ("publish: 2024-01-02", "date in the future"),
      ("published: 2024-01-01\ndate: 2020-01-01", nil), ("date: 2 Jan 2024", "date in the future"),
      ("expiryDate: 2024-01-01", "expired"), ("date: 2020-01-01\nunpublishDate: 2023", "expired"),
      ("date: 01/02/2024", "date in the future"), ("date: 12/01/2023\ndraft: false", nil),
      ("date: 01/05/2023", nil), ("date: 2024-01-02\nexpiryDate: 2025-01-01", "date in the future"),
    ] as [(String, String?)])
  func hidesPagesOutsideTheirTime(fields: String, expected: String?) {
    #expect(reason(fields) == expected)
  }

  @Test(arguments: [
    "drafts/p.md", "_drafts/p.md", "draft/p.md", "Drafts/p.md", "a/drafts/p.md", "a/b/_drafts/c/p.md",
    "drafts/p/index.md", "private/p.md", "a/unpublished/p.md",
  ])
  func hidesPagesInFoldersOfDrafts(path: String) {
    #expect(leftOut([path: "Text.\n", "a/q.md": ""]) == [path + ": draft"])
  }

  @Test func hidesTheTextOfASectionsIndexThatIsADraft() {
    let tree = ContentTree([
      "a/_index.md": "---\ntitle: Secret\nsummary: S.\ndraft: true\n---\nText.\n", "a/p.md": "Text.\n",
    ])
    let portfolio = Portfolio(tree)
    #expect(portfolio.pages.map(\.id) == ["a/p"])
    #expect(portfolio.sections.map(\.title) == ["a"])
    #expect(portfolio.sections.first?.intro == nil)
    #expect(portfolio.leftOut == [LeftOut("a/_index.md", .draft)])
  }

  @Test func hidesTheFolderOfADraftSectionOfZola() {
    let files = ["a/_index.md": "+++\ndraft = true\n+++\n", "a/b/p.md": "", "a/q.md": "", "ab/r.md": ""]
    #expect(leftOut(files, generator: "Zola") == ["a/_index.md: draft", "a/b/p.md: draft", "a/q.md: draft"])
    #expect(leftOut(files, generator: "Hugo") == ["a/_index.md: draft"])
  }

  @Test(arguments: ["cascade: {draft: true}", "cascade:\n  - draft: true\n    _target: {path: '/a/**'}"])
  func hidesWhatAnIndexHandsDown(field: String) {
    let files = ["a/_index.md": "---\n\(field)\n---\n", "a/b/p.md": "", "c/q.md": ""]
    #expect(leftOut(files) == ["a/_index.md: draft", "a/b/p.md: draft"])
  }

  @Test func hidesTheSnippetsOfAHeadlessBundle() {
    let files = [
      "a/_index.md": "---\ncascade:\n  build:\n    render: never\n---\n", "a/b/p.md": "", "c/q.md": "",
    ]
    #expect(leftOut(files) == ["a/_index.md: private or unlisted", "a/b/p.md: private or unlisted"])
  }

  @Test func showsEverythingWithDrafts() {
    let tree = ContentTree([
      "a/_index.md": "---\ncascade: {draft: true}\n---\n", "a/p.md": "---\nprivate: true\n---\n",
      "drafts/q.md": "---\ndate: 2099-01-01\n---\n",
    ])
    let all = Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true, today: today))
    #expect(all.pages.map(\.id).sorted() == ["a/p", "drafts/q"])
    #expect(all.leftOut.isEmpty)
  }
}
