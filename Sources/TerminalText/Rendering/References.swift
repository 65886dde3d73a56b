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
    let label = FilteredText(label).string
    // Most labels have another length than the address, and are not encoded to be compared.
    let missing = address.utf8.count - Hyperlink.encodedCount(of: label)
    let scheme = Self.schemes.first { $0.utf8.count == missing && address.hasPrefix($0) }
    guard let scheme else { return false }
    return address.utf8.dropFirst(scheme.utf8.count).elementsEqual(Hyperlink.percentEncoded(label).utf8)
  }

  /// What a label may leave out of its address.
  private static let schemes = ["", "https://", "http://", "mailto:"]
}
