internal import PortfolioModel

/// Corrections of mistyped words.
enum Suggestions {
  /// Returns up to three candidates that a mistyped word was probably meant to be, the most similar first.
  static func nearest(to word: String, among candidates: [String]) -> [String] {
    // The time to compute a distance is proportional to the product of the lengths.
    guard word.count <= 64 else { return [] }
    let wanted = word.lowercased()
    let scored = candidates.compactMap { candidate -> (word: String, distance: Int)? in
      let known = candidate.lowercased()
      let slug = known.split(separator: "/").last.map(String.init) ?? known
      if !wanted.isEmpty, slug.hasPrefix(wanted) || wanted.count > 3 && known.contains(wanted) {
        return (candidate, 0)
      }
      let distance = min(EditDistance.between(wanted, known), EditDistance.between(wanted, slug))
      return distance <= max(1, wanted.count / 3) ? (candidate, distance) : nil
    }
    return scored.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(3).map(\.word)
  }

  /// Returns `; did you mean 'a' or 'b'?` for the candidates nearest to a word, or an empty string.
  static func sentence(for word: String, among candidates: [String]) -> String {
    sentence(nearest(to: word, among: candidates))
  }

  /// Returns `; did you mean 'a' or 'b'?`, or an empty string without words.
  static func sentence(_ words: [String]) -> String {
    words.isEmpty ? "" : "; did you mean \(words.map { "'\($0)'" }.list("or"))?"
  }
}
