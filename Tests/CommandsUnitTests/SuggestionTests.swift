import Testing

@testable import Commands

/// The words that are suggested for a mistyped one.
struct SuggestionTests {
  private let names = ["ls", "cat", "grep", "resume", "check", "init", "serve", "health", "help", "version"]
  private let pages = ["articles/one", "articles/two", "projects/one-more", "work/acme"]

  @Test(arguments: [
    ("lss", ["ls"]), ("hlep", ["help"]), ("verison", ["version"]), ("RESUME", ["resume"]),
    ("sreve", ["serve"]),
    ("xyzzy", []), ("", []),
  ])
  func suggestsSimilarWords(word: String, expected: [String]) {
    #expect(Suggestions.nearest(to: word, among: names) == expected)
  }

  @Test(arguments: [
    ("one", ["articles/one", "projects/one-more"]), ("amce", ["work/acme"]), ("work/acm", ["work/acme"]),
    ("articles/on", ["articles/one", "articles/two"]), ("ticles", ["articles/one", "articles/two"]),
  ])
  func suggestsPagesByTheirSlug(word: String, expected: [String]) {
    #expect(Suggestions.nearest(to: word, among: pages) == expected)
  }

  @Test func suggestsTheMostSimilarFirstAndAtMostThree() {
    let candidates = ["abcdefgh", "abcdefgx", "abcdefxx", "abcdefg", "abcxefg"]
    #expect(Suggestions.nearest(to: "abcdefg", among: candidates).count == 3)
    #expect(Suggestions.nearest(to: "bacdefg", among: ["abcxefg", "abcdefg"]).first == "abcdefg")
  }

  @Test func suggestsNothingForALongWord() {
    let word = String(repeating: "a", count: 65)
    #expect(Suggestions.nearest(to: word, among: [word]) == [])
  }

  @Test func phrasesASentence() {
    #expect(Suggestions.sentence([]) == "")
    #expect(Suggestions.sentence(["a"]) == "; did you mean 'a'?")
    #expect(Suggestions.sentence(["a", "b"]) == "; did you mean 'a' or 'b'?")
    #expect(Suggestions.sentence(["a", "b", "c"]) == "; did you mean 'a', 'b' or 'c'?")
  }
}
