package import ContentSource
package import PortfolioModel
import Testing

extension ContentTree {
  /// A folder with these files, as the loader returns it.
  package init(_ files: [String: String], others: Set<String> = []) {
    self.init(bytes: files.mapValues { Array($0.utf8) }, others: others)
  }

  package init(bytes files: [String: [UInt8]], others: Set<String> = []) {
    let sorted = files.sorted { $0.key < $1.key }.map { ContentTree.File(path: $0.key, bytes: $0.value) }
    self.init(files: sorted, otherPaths: others)
  }
}

extension Portfolio {
  /// A portfolio of files that shows everything, drafts included.
  package convenience init(_ files: [String: String], others: Set<String> = []) {
    self.init(ContentTree(files, others: others), visibility: Visibility(showsDrafts: true))
  }

  /// The problems as `check` prints them.
  package var faults: [String] { problems.map(\.description) }
}

extension Portfolio.Finding {
  /// The id of the page that was found, or the ids of all matching pages.
  package var ids: [String] {
    switch self {
    case .page(let page): [page.id]
    case .ambiguous(let ids): ids
    case .nothing: []
    }
  }
}

/// A portfolio of the single file `a/p.md`.
package struct Sample {
  package let portfolio: Portfolio
  package let page: Page

  package init(_ text: String) throws {
    try self.init(bytes: Array(text.utf8))
  }

  package init(bytes: [UInt8]) throws {
    portfolio = Portfolio(
      ContentTree(bytes: ["a/p.md": bytes]), visibility: Portfolio.Visibility(showsDrafts: true))
    page = try #require(portfolio.pages.first)
  }

  package var fields: PageFields { page.fields }
  package var faults: [String] { portfolio.faults }
  package var body: String { String(decoding: page.body, as: UTF8.self) }
}
