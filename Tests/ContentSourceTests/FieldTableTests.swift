import ContentSamples
@testable import ContentSource
import PortfolioModel
import Testing

struct FieldTableTests {
  @Test func noKeyMeansTwoFields() {
    let names = PageFieldValues.table.rows.flatMap(\.names) + Person.table.rows.flatMap(\.names)
    #expect(Set(names.map(FieldKey.folded)).count == names.count)
    for name in names { #expect(!IgnoredFields.contains(name), "\(name)") }
  }

  /// Values of which one, at least, has the wrong type for any field.
  private static let values = ["{a: {b: c}}", "[[a], {b: c}]", "\"\"", "not this", "'-1'"]

  /// A portfolio whose root's index has a field among others, and its faults' lines.
  private func portfolio(_ key: String, _ value: String, without row: [String]) -> Portfolio {
    let others = [("title", "T"), ("summary", "S"), ("role", "R"), ("weight", "7"), ("name", "N")]
    let lines = others.filter { !row.contains($0.0) }.map { "\($0.0): \($0.1)\n" }
    let text = (["---\n"] + lines.prefix(2) + ["\(key): \(value)\n"] + lines.dropFirst(2) + ["---\n"])
      .joined()
    return Portfolio(["index.md": text])
  }

  @Test(arguments: PageFieldValues.table.rows.map(\.names) + Person.table.rows.map(\.names), values)
  func aFaultCostsItsOwnFieldOnly(row: [String], value: String) throws {
    for key in row {
      let portfolio = portfolio(key, value, without: row)
      let fields = try #require(portfolio.welcome?.fields)
      if !row.contains("title") { #expect(fields.title == "T") }
      if !row.contains("summary") { #expect(fields.summary == "S") }
      if !row.contains("role") { #expect(fields.resume.role == "R") }
      if !row.contains("weight") { #expect(fields.weight == 7) }
      if !row.contains("name") { #expect(portfolio.person.name == "N") }
      #expect(fields.unknown.isEmpty, "\(key)")
      #expect(portfolio.problems.allSatisfy { $0.line == 4 && $0.message.hasPrefix("'\(key)' must ") })
    }
  }

  /// Fields of which other values have another meaning, which is ignored.
  private static let lenientFields = [
    "status", "password", "permalink", "render", "build", "cascade", "hero", "extra", "eleventyNavigation",
    "lang",
  ]

  @Test func everyTypeOfFieldRefusesAValue() {
    for row in PageFieldValues.table.rows where !Self.lenientFields.contains(row.names[0]) {
      let faults = Self.values.flatMap { portfolio(row.names[0], $0, without: row.names).problems }
      #expect(!faults.isEmpty, "\(row.names[0])")
    }
    for row in Person.table.rows {
      let faults = Self.values.flatMap { portfolio(row.names[0], $0, without: row.names).problems }
      #expect(!faults.isEmpty, "\(row.names[0])")
    }
  }

  @Test func readsTheSameFieldsFromEveryFormat() throws {
    let files = [
      "---\ntitle: T\nweight: -2\ntags: [a, b]\ndate: 2024-01-31\ndraft: true\nrole: R\n---\nText.\n",
      "+++\ntitle = 'T'\nweight = -2\ntags = ['a', 'b']\ndate = 2024-01-31\ndraft = true\nrole = 'R'\n+++\n",
      #"{"title": "T", "weight": -2, "tags": ["a", "b"], "date": "2024-01-31", "draft": true, "role": "R"}"#,
    ]
    for file in files {
      let fields = try Sample(file).fields
      #expect(fields.title == "T")
      #expect(fields.weight == -2)
      #expect(fields.tags == ["a", "b"])
      #expect(fields.date?.description == "2024-01-31")
      #expect(fields.isDraft)
      #expect(fields.resume.role == "R")
    }
  }
}
