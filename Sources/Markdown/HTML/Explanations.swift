/// The abbreviations of a page that have been explained, each with its explanation: only the first one shows it.
struct Explanations {
  private var known: Set<String> = []
  private var order: [String] = []

  /// The number of explanations.
  var count: Int { order.count }

  /// Returns whether an abbreviation is not explained yet, and notes that it is.
  mutating func add(_ text: String, _ explanation: String) -> Bool {
    let key = text + "\n" + explanation
    guard known.insert(key).inserted else { return false }
    order.append(key)
    return true
  }

  /// Forgets all explanations but the first so many.
  mutating func restore(count: Int) {
    while order.count > count { known.remove(order.removeLast()) }
  }
}
