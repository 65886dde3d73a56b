import ContentSource
import PortfolioModel
import TestSupport
import Testing

/// A résumé file beside the pages of a folder.
struct JoinedResumeTests {
  private static let resume = """
    {"basics": {"name": "Ada", "label": "Engineer", "email": "a@x.org"},
     "work": [{"name": "Acme", "summary": "File."}, {"name": "Other"}], "skills": [{"name": "Swift"}]}
    """

  private func load(_ files: [String: String]) throws -> Portfolio {
    let folder = try TemporaryFolder(files)
    return try withExtendedLifetime(folder) { Portfolio(try ContentLoader.load(directory: folder.path)) }
  }

  @Test func joinsAFileOfAUsualName() throws {
    for (name, text) in [
      ("resume.json", Self.resume), ("cv.yaml", "cv: {name: Ada, sections: {work: [{company: Acme}]}}"),
    ] {
      let portfolio = try load([name: text, "posts/a.md": "Text.\n"])
      #expect(portfolio.person.name == "Ada")
      #expect(portfolio.page("posts/a") != nil && portfolio.page("work/acme") != nil)
      #expect(portfolio.faults == [])
    }
  }

  @Test func putsTheSectionsOfTheFolderFirst() throws {
    let portfolio = try load(["resume.json": Self.resume, "zoo/a.md": "Text.\n"])
    #expect(portfolio.sections.map(\.name) == ["zoo", "about", "work", "skills"])
  }

  @Test func keepsThePagesOfTheFolder() throws {
    let portfolio = try load([
      "resume.json": Self.resume, "work/index.md": "---\ntitle: Jobs\n---\n", "work/acme.md": "Own.\n",
      "index.md": "---\nname: Own\n---\nHello.\n",
    ])
    #expect(portfolio.person.name == "Own" && portfolio.person.title == "Engineer")
    #expect(portfolio.person.email == "a@x.org")
    #expect(portfolio.welcome?.summary == "Hello.")
    #expect(portfolio.page("work/acme")?.summary == "Own.")
    #expect(portfolio.sections.first { $0.name == "work" }?.title == "Jobs")
    #expect(portfolio.page("work/other") != nil && portfolio.page("skills/swift") != nil)
  }

  @Test func readsTheFileThatTheIndexNames() throws {
    let portfolio = try load([
      "data/me.json": Self.resume, "index.md": "---\nresume: data/me.json\n---\n# Welcome\n",
    ])
    #expect(portfolio.person.name == "Ada" && portfolio.person.title == "Engineer")
    #expect(portfolio.page("work/acme") != nil)
    #expect(portfolio.faults == [])
  }

  @Test(arguments: ["gone.json", "../resume.json", "/etc/passwd.json"])
  func saysThatTheNamedFileCannotBeRead(name: String) throws {
    let portfolio = try load(["a/p.md": "", "index.md": "---\nresume: \(name)\n---\n"])
    #expect(portfolio.faults.count == 1)
    #expect(portfolio.faults.first?.hasPrefix("index.md:2: the résumé '\(name)' cannot be read: ") == true)
  }

  @Test(arguments: [
    ("{", "resume.json:1: a name in quotation marks is expected"),
    (
      #"{"dependencies": {}}"#,
      "resume.json:1: this is no résumé: it has neither 'cv' nor 'basics' or a section of JSON Resume"
    ),
  ])
  func reportsAFileThatIsNoResume(text: String, fault: String) throws {
    let portfolio = try load(["resume.json": text, "a/p.md": "Text.\n"])
    #expect(portfolio.pages.map(\.id) == ["a/p"])
    #expect(portfolio.faults == [fault])
    #expect(portfolio.resumeDocument == nil)
  }
}
