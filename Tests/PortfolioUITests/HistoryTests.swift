import Testing

@testable import PortfolioUI

struct HistoryTests {
  private func entry(_ page: String, line: Int = 0) -> History.Entry {
    History.Entry(page: page, position: Viewport.Position(sourceLine: line, offset: 0, height: 1))
  }

  @Test func travelsBothWays() {
    var history = History()
    history.record(entry("a", line: 3))
    history.record(entry("b"))
    #expect(history.travel(.back, from: entry("c", line: 7)) == entry("b"))
    #expect(history.travel(.back, from: entry("b")) == entry("a", line: 3))
    #expect(history.travel(.back, from: entry("a", line: 3)) == nil)
    #expect(history.travel(.forward, from: entry("a", line: 5)) == entry("b"))
    #expect(history.travel(.forward, from: entry("b")) == entry("c", line: 7))
    #expect(history.travel(.forward, from: entry("c")) == nil)
    // The position is the one at which the place was left last.
    #expect(history.travel(.back, from: entry("c")) == entry("b"))
    #expect(history.travel(.back, from: entry("b")) == entry("a", line: 5))
  }

  @Test func forgetsThePlacesAheadWhenAPlaceIsRecorded() {
    var history = History()
    history.record(entry("a"))
    #expect(history.travel(.back, from: entry("b")) == entry("a"))
    history.record(entry("a"))
    #expect(history.travel(.forward, from: entry("c")) == nil)
  }

  @Test func keepsALimitedNumberOfPlaces() {
    var history = History()
    for number in 0...History.maximumDepth { history.record(entry("\(number)")) }
    var pages: [String] = []
    while let entry = history.travel(.back, from: nil) { pages.append(entry.page) }
    #expect(pages.count == History.maximumDepth)
    #expect(pages.first == "\(History.maximumDepth)" && pages.last == "1")
  }

  @Test func dropsPlacesThatDoNotExist() {
    var history = History()
    for page in ["a", "gone", "gone"] { history.record(entry(page)) }
    #expect(history.travel(.back, from: entry("c")) { $0.page != "gone" } == entry("a"))
    #expect(history.travel(.forward, from: entry("a")) { $0.page != "gone" } == entry("c"))
    history.record(entry("gone"))
    #expect(history.travel(.back, from: entry("x")) { $0.page != "gone" } == entry("a"))
    #expect(history.travel(.back, from: entry("a")) { $0.page != "gone" } == nil)
    // A failed attempt does not record the current place.
    #expect(history.travel(.forward, from: entry("a")) == entry("x"))
  }

  @Test func remembersThePositionsOfPages() {
    var history = History()
    let position = entry("a", line: 9).position
    history.leave("a", at: position)
    #expect(history.position(of: "a") == position && history.position(of: "b") == nil)
    history.leave("a", at: nil)
    #expect(history.position(of: "a") == nil)
  }
}
