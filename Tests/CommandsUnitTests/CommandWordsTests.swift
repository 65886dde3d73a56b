import Testing

@testable import Commands

/// The words of a visitor's command, and words for a shell.
struct CommandWordsTests {
  @Test(arguments: [
    ("", []), ("  ", []), ("ls", ["ls"]), (" cat  a\tb\n", ["cat", "a", "b"]), ("cat 'a b'", ["cat", "a b"]),
    ("cat \"a 'b'\"", ["cat", "a 'b'"]), ("c'a't", ["cat"]), ("''", [""]), ("a\\ b", ["a b"]),
    ("a\\", ["a\\"]),
    ("'\\'", ["\\"]), ("ls; id", ["ls;", "id"]), ("$(id)", ["$(id)"]), ("*", ["*"]),
  ])
  func splitsWordsAsAShell(text: String, words: [String]) throws {
    #expect(try CommandWords(text).words == words)
  }

  @Test(arguments: ["'", "cat \"a", "'a\""])
  func refusesAnOpenQuotation(text: String) {
    #expect(throws: Failure.self) { try CommandWords(text) }
  }

  @Test(arguments: [
    ("a/b-c_d.md", "a/b-c_d.md"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("$x", "'$x'"),
    ("z'\u{308}`id`", "'z'\\''\u{308}`id`'"),
  ])
  func quotesWordsForAShell(word: String, quoted: String) throws {
    #expect(CommandWords.quoted(word) == quoted)
    #expect(try CommandWords(quoted).words == [word])
  }
}
