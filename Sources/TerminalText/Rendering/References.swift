/// The numbered destinations of a document's links, each listed once.
struct References {
  /// In the order of their numbers, from 1.
  private(set) var targets: [FilteredText] = []
  /// The numbers of all targets if there are more than `searchLimit`, empty otherwise.
  private var numbers: [FilteredText: Int] = [:]

  /// Up to this many targets are searched one by one, which is faster than the first use of a dictionary.
  private static let searchLimit = 32

  /// The number of a destination; adds it if it is new.
  mutating func number(of target: FilteredText) -> Int {
    let usesNumbers = targets.count > Self.searchLimit
    if let number = usesNumbers ? numbers[target] : targets.firstIndex(of: target).map({ $0 + 1 }) {
      return number
    }
    targets.append(target)
    if usesNumbers {
      numbers[target] = targets.count
    } else if targets.count > Self.searchLimit {
      for (index, target) in targets.enumerated() { numbers[target] = index + 1 }
    }
    return targets.count
  }

  /// Whether a link's label is its address, with or without the scheme, as in autolinks.
  static func isLabel(_ label: String, sameAs address: String) -> Bool {
    let label = Hyperlink.percentEncoded(FilteredText(label).string)
    if label == address { return true }
    return ["https://", "http://", "mailto:"].contains {
      address.hasPrefix($0) && address.dropFirst($0.count) == label
    }
  }
}
