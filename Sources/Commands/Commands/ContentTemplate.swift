/// What `init` writes: one page of each kind, which says itself how it is filled in.
enum ContentTemplate {
  static let files: [(path: String, text: String)] = [
    (
      "index.md",
      """
      ---
      name: Your Name
      title: Software Engineer
      headline: One line that says what you build
      summary: One sentence about you, for lists and the résumé.
      email: you@example.com
      url: https://example.com
      location: Your City
      profiles:
        - network: GitHub
          username: you
          url: https://github.com/you
      skills: [Swift, PostgreSQL]
      ---

      This is the welcome page, the first thing a visitor sees. Say what you do, and
      where to go next: [the first project](projects/first-project.md).

      """
    ),
    ("about/index.md", section("About", weight: 1, part: "none", intro: "What I do and how.")),
    (
      "about/what-i-do.md",
      """
      ---
      title: What I do
      weight: 1
      ---

      A page is a Markdown file in a folder; the folder is its section.

      """
    ),
    ("experience/index.md", section("Experience", weight: 2, part: "work", intro: "Where I have worked.")),
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
      summary: One sentence about the work.
      highlights:
        - Something that you did, and what came of it.
      ---

      More about it, if there is more.

      """
    ),
    ("projects/index.md", section("Projects", weight: 3, part: "projects", intro: "Selected work.")),
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

      ## Design

      ## Outcome

      """
    ),
    (
      "articles/index.md",
      section("Articles", weight: 4, part: "publications", intro: "Notes from the field.")
    ),
    (
      "articles/first-article.md",
      """
      ---
      title: First article
      date: 2024-01-31
      tags: [writing]
      summary: One sentence about the article.
      draft: true
      ---

      A draft is shown only with `--drafts`.

      """
    ),
  ]

  private static func section(_ title: String, weight: Int, part: String, intro: String) -> String {
    "---\ntitle: \(title)\nweight: \(weight)\nresume: \(part)\nsummary: \(intro)\n---\n"
  }
}
