import Testing

@testable import Dialects

struct EmojiTests {
  private func reduced(_ body: String, _ dialect: Dialect = .github) -> String {
    String(decoding: dialect.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (":smile:", "😄"), ("a :heart: b", "a ❤️ b"), (":+1: :-1:", "👍 👎"), ("(:tada:)", "(🎉)"),
    (":smile::heart:", "😄❤️"), ("# :rocket: Start", "# 🚀 Start"), ("**:warning:**", "**⚠️**"),
    ("[:link: a](b)", "[🔗 a](b)"), ("- :x:\n- `:x:`\n", "- ❌\n- `:x:`\n"), ("> :x:\n> y\n", "> ❌\n> y\n"),
    ("| :x: | `:x:` |\n| - | :-: |\n", "| ❌ | `:x:` |\n| - | :-: |\n"),
    ("a[^1]\n\n[^1]: :x:\n", "a[^1]\n\n[^1]: ❌\n"), ("<p>:x:</p>", "<p>❌</p>"), (":man_technologist:", "👨‍💻"),
    ("Name: :de:", "Name: 🇩🇪"), (":100:%", "💯%"), ("好:smile:好", "好😄好"),
  ])
  func aNameBecomesItsEmoji(body: String, markdown: String) {
    #expect(reduced(body) == markdown)
  }

  @Test(arguments: [
    ":unknown_word:", "10:30:45", "a:smile:b", "std::x::y", "::smile::", ":smile", "smile:", "::",
    ": smile :",
    "`:smile:`", "    :smile:", "```\n:smile:\n```", "https://a.example/:smile:/", "[a](b:smile:)",
    "[a]: :smile:",
    "<a title=\":smile:\">", "<!-- :smile: -->", "<pre>:smile:</pre>", "\\:smile:", "| - | :-: |", "12:x:3",
    "a:100:",
  ])
  func otherColonsStay(body: String) {
    #expect(reduced(body) == body)
  }

  @Test func generatorsWithoutEmojiKeepTheNames() {
    #expect(reduced(":smile:", [.dollarMathematics]) == ":smile:")
  }

  @Test func everyNameHasAnEmoji() {
    #expect(Shortcode.emoji.count == 1913)
    #expect(Shortcode.emoji.allSatisfy { !$0.key.isEmpty && $0.value.utf8.contains { $0 >= 0x80 } })
    #expect(Shortcode.emoji["hash"] == "#️⃣")
  }

  @Test(arguments: [
    (":material-check: Done", "Done"), ("a :octicons-arrow-right-24: b", "a b"),
    (":material-check:", "check"),
    ("[:fontawesome-brands-github:](a)", "[github](a)"),
    (":material-clock-fast:{ .lg .middle } __Setup__", "__Setup__"),
    ("| :material-close: | b |\n| - | - |\n", "| close | b |\n| - | - |\n"),
    ("`:material-check:`", "`:material-check:`"),
    (":material-check: :material-close:", "check close"), (":material-:", ":material-:"),
  ])
  func anIconIsDroppedBesideText(body: String, markdown: String) {
    #expect(reduced(body, [.icons, .emoji]) == markdown)
  }
}
