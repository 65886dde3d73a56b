/// The files that `init` writes: an example of each kind of page, with instructions.
enum ContentTemplate {
  static let files: [(path: String, text: String)] = [
    (
      "index.md",
      """
      ---
      name: Your Name
      title: Software Engineer
      headline: One line about what you build
      summary: One sentence about you, for the résumé.
      email: you@example.com
      url: https://example.com
      location: Your City
      profiles:
        - network: GitHub
          username: you
          url: https://github.com/you
      skills: [Swift, PostgreSQL]
      ---

      This is the welcome page, the first page that a visitor sees. Write what you do and
      link to the pages to read first, such as [your first project](projects/first-project.md).

      The lines between `---` are the front matter: facts about you or about a page. You can
      remove each line that you do not need.

      """
    ),
    ("about/index.md", section("About", weight: 1, part: "none", summary: "What I do and how.")),
    (
      "about/what-i-do.md",
      """
      ---
      title: What I do
      weight: 1
      ---

      Each folder is a section, and each Markdown file in it is a page. The `weight` decides
      the order: lower numbers come first.

      """
    ),
    (
      "experience/index.md",
      section("Experience", weight: 2, part: "work", summary: "Where I have worked.")
    ),
    (
      "experience/example-company.md",
      """
      ---
      title: Example Company
      organization: Example Company
      role: Software Engineer
      location: Your City
      start: 2021-03
      end: present
      tags: [Swift]
      summary: One sentence about your work there.
      highlights:
        - Something that you did, and what it achieved.
      ---

      The front matter of this page is an entry of the résumé. Describe the work in more
      detail here.

      """
    ),
    ("projects/index.md", section("Projects", weight: 3, part: "projects", summary: "Selected projects.")),
    (
      "projects/first-project.md",
      """
      ---
      title: First project
      weight: 1
      tags: [Swift]
      summary: One sentence about the project.
      ---

      ## Problem

      What was missing or went wrong, and for whom?

      ## Design

      What did you build, and why in this way?

      ## Outcome

      What did it change? Give numbers if you can.

      """
    ),
    (
      "articles/index.md",
      section("Articles", weight: 4, part: "publications", summary: "What I have learned.")
    ),
    (
      "articles/first-article.md",
      """
      ---
      title: First article
      date: 2024-01-31
      tags: [writing]
      summary: One sentence about the article.
      ---

      Write what you have learned. Add `draft: true` to the front matter to hide a page until
      it is finished; `portfolio-tui --drafts` shows it to you.

      """
    ),
  ]

  /// Returns the `index.md` of a section.
  /// - Parameter part: the part of the résumé that the section's pages are.
  private static func section(_ title: String, weight: Int, part: String, summary: String) -> String {
    "---\ntitle: \(title)\nweight: \(weight)\nresume: \(part)\nsummary: \(summary)\n---\n"
  }
}
