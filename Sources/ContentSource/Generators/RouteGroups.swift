internal import PortfolioModel

/// Folders in parentheses, `app/(blog)/post`: they group the routes of Next.js and are no part of their addresses.
enum RouteGroups {
  private static func isOne(_ folder: Substring) -> Bool { folder.hasPrefix("(") && folder.hasSuffix(")") }

  /// A location without its outer groups, which give a layout to parts of a site. Years are no sections, so the group
  /// around them stays.
  static func removedOuter(from location: String) -> String {
    let parts = location.split(separator: "/")
    let rest = parts.drop(while: isOne)
    let isYear = rest.first?.allSatisfy(\.isNumber) == true
    return (isYear ? parts[...] : rest).joined(separator: "/")
  }

  /// A location in which groups have their names without parentheses.
  static func named(in location: String) -> String {
    guard location.contains("("), location.contains("/") else { return location }
    return location.split(separator: "/").map { isOne($0) ? $0.dropFirst().dropLast() : $0 }
      .joined(separator: "/")
  }

  /// The address of a route within groups; nil for one in none.
  static func address(of path: String) -> String? {
    let parts = PagePath.withoutEnding(path).split(separator: "/")
    var rest = parts.filter { !isOne($0) }
    guard rest.count < parts.count else { return nil }
    if rest.last == "page" { rest.removeLast() }
    return rest.isEmpty ? nil : "/" + rest.joined(separator: "/")
  }
}
