/// A small portfolio with at least one of everything that the commands print.
enum SamplePortfolio {
  static let files: [String: String] = [
    "index.md": """
    ---
    name: Ada
    title: Engineer
    email: ada@example.com
    url: https://example.com
    location: London
    summary: Who it is.
    skills: [Swift]
    profiles: [{network: GitHub, username: ada, url: "https://github.com/ada"}]
    ---

    Hello, see [one](articles/one.md).

    """,
    "articles/index.md": "---\ntitle: Notes\nweight: 2\nresume: publications\n---\n",
    "articles/one.md": """
    ---
    title: Article one
    date: 2024-01-31
    tags: [a, b]
    summary: About one.
    ---

    A [link](https://example.com/x) and a needle.

    """,
    "articles/same.md": "---\ntitle: Same here\n---\nFirst.\n",
    "articles/draft.md": "---\ntitle: Draft\ndraft: true\n---\nNot yet.\n",
    "projects/index.md": "---\ntitle: Projects\nweight: 1\nresume: projects\n---\n",
    "projects/same.md":
      "---\ntitle: \"Same\\tthere\"\nrole: Lead\nstart: 2021-03\nend: 2022\n---\nSecond needle.\n",
    "work/index.md": "---\ntitle: Work\nweight: 3\nresume: work\n---\n",
    "work/acme.md": """
    ---
    title: Acme
    organization: Acme Ltd
    role: Engineer
    location: Paris
    start: 2022-05-01
    end: present
    url: https://acme.example
    summary: "Says \\"hi\\" \\\\ \\u0007."
    highlights: [Fast]
    ---
    Text.

    """,
    "pages/resume.md": "---\ntitle: A page called resume\n---\nForced.\n",
  ]
}
