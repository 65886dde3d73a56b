import TestSupport
import Testing

/// A generator of Markdown that takes some parser quadratic time, a deep stack or much memory.
///
/// The generators follow hostile cases 10 to 13 of `Tests/README.md`; Debian's cmark-gfm is quadratic on those of
/// case 10. The same size and seed always make the same text.
struct PathologicalInput: Sendable, CustomTestStringConvertible {
  let name: String
  /// Makes a text of about the given number of bytes, and never more.
  let make: @Sendable (Int, inout SeededGenerator) -> String

  var testDescription: String { name }

  func text(bytes: Int, seed: UInt64 = 1) -> String {
    var generator = SeededGenerator(seed: seed)
    return make(bytes, &generator)
  }

  /// Repeats `unit` between `head` and `tail`.
  private static func repeating(_ name: String, _ unit: String, head: String = "", tail: String = "") -> Self
  {
    PathologicalInput(name: name) { bytes, _ in
      let room = bytes - head.utf8.count - tail.utf8.count
      return head + String(repeating: unit, count: room / unit.utf8.count) + tail
    }
  }

  static let all: [PathologicalInput] = [
    // Case 10.
    PathologicalInput(name: "empty lines in nested lists") { bytes, _ in nestedLists(bytes, prefix: "") },
    PathologicalInput(name: "empty lines in nested lists in a quote") { bytes, _ in
      nestedLists(bytes, prefix: "> ")
    },
    repeating("_www.", "_www."),
    PathologicalInput(name: "emphasis under deep quotes") { bytes, generator in
      let depth = min(bytes / 3, 20_000)
      let letter = generator.letter()
      return String(repeating: ">", count: depth)
        + String(repeating: "\(letter)*", count: (bytes - depth) / 2)
    },
    repeating("quotes of both kinds", "\"'"),
    PathologicalInput(name: "a table of many columns") { bytes, generator in
      let columns = bytes / 4
      let letter = generator.letter()
      return String(repeating: "|\(letter)", count: columns - 1) + "|\n"
        + String(repeating: "|-", count: columns - 1) + "|\n"
    },
    PathologicalInput(name: "table rows that are completed") { bytes, generator in
      let columns = min(bytes / 16, 8000)
      let letter = generator.letter()
      return String(repeating: "|\(letter)", count: columns) + "|\n" + String(repeating: "|-", count: columns)
        + "|\n" + String(repeating: "|\n", count: (bytes - 4 * columns - 4) / 2)
    },
    repeating("closing brackets behind an address", ")", head: "www.a.com"),
    repeating("addresses with closing brackets", "www.a.com))) "),
    repeating("images in images", "![[]()"),
    repeating("CDATA that is never closed", "a<![CDATA["),
    repeating("emphasis that crosses", "*a _a*_ "),
    PathologicalInput(name: "a long reference used often") { bytes, generator in
      let address = String((0..<bytes / 2).map { _ in generator.letter() })
      return "[a]: /\(address)\n\n" + String(repeating: "[a]", count: (bytes / 2 - 16) / 3)
    },
    // Case 11.
    repeating("nested quotes", ">"),
    repeating("nested list items on a line", "- "),
    PathologicalInput(name: "nested emphasis") { bytes, _ in
      String(repeating: "*a **a ", count: bytes / 14) + "b"
        + String(repeating: " a** a*", count: bytes / 14 - 1)
    },
    PathologicalInput(name: "nested strong") { bytes, _ in
      String(repeating: "**a", count: bytes / 6) + String(repeating: "b**", count: bytes / 6)
    },
    PathologicalInput(name: "nested brackets") { bytes, _ in
      String(repeating: "[", count: bytes / 2) + "a" + String(repeating: "]", count: bytes / 2 - 1)
    },
    PathologicalInput(name: "nested images") { bytes, _ in
      String(repeating: "![", count: bytes / 8) + "a" + String(repeating: "](b)", count: bytes / 8)
    },
    PathologicalInput(name: "nested HTML") { bytes, _ in
      String(repeating: "<b>", count: bytes / 8) + "a" + String(repeating: "</b>", count: bytes / 8)
    },
    // Case 12.
    PathologicalInput(name: "a table of many cells") { bytes, _ in
      let columns = min(1000, bytes / 80)
      let row = String(repeating: "|", count: columns + 1) + "\n"
      let rule = String(repeating: "|-", count: columns) + "|\n"
      return row + rule + String(repeating: row, count: max(1, (bytes - 3 * columns - 8) / (columns + 2)))
    },
    repeating("one word", "w"), repeating("one line", "word "), repeating("empty lines", "\n"),
    repeating("lines of a letter", "a\n"), repeating("combining marks", "\u{301}", head: "a"),
    repeating("headings", "# a\n"), repeating("backticks", "`a``b```c````"),
    // Case 13.
    repeating("references that nothing defines", "[a]"),
    repeating("many definitions", "[a]: /b\n"),
    PathologicalInput(name: "many definitions of many names") { bytes, _ in
      (0..<bytes / 20).map { "[r\($0)]: /b\n" }.joined()
    },
    repeating("links", "[a](b) "), repeating("addresses", "http://a.b "), repeating("entities", "&amp;&#27;"),
    repeating("references to one footnote", "[^a]", tail: "\n\n[^a]: b\n"),
    PathologicalInput(name: "footnotes") { bytes, _ in
      (0..<bytes / 28).map { "[^\($0)]\n\n[^\($0)]: b\n\n" }.joined()
    },
    // Others.
    repeating("braces", "{{ "), repeating("broken links on lines", "[a](b)\n\n"),
    PathologicalInput(name: "marks in any order") { bytes, generator in
      let marks = [
        "*", "_", "**", "[", "]", "](", ")", "![", "`", "<", ">", "\n> ", "\n- ", "\n\n", "a", " ", "|",
      ]
      var text = ""
      while text.utf8.count < bytes - 4 { text += marks.randomElement(using: &generator) ?? "" }
      return text
    },
  ]

  /// Nested lists, followed by empty lines.
  private static func nestedLists(_ bytes: Int, prefix: String) -> String {
    let depth = min(bytes / 8, 4000)
    let empty = prefix.isEmpty ? "\n" : ">\n"
    return prefix + String(repeating: "* ", count: depth) + "a\n"
      + String(repeating: empty, count: (bytes - 2 * depth - 8) / empty.utf8.count)
  }
}

extension SeededGenerator {
  fileprivate mutating func letter() -> Character {
    "abcdefghijklmnopqrstuvwxyz".randomElement(using: &self) ?? "a"
  }
}
