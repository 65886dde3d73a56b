internal import PortfolioModel

/// The order of day and month that all dates of a folder have which show it: `26-08-2025` among `03-02-2024`.
struct DateOrder {
  private var orders: Set<DateText.Order> = []
  private(set) var hasUncertainDates = false

  /// The keys of dates whose order counts.
  private static let keys: Set<String> = [
    "date", "created", "published", "pubDate", "publishDate", "updated", "lastmod", "modified",
  ]

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

  /// The order of all dates; nil if none shows it, or if they show different ones.
  static func shared(by dates: [DateOrder]) -> DateText.Order? {
    let orders = dates.reduce(into: Set<DateText.Order>()) { $0.formUnion($1.orders) }
    return orders.count == 1 ? orders.first : nil
  }

  /// A field with its date in a form that says what it means.
  static func certain(_ field: FrontMatter.Field, _ order: DateText.Order?) -> FrontMatter.Field {
    guard let order, keys.contains(field.key), let text = field.value.text,
      case .ambiguous(let dayFirst, let monthFirst)? = DateText.read(text)
    else { return field }
    var field = field
    field.value = .scalar("\(order == .dayFirst ? dayFirst : monthFirst)")
    return field
  }
}
