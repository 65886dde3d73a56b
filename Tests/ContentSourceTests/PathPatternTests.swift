@testable import ContentSource
import Testing

/// Patterns of files that a configuration excludes.
struct PathPatternTests {
  @Test(arguments: [
    ("drafts", "drafts", true), ("drafts", "drafts/x.md", false), ("*.tmp.md", "a.tmp.md", true),
    ("*.md", "a/b.md", false), ("a/*.md", "a/b.md", true), ("a/**/*.md", "a/b/c/d.md", true),
    ("a/**/*.md", "a/d.md", true), ("**/old", "x/y/old", true), ("?.md", "a.md", true),
    ("?.md", "ab.md", false),
    ("a/?b", "a//b", false), ("*a*b", "xaxxb", true), ("*a*b", "xbxxa", false),
  ])
  func matchesPaths(pattern: String, path: String, isMatch: Bool) {
    #expect(PathPatterns([pattern]).contains(path) == isMatch)
  }

  @Test(arguments: [
    ("private", "a/private", true), ("*.bak.md", "a/b/c.bak.md", true), ("a/b", "x/a/b", false),
  ])
  func matchesNamesAtAnyDepth(pattern: String, path: String, isMatch: Bool) {
    #expect(PathPatterns([pattern], matchesNames: true).contains(path) == isMatch)
  }

  @Test func endsSoonForManyStars() {
    let pattern = String(repeating: "*a", count: 40)
    #expect(!PathPatterns([pattern]).contains(String(repeating: "a", count: 2000) + "b"))
  }
}
