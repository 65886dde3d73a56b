/// A search query: words, and phrases in quotation marks.
///
/// The search in a page, the search in all pages, and `grep` use the same query type and folding. A term with a
/// capital letter matches its exact case ("smart case"); a term without one matches any case. Letters match whether they
/// are composed or not, a space matches any kind and number of line end or no-break space, and `'`, `"`, `-` and `...`
/// match typographic characters: see ``FoldedText``.
package struct SearchQuery: Sendable, Equatable {
  /// The query as it was typed.
  package let text: String
  /// The words and phrases, each once.
  package let terms: [Term]
  /// All words in the order in which they were typed, as one phrase.
  private let phrase: Term

  /// A word or a phrase.
  package struct Term: Sendable, Equatable {
    fileprivate let folded: [UInt8]
    fileprivate let foldsCase: Bool

    fileprivate init?(_ text: some StringProtocol) {
      // Compare with the lower case, not with the folded form: `ß` folds to `ss`, but is not a capital letter.
      foldsCase = text.lowercased() == text
      folded = FoldedText(text.utf8, foldsCase: foldsCase).bytes
      if folded.isEmpty { return nil }
    }
  }

  /// Parses a query. Returns nil if it contains nothing to search for.
  ///
  /// Words are separated by white space. A quotation mark at the start of a word begins a phrase, which ends at the
  /// next quotation mark or, in a query that is still being typed, at the end of the text.
  package init?(_ text: String) {
    var terms: [Term] = []
    var words: [Substring] = []
    var rest = text.drop(while: \.isWhitespace)
    while let first = rest.first {
      let word: Substring
      if first == "\"", rest.dropFirst().contains(where: { !$0.isWhitespace && $0 != "\"" }) {
        word = rest.dropFirst().prefix { $0 != "\"" }
        rest = rest.dropFirst(word.count + 2)
      } else {
        word = rest.prefix { !$0.isWhitespace }
        rest = rest.dropFirst(word.count)
      }
      if let term = Term(word) {
        words.append(word)
        if !terms.contains(term) { terms.append(term) }
      }
      rest = rest.drop(while: \.isWhitespace)
    }
    guard !terms.isEmpty, let phrase = Term(words.joined(separator: " ")) else { return nil }
    self.text = text
    self.terms = terms
    self.phrase = phrase
  }

  /// How the terms of a query are combined.
  package enum Mode: Sendable {
    /// Every term must occur; each one is matched by itself.
    case allWords
    /// The words match as one phrase if the text contains it; otherwise like ``allWords``.
    case phraseFirst
    /// The terms that occur are matched, even if others do not occur.
    case anyWord
  }

  /// Returns the ranges of a text that match, in bytes and in order.
  ///
  /// Matches of different terms with only spaces between them are joined to one.
  ///
  /// - Parameter limit: the maximum number of matches.
  package func matches(in text: inout SearchableText, mode: Mode, limit: Int = .max) -> [Range<Int>] {
    if mode == .phraseFirst {
      let matches = text.ranges(of: phrase, limit: limit)
      if !matches.isEmpty { return matches }
    }
    let matches = terms.map { text.ranges(of: $0, limit: limit) }
    if mode != .anyWord, matches.contains(where: \.isEmpty) { return [] }
    return text.joined(matches, limit: limit)
  }

  /// Returns the ranges of a text in which any of the terms occurs, in bytes and in order.
  package func emphasis(in text: String) -> [Range<Int>] {
    var text = SearchableText(Array(text.utf8))
    return matches(in: &text, mode: .anyWord)
  }
}

/// A text to search. It is folded when it is first searched, once for each kind of folding that the queries need.
package struct SearchableText: Sendable {
  package let source: [UInt8]
  private var folded: FoldedText?
  private var exact: FoldedText?

  /// Creates a searchable text from UTF-8.
  package init(_ source: [UInt8]) {
    self.source = source
  }

  /// Returns the first `limit` occurrences of a term, in bytes of the source. They do not overlap: the three full stops
  /// of an ellipsis are one occurrence.
  package mutating func ranges(of term: SearchQuery.Term, limit: Int = .max) -> [Range<Int>] {
    let text = text(foldsCase: term.foldsCase)
    var found: [Range<Int>] = []
    for range in text.ranges(of: term.folded, limit: limit) {
      let whole = wholeScalars(text.sourceRange(of: range))
      if whole.lowerBound >= found.last?.upperBound ?? 0 { found.append(whole) }
    }
    return found
  }

  /// Extends a range to the ends of the scalars that it splits: `s` matches half of `ß`.
  private func wholeScalars(_ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower > 0, source[lower] & 0xC0 == 0x80 { lower -= 1 }
    while upper < source.count, source[upper] & 0xC0 == 0x80 { upper += 1 }
    return lower..<upper
  }

  /// Whether a term occurs.
  package mutating func contains(_ term: SearchQuery.Term) -> Bool {
    text(foldsCase: term.foldsCase).contains(term.folded)
  }

  private mutating func text(foldsCase: Bool) -> FoldedText {
    if let text = foldsCase ? folded : exact { return text }
    let text = FoldedText(source, foldsCase: foldsCase)
    if foldsCase { folded = text } else { exact = text }
    return text
  }

  /// Merges the ranges of all terms into one sorted list. Ranges that overlap are joined, and so are ranges of
  /// different terms with only spaces between them.
  fileprivate func joined(_ ranges: [[Range<Int>]], limit: Int = .max) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    var lastTerm = -1
    let all = ranges.enumerated().flatMap { term, ranges in ranges.map { (range: $0, term: term) } }
    for (range, term) in all.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if let last = joined.last,
        range.lowerBound < last.upperBound
          || term != lastTerm
            && source[last.upperBound..<range.lowerBound].allSatisfy({ $0 == UInt8(ascii: " ") })
      {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else if joined.count < limit {
        joined.append(range)
      } else {
        break
      }
      lastTerm = term
    }
    return joined
  }
}
