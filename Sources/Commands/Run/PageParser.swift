internal import Markdown
internal import PortfolioModel
internal import Synchronization

/// Parses pages, and protects the program from those that take too much time or memory.
///
/// Documents are kept, in a bounded cache: moving the selection in the list shows the same pages again and again.
final class PageParser: Sendable {
  /// Content that was parsed before the first visit; nil where each page is parsed when it is first shown.
  private let served: ServedContent?
  /// Whether pages come from a folder. The bundled ones were tried when they were built.
  private let isUntried: Bool
  private let cache = Mutex(DocumentCache())

  init(served: ServedContent?, isUntried: Bool) {
    self.served = served
    self.isUntried = isUntried
  }

  /// The document of a page that is printed.
  /// - Throws: where the page is too complex; a page that is not served ends the program with that sentence.
  func parse(_ page: Page) throws(Failure) -> Document {
    guard let served else {
      return ParseGuard.guarding(page.path, bytes: page.file.count) { page.document }
    }
    guard let document = served.document(of: page) else {
      throw .failed("\(page.path): is too complex to be shown")
    }
    return document
  }

  /// The document of a page on a screen; one that says so when the page is too complex.
  func document(of page: Page) -> Document {
    if let served { return served.document(of: page) ?? Self.tooComplex }
    return cache.withLock { cache in
      if let document = cache.document(of: page) { return document }
      let document = isTooComplex(page) ? Self.tooComplex : page.document
      cache.insert(document, of: page)
      return document
    }
  }

  /// Whether a trial in a forked process ended early. A small page cannot take long.
  private func isTooComplex(_ page: Page) -> Bool {
    guard isUntried, page.file.count > Self.untriedBytes else { return false }
    let complex = try? ParseGuard.tooComplex(among: [page], rendering: false)
    return complex?.isEmpty != true
  }

  private static let untriedBytes = 8192

  private static var tooComplex: Document { Document(markdown: "This page is too complex to be shown.") }
}

/// The documents of the pages that were shown last, up to a size of their sources.
struct DocumentCache {
  private struct Entry {
    var page: Page
    var document: Document
  }

  /// The most recent entry is the last.
  private var entries: [Entry] = []
  private var bytes = 0

  /// Sources in bytes; a document takes about ten times as much.
  private let capacity: Int

  init(capacity: Int = 4 << 20) {
    self.capacity = capacity
  }

  /// The document of a page, which becomes the most recent entry. A page that was read again is another page.
  mutating func document(of page: Page) -> Document? {
    guard let index = entries.firstIndex(where: { $0.page === page }) else { return nil }
    let entry = entries.remove(at: index)
    entries.append(entry)
    return entry.document
  }

  /// Adds an entry, and evicts the oldest ones beyond the capacity. The newest one stays, however large it is.
  mutating func insert(_ document: Document, of page: Page) {
    entries.append(Entry(page: page, document: document))
    bytes += page.file.count
    while bytes > capacity, entries.count > 1 { bytes -= entries.removeFirst().page.file.count }
  }
}
