internal import PortfolioModel

/// What a blog says of itself where its program looks for it: Hugo, Zola or Jekyll.
struct SiteConfiguration {
  let title: String?
  let description: String?

  /// Files at the root of a project, in the order in which they count.
  static let names = [
    "hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml", "_config.yml",
    "_config.yaml",
  ]

  /// Reads a file of one of these names; what cannot be read says nothing.
  init(name: String, bytes: [UInt8]) {
    let isTOML = name.hasSuffix(".toml")
    let fields =
      isTOML
      ? TOMLReader.read(bytes[...], firstLine: 1).fields : YAMLReader.read(bytes[...], firstLine: 1).fields
    func text(_ key: String, in fields: [FrontMatter.Field]) -> String? {
      fields.last { $0.key == key }?.value.text.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }
    title = text("title", in: fields)
    var nested: [FrontMatter.Field] = []
    if case .table(let params)? = fields.last(where: { $0.key == "params" })?.value { nested = params }
    description = text("description", in: fields) ?? text("description", in: nested)
  }
}
