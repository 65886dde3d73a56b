import Foundation
import Testing

struct ResumeTests {
  private let content: ContentFolder

  init() throws {
    content = try ContentFolder(SamplePortfolio.files)
  }

  @Test func printsAllSectionsAsText() throws {
    let result = try content.run("resume")
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(
      result.text == """
        # Ada

        Engineer

        London · ada@example.com · https://example.com · https://github.com/ada

        Who it is.

        ## Work

        ### Engineer, Acme Ltd (Paris, 1 May 2022 – now)

        Says "hi" \\ ␇.

        • Fast

        ## Projects

        • Same there (Lead, Mar 2021 – 2022): Second needle.

        ## Notes

        • Article one (31 Jan 2024): About one.
        • Same here: First.

        ## Skills

        Swift

        """)
  }

  @Test func printsMarkdownThatRendersAsTheText() throws {
    let markdown = try content.run("resume", "--format", "markdown")
    #expect(markdown.status == 0)
    #expect(markdown.text.hasPrefix("# Ada\n\n**Engineer**\n\nLondon · "))
    #expect(markdown.text.hasSuffix("\n## Skills\n\nSwift\n"))
    let text = try content.run("resume").text
    #expect(try Launch(["cat", "-"], input: markdown.text).text == text)
  }

  // MARK: JSON Resume 1.0.0

  /// The type of a value in the schema.
  private indirect enum Shape: Sendable {
    case text, date, texts
    case object([String: Shape])
    case array(Shape)
  }

  private static let schema = Shape.object([
    "$schema": .text,
    "basics": .object([
      "name": .text, "label": .text, "image": .text, "email": .text, "phone": .text, "url": .text,
      "summary": .text,
      "location": .object([
        "address": .text, "postalCode": .text, "city": .text, "countryCode": .text, "region": .text,
      ]), "profiles": .array(.object(["network": .text, "username": .text, "url": .text])),
    ]),
    "work": .array(
      .object([
        "name": .text, "location": .text, "description": .text, "position": .text, "url": .text,
        "startDate": .date, "endDate": .date, "summary": .text, "highlights": .texts,
      ])),
    "projects": .array(
      .object([
        "name": .text, "description": .text, "highlights": .texts, "keywords": .texts, "startDate": .date,
        "endDate": .date, "url": .text, "roles": .texts, "entity": .text, "type": .text,
      ])),
    "publications": .array(
      .object(["name": .text, "publisher": .text, "releaseDate": .date, "url": .text, "summary": .text])),
    "skills": .array(.object(["name": .text, "level": .text, "keywords": .texts])),
  ])

  /// Describes each part of a value that the schema does not allow.
  private func faults(_ value: Any, _ shape: Shape, at path: String) -> [String] {
    switch shape {
    case .text: return value is String ? [] : ["\(path) is not a string"]
    case .texts: return value is [String] ? [] : ["\(path) is not a list of strings"]
    case .date:
      // The pattern of iso8601 in the schema.
      let pattern = #/([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})/#
      return (value as? String)?.wholeMatch(of: pattern) == nil ? ["\(path) is not an ISO date"] : []
    case .array(let element):
      guard let values = value as? [Any] else { return ["\(path) is not a list"] }
      return values.flatMap { faults($0, element, at: path + "[]") }
    case .object(let members):
      guard let values = value as? [String: Any] else { return ["\(path) is not an object"] }
      return values.flatMap { name, value in
        members[name].map { faults(value, $0, at: path + "." + name) } ?? ["\(path).\(name) is unknown"]
      }
    }
  }

  @Test func printsJSONThatFollowsTheSchema() throws {
    for result in [
      try content.run("resume", "--format", "json"), try Launch(["resume", "--format", "json"]),
    ] {
      #expect(result.status == 0)
      #expect(faults(try JSONSerialization.jsonObject(with: result.output), Self.schema, at: "") == [])
    }
  }

  @Test func fillsTheJSONFromThePages() throws {
    let result = try content.run("resume", "--format=json")
    let resume = try #require(try JSONSerialization.jsonObject(with: result.output) as? NSDictionary)
    #expect(
      resume == [
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": [
          "name": "Ada", "label": "Engineer", "email": "ada@example.com", "url": "https://example.com",
          "summary": "Who it is.", "location": ["address": "London"],
          "profiles": [["network": "GitHub", "username": "ada", "url": "https://github.com/ada"]],
        ] as [String: Any],
        "work": [
          [
            "name": "Acme Ltd", "position": "Engineer", "location": "Paris", "url": "https://acme.example",
            "startDate": "2022-05-01", "summary": "Says \"hi\" \\ ␇.", "highlights": ["Fast"],
          ] as [String: Any]
        ],
        "projects": [
          [
            "name": "Same there", "description": "Second needle.", "roles": ["Lead"],
            "startDate": "2021-03", "endDate": "2022",
          ] as [String: Any]
        ],
        "publications": [
          ["name": "Article one", "summary": "About one.", "releaseDate": "2024-01-31"],
          ["name": "Same here", "summary": "First."],
        ],
        "skills": [["name": "Swift"]],
      ])
  }

  @Test func omitsYearsThatTheSchemaDoesNotAllow() throws {
    let folder = try ContentFolder([
      "work/index.md": "---\nresume: work\n---\n",
      "work/x.md": "---\ntitle: X\nstart: 0999\nend: 3000-01\n---\n",
    ])
    let result = try folder.run("resume", "--format", "json")
    let found = faults(try JSONSerialization.jsonObject(with: result.output), Self.schema, at: "")
    #expect(found == [])
  }

  // MARK: Words

  @Test(arguments: ["xml", "", "JSON"])
  func refusesAnUnknownFormat(format: String) throws {
    let result = try Launch(["resume", "--format", format])
    #expect(result.status == 2)
    #expect(result.error == said("'--format' must be text, markdown or json"))
  }

  @Test func refusesAPage() throws {
    let result = try Launch(["resume", "x"])
    #expect(result.status == 2)
    #expect(result.error == said("unexpected word 'x' after 'resume'; see 'help resume'"))
  }
}

/// `resume --tags` and `resume --fit`, and content without a résumé.
struct ResumeChoiceTests {
  private let content: ContentFolder

  init() throws {
    var files = SamplePortfolio.files
    files["work/index.md"] = "---\ntitle: Work\nresume: work\n---\n"
    files["work/a.md"] = "---\ntitle: A\ntags: [Backend, go]\nend: present\nsummary: S.\n---\n"
    files["work/b.md"] = "---\ntitle: B\ntags: [frontend]\nend: 2020\nsummary: S.\n---\n"
    content = try ContentFolder(files)
  }

  @Test(arguments: [("backend", ["A"]), ("GO,frontend", ["A", "B"]), ("none, go ,", ["A"])])
  func keepsTheEntriesWithATag(tags: String, names: [String]) throws {
    let result = try content.run("resume", "--tags", tags)
    #expect(result.status == 0)
    #expect(
      result.lines.filter { $0.hasPrefix("### ") }.map { $0.dropFirst(4).first.map(String.init) } == names)
    #expect(!result.text.contains("Article one") && result.text.contains("# Ada"))
  }

  @Test func keepsTheEntriesWithATagInJSON() throws {
    try content.write(
      #"{"basics": {"name": "A"}, "work": [{"name": "X", "keywords": ["a"]}, {"name": "Y"}], "skills": [{"name": "S"}]}"#,
      to: "r.json")
    let result = try Launch(["--content", content["r.json"], "resume", "--format", "json", "--tags", "a"])
    let resume = try JSONSerialization.jsonObject(with: result.output) as? NSDictionary
    #expect(
      resume == [
        "basics": ["name": "A"], "work": [["name": "X", "keywords": ["a"]] as [String: Any]],
        "skills": [Any](),
      ])
  }

  @Test func saysThatNoEntryHasTheTag() throws {
    let result = try content.run("resume", "--tags", "backent")
    #expect(result.status == 1 && result.text.isEmpty)
    #expect(
      result.error == said("no entry of the résumé has the tag 'backent'; did you mean 'Backend'?"))
  }

  @Test(arguments: [(80, 24), (40, 24), (80, 12), (20, 5), (200, 60)])
  func fitsTheScreen(columns: Int, rows: Int) throws {
    let result = try content.run("resume", "--fit", "\(columns)x\(rows)")
    #expect(result.status == 0)
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= rows && lines.count > 1)
    #expect(lines.allSatisfy { $0.count <= columns })
  }

  @Test(arguments: [(20, 24), (39, 10), (60, 60)])
  func breaksAddressesThatAreWiderThanTheScreen(columns: Int, rows: Int) throws {
    let address = "https://example.org/" + String(repeating: "a", count: 70)
    let json =
      #"{"basics": {"name": "A", "url": "U"}, "work": [{"name": "U", "summary": "U", "highlights": ["U"]}]}"#
    try content.write(json.replacing("U", with: address), to: "r.json")
    let result = try Launch(
      ["--content", content["r.json"], "resume", "--fit", "\(columns)x\(rows)"])
    #expect(result.status == 0 && result.text.contains("https://"))
    #expect(result.lines.count <= rows && result.lines.allSatisfy { $0.count <= columns })
  }

  @Test func needsASizeWithoutATerminal() throws {
    let result = try content.run("resume", "--fit")
    #expect(result.status == 2)
    #expect(result.error == said("'--fit' needs COLUMNSxROWS where the output is no terminal"))
  }

  @Test(arguments: ["19x24", "80x4", "80", "80x", "1001x24", "80x24x1"])
  func refusesAnotherSize(size: String) throws {
    let result = try content.run("resume", "--fit=" + size)
    #expect(result.status == 2)
    #expect(result.error == said("'--fit' must be COLUMNSxROWS, from 20x5 to 1000x500"))
  }

  @Test func saysThatThereIsNoPerson() throws {
    let blog = try ContentFolder([
      "index.md": "---\ntitle: Blog\n---\nHello.\n", "posts/a.md": "---\ndate: 2024-01-31\n---\nText.\n",
    ])
    for format in ["text", "markdown", "json"] {
      let result = try blog.run("resume", "--format", format)
      #expect(result.status == 1 && result.text.isEmpty)
      #expect(
        result.error
          == said(
            "there is no résumé: the content is not about a person; give the 'name' in its index.md, or a résumé file"
          ))
    }
  }
}
