import ContentSamples
import PortfolioModel
import Testing

struct PersonFieldTests {
  @Test func readsThePersonFromTheRootsIndex() throws {
    let portfolio = Portfolio([
      "index.md": """
      ---
      name: Ada
      title: Engineer
      headline: Builds.
      summary: S.
      email: a@example.com
      url: https://example.com
      location: London
      skills: [Swift, {name: SQL, keywords: [a]}]
      profiles:
        - network: GitHub
          username: ada
          url: https://github.com/ada
        - nonsense
      ---
      Hello.
      """
    ])
    let person = portfolio.person
    #expect(person.name == "Ada")
    #expect(person.heading == "Ada")
    #expect(person.title == "Engineer")
    #expect(person.headline == "Builds.")
    #expect(person.email == "a@example.com")
    #expect(person.skills == ["Swift", "SQL"])
    #expect(person.profiles.map(\.network) == ["GitHub"])
    #expect(person.profiles.map(\.username) == ["ada"])
    #expect(portfolio.welcome?.fields.unknown.isEmpty == true)
    #expect(
      portfolio.faults == ["index.md:10: 'profiles' must be a list of tables with network, username and url"])
  }

  @Test func callsAPersonWithoutANameByTheirTitle() {
    #expect(Portfolio(["index.md": "---\ntitle: Engineer\n---\n"]).person.heading == "Engineer")
  }

  @Test(arguments: ["name: [a]", "email: {a: b}", "headline: [a]", "skills: {a: b}", "profiles: none"])
  func reportsAWrongTypeInTheRootsIndex(field: String) {
    let portfolio = Portfolio(["index.md": "---\n\(field)\n---\n"])
    #expect(portfolio.problems.map(\.line) == [2])
  }

  @Test(arguments: ["''", "'  '", ""])
  func treatsAnEmptyNameAsMissing(name: String) {
    let portfolio = Portfolio(["index.md": "---\nname: \(name)\ntitle: Engineer\n---\n"])
    #expect(portfolio.person.heading == "Engineer")
    #expect(portfolio.problems.isEmpty)
  }

  @Test func ignoresTheCaseOfKeys() {
    #expect(Portfolio(["index.md": "---\nName: Ada\n---\n"]).person.name == "Ada")
  }

  @Test func doesNotReadThePersonFromAPage() throws {
    let sample = try Sample("---\nname: Ada\n---\n")
    #expect(sample.fields.unknown.map(\.key) == ["name"])
    #expect(sample.portfolio.person.name == nil)
  }
}
