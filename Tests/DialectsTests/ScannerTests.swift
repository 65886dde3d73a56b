import Markdown
import TestSupport
import Testing

@testable import Dialects

/// Compares the scanner with the parser: each word is in code for both, or for neither.
struct ScannerTests {
  /// The words `w0`, `w1` and so on in code, as the scanner finds them.
  private func scannedWords(_ markdown: String) -> Set<String> {
    let scanned = ScannedMarkdown(Array(markdown.utf8))
    return Set(scanned.code.flatMap { words(in: String(decoding: scanned.bytes[$0], as: UTF8.self)) })
  }

  /// The words in code and the words in text, as the parser finds them.
  private func parsedWords(_ markdown: String) -> (code: Set<String>, text: Set<String>) {
    var collector = WordCollector()
    collector.visit(Document(markdown: markdown))
    return (Set(words(in: collector.code)), Set(words(in: collector.text)))
  }

  private func words(in text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.filter { $0.first == "w" }.map(String.init)
  }

  private struct WordCollector: DocumentWalker {
    var code = ""
    var text = ""

    mutating func visit(_ block: Block) {
      if case .codeBlock(_, let literal) = block.kind { code += literal + "\n" }
      if case .tableOverflow(let rows) = block.kind { text += rows }
      descend(into: block)
    }

    mutating func visit(_ inline: Inline) {
      switch inline {
      case .code(let literal): code += literal + "\n"
      case .text(let literal): text += literal
      case .softBreak, .lineBreak: text += "\n"
      case .emphasis, .strong, .strikethrough, .link, .image, .footnoteReference: break
      }
      descend(into: inline)
    }
  }

  /// Returns a sentence that describes the difference between scanner and parser; nil if they agree.
  private func difference(_ markdown: String) -> String? {
    let scanned = scannedWords(markdown)
    let parsed = parsedWords(markdown)
    let wrong = scanned.intersection(parsed.text).subtracting(parsed.code).union(
      parsed.code.subtracting(scanned))
    return wrong.isEmpty ? nil : "\(wrong.sorted()) in \(markdown.debugDescription)"
  }

  @Test(arguments: [
    "w0 `w1` w2", "``w0 ` w1`` w2", "`w0\nw1` w2", "`w0 w1", "\\`w0` w1`", "`w0\n\nw1`", "a `` w0 ` w1",
    "```\nw0\n```\nw1", "~~~ x\nw0\n```\nw1\n~~~\nw2", "```\nw0", "    w0\n\n    w1\nw2", "w0\n    w1",
    "> ```\n> w0\n> ```\n> w1", "> ```\n> w0\nw1", "> w0 `w1\n> w2` w3", "> w0 `w1\nw2` w3",
    "- ```\n  w0\n  ```\n- w1", "- w0\n\n      w1\n\n    w2", "1. > - ~~~\n   >   w0\n   >   ~~~\n   > w1",
    "-\n  w0\n\n-\n\n      w1", "-     w0\n\n      w1", "- w0\n\t\tw1\n\n\t\tw2", ">\tw0\n>\n>\t\tw1",
    "[^1]: w0\n\n        w1\n\n    w2\n\nw3 [^1]", "# w0 `w1`\n`w2`\n===\nw3", "w0 `w1\n---\nw2` w3",
    "| `w0` | w1 |\n| - | - |\n| w2 ` | ` w3 |\n| `w4` | w5 |", "w0\n| a |\n| - |\n    w1",
    "<pre>\nw0\n\nw1</pre>\nw2", "w0 <code>w1</code> `w2`", "<div>\n`w0`\n</div>\n\n`w1`",
    "<b title='`'>w0`w1` w2",
    "***\n    w0", "w0\n***\n    w1", "* * *\n\n    w0", "- w0\n-\n      w1", "12. w0\n\n        w1\n    w2",
    "w0\n2. w1\n\n       w2", "w0\n1. w1\n\n       w2", "w0\n-\n    w1", "> - w0\n>\n>   w1\n>\n>       w2",
    "w0\r\n\r\n    w1\r\n\r\n`w2\r\nw3`\r\n", "<!-- w0 --> w1", "<a href=\"x\">\nw0 `w1`\n\n    w2",
    "w0\n<a href=\"x\">\n`w1`",
  ])
  func agreesWithTheParser(markdown: String) {
    #expect(difference(markdown) == nil)
  }

  @Test func agreesWithTheParserOnRandomMarkdown() {
    let parts = [
      "\n", "\n", "\n", "\n\n", "    ", "  ", " ", "\t", "> ", ">", "- ", "* ", "1. ", "2) ", "-", "\n```\n",
      "~~~\n",
      "~~~", "|", "| - |\n", "---\n", "***\n", "===\n", "# ", "\\", "\n<pre>\n", "</pre>\n", "<div>",
      "</div>",
      "<b>", "[^1]: ", "[^1]", "<?", "?>", "<a href='", "+ ", "   ", "10. ",
    ]
    var generator = SeededGenerator(seed: 13)
    var differences: [String] = []
    for _ in 0..<20_000 {
      // With runs of several lengths, cmark-gfm 0.29.0.gfm.6 misses spans after a run that closes no span.
      let ticks = ["`", "``", "```"].randomElement(using: &generator) ?? "`"
      var markdown = ""
      for number in 0..<Int.random(in: 1...14, using: &generator) {
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
          markdown += (parts + [ticks, ticks]).randomElement(using: &generator) ?? ""
        }
        markdown += "w\(number) "
      }
      if let difference = difference(markdown) { differences.append(difference) }
    }
    #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(10).joined(separator: "\n"))")
  }
}
