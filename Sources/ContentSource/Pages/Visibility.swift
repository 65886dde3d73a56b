package import PortfolioModel

extension Portfolio {
  /// Which pages a portfolio shows: a page that is not visible has no place in it and takes no slug.
  package struct Visibility: Sendable {
    /// Whether drafts, pages with a future date and expired pages are shown, too.
    package var showsDrafts: Bool
    /// The day that decides which dates are in the future; nil treats no date as such.
    package var today: CalendarDate?

    package init(showsDrafts: Bool = false, today: CalendarDate? = nil) {
      self.showsDrafts = showsDrafts
      self.today = today
    }

    /// Why fields that are not shown are hidden.
    func reasonToHide(_ fields: PageFields) -> LeftOut.Reason {
      if fields.isDraft { return .draft }
      guard let today, let date = fields.date else { return .expired }
      return date.withoutTime > today ? .future : .expired
    }

    func shows(_ fields: PageFields) -> Bool {
      if showsDrafts { return true }
      return !fields.isDraft && today.map { fields.isHidden(on: $0) } != true
    }
  }
}
