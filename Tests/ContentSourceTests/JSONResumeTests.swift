import ContentSource
import PortfolioModel
import TestSupport
import Testing

/// JSON Resume files as portfolios.
struct JSONResumeTests {
  private func portfolio(_ json: String) -> Portfolio {
    Portfolio(ContentTree(resume: Array(json.utf8), name: "resume.json"))
  }

  private func text(_ portfolio: Portfolio, _ id: String) throws -> String {
    String(decoding: try #require(portfolio.page(id)).body, as: UTF8.self).trimmed
  }

  // MARK: Person

  @Test func readsThePerson() throws {
    let portfolio = portfolio(
      """
      {"basics": {"name": "Ada", "label": "Engineer", "email": "a@x.org", "phone": "1", "url": "https://x.org",
        "summary": "One.\\nTwo *stars*.", "image": "ada.png",
        "location": {"address": "Way 1", "city": "Paris", "countryCode": "FR"},
        "profiles": [{"network": "GitHub", "username": "ada", "url": "https://github.com/ada"}]}}
      """)
    let person = portfolio.person
    #expect(person.name == "Ada" && person.title == "Engineer" && person.location == "Paris, FR")
    #expect(person.email == "a@x.org" && person.phone == "1" && person.url == "https://x.org")
    #expect(
      person.profiles == [Person.Profile(network: "GitHub", username: "ada", url: "https://github.com/ada")])
    #expect(try text(portfolio, "index") == "One.\\\nTwo \\*stars\\*.")
    let contact = try text(portfolio, "about/contact")
    #expect(contact.hasPrefix("![Ada](<../ada.png>)\n"))
    #expect(contact.contains("  * **Address**: Way 1\n"))
    #expect(portfolio.faults == [])
  }

  @Test func derivesTheAddressOfAKnownNetwork() {
    let portfolio = portfolio(#"{"basics": {"profiles": [{"network": "GitHub", "username": "ada"}]}}"#)
    #expect(portfolio.person.profiles.map(\.url) == ["https://github.com/ada"])
  }

  // MARK: Sections

  private static let sections = """
    {"work": [{"name": "Acme", "position": "Lead", "location": "Oslo", "description": "Firm", "url": "u",
       "startDate": "2020-02", "summary": "S.", "highlights": ["H1", "H2"], "keywords": ["backend"]}],
     "volunteer": [{"organization": "Club", "position": "Coach"}],
     "education": [{"institution": "School", "area": "Maths", "studyType": "BSc", "courses": ["C1"],
       "score": "1.0", "endDate": "2010"}],
     "projects": [{"name": "Tool", "description": "D.", "roles": ["R1", "R2"], "entity": "Org", "type": "app",
       "keywords": ["k"], "highlights": ["H"], "startDate": "2019-01-02", "endDate": "2019-03-04"}],
     "skills": [{"name": "Web", "level": "Master", "keywords": ["HTML", "CSS"]}],
     "publications": [{"name": "Paper", "publisher": "Pub", "releaseDate": "2014-10-01", "summary": "P."}],
     "awards": [{"title": "Prize", "date": "2014", "awarder": "Jury", "summary": "A."}],
     "certificates": [{"name": "Cert", "date": "2021-11-07", "issuer": "CNCF"}],
     "languages": [{"language": "English", "fluency": "Native"}],
     "interests": [{"name": "Birds", "keywords": ["Owls"]}],
     "references": [{"name": "Bob", "reference": "Good."}]}
    """

  @Test func makesAPageOfEachEntry() {
    let portfolio = portfolio(Self.sections)
    #expect(
      portfolio.pages.map(\.id) == [
        "work/acme", "projects/tool", "education/school", "skills/web", "volunteer/club",
        "publications/paper", "awards/prize", "certificates/cert", "languages/english", "interests/birds",
        "references/bob",
      ])
    #expect(portfolio.sections.map(\.resumePart?.rawValue) == portfolio.sections.map(\.name))
    #expect(portfolio.faults == [])
  }

  @Test func readsTheFieldsOfAnEntry() throws {
    let portfolio = portfolio(Self.sections)
    let work = try #require(portfolio.page("work/acme")).fields
    #expect(
      work.resume.organization == "Acme" && work.resume.role == "Lead" && work.resume.location == "Oslo")
    #expect(work.resume.period.spelled == "Feb 2020 – now")
    #expect(work.summary == "S." && work.resume.highlights == ["H1", "H2"] && work.tags == ["backend"])
    #expect(try text(portfolio, "work/acme") == "S.\n\n- H1\n- H2\n\n* **Description**: Firm")
    let education = try #require(portfolio.page("education/school")).fields.resume
    #expect(education.role == "BSc, Maths" && education.period.spelled == "2010")
    #expect(try text(portfolio, "education/school") == "* **Courses**:\n  * C1\n* **Score**: 1\\.0")
    let project = try #require(portfolio.page("projects/tool")).fields.resume
    #expect(project.role == "R1, R2" && project.organization == "Org")
    #expect(portfolio.page("skills/web")?.fields.tags == ["HTML", "CSS"])
    #expect(portfolio.page("awards/prize")?.fields.date?.description == "2014")
    #expect(try text(portfolio, "references/bob") == "Good.")
  }

  @Test func namesTheEmployerOfEachOfSeveralRoles() {
    let portfolio = portfolio(
      """
      {"work": [{"name": "Acme", "position": "Lead"}, {"name": "Acme", "position": "Engineer"},
        {"name": "Other", "position": "Engineer"}]}
      """)
    #expect(portfolio.pages.map(\.title) == ["Lead, Acme", "Engineer, Acme", "Other"])
    #expect(portfolio.pages.map { $0.fields.resume.organization } == ["Acme", "Acme", "Other"])
  }

  @Test func keepsEntriesOfTheSameNameApart() {
    let portfolio = portfolio(#"{"skills": [{"name": "A"}, {"name": "A"}, {"name": "Index"}, {}]}"#)
    #expect(portfolio.pages.map(\.id) == ["skills/a", "skills/a-2", "skills/index-page", "skills/skills-4"])
  }

  // MARK: Everything can be read

  @Test func showsUnknownMembersOnTheirPage() throws {
    let portfolio = portfolio(
      """
      {"basics": {"name": "A", "pronouns": "she"}, "work": [{"name": "X", "teamSize": 3, "tools": {"a": [true]}}],
       "meta": {"version": "v1"}, "hobbies": ["Chess"]}
      """)
    #expect(try text(portfolio, "about/contact") == "* **Pronouns**: she")
    #expect(try text(portfolio, "work/x") == "* **Team size**: 3\n* **Tools**:\n  * **A**:\n    * yes")
    #expect(try text(portfolio, "about/meta") == "* **Version**: v1")
    #expect(try text(portfolio, "about/hobbies") == "* Chess")
    #expect(portfolio.faults == [])
  }

  @Test func showsTextsThatAreTooLongForFrontMatter() throws {
    let long = String(repeating: "long ", count: 4000)
    let portfolio = portfolio(
      """
      {"work": [{"name": "\(long)N", "position": "\(long)P", "summary": "\(long)S",
        "highlights": ["\(long)H"], "keywords": ["\(long)K"]}]}
      """)
    #expect(portfolio.faults == [])
    let page = try #require(portfolio.pages.first)
    let body = String(decoding: page.body, as: UTF8.self)
    for letter in ["N", "P", "S", "H", "K"] { #expect(body.contains("long " + letter), "\(letter)") }
  }

  @Test func escapesMarksOfMarkdownAndShortcodes() throws {
    let portfolio = portfolio(
      ##"{"references": [{"name": "A", "reference": "# <b> {{< x >}} {% y %}\n1. [a](b)\n\n    code"}]}"##)
    #expect(
      try text(portfolio, "references/a")
        == ##"""
        \# \<b\> {\{\< x \>}} {\% y %}\
        1\. \[a\](b)

        code
        """##)
    #expect(portfolio.page("references/a")?.document.outline.isEmpty == true)
  }

  @Test func keepsControlCharactersOutOfTheFiles() throws {
    let portfolio = portfolio(#"{"work": [{"name": "A\u001b[31m\u009b", "location": "\ufeff\u2028x"}]}"#)
    let page = try #require(portfolio.pages.first)
    #expect(page.title == "A\u{1B}[31m\u{9B}")
    #expect(portfolio.faults == [])
    #expect(!page.file.contains(0x1B))
  }

  // MARK: Importance

  @Test func keepsTheOrderOfEntriesAndRanksThemByTheirDates() {
    let portfolio = portfolio(
      """
      {"basics": {"name": "A"}, "skills": [{"name": "Undated"}],
       "work": [{"name": "Old", "startDate": "1990", "endDate": "1991"}, {"name": "Now", "startDate": "2021"},
        {"name": "Mid", "startDate": "2005", "endDate": "2009"}, {"name": "New", "startDate": "2020", "endDate": "2024"}]}
      """)
    #expect(portfolio.pages.map(\.title) == ["Old", "Now", "Mid", "New", "Undated"])
    let resume = Resume(portfolio)
    var order: [String] = []
    for rows in 1...40 {
      let fitted = resume.fitted(rows: rows) { $0.count { $0 == "\n" } }.resume
      order += fitted.parts.flatMap(\.pages).map(\.title).filter { !order.contains($0) }
    }
    #expect(order == ["Now", "New", "Mid", "Old", "Undated"])
  }

  // MARK: Faults

  @Test(arguments: [
    ("{\"work\": [\n{\"startDate\": \"soon\"}]}", "2: 'startDate' must be a date"),
    ("{\"work\": [\n{\"startDate\": 2020}]}", "2: 'startDate' must be text"),
    ("{\"work\": [\n\n{\"highlights\": \"x\"}]}", "3: 'highlights' must be a list"),
    ("{\"work\": [{\"highlights\": [1]}]}", "1: 'highlights' must be a list of texts"),
    ("{\"work\": [\n\"x\"]}", "2: an entry of 'work' must be an object"),
    ("{\n\"work\": \"x\"}", "2: 'work' must be a list"),
    ("{\n\"basics\": 1}", "2: 'basics' must be an object"),
    ("{\"basics\": {\n\"email\": 1}}", "2: 'email' must be text"),
    ("{\"basics\": {\n\"profiles\": {}, \"profiles\": 1}}", "2: 'profiles' must be a list"),
    ("{\"basics\": {\"profiles\": [\n1]}}", "2: an entry of 'profiles' must be an object"),
    ("{\"work\": [],\n\"work\": []}", "2: 'work' is given twice"),
    ("{\n}", "1: this is no résumé: it has neither 'cv' nor 'basics' or a section of JSON Resume"),
    ("\n[]", "2: a résumé must be an object"), ("{\n\"work\": [,]}", "2: a value is expected"),
  ])
  func reportsTheLineOfAFault(json: String, fault: String) {
    #expect(portfolio(json).faults == ["resume.json:" + fault])
  }

  @Test func keepsTheTextOfAFaultyMember() throws {
    let portfolio = portfolio(
      #"{"work": [{"name": "A", "startDate": "soon", "position": 7}, "loose"], "skills": "many"}"#)
    #expect(try text(portfolio, "work/a") == "* **Start date**: soon\n* **Position**: 7")
    #expect(try text(portfolio, "work/work-2") == "loose")
    #expect(try text(portfolio, "about/skills") == "* many")
  }

  @Test(arguments: ["2020 to 2022", "2020 (about)", "2020-01 or later", "2020-01-02 or later"])
  func keepsTextBehindADate(date: String) throws {
    let portfolio = portfolio("{\"work\": [{\"name\": \"A\", \"startDate\": \"\(date)\"}]}")
    #expect(portfolio.faults == ["resume.json:1: 'startDate' must be a date"])
    let page = try #require(portfolio.page("work/a"))
    #expect(String(decoding: page.body, as: UTF8.self).contains("* **Start date**: \(date.prefix(7))"))
    #expect(page.fields.resume.period.start == nil)
  }

  @Test func keepsTheTimeOfADate() throws {
    let portfolio = portfolio(#"{"awards": [{"title": "A", "date": "2020-01-02T03:04:05Z"}]}"#)
    #expect(portfolio.faults == [] && portfolio.page("awards/a")?.fields.date?.description == "2020-01-02")
    #expect(try text(portfolio, "awards/a").hasSuffix("02T03:04:05Z"))
  }

  @Test func limitsSizeAndDepth() {
    let large = #"{"basics": {"name": ""# + String(repeating: "x", count: 1 << 20) + #""}}"#
    #expect(portfolio(large).faults == ["resume.json:1: is larger than 1 MiB"])
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(
      portfolio(#"{"meta": "# + deep + "}").faults
        == ["resume.json:1: arrays and objects nest deeper than 64 levels"])
  }

  @Test func limitsTheEntriesOfASection() {
    let entries = Array(repeating: #"{"name": "A"}"#, count: 2001).joined(separator: ",\n")
    let portfolio = portfolio("{\"skills\": [\n\(entries)]}")
    #expect(portfolio.pages.count == 2000)
    #expect(
      portfolio.faults == ["resume.json:2002: 'skills' holds more than 2000 entries; the others are skipped"])
  }

  /// Whatever the file holds, the pages that are made of it have no faults of their own.
  @Test(arguments: 0..<20)
  func readsDamagedFiles(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      var bytes = Array(Self.sections.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        default: bytes.replaceSubrange(index..<index, with: #"": {"x": [1]}, ""#.utf8)
        }
      }
      let tree = ContentTree(resume: bytes, name: "resume.json")
      let portfolio = Portfolio(tree)
      #expect(portfolio.problems.allSatisfy { $0.path == "resume.json" && $0.line != nil })
      #expect(tree.files.isEmpty == (portfolio.welcome == nil))
      for page in portfolio.allFiles { #expect(page.fields.title != nil || page.section.isEmpty) }
    }
  }

  @Test func showsAnEntryWithAFutureDate() {
    let tree = ContentTree(
      resume: Array(#"{"awards": [{"title": "A", "date": "2999-01-01"}]}"#.utf8), name: "resume.json")
    let portfolio = Portfolio(
      tree, visibility: Portfolio.Visibility(today: CalendarDate("2024-01-01")))
    #expect(portfolio.pages.count == 1)
  }
}
