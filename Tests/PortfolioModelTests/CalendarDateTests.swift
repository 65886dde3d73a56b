import PortfolioModel
import Testing

struct CalendarDateTests {
  @Test(arguments: ["9999-99-99", "-001-01-01", "2023-02-29", "2024-1-1", "", "today", "2024-01-01-01"])
  func rejectsTextsThatAreNotDates(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func dropsTheTimeBehindTheDay() {
    #expect(CalendarDate("2024-02-29T12:00:00+01:00")?.description == "2024-02-29")
  }
}
