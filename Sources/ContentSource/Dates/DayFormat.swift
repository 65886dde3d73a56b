internal import PortfolioModel

/// A pattern of Logseq for the titles of its journal, `MMM do, yyyy`, with the letters of Unicode's date patterns (UTS #35)
/// and `do` for `1st`.
struct DayFormat {
  private let pattern: String

  /// Logseq's own pattern.
  static let standard = "MMM do, yyyy"

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]
  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  init(_ pattern: String) { self.pattern = pattern }

  /// The text of a day; nil for a date without one.
  func text(of date: CalendarDate) -> String? {
    guard let month = date.month, let day = date.day else { return nil }
    var text = ""
    var rest = pattern[...]
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      rest = rest.dropFirst(run.count)
      switch first {
      case "y": text += run.count == 2 ? Self.padded(date.year % 100) : "\(date.year)"
      case "M" where run.count > 3: text += Self.months[month - 1]
      case "M" where run.count == 3: text += Self.months[month - 1].prefix(3)
      case "M": text += run.count == 2 ? Self.padded(month) : "\(month)"
      case "d" where run.count == 1 && rest.first == "o":
        rest = rest.dropFirst()
        text += "\(day)" + Self.ending(of: day)
      case "d": text += run.count == 2 ? Self.padded(day) : "\(day)"
      case "E":
        let name = Self.weekdays[Self.weekday(date.year, month, day)]
        text += run.count > 3 ? name[...] : name.prefix(3)
      case "'": continue
      default: text += run
      }
    }
    return text
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func ending(of day: Int) -> String {
    if (11...13).contains(day) { return "th" }
    return switch day % 10 {
    case 1: "st"
    case 2: "nd"
    case 3: "rd"
    default: "th"
    }
  }

  /// The number of the weekday, from 0 for Sunday, by Sakamoto's method.
  private static func weekday(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let year = month < 3 ? year - 1 : year
    return (year + year / 4 - year / 100 + year / 400 + shifts[month - 1] + day) % 7
  }
}
