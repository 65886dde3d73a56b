/// What a person searches for: words, and phrases in quotation marks.
///
/// A term without a capital letter matches any case; one with a capital matches exactly ("smart case").
package struct SearchQuery: Sendable, Equatable {
  /// The query as it was typed.
  package let text: String
  package let terms: [Term]
  /// The words in the order in which they were typed, as one phrase.
  private let phrase: Term

  /// A word or a phrase.
  package struct Term: Sendable, Equatable {
    fileprivate let folded: [UInt8]
    fileprivate let foldsCase: Bool

    fileprivate init?(_ text: some StringProtocol) {
      // `ß` folds to `ss`, but it is no capital: only what is not in lower case asks for its case.
      foldsCase = text.lowercased() == text
      folded = FoldedText(text.utf8, foldsCase: foldsCase).bytes
      if folded.isEmpty { return nil }
    }
  }

  /// Parses a query; nil when there is nothing to look for.
  ///
  /// Words are separated by white space. A quotation mark at the start of a word begins a phrase, which ends at the
  /// next quotation mark, or at the end of a query that is still being typed.
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

  /// How the words of a query are matched in one text.
  package enum Mode: Sendable {
    /// Each word by itself.
    case words
    /// The words as one phrase where the text has it, else each word by itself.
    case phraseFirst
  }

  /// Where the query matches, in bytes of the text and in their order; empty unless every term occurs.
  ///
  /// Different terms with nothing but spaces between them are one match.
  package func matches(in text: inout SearchableText, mode: Mode, limit: Int = .max) -> [Range<Int>] {
    if mode == .phraseFirst {
      let matches = text.ranges(of: phrase, limit: limit)
      if !matches.isEmpty { return matches }
    }
    let matches = terms.map { text.ranges(of: $0, limit: limit) }
    return matches.contains(where: \.isEmpty) ? [] : text.joined(matches, limit: limit)
  }

  /// Where any of the terms matches, in bytes of a text and in their order: to emphasize them.
  package func emphasis(in text: String) -> [Range<Int>] {
    var text = SearchableText(Array(text.utf8))
    return text.joined(terms.map { text.ranges(of: $0) })
  }
}

/// A text that is searched, folded once for each kind of folding that a query asks for.
package struct SearchableText: Sendable {
  package let source: [UInt8]
  private var folded: FoldedText?
  private var exact: FoldedText?

  /// A text of UTF-8.
  package init(_ source: [UInt8]) {
    self.source = source
  }

  /// Where a term occurs, in bytes of the source.
  package mutating func ranges(of term: SearchQuery.Term, limit: Int = .max) -> [Range<Int>] {
    let text = text(foldsCase: term.foldsCase)
    return text.ranges(of: term.folded, limit: limit).map { wholeScalars(text.sourceRange(of: $0)) }
  }

  /// A range with the rest of the scalars that it cuts: `s` matches half of `ß`.
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

  /// Sorts the ranges of all terms, and joins those that overlap, or that are of different terms and have only
  /// spaces between them.
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
