import ContentSamples
import ContentSource
import PortfolioModel
import Testing

/// Dates whose numbers may be a day and a month in either order.
struct DateOrderTests {
  private func isShown(_ fields: String, beside others: [String: String] = [:]) -> Bool {
    let files = others.mapValues { "---\n\($0)\n---\nText.\n" }
    let tree = ContentTree(files.merging(["a/p.md": "---\n\(fields)\n---\nText.\n"]) { $1 })
    let portfolio = Portfolio(tree, visibility: Portfolio.Visibility(today: CalendarDate("2026-11-29")))
    return portfolio.pages.contains { $0.path == "a/p.md" }
  }

  @Test(arguments: [
    ("created: 03-02-2024\ndate: 12-01-2026", false), ("date: 12-01-2026\ncreated: 03-02-2024", false),
    ("pubDate: 12-01-2026\ndate: 03-02-2024", false), ("created: 12-01-2026", false),
    ("created: 12-01-2026\ndate: 03-02-2024", true), ("date: 03-02-2024\ncreated: 12-01-2026", true),
    ("created: 12-01-2026\ndate: 2024-02-03", true), ("created: 03-02-2024", true),
    ("publishDate: 2024-01-01\ndate: 12-01-2026", false),
  ])
  func theLatestDayOfAPageDecides(fields: String, isShown: Bool) {
    #expect(self.isShown(fields) == isShown)
    #expect(self.isShown(fields, beside: ["a/q.md": "date: 26-08-2024"]) == isShown)
  }

  @Test func threePagesShowTheOrder() {
    let others = ["a/q.md": "date: 26-08-2024", "a/r.md": "date: 27-08-2024", "a/s.md": "date: 28-08-2024"]
    #expect(isShown("created: 03-02-2024\ndate: 12-01-2026", beside: others))
    #expect(!isShown("created: 03-02-2024\ndate: 01-12-2026", beside: others))
  }
}
