import ContentSource
import Foundation
import PortfolioModel
import TestSupport
import Testing

/// Miniature sites in `Sites`, one for each generator and for each kind of folder that was once opened wrongly. Beside
/// each folder is the file `NAME.expected` with everything that a visitor and `check` are told about it.
struct SiteCorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sites")

  /// The day with which the dates of pages are compared. Dates in the future are in 2099.
  private static let today = CalendarDate("2025-06-01")

  private static let names: [String] = {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return entries.filter { !$0.hasPrefix(".") && !$0.hasSuffix(".expected") }.sorted()
  }()

  @Test func hasASiteForEachFileOfExpectations() throws {
    let entries = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let expected = entries.filter { $0.hasSuffix(".expected") }.map { String($0.dropLast(9)) }
    #expect(expected.sorted() == Self.names)
    #expect(Self.names.count > 30)
  }

  @Test(arguments: names)
  func showsAndChecksASite(name: String) throws {
    let tree = try ContentLoader.load(Self.folder.appending(path: name).path, findsOutsideFiles: true)
    try Recorder.expect(
      Self.description(of: tree).joined(separator: "\n") + "\n",
      equals: Self.folder.appending(path: name + ".expected"))
  }

  private static func description(of tree: ContentTree) -> [String] {
    let portfolio = Portfolio(tree, visibility: Portfolio.Visibility(today: today))
    var lines = ["\(tree.generator), content in \(tree.folder.isEmpty ? "." : tree.folder)"]
    lines.append("title: \(portfolio.title)" + (portfolio.headline.map { " | \($0)" } ?? ""))
    if let welcome = portfolio.welcome { lines.append("welcome: \(welcome.path) | \(welcome.title)") }
    for section in portfolio.sections {
      let folders = section.folderTitles.sorted { $0.key < $1.key }
      lines += ["", "\(section.name) — \(section.title)" + (section.intro.map { " | \($0)" } ?? "")]
      lines += folders.map { "  (\($0.key): \($0.value))" }
      lines += section.pages.map { page in
        let group = page.group.isEmpty ? "" : " | in \(page.group)"
        return "  \(page.slug) | \(page.title) | \(page.fields.date.map { "\($0)" } ?? "-")\(group)"
      }
    }
    let leftOut = portfolio.leftOut.map { (tree.folder + $0.path, $0.reason) }
    let outside = tree.outside.map { ($0.path, $0.reason) }
    lines += ["", "left out:"]
    lines += (leftOut + outside).sorted { $0.0 < $1.0 }.map { "  \($0.0): \($0.1.rawValue)" }
    // As `check` does, with the faults of drafts.
    let checked = Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true))
    let checker = Checker(
      checked, reservedWords: [], hasNames: tree.hasNames, correction: FieldNames.correction(of:),
      isRoute: tree.routes(beside: checked), isKnownFolder: tree.knownFolders(beside: checked)
    ) { _ in false }
    let report = checker.report()
    if !report.unchecked.isEmpty {
      lines += ["", "unchecked:"] + report.unchecked.map { "  \($0.folder): \($0.count)" }
    }
    lines += ["", "problems:"]
    lines += Set(report.problems.map(tree.located)).sorted().map { "  \($0)" }
    return lines
  }
}
