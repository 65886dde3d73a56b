package import PortfolioModel

extension Portfolio {
  /// Which pages a portfolio shows: a page that is not visible has no place in it and takes no slug.
  package struct Visibility: Sendable {
    /// Whether drafts, private pages, those with a future date and expired ones are shown, too.
    package var showsDrafts: Bool
    /// The day that decides which dates are in the future; nil treats no date as such.
    package var today: CalendarDate?

    package init(showsDrafts: Bool = false, today: CalendarDate? = nil) {
      self.showsDrafts = showsDrafts
      self.today = today
    }

    /// Why a page with these fields is not shown; nil if it is.
    func reasonToHide(_ fields: PageFields) -> LeftOut.Reason? {
      if showsDrafts { return nil }
      if fields.isDraft { return .draft }
      if fields.isPrivate { return .private }
      guard let today, fields.isHidden(on: today) else { return nil }
      return fields.isFuture(on: today) ? .future : .expired
    }
  }
}
