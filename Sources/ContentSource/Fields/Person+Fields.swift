internal import PortfolioModel

extension Person {
  /// The fields of the root's index that pages do not have.
  static let table = FieldTable<Person>([
    FieldDefinition("name", help: "the person's name", as: .text) { $0.name = $1 },
    FieldDefinition("headline", help: "a line about the person", as: .text) { $0.headline = $1 },
    FieldDefinition("email", help: "the person's address for mail", as: .text) { $0.email = $1 },
    FieldDefinition("phone", help: "the person's telephone number", as: .text) { $0.phone = $1 },
    FieldDefinition("photo", help: "the file of the person's picture", as: .text) { $0.photo = $1 },
    FieldDefinition("skills", help: "a list of skills", as: .skills) { $0.skills = $1 },
    FieldDefinition("profiles", help: "a list of tables with `network`, `username` and `url`") {
      field, person throws(FieldFault) in
      person.profiles = field.value.tables.map { Profile($0) }
      guard case .list(let entries) = field.value, entries.count == person.profiles.count else {
        throw FieldFault("must be a list of tables with network, username and url")
      }
    },
  ])

  /// Copies the fields that a person has in common with pages.
  mutating func apply(_ fields: PageFields) {
    title = fields.title
    summary = fields.summary
    url = fields.url
    location = fields.resume.location
  }
}

extension Person.Profile {
  fileprivate init(_ fields: [FrontMatter.Field]) {
    self.init(
      network: fields.text("network") ?? "", username: fields.text("username") ?? "",
      url: fields.text("url") ?? "")
  }
}

extension FieldType<[String]> {
  /// A list of names, or of tables with a `name` as in JSON Resume.
  fileprivate static var skills: Self {
    Self { value throws(FieldFault) in
      guard case .list(let entries) = value else { return try list.parse(value) }
      return entries.compactMap { entry in
        guard case .table(let fields) = entry else { return entry.text }
        return fields.text("name")
      }
    }
  }
}
