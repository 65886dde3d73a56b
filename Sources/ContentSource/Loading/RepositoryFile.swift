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

  /// Whether a file of a site is the page for addresses that do not exist: `404.md` or `404/index.md`.
  static func isErrorPage(_ path: String) -> Bool {
    // This is asked for every file.
    guard path.utf8.contains(UInt8(ascii: "4")), path.contains("404") else { return false }
    return PagePath.name(of: path) == "404"
  }

  /// Whether a file at the root of a project or of its content is about the repository. `README` is not one of them,
  /// because it is the welcome page if there is no index.
  static func isOne(_ name: String) -> Bool {
    names.contains(PagePath.withoutExtension(name).uppercased().replacing("-", with: "_"))
  }
}
