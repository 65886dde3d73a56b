/// The fields of a page's front matter, with defaults applied.
///
/// A new field is a property here, and a row in the table of `ContentSource` that sets it.
package struct PageFields: Sendable {
  package var title: String?
  package var summary: String?
  package var tags: [String] = []
  /// Other addresses of the page: paths within the site.
  package var aliases: [String] = []
  /// The weight for the order of the page in its section, or of a section: the smallest first, those without last.
  package var weight: Double?
  /// The weight where the field `weight` gives it: the smallest is the most important. Fields such as `order` only give
  /// a position in a list.
  package var importance: Double?
  package var url: String?
  /// The code of the language of the text, in lower case: `en`, `pt-br`. Nil if it is not known.
  package var language: String?
  package var date: CalendarDate?
  package var updated: CalendarDate?
  /// The day from which the page is shown, if it differs from the page's date.
  package var publishes: CalendarDate?
  /// The day from which the page is not shown any more.
  package var expires: CalendarDate?
  package var isDraft = false
  /// Whether the page is private, unlisted, or protected by a password.
  package var isPrivate = false
  package var resume = ResumeFields()
  /// The keys that this program does not use.
  package var unknown: [Unknown] = []

  package init() {}

  /// A key that this program does not use, and its line in the file, from 1.
  package struct Unknown: Sendable {
    package var key: String
    package var line: Int

    package init(key: String, line: Int) {
      self.key = key
      self.line = line
    }
  }

  /// Whether the page is not shown yet on a day, because its date, or the day from which it is shown, is later.
  package func isFuture(on day: CalendarDate) -> Bool {
    [date, publishes].contains { $0.map { $0.day(inZoneOf: day) > day.withoutTime } == true }
  }

  /// Whether the page is not shown on a day, because it is not published yet or has expired.
  package func isHidden(on day: CalendarDate) -> Bool {
    isFuture(on: day) || expires.map { $0.day(inZoneOf: day) <= day.withoutTime } == true
  }
}
