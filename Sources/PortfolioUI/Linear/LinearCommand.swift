/// The commands of the linear mode: the one table from which its parsing and its help derive.
enum LinearCommand: CaseIterable {
  case list, links, back, next, search, help, quit

  /// The words that mean it; help names the first.
  var words: [String] {
    switch self {
    case .list: ["l", "list", "ls"]
    case .links: ["f", "links"]
    case .back: ["b", "back"]
    case .next: ["n", "next"]
    case .search: ["s", "/", "search"]
    case .help: ["?", "h", "help"]
    case .quit: ["q", "quit", "exit"]
    }
  }

  /// Its part of the line of help.
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

  /// The command of a word.
  init?(_ word: String) {
    guard let command = Self.allCases.first(where: { $0.words.contains(word) }) else { return nil }
    self = command
  }

  /// The line that lists them.
  static var summary: String {
    let parts = allCases.map { "\($0.words[0]) \($0.help)" }
    return "Type a number or a page's name; " + parts.joined(separator: ", ") + "."
  }
}
