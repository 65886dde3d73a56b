import ContentSamples
import ContentSource
import Dialects
import Foundation
import Markdown
import PortfolioModel
import PortfolioUI
import TerminalText
import TestSupport
import Testing

/// The marks of a dialect, from a file in `Fixtures/Marks`.
///
/// A mark begins with a line `@@ inline: NAME` or `@@ block: NAME`. Its source follows, and perhaps, each behind a line
/// of its own, `@@ cell` with the source for a cell of a table, and `@@ code` with what is shown if it is in code.
struct MarkSamples: Sendable, CustomTestStringConvertible {
  let name: String
  let dialect: Dialect
  private let hasComments: Bool

  private init(_ name: String, _ dialect: Dialect, hasComments: Bool = false) {
    self.name = name
    self.dialect = dialect.union(.standalone)
    self.hasComments = hasComments
  }

  static let all: [MarkSamples] = [
    MarkSamples("liquid", [.liquid, .nunjucksComments, .kramdown]),
    MarkSamples(
      "kramdown",
      [.liquid, .kramdown, .definitionLists, .abbreviations, .markdownInHTML, .typography, .doubleTildes]),
    MarkSamples("hugo", [.hugo, .blockAttributes, .definitionLists, .typography]),
    MarkSamples("zola", .zola),
    MarkSamples(
      "mdx", [.mdx, .components, .fencedContainers, .indentedAdmonitions, .contentsMarks]),
    MarkSamples("nextra", [.mdx, .components, .fencedContainers, .bracketedIDs]),
    MarkSamples(
      "vue",
      [
        .components, .fencedContainers, .contentsMarks, .trailingAttributes, .doubleTildes, .vueTemplates,
      ]),
    MarkSamples("smartypants", [.smartPunctuation, .emDashes, .literalTildes]),
    MarkSamples("containers", [.fencedContainers]),
    MarkSamples(
      "python-markdown",
      [
        .pythonMarkdown, .icons, .materialMarks, .indentedAdmonitions, .contentsMarks, .superscripts,
        .subscripts, .spanLanguages, .objectReferences, .slashBlocks,
      ]),
    MarkSamples("obsidian", .obsidian, hasComments: true),
    MarkSamples("dendron", [.obsidian, .labelsFirst]),
    MarkSamples("mathematics", .mathematics),
    MarkSamples("mdbook", [.escapedBracketMathematics, .hiddenLines, .ruleIdentifiers]),
    MarkSamples("pandoc", [.pandoc, .hugo]),
    MarkSamples(
      "myst",
      [.directives, .fencedContainers, .definitionLists, .mathematics, .attributeLists, .bracketedSpans]),
    MarkSamples("logseq", [.obsidian, .logseqMacros, .noIndentedCode]),
    MarkSamples("markdoc", .markdoc),
    MarkSamples("breaks", [.obsidian, .hardBreaks]),
    MarkSamples("standalone", []),
  ]

  var testDescription: String { name }

  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/Marks")

  var golden: URL { Self.folder.appending(path: "\(name).golden") }

  func marks() throws -> [Mark] {
    let text = try String(contentsOf: Self.folder.appending(path: "\(name).marks"), encoding: .utf8)
    var marks: [Mark] = []
    var part: WritableKeyPath<Mark, [String]> = \.sourceLines
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line == "@@ cell" {
        part = \.cellLines
      } else if line == "@@ code" {
        part = \.shownInCode
      } else if line.hasPrefix("@@ ") {
        let words = line.dropFirst(3).split(separator: ": ", maxSplits: 1)
        marks.append(Mark(name: String(try #require(words.last)), isInline: words.first == "inline"))
        part = \.sourceLines
      } else {
        try #require(!marks.isEmpty)
        marks[marks.count - 1][keyPath: part].append(line)
      }
    }
    return marks
  }

  /// A portfolio with a page of Markdown, and another one for its links.
  private func portfolio(_ markdown: String) -> Portfolio {
    // A mark in braces at the beginning of a file would be front matter in JSON.
    var bytes = Array("---\ntitle: A\n---\n\(markdown)".utf8)
    if hasComments { bytes = ObsidianComments.removed(from: bytes) }
    var tree = ContentTree(bytes: [
      "notes/a.md": bytes, "notes/page.md": Array("# The page\n\n## Heading\n".utf8),
    ])
    tree.dialect = dialect
    return Portfolio(tree, visibility: Portfolio.Visibility(showsDrafts: true))
  }

  func document(_ markdown: String) throws -> Document {
    try #require(portfolio(markdown).page("notes/a")).document
  }

  /// What a pipe of 60 columns gets.
  func rendered(_ markdown: String) throws -> String {
    #expect(UTF8Locale.isSet)
    var renderer = DocumentRenderer(
      width: 60, theme: .plain, links: .numbered, wrapsCode: false, keepsAddresses: true)
    let portfolio = portfolio(markdown)
    let page = try #require(portfolio.page("notes/a"))
    renderer.resolve = { LinkTarget($0, on: page, of: portfolio) }
    if dialect.contains(.directives) {
      renderer.titles = LinkTitles.titles(in: page.document, on: page, of: portfolio)
    }
    return String(decoding: ANSIEncoder().bytes(renderer.lines(for: page.document)), as: UTF8.self)
  }
}

extension MarkSamples {
  /// A mark, with the text that it belongs to.
  struct Mark {
    let name: String
    /// Whether it can be within a sentence.
    let isInline: Bool
    fileprivate var sourceLines: [String] = []
    fileprivate var cellLines: [String] = []
    fileprivate var shownInCode: [String] = []

    fileprivate init(name: String, isInline: Bool) {
      self.name = name
      self.isInline = isInline
    }

    var source: String { sourceLines.trimmed.joined(separator: "\n") }

    /// The lines that code shows.
    var codeLines: [String] {
      (shownInCode.isEmpty ? source : shownInCode.joined(separator: "\n")).codeLines
    }

    /// The mark in the places where it counts.
    var placements: [(place: String, markdown: String)] {
      let text = isInline ? "Before \(source) after." : source
      var placements = [("alone", source + "\n")]
      if isInline { placements.append(("sentence", text + "\n")) }
      placements += [
        ("list", "- Item\n\n" + text.indented("  ", first: "  ") + "\n- Next\n"),
        ("item", "1. " + text.indented("   ", first: "") + "\n2. Next\n"),
        ("quote", text.indented("> ", first: "> ") + "\n"),
        ("footnote", "Text.[^n]\n\n[^n]: " + text.indented("    ", first: "") + "\n"),
      ]
      if isInline {
        let cell = cellLines.isEmpty ? source : cellLines.trimmed.joined(separator: "\n")
        placements.append(("cell", "| A | B |\n| - | - |\n| Before \(cell) after | Next |\n"))
      }
      return placements
    }

    /// The mark in the places where it is code.
    /// - Parameter hasIndentedCode: whether indented text is code.
    func placementsInCode(hasIndentedCode: Bool) -> [(place: String, markdown: String)] {
      let fence = source.contains("```") ? "~~~~~~" : "``````"
      let block = "\(fence)\n\(source)\n\(fence)\n"
      var placements = [
        ("fence", block), ("fence in an item", "- Item\n\n" + block.indented("  ", first: "  ")),
        ("fence in a quote", block.indented("> ", first: "> ")),
      ]
      if hasIndentedCode {
        let indented = source.indented("    ", first: "    ")
        placements.append(("indentation", "Text.\n\n\(indented)\n\nText.\n"))
      }
      if isInline, !source.contains("\n") {
        let span = "``` \(source) ```"
        placements += [
          ("span", "Before \(span) after.\n"), ("span in an item", "- \(span)\n"),
          ("span in a quote", "> \(span)\n"),
        ]
        if !source.contains("|") { placements.append(("span in a cell", "| A |\n| - |\n| \(span) |\n")) }
      }
      return placements
    }
  }
}

extension [String] {
  /// Without blank lines at both ends.
  fileprivate var trimmed: [String] {
    Array(drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed())
  }
}

extension String {
  /// With a text at the beginning of the first line and of the other ones. Blank lines have no spaces at their end.
  fileprivate func indented(_ prefix: String, first: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { number, line in
      let line = (number == 0 ? first : prefix) + line
      return line.last == " " ? String(line.reversed().drop { $0 == " " }.reversed()) : line
    }.joined(separator: "\n")
  }

  /// The lines that are not blank, without their indentation.
  var codeLines: [String] {
    split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
