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

  @Test(
    arguments: [(24, 0, 0, nil), (0, 60, 0, nil), (0, 0, 60, nil), (-1, 0, 0, nil), (0, 0, 0, 1440)]
      as [(Int, Int, Int, Int?)])
  func rejectsTimesThatNoDayHas(hour: Int, minute: Int, second: Int, offset: Int?) {
    #expect(CalendarDate.Time(hour: hour, minute: minute, second: second, offset: offset) == nil)
  }

  @Test func keepsATimeOnlyOfADay() throws {
    let time = CalendarDate.Time(hour: 10, minute: 30, offset: -90)
    let date = try #require(CalendarDate("2024-02-29")).with(time)
    #expect(date.timeOfDay?.hour == 10)
    #expect(date.timeOfDay?.minute == 30)
    #expect(date.timeOfDay?.second == 0)
    #expect(date.timeOfDay?.offsetMinutes == -90)
    #expect(date.description == "2024-02-29")
    #expect(date.spelled == "29 Feb 2024")
    #expect(date.withoutTime == CalendarDate("2024-02-29"))
    #expect(CalendarDate("2024-02")?.with(time).timeOfDay == nil)
  }

  @Test func ordersTimesOfADayByTheirInstant() throws {
    func date(_ text: String, _ hour: Int, _ offset: Int? = nil) throws -> CalendarDate {
      try #require(CalendarDate(text)).with(CalendarDate.Time(hour: hour, minute: 0, offset: offset))
    }
    let ordered = try [
      #require(CalendarDate("2024")), #require(CalendarDate("2024-01")), #require(CalendarDate("2024-01-05")),
      date("2024-01-05", 10, 120), date("2024-01-05", 9), date("2024-01-05", 8, -120), date("2024-01-06", 0),
    ]
    #expect(ordered.reversed().sorted() == ordered)
  }
}
