import ContentSamples
import PortfolioModel
import Testing

struct ResumeTests {
  private let portfolio = Portfolio([
    "index.md": """
    ---
    name: Ada *L*
    title: Engineer
    headline: Builds_things
    summary: A <b>summary</b>.
    email: a@example.com
    url: https://example.com
    location: London
    skills: [Swift, C_C]
    profiles: [{network: GitHub, username: ada, url: "https://github.com/ada"}]
    ---
    """,
    "articles/index.md": "---\ntitle: Notes\nweight: 3\nresume: publications\n---\n",
    "articles/one.md": "---\ntitle: One\ndate: 2024-01-31\nsummary: About one.\n---\n",
    "experience/index.md": "---\ntitle: Work\nweight: 1\nresume: work\n---\n",
    "experience/acme.md": """
    ---
    title: Acme
    organization: Acme Ltd
    role: Lead
    location: Paris
    start: 2021-03
    end: present
    summary: Made it.
    highlights: ["Fast: 3 < 4", "Small"]
    ---
    """,
    "experience/old.md": "---\ntitle: Old\nweight: 2\n---\nWords about it.\n",
    "projects/index.md": "---\ntitle: Projects\nweight: 2\nresume: projects\n---\n",
    "projects/it.md": "---\ntitle: It | that\nsummary: S.\n---\n",
    "about/index.md": "---\ntitle: About\nresume: none\n---\n",
    "about/me.md": "---\ntitle: Me\norganization: x\n---\n",
  ])

  @Test func assignsSectionsToThePartsTheyName() {
    let resume = Resume(portfolio)
    #expect(resume.pages(of: .work).map(\.slug) == ["old", "acme"])
    #expect(resume.pages(of: .projects).map(\.slug) == ["it"])
    #expect(resume.pages(of: .publications).map(\.slug) == ["one"])
    #expect(resume.parts.map(\.title) == ["Work", "Projects", "Notes"])
  }

  @Test func assignsOtherSectionsByTheirFields() {
    let resume = Resume(
      Portfolio([
        "jobs/a.md": "---\norganization: A\ndate: 2024\n---\n", "posts/b.md": "---\ndate: 2024\n---\n",
        "posts/c.md": "", "misc/d.md": "",
      ]))
    #expect(resume.pages(of: .work).map(\.id) == ["jobs/a"])
    #expect(resume.pages(of: .publications).map(\.id) == ["posts/b", "posts/c"])
    #expect(resume.pages(of: .projects).isEmpty)
  }

  @Test func writesEscapedMarkdown() {
    #expect(
      Resume(portfolio).markdown == """
        # Ada \\*L\\*

        **Engineer**

        *Builds\\_things*

        London · a@example.com · https://example.com · https://github.com/ada

        A \\<b\\>summary\\</b\\>.

        ## Work

        ### Old

        Words about it.

        ### Lead, Acme Ltd (Paris, Mar 2021 – now)

        Made it.

        - Fast: 3 \\< 4
        - Small

        ## Projects

        - **It \\| that**: S.

        ## Notes

        - **One** (31 Jan 2024): About one.

        ## Skills

        Swift, C\\_C

        """)
  }

  @Test func writesOnlyAHeadingForAnEmptyPortfolio() {
    #expect(Resume(Portfolio([:])).markdown == "# Résumé\n")
  }

  @Test(arguments: [
    ("- a", "\\- a"), ("+ a", "\\+ a"), ("= a", "\\= a"), ("# a", "\\# a"), ("1. a", "1\\. a"),
    ("12) a", "12\\) a"),
    ("1.5 m", "1\\.5 m"), ("12 a.", "12 a."), ("a - b", "a - b"), ("a & b", "a & b"),
    ("a &amp; b", "a \\&amp; b"),
    ("a; b & c", "a; b \\& c"), ("a; b", "a; b"), ("2024", "2024"),
  ])
  func escapesOnlyWhatHasAMeaningInMarkdown(skill: String, written: String) {
    let portfolio = Portfolio(["index.md": "---\nname: N\nskills: ['\(skill)']\n---\n"])
    #expect(
      Resume(portfolio).markdown.hasSuffix("\n## Skills\n\n\(written)\n"), "\(Resume(portfolio).markdown)")
  }

  @Test func escapesFieldsThatWouldBeginABlock() {
    let portfolio = Portfolio(["index.md": "---\nname: N\nsummary: \"- a\\n\\n# b\"\n---\n"])
    let markdown = Resume(portfolio).markdown
    #expect(!markdown.contains("\n# b"))
    #expect(!markdown.contains("\n- a"))
  }
}
