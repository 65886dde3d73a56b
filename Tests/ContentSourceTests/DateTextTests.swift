import ContentSamples
@testable import ContentSource
import PortfolioModel
import Testing

struct DateTextTests {
  /// A date in the form `2024-03-09 10:11:12 +60`, without what is not known.
  private func spelled(_ text: String) -> String? {
    guard case .date(let date)? = DateText.read(text) else { return nil }
    guard let time = date.timeOfDay else { return date.description }
    let clock = [time.hour, time.minute, time.second].map { $0 < 10 ? "0\($0)" : "\($0)" }
    let zone = time.offsetMinutes.map { " \($0 < 0 ? "" : "+")\($0)" } ?? ""
    return "\(date) \(clock.joined(separator: ":"))\(zone)"
  }

  @Test(arguments: [
    "2024-01-05", "2024-1-5", "2024/01/05", "2024/1/5", "2024.01.05", "2024. 1. 5.", "2024_01_05", "20240105",
    "2024-Jan-05", "2024 January 5", "2024年1月5日", "2024년 1월 5일", "Jan 05 2024", "Jan 5, 2024",
    "Jan. 5th, 2024", "January 5 2024", "JANUARY 5, 2024", "Jan-05-2024", "Friday, January 5, 2024",
    "5 January 2024", "5 Jan 2024", "5th January 2024", "5th of January, 2024", "05-Jan-2024",
    "5. Januar 2024",
    "5 de enero de 2024", "5 janvier 2024", "Fri, 5 Jan 2024", "05.01.2024", "5. 1. 2024", "[[2024-01-05]]",
    " 2024-01-05 ", "2024-01-05Z", "2024-01-05+01:00", "2024-01-05 (first draft)", "2024-01-05T",
    "2024-01-05, edited",
    "2024-01-05 25:00", "5 Jan 2024 - 7 Jan 2024",
  ])
  func readsADay(text: String) {
    #expect(spelled(text) == "2024-01-05")
  }

  @Test(arguments: [
    ("2024", "2024"), ("2024-01", "2024-01"), ("2024/1", "2024-01"), ("January 2024", "2024-01"),
    ("Jan 2024", "2024-01"), ("2024 Sept", "2024-09"), ("2024年1月", "2024-01"),
  ])
  func readsAMonthOrAYear(text: String, date: String) {
    #expect(spelled(text) == date)
  }

  @Test(arguments: [
    ("2024-01-05T10:11:12Z", "10:11:12 +0"), ("2024-01-05t10:11:12.123456z", "10:11:12 +0"),
    ("2024-01-05T10:11:12,5+01:00", "10:11:12 +60"), ("2024-01-05 10:11:12 -0500", "10:11:12 -300"),
    ("2024-01-05 10:11:12 +0530", "10:11:12 +330"), ("2024-01-05T10:11", "10:11:00"),
    ("2024-01-05 9:11", "09:11:00"), ("2024-01-05 10:11:12 UTC", "10:11:12 +0"),
    ("2024-01-05 10:11:12 EST", "10:11:12 -300"), ("2024-01-05 10:11:12 CEST", "10:11:12 +120"),
    ("2024-01-05 10:11:12 Europe/Berlin", "10:11:12"),
    ("2024-01-05T10:11:12+09:00[Asia/Tokyo]", "10:11:12 +540"),
    ("2024-01-05T101112Z", "10:11:12 +0"), ("20240105T1011", "10:11:00"), ("202401051011", "10:11:00"),
    ("20240105101112", "10:11:12"), ("2024-01-05-10-11-12+03:00", "10:11:12 +180"),
    ("2024-01-05 at 10:11 PM", "22:11:00"), ("Jan 5, 2024, 12:30 AM", "00:30:00"),
    ("5 Jan 2024 12:30pm", "12:30:00"),
    ("Fri, 05 Jan 2024 10:11:12 +0100", "10:11:12 +60"), ("Fri, 05 Jan 2024 10:11:12 GMT", "10:11:12 +0"),
    ("Fri Jan  5 10:11:12 2024", "10:11:12"), ("Fri Jan  5 10:11:12 UTC 2024", "10:11:12 +0"),
    ("Fri Jan 05 2024 10:11:12 GMT+0900 (Korean Standard Time)", "10:11:12 +540"),
    ("05.01.2024 10:11", "10:11:00"), ("2024-01-05T23:59:60Z", "23:59:59 +0"),
    ("1704449472", "10:11:12 +0"), ("1704449472123", "10:11:12 +0"),
  ])
  func keepsTheTimeAndTheOffset(text: String, time: String) {
    #expect(spelled(text) == "2024-01-05 " + time)
  }

  @Test(
    arguments: [
      ("0", nil), ("951782400", nil), ("1000000000", "2001-09-09 01:46:40 +0"),
      ("1709210096", "2024-02-29 12:34:56 +0"),
      ("4107542399", "2100-02-28 23:59:59 +0"), ("4107542400", "2100-03-01 00:00:00 +0"),
    ] as [(String, String?)])
  func readsSecondsSince1970(text: String, date: String?) {
    #expect(spelled(text) == date)
  }

  @Test(arguments: [
    ("25/12/2023", "2023-12-25"), ("12/25/2023", "2023-12-25"), ("05/05/2023 12:06", "2023-05-05 12:06:00"),
    ("25-12-2023", "2023-12-25"), ("08.07.2022", "2022-07-08"), ("12.25.2023", "2023-12-25"),
  ])
  func tellsDayAndMonthApart(text: String, date: String) {
    #expect(spelled(text) == date)
  }

  @Test(arguments: ["05/06/2023", "5/6/2023", "05-06-2023", "05/06/2023 10:00"])
  func doesNotGuessTheOrderOfDayAndMonth(text: String) throws {
    let sample = try Sample("---\ndate: \(text)\n---\n")
    #expect(sample.fields.date == nil)
    #expect(sample.faults == ["a/p.md:2: 'date' must be YYYY-MM-DD: '\(text)' is 5 Jun 2023 or 6 May 2023"])
  }

  @Test(arguments: [
    "", "today", "next week", "2024-13-01", "2024-00-10", "2024-01-32", "2023-02-29", "30 February 2024",
    "13/13/2024",
    "2024-01-01-01", "2024-01-05x", "2024 was good", "2020 - 2022", "12345678", "20241301", "5/6/23", "1.5",
    "5 Foo 2024", "-2024-01-05", "0000-01-01", "Jan", "Jan 5", "5", "99999999999999999999", "{{date}}",
    "2024-01-05/2024-01-06",
  ])
  func refusesOtherTexts(text: String) {
    #expect(DateText.read(text) == nil)
  }

  @Test func refusesALongText() {
    #expect(DateText.read("2024-01-05 " + String(repeating: "x", count: 100)) == nil)
  }

  @Test(arguments: [
    ("2024-01-05-title", "2024-01-05", "title"), ("2024-1-5-a-b", "2024-01-05", "a-b"),
    ("2016-1-05-p", "2016-01-05", "p"),
  ])
  func readsTheDateInAFileName(name: String, date: String, title: String) throws {
    let dated = try #require(DateText.splitPrefix(of: name))
    #expect(dated.date.description == date)
    #expect(dated.rest == title)
  }

  @Test(arguments: [
    "2024-01-05", "2024-01-05-", "2024-13-05-x", "24-01-05-x", "2024-01-x", "x-2024-01-05-y", "2024-a-b-c",
  ])
  func findsNoDateInOtherFileNames(name: String) {
    #expect(DateText.splitPrefix(of: name) == nil)
  }

  @Test(arguments: ["2024-03-09T10:11:12+02:00", "2024-03-09 10:11:12+02:00"])
  func readsDatesOfTOML(date: String) throws {
    let sample = try Sample("+++\ndate = \(date)\n+++\n")
    #expect(sample.fields.date?.timeOfDay == CalendarDate.Time(hour: 10, minute: 11, second: 12, offset: 120))
    #expect(sample.fields.date?.description == "2024-03-09")
    #expect(try Sample("+++\ndate = 2024-03-09T10:11:12\n+++\n").fields.date?.timeOfDay?.offsetMinutes == nil)
    #expect(try Sample("+++\ndate = 2024-03-09\n+++\n").fields.date?.timeOfDay == nil)
  }
}
