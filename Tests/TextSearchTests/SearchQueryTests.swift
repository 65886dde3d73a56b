import Testing
import TextSearch

/// One folding for every search: case, canonical equivalence, spaces, and invisible characters.
struct SearchQueryTests {
  /// The parts of a text that a query matches.
  private func matches(_ query: String, _ text: String, _ mode: SearchQuery.Mode = .allWords) throws
    -> [String]
  {
    let query = try #require(SearchQuery(query))
    let bytes = Array(text.utf8)
    var searchable = SearchableText(bytes)
    return query.matches(in: &searchable, mode: mode).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test(arguments: [
    ("über", "ÜBER", "ÜBER"), ("привет", "Скажи Привет", "Привет"), ("strasse", "Straße", "Straße"),
    ("redis", "REDIS", "REDIS"), ("ﬁle", "a file", "file"), ("σ", "ΟΔΟΣ", "Σ"),
  ])
  func ignoresCaseOfATermInLowerCase(query: String, text: String, match: String) throws {
    #expect(try matches(query, text) == [match])
  }

  @Test func matchesCaseOfATermWithACapital() throws {
    #expect(try matches("Redis", "redis Redis REDIS") == ["Redis"])
    #expect(try matches("Über", "über Über") == ["Über"])
  }

  @Test func matchesComposedAndDecomposedLetters() throws {
    #expect(try matches("café", "cafe\u{301} caf\u{E9}") == ["café", "café"])
    #expect(try matches("cafe\u{301}", "caf\u{E9}.") == ["café"])
    #expect(try matches("cafe", "cafe\u{301}").isEmpty)
    #expect(try matches("한", "\u{1112}\u{1161}\u{11AB}").count == 1)
  }

  @Test(arguments: ["10\u{A0}km", "10\u{202F}km", "10 km", "10\nkm", "10\tkm"])
  func matchesEveryKindOfSpace(text: String) throws {
    #expect(try matches("\"10 km\"", "a \(text) b") == [text])
  }

  @Test func skipsSoftHyphensAndJoiners() throws {
    #expect(try matches("hyphenation", "a hy\u{AD}phen\u{AD}ation!") == ["hy\u{AD}phen\u{AD}ation"])
    #expect(try matches("a", "\u{AD}a\u{AD}") == ["a"])
    #expect(try matches("❤", "a ❤\u{FE0F} b") == ["❤"])
  }

  @Test(arguments: [
    ("don't", "I don’t know", "don’t"), ("don’t", "I don't know", "don't"), ("5\"", "a 5” disk", "5”"),
    ("“x”", "say \"x\"", "\"x\""), ("well-known", "a well‑known b", "well‑known"), ("a-b", "1 a–b", "a–b"),
    ("a—b", "1 a-b", "a-b"), ("wait...", "so wait… what", "wait…"), ("wait…", "so wait... what", "wait..."),
    ("wait.", "so wait… what", "wait…"), ("it's…", "“it’s...” he", "it’s..."),
  ])
  func matchesTypographicCharactersByWhatIsTypedForThem(query: String, text: String, match: String) throws {
    #expect(try matches(query, text) == [match])
  }

  @Test func findsACharacterOnceThatFoldsToSeveral() throws {
    #expect(try matches(".", "a… b.", .phraseFirst) == ["…", "."])
    #expect(try matches("s", "ß", .phraseFirst) == ["ß"])
  }

  @Test func needsEveryWord() throws {
    #expect(try matches("redis cache", "a cache in redis") == ["cache", "redis"])
    #expect(try matches("redis queue", "a cache in redis").isEmpty)
  }

  @Test func joinsWordsThatFollowOneAnother() throws {
    #expect(try matches("redis cache", "redis  cache, and redis") == ["redis  cache", "redis"])
    #expect(try matches("redis", "redis redis") == ["redis", "redis"])
  }

  @Test func prefersThePhraseWhereTheTextHasIt() throws {
    let text = "that event, an event that is"
    #expect(try matches("event that", text, .phraseFirst) == ["event that"])
    #expect(try matches("that is event", text, .phraseFirst) == ["that event", "event that is"])
  }

  @Test func keepsAPhraseInQuotesTogether() throws {
    #expect(try matches("\"event that\" is", "that event, an event that is") == ["event that is"])
    #expect(try matches("\"event that", "that event, an event that is") == ["event that"])
    #expect(try matches("\"event queue\"", "a queue of an event").isEmpty)
  }

  @Test func aQuotationMarkAloneIsAWord() throws {
    #expect(try matches("\"", "say \"x\"") == ["\"", "\""])
    #expect(try matches("5\"", "a 5\" disk") == ["5\""])
  }

  @Test func emphasizesWhatOccurs() throws {
    let query = try #require(SearchQuery("redis cache"))
    #expect(query.emphasis(in: "Redis only") == [0..<5])
  }

  @Test func thereIsNothingToLookForInSpaces() {
    #expect(SearchQuery("") == nil)
    #expect(SearchQuery("  \t") == nil)
    #expect(SearchQuery("\u{AD}") == nil)
  }

  @Test func bytesThatAreNotUTF8AreKept() throws {
    var text = SearchableText([0xFF, 0xC3] + Array("abc".utf8) + [0xE2, 0x82])
    #expect(try #require(SearchQuery("ABC".lowercased())).matches(in: &text, mode: .allWords) == [2..<5])
  }

  @Test func offsetsAreThoseOfTheOriginal() throws {
    // Each removed or shortened character moves what follows.
    let text = "Stra\u{DF}e\u{A0}\u{AD}e\u{301} İstanbul km"
    for word in ["straße", "é", "km"] {
      let found = try matches(word, text)
      #expect(found.count == 1, "\(word)")
    }
    #expect(try matches("km", text) == ["km"])
  }

  @Test func halfAScalarAtTheStartOfATextIsTheWholeScalar() throws {
    #expect(try matches("st", "ßt") == ["ßt"])
    #expect(try matches("s", "ß") == ["ß"])
  }

  @Test func halfAScalarIsTheWholeScalar() throws {
    #expect(try matches("ras", "Straße") == ["raß"])
    #expect(try matches("fil", "a ﬁle") == ["ﬁl"])
  }

  /// These letters fold to more bytes than they have, so that offsets of the folded text lie beyond their end.
  @Test(arguments: [("ŉ", "n"), ("ᾷ", "ι"), ("ᾀ", "ι")])
  func aMatchCoversALetterThatFoldsToLongerText(letter: String, last: String) throws {
    for text in [letter, "x " + letter, letter + " x", "\(letter)\(letter)", "\(letter) x \(letter)"] {
      let count = text.count { String($0) == letter }
      let matched = try [letter, last].map { try matches($0, text) }
      #expect(matched == [[String]](repeating: Array(repeating: letter, count: count), count: 2), "\(text)")
    }
    #expect(try matches("x" + last, "x" + letter).isEmpty)
    #expect(try matches(letter + "x", "a " + letter + "xb") == [letter + "x"])
  }

  @Test func limitsTheNumberOfMatches() throws {
    let query = try #require(SearchQuery("a"))
    var text = SearchableText(Array("a-a-a-a-".utf8))
    #expect(query.matches(in: &text, mode: .allWords, limit: 3).count == 3)
  }
}
