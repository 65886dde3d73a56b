internal import Dialects
package import Markdown

/// A Markdown file as a page of the portfolio. Its text is parsed when it is asked for.
///
/// A value that never changes, behind one reference: pages are handed around often, and have many fields.
package final class Page: Sendable {
  /// The folder it is in, or the section that its file makes.
  package let section: String
  /// Its name within the section.
  package let slug: String
  /// The file, relative to the content's folder. Not filtered.
  package let path: String
  /// What its front matter says.
  package let fields: PageFields
  /// Where title, summary and tags stand, or 1.
  package let titleLine: Int
  package let summaryLine: Int
  package let tagsLine: Int

  /// The file's bytes, front matter included.
  package let file: [UInt8]
  package let bodyOffset: Int
  /// The file's line on which the text begins, from 1.
  package let bodyLine: Int

  package init(
    section: String, slug: String, path: String, fields: PageFields, lines: FieldLines, file: [UInt8],
    bodyOffset: Int, bodyLine: Int
  ) {
    self.section = section
    self.slug = slug
    self.path = path
    self.fields = fields
    titleLine = lines.title
    summaryLine = lines.summary
    tagsLine = lines.tags
    self.file = file
    self.bodyOffset = bodyOffset
    self.bodyLine = bodyLine
  }

  /// Where fields stand in a file, counted from 1.
  package struct FieldLines {
    package var title = 1
    package var summary = 1
    package var tags = 1

    package init() {}
  }

  /// `section/slug`, what a person types to see it.
  package var id: String { section.isEmpty ? slug : section + "/" + slug }

  /// The title: front matter, else the first heading of level 1, else the file's name as words.
  package var title: String { fields.title ?? slug }

  /// The text as bytes of Markdown.
  package var body: ArraySlice<UInt8> { file[bodyOffset...] }

  /// The text as a tree, parsed now; shortcodes are reduced to what they say.
  package var document: Document { Document(markdown: Shortcodes.reduce(body), firstLine: bodyLine) }

  /// The same, lying close together in memory.
  package var compactDocument: Document {
    Document(markdown: Shortcodes.reduce(body), firstLine: bodyLine, isCompact: true)
  }

  /// Whitespace-separated words of the source's text.
  package var wordCount: Int {
    body.withUnsafeBufferPointer { bytes in
      guard let first = bytes.first else { return 0 }
      // A word begins behind each space. Every row of a list asks for this (a loop with branches was 2.8 % of a
      // visit's processor time): without branches, and with sums of a byte, many bytes are one step.
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

  /// Minutes at 220 words a minute, at least one (Brysbaert 2019 finds 238 for prose; code is slower).
  package var readingMinutes: Int { max(1, (wordCount + 110) / 220) }

  /// One line about it: the front matter's, else the beginning of the first paragraph.
  package var summary: String {
    if let summary = fields.summary { return summary }
    return FirstParagraph.text(of: body)
  }
}

/// The fields of a page's front matter that have a meaning here.
package struct PageFields: Sendable {
  package var title: String?
  package var slug: String?
  package var summary: String?
  package var tags: [String] = []
  package var date: CalendarDate?
  /// What a notebook says instead.
  package var published: CalendarDate?
  package var created: CalendarDate?
  package var updated: CalendarDate?
  /// From when on it is not to be seen any more.
  package var expires: CalendarDate?
  package var isDraft = false
  /// The order within the section, and of sections: small first, none last.
  package var weight: Int?
  package var aliases: [String] = []
  package var organization: String?
  package var role: String?
  package var location: String?
  package var start: CalendarDate?
  package var end: CalendarDate?
  /// Whether it goes on: `end: present`.
  package var isCurrent = false
  package var url: String?
  package var highlights: [String] = []
  /// What part of a résumé a section's pages are; of an `index.md` only.
  package var resumePart: ResumePart?
  /// Keys that nothing here understands, with the lines they stand on.
  package var unknown: [(key: String, line: Int)] = []

  package init() {}

  /// Whether its day has not come yet, or is over.
  package func isHidden(on day: CalendarDate) -> Bool {
    date.map { $0 > day } == true || expires.map { $0 <= day } == true
  }

  /// `Mar 2021 – now`, `2019 – 2021`, `now`, or nothing.
  package var period: String { Self.period(start?.spelled, isCurrent ? "now" : end?.spelled) }

  /// The same in years: `2021 – now`, `2019`.
  package var periodInYears: String {
    Self.period(start?.withoutMonth.spelled, isCurrent ? "now" : end?.withoutMonth.spelled)
  }

  private static func period(_ first: String?, _ last: String?) -> String {
    switch (first, last) {
    case (let first?, let last?) where first == last: return first
    case (let start?, let last?): return "\(start) – \(last)"
    case (let start?, nil): return start
    case (nil, let last?): return last
    case (nil, nil): return ""
    }
  }
}

/// The parts of a résumé.
package enum ResumePart: String, Sendable, CaseIterable {
  case work, projects, publications, none
}
