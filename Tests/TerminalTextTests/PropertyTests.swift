import Markdown
import TerminalText
import Testing

/// Properties of every document's lines at every width.
struct PropertyTests {
  static let widths = 20...120

  /// Renders a fixture at each width and passes the lines to `check`, which returns what is wrong with them.
  private func forAll(
    _ name: String, _ renderer: (Int) -> DocumentRenderer,
    _ check: (Document, [Line], Int) -> String?
  ) throws {
    let document = try Fixture.document(name)
    for width in Self.widths {
      guard let fault = check(document, renderer(width).lines(for: document), width) else { continue }
      Issue.record("\(name) at \(width): \(fault)")
      return
    }
  }

  @Test(arguments: Fixture.names)
  func linesFitTheScreen(name: String) throws {
    try forAll(name, { .screen($0) }) { _, lines, width in
      lines.first { $0.columns > width }.map { "\($0.columns) columns: \($0.text)" }
    }
  }

  @Test(arguments: Fixture.names)
  func linesFitThePipeExceptCodeAndAddresses(name: String) throws {
    try forAll(name, { .pipe($0) }) { document, lines, width in
      PipeWidth(of: document).firstExcess(in: lines, width: width)
    }
  }

  @Test(arguments: Fixture.names)
  func screenShowsEveryWord(name: String) throws {
    let words = Words(of: try Fixture.document(name), includesCode: false)
    try forAll(name, { .screen($0) }) { document, lines, _ in
      Reading(lines, of: document).firstMissing(of: words)
    }
  }

  @Test(arguments: Fixture.names)
  func pipeGetsEveryWordAndAllCode(name: String) throws {
    let words = Words(of: try Fixture.document(name), includesCode: true)
    try forAll(name, { .pipe($0) }) { document, lines, _ in
      Reading(lines, of: document).firstMissing(of: words)
    }
  }

  @Test(arguments: Fixture.names)
  func rendersTheSameLinesTwice(name: String) throws {
    try forAll(name, { .screen($0) }) { document, lines, width in
      DocumentRenderer.screen(width).lines(for: document) == lines ? nil : "differs"
    }
  }

  @Test(arguments: Fixture.names)
  func pipeGetsNoForbiddenCharacter(name: String) throws {
    try forAll(name, { .pipe($0) }) { _, lines, _ in
      ForbiddenCharacters.first(in: ANSIEncoder.pipe.string(lines))
    }
  }

  @Test(arguments: Fixture.names)
  func screenGetsNoForbiddenCharacterBesidesOwnSequences(name: String) throws {
    try forAll(name, { .screen($0) }) { _, lines, _ in
      ForbiddenCharacters.first(in: EscapeSequences.removed(from: ANSIEncoder.colour.bytes(lines)))
    }
  }

  @Test(arguments: Fixture.names)
  func coloursDoNotChangeTheText(name: String) throws {
    try forAll(name, { .screen($0) }) { _, lines, _ in
      // Trailing spaces are removed before the last style is reset, so those of earlier spans stay.
      let colour = EscapeSequences.removed(from: ANSIEncoder.colour.bytes(lines))
      return zip(colour.split(separator: "\n"), ANSIEncoder.pipe.string(lines).split(separator: "\n"))
        .first { !$0.hasPrefix($1) || $0.dropFirst($1.count).contains { $0 != " " } }.map { String($0.0) }
    }
  }

  @Test(arguments: Fixture.names)
  func sourceLinesDoNotDecrease(name: String) throws {
    try forAll(name, { .screen($0) }) { _, lines, _ in
      zip(lines, lines.dropFirst()).first { $0.sourceLine > $1.sourceLine }.map {
        "\($1.sourceLine) behind \($0.sourceLine): \($1.text)"
      }
    }
  }

  @Test(arguments: Fixture.names)
  func lineColumnsAreThoseOfTheText(name: String) throws {
    try forAll(name, { .screen($0) }) { _, lines, _ in
      lines.first { $0.columns != FilteredText($0.text, as: .code).columns }.map { "wrong: \($0.text)" }
    }
  }

  @Test(arguments: Fixture.names)
  func rendersAtWidthsBelowTwenty(name: String) throws {
    let document = try Fixture.document(name)
    for width in -1...19 {
      #expect(!DocumentRenderer.screen(width).lines(for: document).isEmpty)
      #expect(!DocumentRenderer.pipe(width).lines(for: document).isEmpty)
    }
  }

  @Test(arguments: Fixture.names)
  func outputPassesTheFilterUnchanged(name: String) throws {
    try forAll(name, { .pipe($0) }) { _, lines, _ in
      lines.first { FilteredText($0.text, as: .code).string != $0.text }?.text
    }
  }
}

extension Document {
  /// The lines of all blocks of code and of the overflow of tables, as the text filter shows them.
  var codeLines: Set<String> {
    var collector = CodeLineCollector()
    collector.visit(self)
    return collector.lines
  }
}

private struct CodeLineCollector: DocumentWalker {
  private(set) var lines: Set<String> = []

  mutating func visit(_ block: Block) {
    switch block.kind {
    case .codeBlock(_, let code), .tableOverflow(let code):
      for line in code.split(separator: "\n") { lines.insert(FilteredText(line, as: .code).string) }
    case .paragraph, .heading, .blockQuote, .alert, .details, .definitionList, .list, .table, .thematicBreak:
      descend(into: block)
    }
  }
}
