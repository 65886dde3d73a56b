internal import Markdown
internal import PortfolioModel
internal import Synchronization

/// Parses pages for a run, and protects the program from pages that take too much time or memory to parse.
///
/// The documents for a screen are kept in a ``DocumentCache``, because moving the selection shows the same pages
/// again and again.
final class PageParser: Sendable {
  private let served: ServedContent?
  private let isTrusted: Bool
  private let parse: @Sendable (Page) -> Document
  private let isTooComplex: @Sendable (Page) throws(Failure) -> Bool
  private let cache = Mutex(DocumentCache())

  /// - Parameters:
  ///   - served: the content of a service, which has parsed all pages; nil to parse a page when it is needed.
  ///   - isTrusted: whether the pages are the bundled ones, which were tested when the program was built.
  ///   - parse: parses a page; a test counts the calls.
  ///   - isTooComplex: tries to parse a page in another process, and returns whether that failed.
  init(
    served: ServedContent?, isTrusted: Bool, parse: @escaping @Sendable (Page) -> Document = { $0.document },
    isTooComplex: @escaping @Sendable (Page) throws(Failure) -> Bool = { page throws(Failure) in
      try !ParseGuard.tooComplex(among: [page], rendering: false).isEmpty
    }
  ) {
    self.served = served
    self.isTrusted = isTrusted
    self.parse = parse
    self.isTooComplex = isTooComplex
  }

  /// Returns the document of a page to print.
  ///
  /// If the page is too complex, the program ends with an error message; in a service the message is thrown instead.
  func documentToPrint(_ page: Page) throws(Failure) -> Document {
    guard let served else {
      return ParseGuard.parse(page.path, bytes: page.file.count) { parse(page) }
    }
    guard let document = served.document(of: page) else {
      throw .failed("\(page.path): is too complex to be shown")
    }
    return document
  }

  /// Returns the document of a page for a screen. For a page that is too complex, it contains a message instead.
  func documentToShow(_ page: Page) -> Document {
    if let served { return served.document(of: page) ?? Self.tooComplex }
    return cache.withLock { cache in
      if let document = cache.document(of: page) { return document }
      do throws(Failure) {
        let isRefused = needsTrial(page) ? try isTooComplex(page) : false
        let document = isRefused ? Self.tooComplex : parse(page)
        cache.insert(document, of: page)
        return document
      } catch {
        // Not cached, because the system may be able to create a process later.
        return Self.message("This page cannot be shown now: " + (error.message ?? "it was not parsed"))
      }
    }
  }

  /// Whether a page may exceed the limits. A small page cannot, because even quadratic parsing time is short for it.
  private func needsTrial(_ page: Page) -> Bool { !isTrusted && page.file.count > Self.largestSafePage }

  /// In bytes.
  private static let largestSafePage = 8192

  private static var tooComplex: Document { message("This page is too complex to be shown.") }

  private static func message(_ text: String) -> Document {
    Document(blocks: [Block(.paragraph([.text(text)]))])
  }
}
