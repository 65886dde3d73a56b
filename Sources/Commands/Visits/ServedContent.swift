internal import Markdown
internal import PortfolioModel

/// Content that was loaded, tried and parsed before the first visitor came.
///
/// A class: each reference that a visitor's process counts anew costs it a page of its own.
package final class ServedContent: Sendable {
  let portfolio: Portfolio
  private let documents: [String: Document]
  private let complex: Set<String>

  /// Loads a folder, or the bundled content.
  ///
  /// Each page is parsed first in a forked process under limits; what is too complex for it is listed, and
  /// never parsed here.
  package init(folder: String?) throws(Failure) {
    portfolio = try Run.portfolio(in: folder, showsDrafts: false)
    complex = folder == nil ? [] : try ParseGuard.tooComplex(among: portfolio.allFiles)
    var documents: [String: Document] = [:]
    for page in portfolio.allFiles where !complex.contains(page.path) {
      documents[page.path] = page.compactDocument
    }
    self.documents = documents
  }

  /// How many pages there are.
  package var pageCount: Int { portfolio.pages.count }

  /// The faults that were found: sentences with their place, not filtered.
  package var faults: [String] {
    portfolio.problems.map(\.description) + complex.sorted().map { "\($0): is too complex to be shown" }
  }

  /// The document of a page; nil where it is too complex.
  func document(of page: Page) -> Document? { documents[page.path] }
}
