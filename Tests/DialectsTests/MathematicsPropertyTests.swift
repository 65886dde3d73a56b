import TestSupport
import Testing

@testable import Dialects

/// Properties of mathematics and emoji that hold for every page.
struct MathematicsPropertyTests {
  private static let all: Dialect = [
    .dollarMathematics, .bracketMathematics, .escapedBracketMathematics, .emoji, .icons,
  ]

  private func reduced(_ body: String) -> String {
    String(decoding: Self.all.reduce(Array(body.utf8)[...]).bytes, as: UTF8.self)
  }

  /// A page of random parts, numbered words between them.
  private func page(of parts: [String], using generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...16, using: &generator)).map { number in
      (parts.randomElement(using: &generator) ?? "") + "w\(number) "
    }.joined()
  }

  @Test func codeNeverChanges() {
    let parts = [
      "\n", "\n\n", "> ", "- ", "    ", "\n    $y_1$ :x: ", "$", "$$", "\n$$\n", "\\(", "\\)", "\\[", "\\]",
      "\\\\(",
      "\\\\)", " `$x_1$ :x: \\(y\\)` ", " `` ` $x$ `` ", "\n```\n$x_1$ :smile:\n```\n",
      "\n~~~\n\\[y_1\\]\n~~~\n",
      "<pre>$x$ :x:</pre>", "<code>$x$</code>", "<!-- $x$ -->", "x_1", "x_d", ":smile:", ":material-x:", "| ",
      "\n| a |\n| - |\n", "\\begin{a}", "\n\\begin{a}\n", "\\end{a}\n", "[^1]: ", "# ", "\\",
    ]
    var generator = SeededGenerator(seed: 13)
    var losses: [String] = []
    for _ in 0..<10_000 {
      let body = page(of: parts, using: &generator)
      let output = reduced(body)
      let scanned = ScannedMarkdown(Array(body.utf8))
      var rest = output[...]
      for range in scanned.code {
        let code = String(decoding: scanned.bytes[range], as: UTF8.self)
        guard let found = rest.firstRange(of: code) else {
          losses.append("\(code.debugDescription) of \(body.debugDescription) in \(output.debugDescription)")
          break
        }
        rest = rest[found.upperBound...]
      }
    }
    #expect(losses.isEmpty, "\(losses.count): \(losses.prefix(5).joined(separator: "\n"))")
  }

  @Test func noWordIsLost() {
    let parts = [
      "\n", "\n\n", "> ", "- ", "    ", "$", "$$", "\n$$\n", "\\(", "\\)", "\\[", "\\]", "`", "```math\n",
      "\n```\n",
      "\\frac{", "}", "_", "*", "&", "<", "|", "\n| a |\n| - |\n", "\\begin{a}", "\n\\begin{a}\n",
      "\\end{a}\n",
      "[^1]: ", "[", "](", ")", "\\", "\\\\", ":", "<b>", "http://", "+ ", "=", "{",
    ]
    var generator = SeededGenerator(seed: 31)
    var losses: [String] = []
    for _ in 0..<10_000 {
      let body = page(of: parts, using: &generator)
      let output = reduced(body)
      // The text of a subscript has no letter w, so that words are verbatim or on the line.
      var rest = output[...]
      for number in 0..<body.split(separator: "w").count where body.contains("w\(number) ") {
        guard let found = rest.firstRange(of: "w\(number)") else {
          losses.append("w\(number) of \(body.debugDescription) in \(output.debugDescription)")
          break
        }
        rest = rest[found.upperBound...]
      }
    }
    #expect(losses.isEmpty, "\(losses.count): \(losses.prefix(5).joined(separator: "\n"))")
  }

  /// With quadratic time, the longest text would take minutes.
  @Test(
    arguments: [
      "$", "$a", "$ a", "$$", "$$a ", "\n$$\n", "$$a\n", "\n\n$$\n", "\\(", "\\(a", "\\[", "\n\\[\n", "\\\\(",
      "\\\\[",
      "\n\\\\[a\n", "\\frac{", "$\\frac{", "$\\frac{a}{b}$ ", "\n\\begin{a}\n", "\n\\begin{a}\n\\begin{b}\n",
      "$`", "$`a`$",
      "\n```math\n", "```math\na\n```\n", "](", "[a](", "[a]: ", "<a:", "http://", ":a", ":smile:", ":a:",
      ":material-x: ",
      "> $$\n", "- $$\n", "$a`", "| $a ", "${", "$x_{a}$", "{", "^", "$a\n",
    ], [32, 64, 128])
  func takesLinearTime(mark: String, kilobytes: Int) {
    // The formula and the emoji have marks of both passes.
    let body = "$x$ :x:\n\n" + String(repeating: mark, count: (kilobytes << 10) / mark.utf8.count)
    #expect(reduced(body).utf8.count <= 4 * body.utf8.count + 16)
  }
}
