/// A problem with its rank, so that those that a visitor would notice first come first.
struct RankedProblem {
  /// What a visitor notices, the most obvious first.
  enum Rank: Int {
    /// A page or a field is missing, or not as its author meant it.
    case page
    /// A link or an image leads nowhere.
    case link
    /// A text is not shown as it is written, or a link leads to the top of a page instead of a heading.
    case text
    /// What few visitors notice: an image has no alternative text.
    case detail
  }

  var rank: Rank
  var problem: Problem

  /// The message without the number of other lines of the page that have a hidden control character, too.
  fileprivate var foldingKey: String {
    let message = problem.message
    guard message.hasPrefix("a hidden control"), let end = message.firstRange(of: ", and ") else {
      return message
    }
    return String(message[..<end.lowerBound])
  }
}

extension [RankedProblem] {
  mutating func append(_ rank: RankedProblem.Rank, _ problems: [Problem]) {
    self += problems.map { RankedProblem(rank: rank, problem: $0) }
  }

  /// The problems by rank, and of one rank in the order of files and lines.
  var inOrder: [Problem] {
    sorted { left, right in
      left.rank == right.rank ? left.problem < right.problem : left.rank.rawValue < right.rank.rawValue
    }.map(\.problem)
  }

  /// The largest number of pages with the same problem that are reported one by one.
  private static var separatePages: Int { 10 }

  /// Reports a problem that many pages have once, on the first of them.
  var folded: [RankedProblem] {
    var groups: [String: (first: Problem, rank: RankedProblem.Rank, pages: Set<String>)] = [:]
    for ranked in self {
      let problem = ranked.problem
      let key = ranked.foldingKey
      guard var group = groups[key] else {
        groups[key] = (problem, ranked.rank, [problem.path])
        continue
      }
      group.first = Swift.min(group.first, problem)
      group.pages.insert(problem.path)
      groups[key] = group
    }
    let large = groups.filter { $1.pages.count > Self.separatePages }
    if large.isEmpty { return self }
    return filter { large[$0.foldingKey] == nil }
      + large.map { key, group in
        let (first, rank, pages) = group
        let sentence = key + " (and on \(pages.count - 1) more pages; '--all' lists them)"
        return RankedProblem(rank: rank, problem: Problem(first.path, first.line, sentence))
      }
  }
}
