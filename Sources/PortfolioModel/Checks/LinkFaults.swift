/// The faults of a page's links and images, of which many of one kind are reported together.
///
/// A page with a hundred links to the headings of another has one fault and not a hundred: the other page has changed.
struct LinkFaults {
  /// What is wrong with a link or an image. Many of equal kinds are reported together.
  enum Kind: Hashable {
    case nowhere
    /// Leads to no heading of the page with an id.
    case noHeading(String)
    /// An image that does not exist.
    case noImage
    case scheme
    /// An image without alternative text.
    case undescribed
    /// A link by name to a page that is not written yet.
    case unwritten

    var rank: RankedProblem.Rank {
      switch self {
      case .nowhere, .noImage: .link
      case .noHeading, .scheme, .unwritten: .text
      case .undescribed: .detail
      }
    }

    var isNoHeading: Bool {
      if case .noHeading = self { return true }
      return false
    }
  }

  private struct Fault {
    var line: Int
    var source: String
  }

  private var faults: [Kind: [Fault]] = [:]

  /// The largest number of links or images with one fault that are reported one by one, each on its line.
  private static let separateFaults = 3

  mutating func add(_ kind: Kind, _ source: String, line: Int) {
    faults[kind, default: []].append(Fault(line: line, source: source))
  }

  /// Whether there is a fault of some kinds.
  func contains(_ isIncluded: (Kind) -> Bool) -> Bool { faults.keys.contains(where: isIncluded) }

  /// Removes the faults of some kinds. Returns the first of them and their number.
  mutating func remove(_ isIncluded: (Kind) -> Bool) -> (line: Int, source: String, count: Int)? {
    let removed = faults.filter { isIncluded($0.key) }.values.joined()
    faults = faults.filter { !isIncluded($0.key) }
    return removed.min { $0.line < $1.line }.map { ($0.line, $0.source, removed.count) }
  }

  /// The faults as problems of a page.
  func problems(in path: String) -> [RankedProblem] {
    faults.flatMap { kind, faults -> [RankedProblem] in
      let isJoined = kind == .undescribed || kind == .unwritten || faults.count > Self.separateFaults
      let groups = isJoined ? [faults] : faults.map { [$0] }
      return groups.map {
        RankedProblem(
          rank: kind.rank, problem: Problem(path, $0[0].line, Self.sentence(of: kind, $0.map(\.source))))
      }
    }
  }

  private static func sentence(of kind: Kind, _ sources: [String]) -> String {
    let isOne = sources.count == 1
    let links = isOne ? "the link '\(sources[0])'" : "the links " + list(sources)
    switch kind {
    case .nowhere: return links + (isOne ? " leads nowhere" : " lead nowhere")
    case .noHeading(let page):
      return links + (isOne ? " leads to no heading of " : " lead to no headings of ") + page
    case .noImage:
      return isOne ? "the image '\(sources[0])' does not exist" : "the images \(list(sources)) do not exist"
    case .scheme:
      return links + (isOne ? " is" : " are") + " shown as text: only http, https and mailto are followed"
    case .undescribed:
      return isOne ? "an image has no alternative text" : "\(sources.count) images have no alternative text"
    case .unwritten:
      let rest = isOne ? "leads to no page and is shown" : "lead to no page and are shown"
      return "\(list(sources)) \(rest) as text"
    }
  }

  /// The first three of some links, and the number of the others.
  private static func list(_ sources: [String]) -> String {
    let named = sources.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    return named + (sources.count > 3 ? " and \(sources.count - 3) more" : "")
  }
}
