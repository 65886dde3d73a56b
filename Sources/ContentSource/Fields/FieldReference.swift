internal import PortfolioModel

/// The front-matter fields as the manual lists them, from the tables that read them.
package struct FieldReference: Sendable {
  /// A field under all the names that mean it, its own first.
  package struct Field: Sendable {
    package let names: [String]
    /// A line of Markdown.
    package let help: String
  }

  package let title: String
  package let fields: [Field]

  package static let groups = [
    FieldReference(title: "Fields of pages and sections", PageFieldValues.describingRows),
    FieldReference(title: "Fields that hide a page", PageFieldValues.hidingTable.rows),
    FieldReference(title: "Fields of the person, in index.md", Person.table.rows),
  ]

  private init<Target>(title: String, _ rows: [FieldDefinition<Target>]) {
    self.title = title
    fields = rows.map { Field(names: $0.names, help: $0.help) }
  }
}
