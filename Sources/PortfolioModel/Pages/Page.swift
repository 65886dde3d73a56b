package import Dialects
package import Markdown
import Synchronization

/// A Markdown file as a page of a portfolio.
///
/// A page is immutable and does not hold its parsed text: ``document`` parses it at each access. It is a class
/// because pages are passed often, and copying a struct would retain each of its fields.
package final class Page: Sendable {
  /// The name of the section; empty for the welcome page.
  package let section: String
  /// The name within the section.
  package let slug: String
  /// The slug that several pages of the section share, if this page got a longer one for that reason; otherwise nil.
  package let shortSlug: String?
  /// The path of the page's folder within the section's folder; for the index of a folder, that of the folder's parent.
  /// Empty for pages directly in the section. Not filtered.
  package let group: String
  /// The path of the file, relative to the content's root. Not filtered.
  package let path: String
  /// The fields of the front matter.
  package let fields: PageFields
  /// The lines of the title, the summary and the tags, from 1; 1 for each that the file does not have.
  package let titleLine: Int
  package let summaryLine: Int
  package let tagsLine: Int

  /// The bytes of the file, front matter included.
  package let file: [UInt8]
  /// The offset of the text after the front matter, in bytes.
  package let bodyOffset: Int
  /// The line of the file on which that text begins, from 1.
  package let bodyLine: Int
  /// The syntax that the text may contain.
  package let dialect: Dialect
  /// The text of the files that the page includes.
  package let inclusions: [Inclusion]
  /// What is known to its dialects beside its text.
  private let values: KnownValues
  /// The number of words; -1 before they are counted.
  private let countedWords = Atomic<Int>(-1)

  /// - Parameter shortSlug: the slug that the page shares with others, if `slug` is a longer one.
  package init(
    section: String, slug: String, shortSlug: String? = nil, group: String = "", path: String,
    fields: PageFields, lines: FieldLines, file: [UInt8],
    bodyOffset: Int, bodyLine: Int, dialect: Dialect = [], inclusions: [Inclusion] = [],
    values: KnownValues = KnownValues()
  ) {
    self.section = section
    self.slug = slug
    self.shortSlug = shortSlug
    self.group = group
    self.path = path
    self.fields = fields
    titleLine = lines.title
    summaryLine = lines.summary
    tagsLine = lines.tags
    self.file = file
    self.bodyOffset = bodyOffset
    self.bodyLine = bodyLine
    self.dialect = dialect
    self.inclusions = inclusions
    self.values = values
  }

  /// The lines of fields in the file, from 1.
  package struct FieldLines {
    package var title = 1
    package var summary = 1
    package var tags = 1

    package init() {}
  }

  /// The same page with a longer slug.
  package func withSlug(_ longer: String) -> Page { copy(section: section, slug: longer, shortSlug: slug) }

  /// The same page in another section.
  package func moved(to section: String) -> Page { copy(section: section, slug: slug, shortSlug: shortSlug) }

  /// The same page with a title, for a page without one.
  package func titled(_ title: String) -> Page {
    var fields = fields
    fields.title = title
    return copy(section: section, slug: slug, shortSlug: shortSlug, fields: fields)
  }

  private func copy(section: String, slug: String, shortSlug: String?, fields: PageFields? = nil) -> Page {
    var lines = FieldLines()
    (lines.title, lines.summary, lines.tags) = (titleLine, summaryLine, tagsLine)
    return Page(
      section: section, slug: slug, shortSlug: shortSlug, group: group, path: path,
      fields: fields ?? self.fields, lines: lines, file: file, bodyOffset: bodyOffset, bodyLine: bodyLine,
      dialect: dialect, inclusions: inclusions, values: values)
  }

  /// The name of the page in commands and links: `section/slug`.
  package var id: String { section.isEmpty ? slug : section + "/" + slug }

  /// The title: that of the front matter, else the first heading of level 1, else the file's name as words.
  package var title: String { fields.title ?? slug }

  /// The Markdown after the front matter.
  package var body: ArraySlice<UInt8> { file[bodyOffset...] }

  /// Whether `[[name]]` is shown by its label if there is no page of that name. Otherwise it is text.
  package var showsLabels: Bool { dialect.contains(.obsidian) }

  /// The Markdown with the syntax of other programs reduced to GitHub's.
  var reducedBody: ReducedMarkdown {
    dialect.reduce(body, firstLine: bodyLine, including: inclusions, values: values)
  }

  /// The parsed text. It is parsed at each access.
  package var document: Document {
    let markdown = reducedBody
    return Document(
      markdown: markdown.bytes, lines: markdown.lines, allowsOtherTasks: dialect.contains(.obsidian))
  }

  /// Whether the title is that of a heading with number signs in the text.
  package var isTitledByHeading: Bool {
    guard fields.title != nil, titleLine >= bodyLine else { return false }
    let lines = body.split(
      separator: UInt8(ascii: "\n"), maxSplits: titleLine - bodyLine + 1, omittingEmptySubsequences: false)
    guard titleLine - bodyLine < lines.count else { return false }
    return lines[titleLine - bodyLine].first { $0 != UInt8(ascii: " ") } == UInt8(ascii: "#")
  }

  /// Parses the text and passes its blocks to `body` to be read one by one; see ``BlockReader``.
  package func readBlocks(_ body: (inout BlockReader) -> Void) {
    let markdown = reducedBody
    BlockReader.read(
      markdown.bytes, lines: markdown.lines, allowsOtherTasks: dialect.contains(.obsidian), body)
  }

  /// The number of words that whitespace separates in the Markdown. It is counted at the first access, because each frame
  /// with the page in a list needs it.
  package var wordCount: Int {
    let known = countedWords.load(ordering: .relaxed)
    if known >= 0 { return known }
    // What a site puts at the end of every page is not part of its text.
    let count = inclusions.reduce(Self.wordCount(of: body)) {
      $0 + ($1.range.isEmpty ? 0 : Self.wordCount(of: $1.text[...]))
    }
    countedWords.store(count, ordering: .relaxed)
    return count
  }

  private static func wordCount(of text: ArraySlice<UInt8>) -> Int {
    text.withUnsafeBufferPointer { bytes in
      guard let first = bytes.first else { return 0 }
      // A word begins after each space. Without branches, and with sums of a byte, the compiler can use vector instructions.
      var count = first > 0x20 ? 1 : 0
      var start = 1
      while start < bytes.count {
        let end = min(start &+ 255, bytes.count)
        var sum: UInt8 = 0
        for index in start..<end {
          let isWord: UInt8 = bytes[index] > 0x20 ? 1 : 0
          let isBehindSpace: UInt8 = bytes[index &- 1] <= 0x20 ? 1 : 0
          sum &+= isWord & isBehindSpace
        }
        count += Int(sum)
        start = end
      }
      return count
    }
  }

  /// The reading time in minutes, at least 1, at 220 words a minute (Brysbaert 2019 finds 238 for prose; code
  /// takes longer).
  package var readingMinutes: Int { max(1, (wordCount + 110) / 220) }

  /// A line about the page: the summary in the front matter, else the beginning of the first paragraph.
  package var summary: String {
    if let summary = fields.summary { return summary }
    return FirstParagraph.text(of: body, dialect, values: values)
  }
}
