import ContentSamples
@testable import ContentSource
import PortfolioModel
import TestSupport
import Testing

/// Files of random bytes: loading them must not trap, and what it reports must be in the file.
struct AnyBytesTests {
  @Test(arguments: 0..<20)
  func loadsAnyBytes(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<50 {
      let bytes = FileOfChance.make(with: &random)
      var tree = ContentTree(bytes: [
        "index.md": bytes, "a/index.md": bytes, "a/x.md": bytes,
        "a/healthy.md": Array("---\ntitle: Healthy\ntags: [a]\n---\nText.\n".utf8),
      ])
      tree.generator = ["plain folder", "Pelican", "MkDocs", "Hexo"].randomElement(using: &random) ?? ""
      let portfolio = Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true))
      let description = String(decoding: bytes, as: UTF8.self).debugDescription
      let healthy = try #require(portfolio.page("a/healthy"), "\(description)")
      #expect(healthy.title == "Healthy")
      #expect(healthy.fields.tags == ["a"])
      let lineCount = 1 + bytes.count { Self.lineBreaks.contains($0) }
      for problem in portfolio.problems {
        #expect(["index.md", "a/index.md", "a/x.md"].contains(problem.path), "\(description)")
        #expect((1...lineCount).contains(problem.line ?? 1), "\(problem) of \(description)")
      }
      for page in portfolio.allFiles where page.file == bytes { check(page, lineCount, description) }
    }
  }

  /// The last bytes of the characters that end a line for CommonMark or YAML: LF, CR, NEL, LS and PS.
  private static let lineBreaks: [UInt8] = [0x0A, 0x0D, 0x85, 0xA8, 0xA9]

  /// The text is the end of the file, and begins on the line that the page gives.
  private func check(_ page: Page, _ lineCount: Int, _ description: String) {
    let frontMatter = page.file[..<page.bodyOffset]
    #expect(page.body == page.file[page.bodyOffset...])
    if !page.body.isEmpty {
      #expect(page.bodyLine == 1 + lineEnds(in: frontMatter, of: page.file), "\(description)")
    }
    for line in [page.titleLine, page.summaryLine, page.tagsLine] + page.fields.unknown.map(\.line) {
      #expect((1...lineCount).contains(line), "\(description)")
    }
  }

  /// The number of `\n`, and of lone `\r` if the first line with text ends in one.
  private func lineEnds(in bytes: ArraySlice<UInt8>, of file: [UInt8]) -> Int {
    let first = file.drop { $0 <= 0x20 }.drop { $0 != 0x0A && $0 != 0x0D }
    let isCR = first.starts(with: [0x0D]) && !first.starts(with: [0x0D, 0x0A]) && first.count > 1
    return zip(bytes, bytes.dropFirst() + [0]).count { $0 == 0x0A || isCR && $0 == 0x0D && $1 != 0x0A }
  }

  @Test(arguments: 0..<20)
  func parsesAnyConfiguration(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<50 {
      let bytes = FileOfChance.make(with: &random)
      for name in ["hugo.toml", "_config.yml"] {
        let title = SiteConfiguration(name: name, bytes: bytes).text("title")
        #expect(title?.isEmpty != true)
      }
    }
  }
}

/// A file that is nearly one with front matter.
private enum FileOfChance {
  private static let sources = [
    "---\ntitle: T\ntags: [a, b]\nprofiles:\n  - network: N\nend: present\n---\nText.\n",
    "+++\ntitle = \"T\"\ndate = 2024-01-31\n[taxonomies]\ntags = [\"a\"]\n+++\nText.\n",
    "{\n  \"title\": \"T\",\n  \"weight\": 3\n}\nText.\n",
    "\u{FEFF}---\r\nslug: x\r\nsummary: >\r\n  a\r\n  b\r\n...\r\n# Heading\r\n",
    "Title: T\nDate: 5 Jan 2024\nTags: a\n  b\n\nText.\n", "title: T\ntags:\n- a\n---\nText.\n",
    "<!--\n.. title: T\n.. status: draft\n-->\nText.\n",
    ";;;\n\"title\": \"T\",\n\"tags\": [\"a\"]\n;;;\nText.\n",
    "title: T\nparams:\n  description: D\n", "title = 'T'\n[params]\ndescription = 'D'\n",
  ]
  private static let tokens = [
    "---\n", "+++\n", "...\n", "\n", "\r", "\t", " ", ":", "- ", "[", "]", "{", "}", "\"", "'", "#", "&a ",
    "*a ", "!!x ",
    "|\n", ">\n", "? ", "=", "\u{0}", "\u{1B}", "é", "\u{FEFF}", "date: ", "resume: ", "skills: ",
    "9999-99-99",
  ]

  static func make(with random: inout SeededGenerator) -> [UInt8] {
    if Int.random(in: 0..<8, using: &random) == 0 {
      let count = Int.random(in: 0..<300, using: &random)
      return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }
    var bytes = Array((sources.randomElement(using: &random) ?? "").utf8)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let position = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where position < bytes.count: bytes[position] = UInt8.random(in: .min ... .max, using: &random)
      case 1:
        bytes.removeSubrange(position..<min(bytes.count, position + Int.random(in: 0...8, using: &random)))
      default: bytes.insert(contentsOf: (tokens.randomElement(using: &random) ?? "").utf8, at: position)
      }
    }
    return bytes
  }
}
