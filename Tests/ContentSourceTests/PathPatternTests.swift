@testable import ContentSource
import Testing

/// Patterns of files that a configuration excludes.
struct PathPatternTests {
  @Test(arguments: [
    ("drafts", "drafts", true), ("drafts", "drafts/x.md", false), ("*.tmp.md", "a.tmp.md", true),
    ("*.md", "a/b.md", false), ("a/*.md", "a/b.md", true), ("a/**/*.md", "a/b/c/d.md", true),
    ("a/**/*.md", "a/d.md", true), ("**/old", "x/y/old", true), ("?.md", "a.md", true),
    ("?.md", "ab.md", false),
    ("[ab].md", "a.md", true), ("[ab].md", "c.md", false), ("[a-c]*/x.md", "beta/x.md", true),
    ("[!a].md", "b.md", true), ("[!a].md", "a.md", false), ("[^a-c].md", "b.md", false),
    ("a[!b]c", "a/c", false),
    ("[]].md", "].md", true), ("[a-].md", "-.md", true), ("[äö].md", "ö.md", true), ("?.md", "é.md", true),
    ("**/old", "x/bold", false), ("**/_*/**", "a_b/c.md", false), ("**/_*/**", "a/_b/c.md", true),
    ("a/**/b", "a/xb", false), ("a/**/b", "a/b", true), ("a**b", "ax/yb", true),
    ("**/x*.md", "maxim.md", false),
    ("**/x*.md", "a/x/b.md", false), ("**/x*.md", "a/xy.md", true), ("**/ch*", "ch0/secret", false),
    ("**/a/*b/**/c", "a/x/a/yb/z/c", true),
    ("[a.md", "[a.md", true), ("*[a.md", "x[a.md", true), ("[slug].md", "[slug].md", true),
    ("{a,b}/*.md", "b/x.md", true), ("{a,b}/*.md", "c/x.md", false), ("{a,{b,c}d}.md", "cd.md", true),
    ("{README,TODO}.md", "TODO.md", true), ("{a}.md", "{a}.md", true), ("**/{x,}y", "a/b/y", true),
    ("a/?b", "a//b", false), ("*a*b", "xaxxb", true), ("*a*b", "xbxxa", false),
  ])
  func matchesPaths(pattern: String, path: String, isMatch: Bool) {
    #expect(PathPatterns([pattern]).contains(path) == isMatch)
  }

  @Test(arguments: [
    ("private", "a/private", true), ("*.bak.md", "a/b/c.bak.md", true), ("a/b", "x/a/b", false),
  ])
  func matchesNamesAtAnyDepth(pattern: String, path: String, isMatch: Bool) {
    #expect(PathPatterns([pattern], form: .names).contains(path) == isMatch)
  }

  @Test func endsSoonForManyStars() {
    let pattern = String(repeating: "*a", count: 40)
    #expect(!PathPatterns([pattern]).contains(String(repeating: "a", count: 2000) + "b"))
  }

  @Test func readsFewOfManyAlternatives() {
    #expect(PathGlob.alternatives(of: String(repeating: "{a,b}", count: 100)).count <= 64)
  }

  @Test(arguments: [
    ("*/README.md", "a/b/README.md", true), ("*.bak.md", "a/b.bak.md", true), ("a/*.md", "b/a/c.md", false),
  ])
  func starsOfGlobsMatchSlashes(pattern: String, path: String, isMatch: Bool) {
    #expect(PathPatterns([pattern], form: .globs).contains(path) == isMatch)
  }

  @Test(arguments: [
    ("/content/private/*", "private/a.md", true), ("draft-.*\\.md$", "posts/draft-a.md", true),
    ("draft-.*\\.md$", "posts/draft-a.md.txt", false), ("(", "a(b.md", false),
    ("\\d{4}-old", "posts/2012-old.md", true), ("(?i)PRIV", "priv/a.md", true),
    ("\\d+-old", "posts/12-old.md", true), ("(a)\\1", "aa.md", false), ("(a{1,255}){1,255}", "a.md", false),
  ])
  func expressionsMatchAPartOfAPath(pattern: String, path: String, isMatch: Bool) {
    #expect(PathPatterns([pattern], form: .expressions, pathsBegin: "/content/").contains(path) == isMatch)
  }

  /// With backtracking it would take years.
  @Test func endsSoonForNestedRepetitions() {
    let patterns = PathPatterns(["(a+)+$"], form: .expressions, pathsBegin: "/content/")
    #expect(!patterns.contains(String(repeating: "a", count: 200) + "b"))
  }

  @Test func exceptionsExclude() {
    let patterns = PathPatterns(["**/*.md", "!**/*.part.md"], form: .exceptions)
    #expect(patterns.contains("a/b.part.md"))
    #expect(!patterns.contains("a/b.md"))
  }

  @Test func namesTheTextsThatAreNoAcceptedExpressions() {
    let patterns = ["a", "(", "(a)\\1"] + (0..<64).map { "b\($0)" }
    #expect(PathPatterns(patterns, form: .expressions).refused == ["(", "(a)\\1", "b63"])
    #expect(PathPatterns(["("]).refused == [])
  }
}
