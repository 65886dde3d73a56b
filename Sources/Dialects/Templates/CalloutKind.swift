/// The kinds of boxes in other programs, as GitHub's five kinds of alerts.
enum CalloutKind {
  /// The kind for a word; nil if the word names none.
  static func kind(of word: String) -> String? { table[word.lowercased()] }

  private static let table: [String: String] = {
    let words = [
      "NOTE": "note info information primary secondary default abstract summary tldr todo example quote cite",
      "TIP": "tip hint success check done green",
      "IMPORTANT": "important question help faq",
      "WARNING": "warning warn attention yellow pitfall",
      "CAUTION": "caution danger error bug failure fail missing red",
    ]
    var table: [String: String] = [:]
    for (kind, words) in words { for word in words.split(separator: " ") { table[String(word)] = kind } }
    return table
  }()
}
