import Markdown
import PortfolioModel
import PortfolioUI
import Synchronization
import TerminalText
import Testing

@testable import Commands

/// How often pages are parsed, and which are tried in another process first.
struct PageParserTests {
  /// Counts the calls for each page.
  private final class Log: Sendable {
    private let calls = Mutex<[String]>([])

    var all: [String] { calls.withLock { $0 } }

    func add(_ call: String) { calls.withLock { $0.append(call) } }
  }

  private let log = Log()

  /// - Parameter isTooComplex: the result of the trial in another process.
  private func makeParser(
    isTrusted: Bool = false,
    isTooComplex: @escaping @Sendable (Page) throws(Failure) -> Bool = { _ in false }
  ) -> PageParser {
    PageParser(
      served: nil, isTrusted: isTrusted,
      parse: { [log] page in
        log.add("parse " + page.id)
        return page.document
      },
      isTooComplex: { [log] page throws(Failure) in
        log.add("try " + page.id)
        return try isTooComplex(page)
      })
  }

  /// A page of about so many bytes.
  private func page(_ name: String, bytes: Int = 100) throws -> Page {
    let portfolio = Portfolio(["a/\(name).md": "# \(name)\n\n" + String(repeating: "x", count: bytes) + "\n"])
    return try #require(portfolio.pages.first)
  }

  @Test func parsesAPageOnce() throws {
    let parser = makeParser()
    let page = try page("one")
    for _ in 0..<3 { #expect(parser.documentToShow(page).outline.map(\.anchor) == ["one"]) }
    #expect(log.all == ["parse a/one"])
  }

  @Test func parsesAPageAgainAfterItWasReloaded() throws {
    let parser = makeParser()
    for _ in 0..<2 { _ = parser.documentToShow(try page("one")) }
    #expect(log.all == ["parse a/one", "parse a/one"])
  }

  @Test func triesALargePageOnce() throws {
    let parser = makeParser()
    let page = try page("large", bytes: 9000)
    for _ in 0..<3 { _ = parser.documentToShow(page) }
    #expect(log.all == ["try a/large", "parse a/large"])
  }

  @Test func doesNotTryBundledPages() throws {
    _ = makeParser(isTrusted: true).documentToShow(try page("large", bytes: 9000))
    #expect(log.all == ["parse a/large"])
  }

  @Test func doesNotParseAPageThatIsTooComplex() throws {
    let parser = makeParser { _ in true }
    let page = try page("complex", bytes: 9000)
    for _ in 0..<2 { #expect(text(parser.documentToShow(page)) == "This page is too complex to be shown.") }
    #expect(log.all == ["try a/complex"])
  }

  @Test func triesAgainIfThereWasNoProcess() throws {
    let parser = makeParser { _ throws(Failure) in throw .failed("cannot create a process") }
    let page = try page("large", bytes: 9000)
    for _ in 0..<2 {
      #expect(text(parser.documentToShow(page)) == "This page cannot be shown now: cannot create a process")
    }
    #expect(log.all == ["try a/large", "try a/large"])
  }

  /// The fault that this class mends: the selection moves over the same pages again and again.
  @Test func parsesEachPageOnceWhileTheSelectionMoves() throws {
    let names = ["a", "b", "c", "d"]
    let files = names.map { "notes/\($0).md" }
    let portfolio = Portfolio([
      files[0]: "# A\n\nText.\n", files[1]: "# B\n\nText.\n", files[2]: "# C\n\nText.\n",
      files[3]: "# D\n\n" + String(repeating: "Text.\n\n", count: 2000),
    ])
    let parser = makeParser()
    let configuration = State.Configuration(
      portfolio: portfolio, size: Size(columns: 80, rows: 24)
    ) { parser.documentToShow($0) }
    var state = State(configuration)
    for key in "jjjkkkjjjkkk".unicodeScalars {
      _ = state.update(.key(.character(key)))
      #expect(state.view().lines.count == 24)
    }
    #expect(log.all.sorted() == (names.map { "parse notes/" + $0 } + ["try notes/d"]).sorted())
  }

  private func text(_ document: Document) -> String {
    DocumentRenderer(width: 100, theme: .plain).lines(for: document).map(\.text).joined(separator: "\n")
  }
}
