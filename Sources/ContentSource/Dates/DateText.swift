internal import PortfolioModel

/// Parses a date in any common format: ISO 8601, RFC 822 and RFC 3339, the orders of year, month and day of all
/// countries, names of months, and the output of programs such as `date`.
struct DateText {
  enum Reading: Equatable {
    case date(CalendarDate)
    /// `05/06/2023`: the date if the day is first, and the date if the month is first.
    case ambiguous(CalendarDate, CalendarDate)
  }

  /// Longer texts are not dates.
  private static let maximumBytes = 100

  private var scanner: DateScanner

  private init(_ text: String) {
    scanner = DateScanner(text)
  }

  /// Returns nil if the text is not a date, or the calendar does not have it.
  ///
  /// Text after a day is ignored if it is not a time: `2024-01-05 (draft)`.
  static func read(_ text: String) -> Reading? {
    let bytes = text.utf8.count
    if bytes > maximumBytes { return nil }
    // A fast path for the usual format, because a large folder has thousands of dates.
    if bytes == 10, let date = usualDate(text.utf8) { return .date(date) }
    // A link to a daily note, as in Obsidian.
    if text.hasPrefix("[["), text.hasSuffix("]]") { return read(String(text.dropFirst(2).dropLast(2))) }
    var reader = DateText(text)
    return reader.read()
  }

  /// The order of day and month in a date of numbers with the year last, `26-08-2025` or `08/26/2025`; nil for other
  /// texts, and for those in which either may come first.
  static func order(of text: String) -> Order? {
    let numbers = text.split { "-/".contains($0) }
    guard numbers.count == 3, numbers[2].prefix(while: \.isNumber).count == 4,
      let first = Int(numbers[0]), let second = Int(numbers[1]), (1...31).contains(first),
      (1...31).contains(second), (first > 12) != (second > 12)
    else { return nil }
    return first > 12 ? .dayFirst : .monthFirst
  }

  /// The order of the numbers of a day and a month.
  enum Order { case dayFirst, monthFirst }

  /// Parses `2024-01-05`.
  private static func usualDate(_ bytes: String.UTF8View) -> CalendarDate? {
    var numbers = (0, 0, 0)
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 7 {
        if byte != UInt8(ascii: "-") { return nil }
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let digit = Int(byte - UInt8(ascii: "0"))
      switch index {
      case 0..<4: numbers.0 = numbers.0 * 10 + digit
      case 5..<7: numbers.1 = numbers.1 * 10 + digit
      default: numbers.2 = numbers.2 * 10 + digit
      }
    }
    return CalendarDate(year: numbers.0, month: numbers.1, day: numbers.2)
  }

  /// Splits a file name of Jekyll, `2024-1-31-title`, into its date and `title`; nil if it does not begin with a
  /// date.
  static func splitPrefix(of name: String) -> (date: CalendarDate, rest: String)? {
    guard let first = name.utf8.first, (0x30...0x39).contains(first) else { return nil }
    // Zola also has `2024-01-31_title`.
    var parts = name.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
    if parts.count >= 3, let mark = parts[2].firstIndex(of: "_") {
      parts = [parts[0], parts[1], parts[2][..<mark], name[mark...].dropFirst()]
    }
    guard parts.count == 4, parts[0].utf8.count == 4, !parts[3].isEmpty,
      parts[..<3].allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      case .date(let date)? = read(parts[..<3].joined(separator: "-")), date.day != nil
    else { return nil }
    return (date, String(parts[3]))
  }

  private mutating func read() -> Reading? {
    if scanner.word({ DateNames.isWeekday($0) ? true : nil }) == true { _ = scanner.mark(",.") }
    if let month = scanner.word(DateNames.month) { return monthFirst(month).map(Reading.date) }
    guard let first = scanner.number() else { return nil }
    switch first.digits {
    case 4: return yearFirst(first.value).map(Reading.date)
    case 1, 2: return numeric(first.value) ?? dayFirst(first.value).map(Reading.date)
    case 8, 12, 14: return digitsOnly(first).map(Reading.date)
    // Until the year 2286, a time in seconds has 10 digits, and one in milliseconds 13.
    case 10 where scanner.isAtEnd: return instant(first.value).map(Reading.date)
    case 13 where scanner.isAtEnd: return instant(first.value / 1000).map(Reading.date)
    default: return nil
    }
  }

  // MARK: Orders

  /// `2024-1-5`, `2024/01/05`, `2024.01`, `2024年1月5日`, `2024 Jan 5`, `2024`.
  private mutating func yearFirst(_ year: Int) -> CalendarDate? {
    if scanner.isAtEnd { return CalendarDate(year: year) }
    if scanner.accept(anyOf: ["年", "년"]) {
      guard let month = scanner.number(1...2), scanner.accept(anyOf: ["月", "월"]) else { return nil }
      guard let day = scanner.number(1...2) else { return whole(year, month) }
      scanner.accept(anyOf: ["日", "일"])
      return complete(year, month, day)
    }
    let separator = scanner.mark("-/._")
    if separator != nil, let month = scanner.number(1...2) {
      guard let separator, scanner.accept(separator), let day = scanner.number(1...2) else {
        return whole(year, month)
      }
      if separator == UInt8(ascii: ".") { _ = scanner.accept(separator) }
      return complete(year, month, day)
    }
    guard let month = scanner.word(DateNames.month) else { return nil }
    _ = scanner.mark("-/.,")
    guard let day = scanner.number(1...2) else { return whole(year, month) }
    return complete(year, month, day)
  }

  /// `Jul 08 2022`, `January 3rd, 2021`, `July 2022`, and with the year last: `Jul  8 10:00:00 UTC 2022`.
  private mutating func monthFirst(_ month: Int) -> CalendarDate? {
    _ = scanner.mark(".")
    _ = scanner.mark(",-/")
    if let year = scanner.number(4...4) { return whole(year, month) }
    guard let day = scanner.number(1...2) else { return nil }
    scanner.accept(anyOf: Self.ordinals)
    _ = scanner.mark(",-/.")
    if let year = scanner.number(4...4) { return complete(year, month, day) }
    let time = time()
    guard time != nil, let year = scanner.number(4...4) else { return nil }
    return complete(year, month, day)?.with(time)
  }

  /// `8 July 2022`, `8th of July, 2022`, `8. Juli 2022`, `08-Jul-2022`.
  private mutating func dayFirst(_ day: Int) -> CalendarDate? {
    scanner.accept(anyOf: Self.ordinals)
    _ = scanner.mark(".-/")
    scanner.accept(anyOf: Self.prepositions)
    guard let month = scanner.word(DateNames.month) else { return nil }
    _ = scanner.mark(".")
    _ = scanner.mark(",-/")
    scanner.accept(anyOf: Self.prepositions)
    guard let year = scanner.number(4...4) else { return nil }
    return complete(year, month, day)
  }

  private static let ordinals = ["st", "nd", "rd", "th"]
  private static let prepositions = ["of", "de", "del", "di"]

  /// `25/12/2023`, `12/25/2023`, `25.12.2023`. With points, the day is first in every country.
  private mutating func numeric(_ first: Int) -> Reading? {
    let start = scanner
    guard let separator = scanner.mark("/-."), let second = scanner.number(1...2), scanner.accept(separator),
      let year = scanner.number(4...4)
    else {
      scanner = start
      return nil
    }
    let dayFirst = CalendarDate(year: year, month: second, day: first)
    let monthFirst = CalendarDate(year: year, month: first, day: second)
    guard let date = dayFirst ?? monthFirst, let whole = complete(date) else { return nil }
    if let dayFirst, let monthFirst, dayFirst != monthFirst, separator != UInt8(ascii: ".") {
      return .ambiguous(dayFirst, monthFirst)
    }
    return .date(whole)
  }

  /// `20240105`, `20240105103000`.
  private mutating func digitsOnly(_ number: DateScanner.Number) -> CalendarDate? {
    var (day, clock) = (number.value, 0)
    if number.digits == 12 { (day, clock) = (number.value / 10_000, number.value % 10_000 * 100) }
    if number.digits == 14 { (day, clock) = (number.value / 1_000_000, number.value % 1_000_000) }
    // Numbers that are not dates are rarely valid days in these years.
    guard (1800..<3000).contains(day / 10_000) else { return nil }
    let time = CalendarDate.Time(hour: clock / 10_000, minute: clock / 100 % 100, second: clock % 100)
    guard let date = complete(day / 10_000, day / 100 % 100, day % 100) else { return nil }
    return number.digits == 8 ? date : date.with(time)
  }

  /// A number of seconds since 1970, at UTC.
  private func instant(_ seconds: Int) -> CalendarDate? {
    let clock = seconds % 86_400
    // Days from 1 March 2000, within eras of 400 years.
    var days = seconds / 86_400 - 11_017 + 146_097
    let era = days / 146_097 - 1
    days %= 146_097
    let yearOfEra = (days - days / 1460 + days / 36_524 - days / 146_096) / 365
    let dayOfYear = days - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = 2000 + era * 400 + yearOfEra + (month >= 10 ? 1 : 0)
    let date = CalendarDate(
      year: year, month: month >= 10 ? month - 9 : month + 3, day: dayOfYear - (153 * month + 2) / 5 + 1)
    return date?.with(
      CalendarDate.Time(hour: clock / 3600, minute: clock / 60 % 60, second: clock % 60, offset: 0))
  }

  // MARK: Ends

  /// Returns the month; nil if more text follows.
  private func whole(_ year: Int, _ month: Int) -> CalendarDate? {
    scanner.isAtEnd ? CalendarDate(year: year, month: month) : nil
  }

  private mutating func complete(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
    CalendarDate(year: year, month: month, day: day).flatMap { complete($0) }
  }

  /// Returns the day with the time that follows, if any; nil if other text follows without a space.
  private mutating func complete(_ date: CalendarDate) -> CalendarDate? {
    if scanner.isAtEnd { return date }
    if let time = time() { return date.with(time) }
    let isSeparate = scanner.isAtSpace || scanner.mark(",([+") != nil || scanner.accept(anyOf: ["t", "z"])
    return isSeparate ? date : nil
  }

  // MARK: Times

  /// `T10:00:00.000Z`, ` 10:00 +0900`, `, 10:00 AM EST`, `-10-00-00+03:00`.
  private mutating func time() -> CalendarDate.Time? {
    let start = scanner
    guard let time = clock() else {
      scanner = start
      return nil
    }
    return time
  }

  private mutating func clock() -> CalendarDate.Time? {
    let isSpaced = scanner.isAtSpace
    let isMarked = scanner.mark(",-_@") != nil
    let isISO = scanner.accept(anyOf: ["t"])
    scanner.accept(anyOf: ["at", "um"])
    guard isSpaced || isMarked || isISO, let first = scanner.number() else { return nil }
    var (hour, minute, second) = (first.value, 0, 0)
    switch first.digits {
    case 4 where isISO: (hour, minute) = (first.value / 100, first.value % 100)
    case 6 where isISO:
      (hour, minute, second) = (first.value / 10_000, first.value / 100 % 100, first.value % 100)
    case 1, 2:
      guard let separator = scanner.mark(":-."), let number = scanner.number(2...2) else { return nil }
      minute = number
      let start = scanner
      if scanner.accept(separator) {
        if let number = scanner.number(2...2) { second = number } else { scanner = start }
      }
    default: return nil
    }
    let start = scanner
    if scanner.mark(".,") != nil, scanner.number(1...18) == nil { scanner = start }
    if scanner.accept(anyOf: ["am", "a"]) {
      hour = hour == 12 ? 0 : hour
    } else if scanner.accept(anyOf: ["pm", "p"]) {
      hour = hour < 12 ? hour + 12 : hour
    }
    // A day with a leap second ends in second 60.
    return CalendarDate.Time(hour: hour, minute: minute, second: second == 60 ? 59 : second, offset: zone())
  }

  /// `Z`, `+01:00`, `-0500`, `GMT+0900`, `EST`, in minutes east of UTC; nil if there is none.
  private mutating func zone() -> Int? {
    let start = scanner
    let name = scanner.word(DateNames.zone)
    if let name, name != 0 { return name }
    let named = scanner
    guard let sign = scanner.mark("+-"), !scanner.isAtSpace, let number = scanner.number() else {
      scanner = name == nil ? start : named
      return name
    }
    var minutes = 0
    switch number.digits {
    case 4: minutes = number.value / 100 * 60 + number.value % 100
    case 1, 2:
      minutes = number.value * 60 + (scanner.accept(UInt8(ascii: ":")) ? scanner.number(2...2) ?? 0 : 0)
    default: return name
    }
    guard minutes < 24 * 60 else { return name }
    return sign == UInt8(ascii: "-") ? -minutes : minutes
  }
}
