internal import PortfolioModel

extension Person {
  /// The keys that a page does not have.
  static let keys = ["name", "headline", "email", "profiles", "skills"]

  /// What is wrong with the fields that only a person has.
  static func faults(in frontMatter: FrontMatter) -> [(line: Int, message: String)] {
    frontMatter.fields.compactMap { field in
      switch (field.key, field.value) {
      case ("name", .scalar), ("headline", .scalar), ("email", .scalar): nil
      case ("name", _), ("headline", _), ("email", _): (field.line, "'\(field.key)' must be a text")
      case ("skills", .table): (field.line, "'skills' must be a list")
      case ("profiles", .list(let entries)) where entries.allSatisfy(\.isTable): nil
      case ("profiles", _): (field.line, "'profiles' must be a list of network, username and url")
      default: nil
      }
    }
  }

  /// Words, or the names of tables as JSON Resume has them.
  private static func skills(in value: FrontMatter.Value?) -> [String] {
    guard case .list(let entries)? = value else { return value?.words ?? [] }
    return entries.compactMap { entry in
      guard case .table(let fields) = entry else { return entry.text }
      return fields.last { $0.key == "name" }?.value.text
    }
  }

  init(_ frontMatter: FrontMatter, fields: PageFields) {
    self.init()
    title = fields.title
    summary = fields.summary
    url = fields.url
    location = fields.location
    name = frontMatter.value("name")?.text
    headline = frontMatter.value("headline")?.text
    email = frontMatter.value("email")?.text
    skills = Self.skills(in: frontMatter.value("skills"))
    if case .list(let entries)? = frontMatter.value("profiles") {
      profiles = entries.compactMap { entry in
        guard case .table(let fields) = entry else { return nil }
        func text(_ key: String) -> String { fields.last { $0.key == key }?.value.text ?? "" }
        return Profile(network: text("network"), username: text("username"), url: text("url"))
      }
    }
  }
}

extension FrontMatter.Value {
  fileprivate var isTable: Bool {
    if case .table = self { return true }
    return false
  }
}
