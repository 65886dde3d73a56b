package import Markdown

/// How the pages of a generator include files.
struct InclusionSyntax: Sendable {
  let dialect: Dialect
  /// The texts of which a page contains one if it includes a file.
  let signs: [[UInt8]]
  let marks: @Sendable (ScannedMarkdown) -> [InclusionMark]

  private init(
    _ dialect: Dialect, signs: [String], marks: @escaping @Sendable (ScannedMarkdown) -> [InclusionMark]
  ) {
    self.dialect = dialect
    self.signs = signs.map { Array($0.utf8) }
    self.marks = marks
  }

  static let all: [InclusionSyntax] = [
    InclusionSyntax(
      .vitePressFiles, signs: ["<<<", "@include:", "@[code"],
      marks: { VitePressInclusions.snippets(in: $0) + VitePressInclusions.pages(in: $0) }),
    InclusionSyntax(.mdBookFiles, signs: ["{{#", "{{ #"], marks: BookInclusions.marks),
    InclusionSyntax(.materialMarks, signs: ["-8<-"], marks: SnippetInclusions.marks),
    InclusionSyntax(
      .hugo, signs: TagInclusions.hugoNames, marks: { TagInclusions.marks(in: $0, .hugo) }),
    InclusionSyntax(
      .liquid, signs: ["include_relative", "include_code", ".md"],
      marks: { TagInclusions.marks(in: $0, .liquid) }),
    InclusionSyntax(
      .pelicanTags, signs: ["include_code"], marks: { TagInclusions.marks(in: $0, .pelican) }),
    InclusionSyntax(.materialMarks, signs: ["include-markdown"], marks: SnippetInclusions.pageMarks),
    InclusionSyntax(.labelsFirst, signs: ["![["], marks: NoteInclusions.marks),
    InclusionSyntax(.mdx, signs: [".md", ".mdx"], marks: ImportedPages.marks),
    InclusionSyntax(.mdx, signs: ["<include"], marks: IncludeElements.marks),
  ]
}

extension Dialect {
  /// The texts of which a page contains at least one if it includes another file; empty if no page of these dialects
  /// does.
  package var inclusionSigns: [[UInt8]] {
    InclusionSyntax.all.filter { !isDisjoint(with: $0.dialect) }.flatMap(\.signs)
  }

  /// The dialects that may include files in a text and are not known by other marks.
  /// - Parameters:
  ///   - marks: those of the text. A sign that holds others cannot be in it, and is not searched for.
  ///   - contains: whether the text contains a sign.
  static func inclusions(inTextWith marks: Marks, contains: ([UInt8]) -> Bool) -> Dialect {
    InclusionSyntax.all.reduce(into: []) { dialects, syntax in
      guard !syntax.dialect.isDisjoint(with: [.vitePressFiles, .mdBookFiles]) else { return }
      let isIncluding = syntax.signs.contains { Marks(in: $0[...]).isSubset(of: marks) && contains($0) }
      if isIncluding { dialects.formUnion(syntax.dialect) }
    }
  }

  /// The marks with which a page includes other files, in their order.
  package func inclusionMarks(in body: ArraySlice<UInt8>) -> [InclusionMark] {
    let markdown = ScannedMarkdown(Array(body))
    let marks = InclusionSyntax.all.filter { !isDisjoint(with: $0.dialect) }.flatMap { $0.marks(markdown) }
    return marks.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Returns a text with the text of included files in the place of their marks.
  /// - Parameter inclusions: in the order of their marks.
  package static func including(_ inclusions: [Inclusion], in text: ArraySlice<UInt8>) -> [UInt8] {
    var lines = LineMap()
    return including(inclusions, in: text, &lines)
  }

  /// - Parameter lines: the numbers of the text's lines; it is changed to those of the result, where the lines of a
  ///   file have the number of the mark's line.
  package static func including(
    _ inclusions: [Inclusion], in text: ArraySlice<UInt8>, _ lines: inout LineMap
  ) -> [UInt8] {
    edits(inclusions).applied(to: Array(text), &lines)
  }

  static func edits(_ inclusions: [Inclusion]) -> Edits {
    inclusions.reduce(into: Edits()) { $0.replace($1.range, with: $1.text) }
  }
}
