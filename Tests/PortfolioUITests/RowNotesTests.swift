import ContentSource
import PortfolioModel
import Testing

@testable import PortfolioUI

struct RowNotesTests {
  private func page(_ fields: String, words: Int = 0) -> Page {
    let text = "---\n\(fields)\n---\n" + String(repeating: "word ", count: words)
    return Page.reading(Array(text.utf8), name: "page.md")
  }

  /// Returns the note of a page in a list that contains only this page.
  private func note(_ page: Page, _ width: Int) -> String {
    RowNotes.note(of: page, RowNotes([page]).form(width: width), width: width).string
  }

  @Test(arguments: [
    (40, "9 Mar 2024 · 5 min"), (36, "9 Mar 2024"), (30, "9 Mar 2024"), (28, "Mar 2024"), (24, "2024"),
    (20, "2024"), (19, ""),
  ])
  func shortensADateToLeaveRoomForTheTitle(width: Int, note: String) {
    let page = page("title: Fifteen columns\ndate: 2024-03-09", words: 1100)
    #expect(self.note(page, width) == note)
  }

  @Test(arguments: [(60, "Mar 2021 – now"), (36, "Mar 2021 – now"), (34, "2021 – now"), (28, "now")])
  func shortensAPeriodToLeaveRoomForTheRole(width: Int, note: String) {
    #expect(self.note(page("title: Acme\nrole: Developer\nstart: 2021-03\nend: present"), width) == note)
  }

  @Test(arguments: [
    ("start: 2019-02\nend: 2019-11", "2019"), ("start: 2018-02\nend: 2020", "2018 – 2020"),
    ("end: 2020-07", "2020"),
    ("start: 2020", "2020"),
  ])
  func shortensAPeriodToYears(fields: String, note: String) {
    #expect(self.note(page("title: Sixteen columns!\n" + fields), 28) == note)
  }

  @Test func ignoresASingleLongTitle() {
    let short = page("title: Short\ndate: 2024-03-09")
    let long = page("title: A title that is much longer than any row\ndate: 2024-03-09")
    #expect(RowNotes([short, short, short, long]).form(width: 31) == .dayAndMinutes)
    #expect(RowNotes([short, long, long, long]).form(width: 31) == .year)
    #expect(RowNotes([]).form(width: 31) == .dayAndMinutes)
  }

  @Test func showsTheReadingTimeOfAPageWithoutADate() {
    #expect(note(page("title: T", words: 1100), 30) == "5 min")
    #expect(note(page("title: T", words: 100), 30) == "")
  }
}
