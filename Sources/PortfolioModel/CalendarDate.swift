/// A day, a month or a year of the Gregorian calendar, without a time and a time zone.
package struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// 1 to 9999.
  package let year: Int
  /// 1 to 12; nil where only the year is known.
  package let month: Int?
  /// 1 to 31; nil where only the month is known.
  package let day: Int?

  /// Parses `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, and ignores a time behind it; nil where the text is no such
  /// date.
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

  /// Returns nil where the calendar has no such date.
  package init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year), (1...12).contains(month ?? 1), month != nil || day == nil else {
      return nil
    }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[(month ?? 1) - 1]).contains(day ?? 1) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date as in ISO 8601: `2024-03-09`, `2024-03` or `2024`.
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

  /// The month, or the year where the month is not known.
  package var withoutDay: CalendarDate { CalendarDate(year: year, month: month) ?? self }

  /// The year.
  package var withoutMonth: CalendarDate { CalendarDate(year: year) ?? self }

  /// Orders dates in time. A year precedes its months, and a month its days.
  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month ?? 0, left.day ?? 0) < (right.year, right.month ?? 0, right.day ?? 0)
  }
}
