/// What the front matter of a page says, with defaults applied.
///
/// A new field is a property here, and a row in the table of `ContentSource` that sets it.
package struct PageFields: Sendable {
  package var title: String?
  package var summary: String?
  package var tags: [String] = []
  /// Other addresses of the page: paths within the site.
  package var aliases: [String] = []
  /// The page's place in its section, and that of a section: the smallest first, those without a weight last.
  package var weight: Double?
  package var url: String?
  package var date: CalendarDate?
  package var updated: CalendarDate?
  /// The day from which the page is shown, where the author gives another than that of the page.
  package var publishes: CalendarDate?
  /// The day from which the page is not shown any more.
  package var expires: CalendarDate?
  package var isDraft = false
  /// Whether its author shows the page to nobody, or only to those who know its address or a password.
  package var isPrivate = false
  package var resume = ResumeFields()
  /// The keys that have no meaning here.
  package var unknown: [Unknown] = []

  package init() {}

  /// A key without a meaning, and the line of the file on which it stands, from 1.
  package struct Unknown: Sendable {
    package var key: String
    package var line: Int

    package init(key: String, line: Int) {
      self.key = key
      self.line = line
    }
  }

  /// Whether the page is not shown yet on a day: its date, or the one from which it is shown, is later.
  package func isFuture(on day: CalendarDate) -> Bool {
    [date, publishes].contains { $0.map { $0.withoutTime > day } == true }
  }

  /// Whether the page is not shown on a day: not yet, or not any more.
  package func isHidden(on day: CalendarDate) -> Bool {
    isFuture(on: day) || expires.map { $0.withoutTime <= day } == true
  }
}
