/// The faults of the links and images of all pages, of which those that much of a site has are reported once.
///
/// A generator also publishes addresses that are no Markdown, such as lists of tags or an API reference, and many authors
/// never write alternative texts. A hundred lines about them would hide the faults that matter.
struct SiteFaults {
  private struct Link {
    var page: String
    var line: Int
    var destination: String
    /// The place of the link among all dead links.
    var number: Int
  }

  /// A link or an image that leads into a folder of which nothing is known.
  private struct UnknownLink {
    var kind: LinkFaults.Kind
    var source: String
    var page: String
    var line: Int
  }

  private var pages: [String: LinkFaults] = [:]
  /// The links and images that lead nowhere, by the outermost folder in their addresses of which nothing is known.
  private var unknownLinks: [String: [UnknownLink]] = [:]
  /// Whether a folder of addresses has pages or files; nil if no program makes others.
  private let isKnownFolder: ((String) -> Bool)?
  /// The links that lead nowhere, by what they may have in common: the first part of an address, else the destination.
  private var deadLinks: [String: [Link]] = [:]
  private var count = 0
  /// Whether every fault is reported on its page.
  private let isComplete: Bool

  /// The largest number of links with something in common that are reported by page.
  private static let separateLinks = 4
  /// The largest number of pages with one habit that are reported one by one.
  private static let separatePages = 10

  /// The number of addresses in such a folder up to which they are dead: a program makes more.
  private static let fewAddresses = 10

  init(isComplete: Bool, isKnownFolder: ((String) -> Bool)? = nil) {
    self.isComplete = isComplete
    self.isKnownFolder = isKnownFolder
  }

  mutating func add(_ kind: LinkFaults.Kind, _ source: String, on page: String, line: Int) {
    if kind == .nowhere || kind == .noImage, let folder = unknownFolder(of: source) {
      unknownLinks[folder, default: []].append(
        UnknownLink(kind: kind, source: source, page: page, line: line))
    } else {
      addFault(kind, source, on: page, line: line)
    }
  }

  /// The outermost folder of an address without pages and files. The folders of years are known to be those of pages.
  private func unknownFolder(of address: String) -> String? {
    guard let isKnownFolder, address.hasPrefix("/") else { return nil }
    var folder = ""
    for part in address.prefix(while: { $0 != "?" && $0 != "#" }).split(separator: "/").dropLast() {
      folder += "/" + part
      if !isKnownFolder(folder) { return part.allSatisfy(\.isNumber) ? nil : folder }
    }
    return nil
  }

  /// Takes out the links that cannot be checked: those to many addresses in a folder of which nothing is known.
  mutating func removeUnchecked() -> [Checker.Unchecked] {
    var unchecked: [Checker.Unchecked] = []
    for (folder, links) in unknownLinks.sorted(by: { $0.key < $1.key }) {
      if Set(links.map(\.source)).count > Self.fewAddresses {
        unchecked.append(Checker.Unchecked(folder: folder, count: links.count))
      } else {
        for link in links { addFault(link.kind, link.source, on: link.page, line: link.line) }
      }
    }
    unknownLinks = [:]
    return unchecked
  }

  private mutating func addFault(_ kind: LinkFaults.Kind, _ source: String, on page: String, line: Int) {
    guard kind == .nowhere else {
      pages[page, default: LinkFaults()].add(kind, source, line: line)
      return
    }
    let part = source.dropFirst().prefix { !"/?#".contains($0) }
    let key = source.hasPrefix("/") ? "/" + part : source
    count += 1
    deadLinks[key, default: []].append(Link(page: page, line: line, destination: source, number: count))
  }

  consuming func problems() -> [RankedProblem] {
    var problems: [RankedProblem] = []
    var separate: [Link] = []
    for (key, links) in deadLinks {
      guard !isComplete, links.count > Self.separateLinks, let first = links.first else {
        separate += links
        continue
      }
      let others = key.hasPrefix("/") ? "more links below '\(key)'" : "more of them"
      let subject = "the link '\(first.destination)' and \(links.count - 1) \(others)"
      problems.append(.link, [Problem(first.page, first.line, subject + " lead nowhere")])
    }
    for link in separate.sorted(by: { $0.number < $1.number }) {
      pages[link.page, default: LinkFaults()].add(.nowhere, link.destination, line: link.line)
    }
    for habit in Self.habits where !isComplete {
      let affected = pages.keys.filter { pages[$0]?.contains(habit.includes) == true }.sorted()
      guard affected.count > Self.separatePages else { continue }
      if let problem = summary(of: habit, on: affected) { problems.append(habit.rank, [problem]) }
    }
    return problems + pages.flatMap { $1.problems(in: $0) }
  }

  /// Faults that many pages may have in common.
  private struct Habit {
    var rank: RankedProblem.Rank
    var includes: @Sendable (LinkFaults.Kind) -> Bool
    /// The sentence about a number of faults and the pages with them, without its end. The last text is the first link or
    /// image.
    var sentence: @Sendable (Int, String, String) -> String
  }

  private static let habits = [
    Habit(rank: .link, includes: { $0 == .nowhere }) {
      "the link '\($2)' and \($0 - 1) more \($1) lead nowhere"
    },
    Habit(rank: .link, includes: { $0 == .noImage }) {
      "the image '\($2)' and \($0 - 1) more \($1) do not exist"
    },
    Habit(rank: .text, includes: \.isNoHeading) {
      "the link '\($2)' and \($0 - 1) more \($1) lead to no headings"
    },
    Habit(rank: .text, includes: { $0 == .scheme }) { count, place, _ in
      "\(count) links \(place) are shown as text: only http, https and mailto are followed"
    },
    Habit(rank: .text, includes: { $0 == .unwritten }) { count, place, _ in
      "\(count) links by name \(place) lead to no page and are shown as text"
    },
    Habit(rank: .detail, includes: { $0 == .undescribed }) { count, place, _ in
      "\(count) images \(place) have no alternative text"
    },
  ]

  /// Removes the faults of a habit from pages and returns a problem about all of them, on the line of the first.
  private mutating func summary(of habit: Habit, on affected: [String]) -> Problem? {
    var count = 0
    var first: (page: String, line: Int, source: String)?
    for page in affected {
      guard let (line, source, number) = pages[page]?.remove(habit.includes) else { continue }
      first = first ?? (page, line, source)
      count += number
    }
    guard let first else { return nil }
    let sentence = habit.sentence(count, "on \(affected.count) pages", first.source)
    return Problem(first.page, first.line, sentence + "; '--all' lists them")
  }
}
