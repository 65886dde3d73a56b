internal import PortfolioModel

/// The configuration file of a site generator: texts by their keys. What cannot be parsed has none.
struct SiteConfiguration {
  private let fields: [FrontMatter.Field]

  /// Parses a file as TOML or YAML, by its name.
  init(name: String, bytes: [UInt8]) {
    let isTOML = name.hasSuffix(".toml")
    let content =
      isTOML ? TOMLReader.read(bytes[...], firstLine: 1) : YAMLReader.read(bytes[...], firstLine: 1)
    fields = content.fields
  }

  /// The text of a key, or of a path of keys with dots between them; nil where it is missing or blank.
  func text(_ path: String) -> String? {
    var keys = path.split(separator: ".")
    guard let last = keys.popLast() else { return nil }
    var fields = self.fields
    for key in keys {
      guard case .table(let nested)? = fields.value(String(key)) else { return nil }
      fields = nested
    }
    return fields.text(String(last)).map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The text of the first of several paths that has one.
  func text(anyOf paths: [String]) -> String? {
    for path in paths {
      if let text = text(path) { return text }
    }
    return nil
  }
}
