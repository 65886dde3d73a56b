import Markdown
import PortfolioModel
import Testing

@testable import Commands

struct DocumentCacheTests {
  private func page(_ name: String, bytes: Int = 10) throws -> Page {
    let portfolio = Portfolio(["a/\(name).md": String(repeating: "x", count: bytes)])
    return try #require(portfolio.pages.first)
  }

  /// A document that is recognized by its text.
  private func document(_ text: String) -> Document { Document(blocks: [Block(.paragraph([.text(text)]))]) }

  @Test func returnsTheDocumentOfAPage() throws {
    var cache = DocumentCache()
    let (one, two) = (try page("one"), try page("two"))
    #expect(cache.document(of: one) == nil)
    cache.insert(document("1"), of: one)
    cache.insert(document("2"), of: two)
    #expect(cache.document(of: one) == document("1"))
    #expect(cache.document(of: two) == document("2"))
  }

  @Test func aReloadedPageIsAnotherPage() throws {
    var cache = DocumentCache()
    cache.insert(document("1"), of: try page("one"))
    #expect(cache.document(of: try page("one")) == nil)
  }

  @Test func removesTheOldestPagesBeyondItsCapacity() throws {
    var cache = DocumentCache(capacity: 30)
    let pages = try ["a", "b", "c", "d"].map { try page($0) }
    for page in pages { cache.insert(document(page.slug), of: page) }
    #expect(pages.map { cache.document(of: $0) != nil } == [false, true, true, true])
  }

  @Test func keepsPagesThatWereUsedRecently() throws {
    var cache = DocumentCache(capacity: 30)
    let pages = try ["a", "b", "c", "d"].map { try page($0) }
    for page in pages.prefix(3) { cache.insert(document(page.slug), of: page) }
    #expect(cache.document(of: pages[0]) != nil)
    cache.insert(document("d"), of: pages[3])
    #expect(pages.map { cache.document(of: $0) != nil } == [true, false, true, true])
  }

  @Test func keepsANewPageThatIsLargerThanItsCapacity() throws {
    var cache = DocumentCache(capacity: 30)
    let (small, large, next) = (try page("small"), try page("large", bytes: 100), try page("next"))
    cache.insert(document("1"), of: small)
    cache.insert(document("2"), of: large)
    #expect(cache.document(of: small) == nil && cache.document(of: large) != nil)
    cache.insert(document("3"), of: next)
    #expect(cache.document(of: large) == nil && cache.document(of: next) != nil)
    // The size of the large page was subtracted, so two more small pages fit.
    cache.insert(document("1"), of: small)
    #expect(cache.document(of: next) != nil && cache.document(of: small) != nil)
  }
}
