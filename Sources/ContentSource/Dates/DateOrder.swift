internal import PortfolioModel

/// The order of day and month that all dates of a folder have which show it: `26-08-2025` among `03-02-2024`.
struct DateOrder {
  private var orders: Set<DateText.Order> = []
  private(set) var hasUncertainDates = false

  /// The keys of dates whose order counts. Those that keep a page from being published must be certain by themselves.
  private static let keys: Set<String> = ["date", "created", "pubDate", "updated", "lastmod", "modified"]

  /// Adds the dates of a page.
  mutating func add(_ fields: [FrontMatter.Field]) {
    for field in fields where Self.keys.contains(field.key) {
      guard let text = field.value.text, text.utf8.first.map({ (0x30...0x39).contains($0) }) == true,
        text.utf8.dropFirst(1).prefix(2).contains(where: {
          $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/")
        })
      else { continue }
      if let order = DateText.order(of: text) {
        orders.insert(order)
      } else if case .ambiguous? = DateText.read(text) {
        hasUncertainDates = true
      }
    }
  }

  /// The order of the dates of several pages.
  struct Shared {
    fileprivate let order: DateText.Order
    /// Whether so many pages show it that a page may be published by a date in this order.
    fileprivate let isCertain: Bool

    /// The fewest pages for that.
    private static let leastPages = 3

    /// Nil if no page shows the order, or if they show different ones.
    init?(_ dates: [DateOrder]) {
      let orders = dates.reduce(into: Set<DateText.Order>()) { $0.formUnion($1.orders) }
      guard orders.count == 1, let order = orders.first else { return nil }
      self.order = order
      isCertain = dates.count { !$0.orders.isEmpty } >= Self.leastPages
    }

    /// A field with its date in a form that says what it means, and the day before which the page is not published.
    func certain(_ field: FrontMatter.Field) -> (field: FrontMatter.Field, latest: CalendarDate?) {
      guard keys.contains(field.key), let text = field.value.text,
        case .ambiguous(let dayFirst, let monthFirst)? = DateText.read(text)
      else { return (field, nil) }
      var field = field
      field.value = .scalar("\(order == .dayFirst ? dayFirst : monthFirst)")
      let isOfPage = field.key == "date" || field.key == "pubDate" || field.key == "created"
      return (field, isOfPage && !isCertain ? max(dayFirst, monthFirst) : nil)
    }
  }
}
