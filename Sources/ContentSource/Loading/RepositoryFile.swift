internal import PortfolioModel

/// Files such as `LICENSE.md`, which are about a repository and are not pages of its content.
enum RepositoryFile {
  /// Without extension, in capitals.
  private static let names: Set<String> = [
    "AGENTS", "CLAUDE", "GEMINI", "CONTRIBUTING", "CODE_OF_CONDUCT", "SECURITY", "LICENSE", "LICENCE",
    "CHANGELOG",
    "SUPPORT", "PULL_REQUEST_TEMPLATE", "404", "500", "SUMMARY", "_SIDEBAR", "_NAVBAR", "_FOOTER",
    "_COVERPAGE",
  ]

  /// Whether a file at the root of a project or of its content is about the repository. `README` is not one of them,
  /// because it is the welcome page if there is no index.
  static func isOne(_ name: String) -> Bool {
    names.contains(PagePath.withoutExtension(name).uppercased().replacing("-", with: "_"))
  }
}
