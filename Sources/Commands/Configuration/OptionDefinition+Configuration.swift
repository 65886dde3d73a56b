/// The options that a configuration file can set, by their names without hyphens in front.
extension OptionDefinition {
  /// The name in a configuration file: `host-key`.
  var configurationName: String { String(long.dropFirst(2)) }

  /// Whether the value is a path.
  var isPath: Bool {
    switch value {
    case .folder, .file: true
    case .flag, .choice, .number, .text: false
    }
  }

  /// What a content folder can set.
  static var looks: [OptionDefinition] { named(["--theme"]) }

  /// The options of pages, outside of tables.
  static var pageSettings: [OptionDefinition] {
    named([
      "--content", "--lang", "--theme", "--color", "--width", "--images", "--hyphenate", "--hyperlinks",
      "--base-url", "--public-name",
    ])
  }

  /// The options of `serve`, in the table of that name.
  static var serviceSettings: [OptionDefinition] {
    named(["--content", "--lang", "--public-name"]) + service.filter { $0.placeholder != nil }
  }

  private static func named(_ names: [String]) -> [OptionDefinition] { names.compactMap { named($0) } }
}
