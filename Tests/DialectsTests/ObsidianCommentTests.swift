import Dialects
import TestSupport
import Testing

struct ObsidianCommentTests {
  private func removed(_ text: String) -> String {
    String(decoding: ObsidianComments.removed(from: Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("a %%b%% c\n", "a  c\n"), ("%%a%%\n", "\n"), ("a %% b\nc %% d\n", "a \n d\n"), ("%%%%a", "a"),
    ("x\n\n%%\nprivate\n\nmore\n%%\ny\n", "x\n\n\n\n\n\n\ny\n"), ("x\n%% to the end\n\ny", "x\n\n\n"),
    ("> %%\n> a\n> %%\n> b", "> \n> \n> \n> b"), ("%%a%% b %%c%% d", " b  d"),
    ("%%`%%` b", "` b"), ("%%\n```\na\n%%\nb\n", "\n\n\n\nb\n"),
  ])
  func removesComments(text: String, result: String) {
    #expect(removed(text) == result)
  }

  @Test(arguments: [
    ("- a %%b%% c\n", "- a  c\n"), ("- a\n  %%\n  b\n\n  - c\n  %%\n  d\n", "- a\n  \n  \n\n  \n  \n  d\n"),
    ("1. %%a\n   b%% c\n", "1. \n    c\n"),
    ("| a %%b%% | c |\n|---|---|\n| %%d%% | e |", "| a  | c |\n|---|---|\n|  | e |"),
    ("> [!note] a\n> - b %%c\n>\n> d%%\n> e", "> [!note] a\n> - b \n>\n> \n> e"),
    ("[^1]: a %%b%%", "[^1]: a "),
    ("# a %%b%%", "# a "), ("<div>\n%%a%%\n</div>", "<div>\n\n</div>"),
  ])
  func removesCommentsInContainers(text: String, result: String) {
    #expect(removed(text) == result)
  }

  @Test(arguments: [
    ("a %% b\n\nc", "a \n\n"), ("- a %%b\n- c\n\nd", "- a \n\n\n"), ("a %%b\n\nc %% d", "a \n\n d"),
    ("%%a%% b %%\n\n```\nc\n```", " b \n\n\n\n"), ("%%\n", "\n"), ("> %%\n> a\n\nb", "> \n> \n\n"),
  ])
  func aCommentThatIsNotClosedContinuesToTheEnd(text: String, result: String) {
    #expect(removed(text) == result)
  }

  @Test(arguments: [
    ("%%\n```\n%%\n\n%%a%%\n", "\n\n\n\n\n"), ("%%\n<pre>\n%%\n\n%%a%% b\n", "\n\n\n\n b\n"),
    ("%%\n<div>\n%%\n```\n%%a%%\n```\n", "\n\n\n```\n%%a%%\n```\n"), ("%% ` %% a %%b%% ` c", " a  ` c"),
  ])
  func codeThatBeginsInACommentEndsWithIt(text: String, result: String) {
    #expect(removed(text) == result)
  }

  @Test func manyCommentsWithFencesStayPrivate() {
    let text = String(repeating: "%%\n```\n%%\nshown %%private%%\n\n", count: 200)
    #expect(!removed(text).contains("private"))
    #expect(removed(text).split(separator: "shown").count == 201)
  }

  @Test(arguments: [
    "50%% off\n\nand 20%% more", "`%%a%%`", "``%% ` %%``", "```\n%%a%%\n```\n", "~~~ x\n%%\n%%\n~~~~\n",
    "> ```\n> %%a%%\n> ```\n", "    %%a%%\n", "- a\n\n      %%a%%\n", "---\nt: 'a %%b%%'\n---\n", "%a%", "",
    "100% %", "```%%a\nb```\n",
  ])
  func leavesOtherPercentSigns(text: String) {
    #expect(removed(text) == text)
  }

  @Test func removesCommentsBehindFrontMatterAndCode() {
    #expect(removed("---\na: 1\n---\n%%x%%y\n") == "---\na: 1\n---\ny\n")
    #expect(removed("```\na\n```\n%%x%%y\n") == "```\na\n```\ny\n")
    #expect(removed("---\nno end\n%%x%%y\n") == "---\nno end\ny\n")
  }

  @Test func onlyRemovesTextAndKeepsLines() {
    var generator = SeededGenerator(seed: 17)
    let parts = [
      "%%", "%%", "a", " ", "\n", "\n\n", "> ", "- ", "    ", "```\n", "`", "<div>\n", "<pre>", "<!--", "| ",
      "[^1]: ", "5",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 1...24, using: &generator)).compactMap { _ in
        parts.randomElement(using: &generator)
      }
      .joined()
      let result = removed(text)
      #expect(
        result.split(separator: "\n", omittingEmptySubsequences: false).count
          == text.split(separator: "\n", omittingEmptySubsequences: false).count)
      var rest = text.utf8[...]
      let isPart = result.utf8.allSatisfy { byte in
        guard let index = rest.firstIndex(of: byte) else { return false }
        rest = rest[index...].dropFirst()
        return true
      }
      #expect(isPart, "\(text.debugDescription)")
    }
  }

  @Test func takesLinearTime() {
    for mark in ["%% ", "%%", "` %%", "x %%\n", "%%\n"] {
      #expect(removed(String(repeating: mark, count: 100_000)).utf8.count <= 100_000 * mark.utf8.count)
    }
  }
}
