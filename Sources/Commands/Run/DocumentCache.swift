internal import Markdown
internal import PortfolioModel

/// The documents of the most recently used pages.
struct DocumentCache {
  private struct Entry {
    var page: Page
    var document: Document
  }

  /// The most recently used entry is the last.
  private var entries: [Entry] = []

  /// The size of the pages in bytes.
  private var bytes = 0

  /// The maximum size of the pages in bytes. Their documents take about ten times as much memory.
  private let capacity: Int

  init(capacity: Int = 4 << 20) {
    self.capacity = capacity
  }

  /// Returns the document of a page, which becomes the most recently used entry; nil if it is not in the
  /// cache.
  ///
  /// Pages are compared by identity, so a page of reloaded content is not found.
  mutating func document(of page: Page) -> Document? {
    guard let index = entries.firstIndex(where: { $0.page === page }) else { return nil }
    let entry = entries.remove(at: index)
    entries.append(entry)
    return entry.document
  }

  /// Adds an entry, and removes the least recently used ones beyond the capacity. The new entry stays even if
  /// it is larger than the capacity.
  mutating func insert(_ document: Document, of page: Page) {
    entries.append(Entry(page: page, document: document))
    bytes += page.file.count
    while bytes > capacity, entries.count > 1 { bytes -= entries.removeFirst().page.file.count }
  }
}
