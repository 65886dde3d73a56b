package import PortfolioModel

extension Portfolio {
  /// Determines which pages a portfolio shows. A hidden page is not part of the portfolio and does not use up a slug.
  package struct Visibility: Sendable {
    /// Whether drafts, private pages, those with a future date and expired ones are shown, too.
    package var showsDrafts: Bool
    /// The current day, after which dates are in the future; nil if no date is treated as future. The time zone of its
    /// time, if it has one, determines the day of dates with a time zone.
    package var today: CalendarDate?

    package init(showsDrafts: Bool = false, today: CalendarDate? = nil) {
      self.showsDrafts = showsDrafts
      self.today = today
    }

    /// The reason to hide a page with these fields; nil if it is shown.
    func reasonToHide(_ fields: PageFields) -> LeftOut.Reason? {
      if showsDrafts { return nil }
      if fields.isDraft { return .draft }
      if fields.isPrivate { return .private }
      guard let today, fields.isHidden(on: today) else { return nil }
      return fields.isFuture(on: today) ? .future : .expired
    }
  }
}
