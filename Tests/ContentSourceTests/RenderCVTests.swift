import ContentSource
import PortfolioModel
import Testing

/// RenderCV files as portfolios.
struct RenderCVTests {
  private func portfolio(_ yaml: String) -> Portfolio {
    Portfolio(ContentTree(resume: Array(yaml.utf8), name: "cv.yaml"))
  }

  /// A file with one section.
  private func section(_ name: String, _ entries: String) -> Portfolio {
    portfolio("cv:\n  name: A\n  sections:\n    \(name):\n" + entries)
  }

  private func text(_ portfolio: Portfolio, _ id: String) throws -> String {
    String(decoding: try #require(portfolio.page(id)).body, as: UTF8.self).trimmed
  }

  @Test func readsThePerson() throws {
    let portfolio = portfolio(
      """
      cv:
        name: Ada
        headline: Engineer
        location: Paris
        email: [a@x.org, b@x.org]
        phone: tel:+33-1
        website: https://x.org
        photo:
        social_networks:
          - network: GitHub
            username: ada
          - {network: Mastodon, username: "@ada@x.org"}
        custom_connections:
          - placeholder: Chat
      """)
    let person = portfolio.person
    #expect(person.name == "Ada" && person.title == "Engineer" && person.location == "Paris")
    #expect(person.email == "a@x.org" && person.phone == "+33-1" && person.url == "https://x.org")
    #expect(person.profiles.map(\.url) == ["https://github.com/ada", "https://x.org/@ada"])
    let contact = try text(portfolio, "about/contact")
    #expect(contact.contains("\n  * b@x.org\n") && contact.contains("\n  * **Placeholder**: Chat"))
    #expect(portfolio.faults == [])
  }

  // MARK: Kinds of entries

  @Test func readsEducation() throws {
    let portfolio = section(
      "education",
      """
            - institution: School
              area: Maths
              degree: BSc
              start_date: 2018-09
              end_date: 2021
              location: Oslo
              highlights: ["By [B](https://b.example)"]
      """)
    let page = try #require(portfolio.page("education/school"))
    #expect(page.fields.resume.role == "BSc, Maths" && page.fields.resume.location == "Oslo")
    #expect(page.fields.resume.period.spelled == "Sep 2018 – 2021")
    #expect(page.fields.resume.highlights == ["By B"])
    #expect(try text(portfolio, page.id) == "- By [B](https://b.example)")
    #expect(portfolio.sections.map(\.resumePart) == [.education])
  }

  @Test func readsExperience() throws {
    let portfolio = section(
      "experience",
      """
            - {company: Acme, position: Lead, start_date: 2020-02, end_date: present, date: Spring}
            - {company: Acme, position: Engineer, start_date: 2018-02, end_date: 2020-02}
      """)
    #expect(portfolio.pages.map(\.title) == ["Lead, Acme", "Engineer, Acme"])
    #expect(portfolio.pages.map { $0.fields.resume.period.isCurrent } == [true, false])
    #expect(portfolio.sections.map(\.resumePart) == [.work])
    #expect(try text(portfolio, "experience/lead-acme") == "* **Date**: Spring")
    #expect(portfolio.faults == [])
  }

  @Test func readsNormalEntries() throws {
    let portfolio = section(
      "projects", "      - {name: '[Tool](https://t.example)', summary: It *works*., highlights: [a]}\n")
    let page = try #require(portfolio.page("projects/tool"))
    #expect(page.title == "Tool" && page.fields.summary == "It works.")
    #expect(
      try text(portfolio, page.id) == "It *works*.\n\n- a\n\n* **Title**: [Tool](https://t.example)")
    #expect(portfolio.sections.map(\.resumePart) == [.projects])
    #expect(section("talks", "      - {name: T}\n").sections.map(\.resumePart) == [.other])
  }

  @Test func readsPublications() throws {
    let portfolio = section(
      "publications", "      - {title: P, authors: [A, '*B*'], doi: 10.1/x, journal: J, date: 2023-07}\n")
    let page = try #require(portfolio.page("publications/p"))
    #expect(page.fields.resume.organization == "J" && page.fields.date?.description == "2023-07")
    #expect(try text(portfolio, page.id) == "* **Authors**:\n  * A\n  * *B*\n* **Doi**: 10.1/x")
  }

  @Test func readsEntriesOfOneLine() {
    let portfolio = section("skills", "      - {label: Languages, details: 'Swift, C'}\n")
    #expect(portfolio.page("skills/languages")?.summary == "Swift, C")
    #expect(portfolio.sections.map(\.resumePart) == [.skills])
  }

  @Test(arguments: ["bullet", "number", "reversed_number"])
  func readsListsAsOnePage(kind: String) throws {
    let portfolio = section("selected_honors", "      - \(kind): One\n      - \(kind): Two\n")
    #expect(portfolio.pages.map(\.id) == ["selected-honors/selected-honors"])
    #expect(portfolio.pages.map(\.title) == ["Selected honors"])
    #expect(try text(portfolio, "selected-honors/selected-honors") == "- One\n- Two")
    #expect(Resume(portfolio).markdown.hasSuffix("## Selected honors\n\n- One\n- Two\n"))
  }

  @Test func readsTextsAsParagraphsOfOnePage() throws {
    let portfolio = section("Über mich", "      - First *one*.\n      - Second.\n")
    #expect(portfolio.sections.map(\.title) == ["Über mich"])
    #expect(try text(portfolio, "über-mich/über-mich") == "First *one*.\n\nSecond.")
  }

  // MARK: The rest of the file

  @Test func showsOtherMembersOnPages() throws {
    let portfolio = portfolio(
      "cv: {name: A, sections: {about: [x], exp: [{company: C, team: 3}]}}\ndesign: {theme: classic}\n")
    #expect(try text(portfolio, "about/design") == "* **Theme**: classic")
    #expect(try text(portfolio, "exp/c") == "* **Team**: 3")
    #expect(portfolio.pages.map(\.id) == ["about/design", "about-2/about", "exp/c"])
  }

  @Test func readsAJSONResumeInYAML() {
    let portfolio = portfolio("basics:\n  name: Ada\nwork:\n  - name: Acme\n    startDate: soon\n")
    #expect(portfolio.person.name == "Ada" && portfolio.pages.map(\.id) == ["work/acme"])
    #expect(portfolio.faults == ["cv.yaml:5: 'startDate' must be a date"])
  }

  // MARK: Faults

  @Test(arguments: [
    ("cv: x", "1: 'cv' must be an object"), ("cv:\n  sections: x", "2: 'sections' must be an object"),
    ("cv:\n  sections:\n    work: x", "3: 'work' must be a list"),
    ("cv:\n  name: [{a: b}]", "2: 'name' must be text"),
    (
      "cv:\n  sections:\n    exp:\n      - company: C\n        highlights: x",
      "5: 'highlights' must be a list"
    ),
    ("x: 1", "1: this is no résumé: it has neither 'cv' nor 'basics' or a section of JSON Resume"),
  ])
  func reportsTheLineOfAFault(yaml: String, fault: String) {
    #expect(portfolio(yaml).faults == ["cv.yaml:" + fault])
  }

  @Test func keepsASecondMemberOfTheSameName() throws {
    let portfolio = portfolio("cv:\n  name: A\ncv:\n  name: B\n")
    #expect(portfolio.faults == ["cv.yaml:3: 'cv' is given twice"])
    #expect(portfolio.person.name == "A")
    #expect(try text(portfolio, "about/cv") == "* **Name**: B")
  }

  @Test(arguments: [
    ("cv:\n  name: A\n sections: x\n", "cv.yaml:3: 'cv' is not YAML: did not find expected key"),
    ("cv:\n  name: !!str A\n", "cv.yaml:2: 'cv' must have no alias or tag"),
    (
      "cv: " + String(repeating: "[", count: 64) + String(repeating: "]", count: 64),
      "cv.yaml:1: lists and objects nest deeper than 64 levels"
    ),
  ])
  func hasNoPageWhereNothingCanBeRead(yaml: String, fault: String) {
    let portfolio = portfolio(yaml)
    #expect(portfolio.faults == [fault])
    #expect(portfolio.welcome == nil && portfolio.pages.isEmpty)
  }

  @Test func readsTheDepthOfTheLimit() {
    let lists = String(repeating: "[", count: 62) + "x" + String(repeating: "]", count: 62)
    let portfolio = portfolio("cv: {name: A, deep: \(lists)}")
    #expect(portfolio.faults == [] && portfolio.person.name == "A")
  }

  @Test(.timeLimit(.minutes(1))) func givesThousandsOfSectionsNamesOfTheirOwn() {
    let sections = (1...5000).map { "    s\($0 % 2 == 0 ? "" : String($0)): [x]\n" }.joined()
    let portfolio = portfolio("cv:\n  name: A\n  sections:\n" + sections)
    #expect(Set(portfolio.sections.map(\.name)).count == 5000)
  }

  // MARK: Names

  @Test func namesOfSectionsAndPagesHaveNoMeaningOfTheirOwn() {
    let names = [
      "drafts", "Private", "index", "README", "index.md", "x.de", "x.excalidraw", "..", "_drafts", "",
    ]
    let sections = names.map { "    \"\($0)\":\n      - {company: \"\($0)\"}\n      - {company: Other}\n" }
    let tree = ContentTree(
      resume: Array(("cv:\n  name: A\n  sections:\n" + sections.joined()).utf8), name: "cv.yaml")
    #expect(
      tree.files.map(\.path).filter { $0.hasSuffix("other.md") } == [
        "drafts-section/other.md", "private-section/other.md", "index-section/other.md",
        "readme-section/other.md", "index-md/other.md", "x-de/other.md", "x-excalidraw/other.md",
        "page/other.md", "drafts-section-2/other.md", "page-2/other.md",
      ])
    var plain = ContentTree(files: tree.files)
    plain.generator = "plain folder"
    #expect(Portfolio(plain).pages.count == 20)
  }

  @Test func reportsWhatIsNotYAML() {
    let faults = portfolio("cv:\n  name: A\n b: [\n").faults
    #expect(faults.contains { $0.hasPrefix("cv.yaml:3: ") }, "\(faults)")
    #expect(!faults.contains { $0.contains("front matter") })
  }
}
