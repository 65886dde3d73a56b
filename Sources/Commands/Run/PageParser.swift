internal import Markdown
internal import PortfolioModel

/// Makes documents of pages, and guards against those that are made to take for ever.
struct PageParser: Sendable {
  /// Content that was parsed beforehand; nil where each page is parsed when it is wanted.
  let served: ServedContent?
  /// Whether pages come from a folder that nobody tried: the bundled ones were tried when they were built.
  let isUntried: Bool

  /// Hands a page's document on. What cannot be parsed ends the command with a sentence.
  func parse(_ page: Page, _ use: (Document) throws(Failure) -> Void) throws(Failure) {
    if let served {
      guard let document = served.document(of: page) else {
        throw .failed("\(page.path): is too complex to be shown")
      }
      return try use(document)
    }
    try ParseGuard.guarding(page.path, bytes: page.file.count) { () throws(Failure) in try use(page.document)
    }
  }

  /// The document of a page for a screen, which goes on whatever the page is.
  func document(of page: Page) -> Document {
    if let served { return served.document(of: page) ?? Self.tooComplex }
    guard isUntried, page.file.count > 8192 else { return page.document }
    let complex = try? ParseGuard.tooComplex(among: [page], rendering: false)
    return complex?.isEmpty == true ? page.document : Self.tooComplex
  }

  private static var tooComplex: Document { Document(markdown: "This page is too complex to be shown.") }
}
