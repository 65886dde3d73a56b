/// A day, a month or a year of the Gregorian calendar; a day may have a time.
///
/// The date is not converted: it is in the time zone of its author.
package struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// 1 to 9999.
  package let year: Int
  /// 1 to 12; nil if only the year is known.
  package let month: Int?
  /// 1 to 31; nil if only the month is known.
  package let day: Int?
  /// The time of that day, if it is known. It is not part of the date as text.
  package private(set) var timeOfDay: Time?

  /// A time of a day, with the offset of its time zone if that is known.
  package struct Time: Sendable, Hashable {
    // Small integers, because a page has up to five dates.
    private let seconds: Int32
    private let offset: Int16?

    /// Returns nil if the time or the offset is out of range.
    /// - Parameter offset: minutes east of UTC; nil if it is not known.
    package init?(hour: Int, minute: Int, second: Int = 0, offset: Int? = nil) {
      guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
        offset.map({ abs($0) < 24 * 60 }) != false
      else { return nil }
      seconds = Int32(hour * 3600 + minute * 60 + second)
      self.offset = offset.map { Int16($0) }
    }

    package var hour: Int { Int(seconds) / 3600 }
    package var minute: Int { Int(seconds) / 60 % 60 }
    package var second: Int { Int(seconds) % 60 }
    /// The offset of the time zone, in minutes east of UTC; nil if it is not known.
    package var offsetMinutes: Int? { offset.map { Int($0) } }

    /// The seconds since the day began at UTC. An unknown time zone is treated as UTC.
    fileprivate var order: (instant: Int, second: Int32) {
      (Int(seconds) - Int(offset ?? 0) * 60, seconds)
    }
  }

  /// Parses `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, and ignores a time after it; nil if the text is not such a date.
  package init?(_ text: String) {
    let date = text.prefix { $0 != "T" && $0 != " " && $0 != "t" }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard parts.count <= 3, zip(parts, widths).allSatisfy({ $0.utf8.count == $1 }) else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(part) else { return nil }
      numbers.append(number)
    }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil
    )
  }

  /// Returns nil if the calendar has no such date.
  package init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year), (1...12).contains(month ?? 1), month != nil || day == nil else {
      return nil
    }
    guard (1...Self.days(in: month ?? 1, of: year)).contains(day ?? 1) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// The date with a time; the unchanged date if the day is not known.
  package func with(_ time: Time?) -> CalendarDate {
    var date = self
    date.timeOfDay = day == nil ? nil : time
    return date
  }

  /// The date without its time, to compare days.
  package var withoutTime: CalendarDate { with(nil) }

  /// The day on which the date's time is in the time zone of another date's time. If one of the zones is not known, it is
  /// the date without its time.
  package func day(inZoneOf other: CalendarDate) -> CalendarDate {
    guard let time = timeOfDay, let offset = time.offsetMinutes, let target = other.timeOfDay?.offsetMinutes
    else { return withoutTime }
    let minute = time.hour * 60 + time.minute - offset + target
    if minute < 0 { return previousDay }
    return minute < 24 * 60 ? withoutTime : nextDay
  }

  private var nextDay: CalendarDate {
    guard let month, let day else { return self }
    return CalendarDate(year: year, month: month, day: day + 1) ?? CalendarDate(
      year: year, month: month + 1, day: 1)
      ?? CalendarDate(year: year + 1, month: 1, day: 1) ?? withoutTime
  }

  private var previousDay: CalendarDate {
    guard let month, let day else { return self }
    if day > 1 { return CalendarDate(year: year, month: month, day: day - 1) ?? withoutTime }
    if month > 1 {
      return CalendarDate(year: year, month: month - 1, day: Self.days(in: month - 1, of: year))
        ?? withoutTime
    }
    return CalendarDate(year: year - 1, month: 12, day: 31) ?? withoutTime
  }

  /// The date in ISO 8601: `2024-03-09`, `2024-03` or `2024`.
  package var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return padded(year, 4) + (month.map { "-" + padded($0, 2) } ?? "")
      + (day.map { "-" + padded($0, 2) } ?? "")
  }

  /// The date as pages show it: `9 Mar 2024`, `Mar 2024` or `2024`.
  package var spelled: String {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return (day.map { "\($0) " } ?? "") + (month.map { names[$0 - 1] + " " } ?? "") + String(year)
  }

  /// The month, or the year if the month is not known.
  package var withoutDay: CalendarDate { CalendarDate(year: year, month: month) ?? self }

  /// The year.
  package var withoutMonth: CalendarDate { CalendarDate(year: year) ?? self }

  /// Orders dates. A year precedes its months, a month its days, and a day its times.
  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    if left.year != right.year { return left.year < right.year }
    if left.month != right.month { return (left.month ?? 0) < (right.month ?? 0) }
    if left.day != right.day { return (left.day ?? 0) < (right.day ?? 0) }
    guard let first = left.timeOfDay, let second = right.timeOfDay else {
      return left.timeOfDay == nil && right.timeOfDay != nil
    }
    return first.order < second.order
  }
}
