internal import PortfolioModel

/// Files such as `LICENSE.md`, which are about a repository and are not pages of its content.
enum RepositoryFile {
  /// Without extension, in capitals.
  private static let names: Set<String> = [
    "AGENT", "AGENTS", "CLAUDE", "GEMINI", "CONTRIBUTING", "CODE_OF_CONDUCT", "SECURITY", "LICENSE",
    "LICENCE",
    "CHANGELOG", "SUPPORT", "PULL_REQUEST_TEMPLATE",
  ]

  /// Parts of a site that are no pages, without extension, in capitals.
  private static let partNames: Set<String> = [
    "404", "500", "SUMMARY", "_SIDEBAR", "_NAVBAR", "_FOOTER", "_COVERPAGE",
  ]

  /// Names that are about a part of a repository in any of its folders, if they are in capitals. Others may be chapters.
  private static let innerNames: Set<String> = [
    "AGENT", "AGENTS", "CLAUDE", "GEMINI", "CODE_OF_CONDUCT", "LICENSE", "LICENCE", "PULL_REQUEST_TEMPLATE",
  ]

  /// Whether a file in an inner folder of a project is about the source in that folder: `theme/LICENSE.md`.
  static func isInnerOne(_ name: String) -> Bool {
    // This is asked for every file, and few names begin with a capital.
    guard let first = name.utf8.first, (0x41...0x5A).contains(first) else { return false }
    return innerNames.contains(String(PagePath.withoutExtension(name)).replacing("-", with: "_"))
  }

  /// Whether a file of a site is the page for addresses that do not exist: `404.md` or `404/index.md`.
  static func isErrorPage(_ path: String) -> Bool {
    // This is asked for every file.
    guard path.utf8.contains(UInt8(ascii: "4")), path.contains("404") else { return false }
    return PagePath.name(of: path) == "404"
  }

  /// Whether a file at the root of a project is about the repository or a part of the site. `README` is not one of them,
  /// because it is the welcome page if there is no index.
  static func isOne(_ name: String) -> Bool {
    names.contains(folded(name)) || partNames.contains(folded(name))
  }

  /// Whether a file at the root of a site's own folder of content is no page. `docs/contributing.md` is one.
  static func isOneOfContent(_ name: String) -> Bool { isInnerOne(name) || partNames.contains(folded(name)) }

  private static func folded(_ name: String) -> String {
    PagePath.withoutExtension(name).uppercased().replacing("-", with: "_")
  }
}
