@testable import ContentSource
import Markdown
import PortfolioModel
import Testing

extension ContentTree {
  /// A folder as the loader would have read it.
  init(_ files: [String: String], others: Set<String> = []) {
    self.init(bytes: files.mapValues { Array($0.utf8) }, others: others)
  }

  init(bytes files: [String: [UInt8]], others: Set<String> = []) {
    let sorted = files.sorted { $0.key < $1.key }.map { ContentTree.File(path: $0.key, bytes: $0.value) }
    self.init(files: sorted, otherPaths: others)
  }
}

extension Portfolio {
  /// A portfolio of files, everything shown.
  convenience init(_ files: [String: String], others: Set<String> = []) {
    self.init(ContentTree(files, others: others), visibility: Visibility(showsDrafts: true))
  }

  /// Its faults as a person reads them.
  var faults: [String] { problems.map(\.description) }

  /// Resolves a URL or path on the page with this id.
  func resolve(_ url: String, on id: String) throws -> LinkResolution {
    resolve(.url(url), from: try #require(page(id)))
  }

  /// Resolves `[[name]]` on the page with this id.
  func resolve(name: String, anchor: String? = nil, on id: String) throws -> LinkResolution {
    let name = WikiName(name, anchor: anchor, literal: "[[\(name)]]")
    return resolve(.name(name), from: try #require(page(id)))
  }
}

/// One page, `a/p.md`, and what is said about it.
struct Sample {
  let portfolio: Portfolio
  let page: Page

  init(_ text: String) throws {
    try self.init(bytes: Array(text.utf8))
  }

  init(bytes: [UInt8]) throws {
    portfolio = Portfolio(
      ContentTree(bytes: ["a/p.md": bytes]), visibility: Portfolio.Visibility(showsDrafts: true))
    page = try #require(portfolio.pages.first)
  }

  var fields: PageFields { page.fields }
  var faults: [String] { portfolio.faults }
  var body: String { String(decoding: page.body, as: UTF8.self) }
}

extension Portfolio.Finding {
  /// The page's id, or the ids that are meant.
  var ids: [String] {
    switch self {
    case .page(let page): [page.id]
    case .ambiguous(let ids): ids
    case .nothing: []
    }
  }
}
