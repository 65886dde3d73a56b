/// The commands of the linear mode, from which parsing and help derive. To add one, add a case here and to
/// ``LinearSession``.
enum LinearCommand: CaseIterable {
  case list, links, back, next, search, help, quit

  /// The names of the command. Help lists the first.
  var names: [String] {
    switch self {
    case .list: ["l", "list", "ls"]
    case .links: ["f", "links"]
    case .back: ["b", "back"]
    case .next: ["n", "next"]
    case .search: ["s", "/", "search"]
    case .help: ["?", "h", "help"]
    case .quit: ["q", "quit", "exit", ":q"]
    }
  }

  /// The effect of the command, for the line of help.
  private var help: String {
    switch self {
    case .list: "list"
    case .links: "links"
    case .back: "back"
    case .next: "next page"
    case .search: "WORDS search"
    case .help: "help"
    case .quit: "quit"
    }
  }

  /// Creates the command with a name.
  init?(named name: String) {
    guard let command = Self.allCases.first(where: { $0.names.contains(name) }) else { return nil }
    self = command
  }

  /// The line of help.
  static var summary: String {
    let parts = allCases.map { "\($0.names[0]) \($0.help)" }
    return "Type a number or a page's name; " + parts.joined(separator: ", ") + "."
  }
}
