public import Markdown

/// A Markdown file as a page of the portfolio. Its text is parsed when it is asked for.
///
/// A value that never changes, behind one reference: pages are handed around often, and have many fields.
public final class Page: Sendable {
  /// The folder it is in, or the section that its file makes.
  public let section: String
  /// Its name within the section.
  public let slug: String
  /// The file, relative to the content's folder. Not filtered.
  public let path: String
  /// What its front matter says.
  public let fields: PageFields
  /// Where title, summary and tags stand, or 1.
  public let titleLine: Int
  public let summaryLine: Int
  public let tagsLine: Int

  /// The file's bytes, front matter included.
  public let file: [UInt8]
  let bodyOffset: Int
  /// The file's line on which the text begins, from 1.
  public let bodyLine: Int

  init(
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
  struct FieldLines {
    var title = 1
    var summary = 1
    var tags = 1
  }

  /// `section/slug`, what a person types to see it.
  public var id: String { section.isEmpty ? slug : section + "/" + slug }

  /// The title: front matter, else the first heading of level 1, else the file's name as words.
  public var title: String { fields.title ?? slug }

  /// The text as bytes of Markdown.
  public var body: ArraySlice<UInt8> { file[bodyOffset...] }

  /// The text as a tree, parsed now; shortcodes are reduced to what they say.
  public var document: Document { Document(markdown: Shortcodes.degraded(body), firstLine: bodyLine) }

  /// The same, lying close together in memory.
  public var compactDocument: Document {
    Document(markdown: Shortcodes.degraded(body), firstLine: bodyLine, isCompact: true)
  }

  /// Whitespace-separated words of the source's text.
  public var wordCount: Int {
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
  public var readingMinutes: Int { max(1, (wordCount + 110) / 220) }

  /// One line about it: the front matter's, else the beginning of the first paragraph.
  public var summary: String {
    if let summary = fields.summary { return summary }
    return FirstParagraph.text(of: body)
  }
}

/// The fields of a page's front matter that have a meaning here.
public struct PageFields: Sendable {
  public var title: String?
  public var slug: String?
  public var summary: String?
  public var tags: [String] = []
  public var date: CalendarDate?
  /// What a notebook says instead.
  var published: CalendarDate?
  var created: CalendarDate?
  public var updated: CalendarDate?
  /// From when on it is not to be seen any more.
  public var expires: CalendarDate?
  public var isDraft = false
  /// The order within the section, and of sections: small first, none last.
  public var weight: Int?
  public var aliases: [String] = []
  public var organization: String?
  public var role: String?
  public var location: String?
  public var start: CalendarDate?
  public var end: CalendarDate?
  /// Whether it goes on: `end: present`.
  public var isCurrent = false
  public var url: String?
  public var highlights: [String] = []
  /// What part of a résumé a section's pages are; of an `index.md` only.
  public var resumePart: ResumePart?
  /// Keys that nothing here understands, with the lines they stand on.
  public var unknown: [(key: String, line: Int)] = []

  /// Whether its day has not come yet, or is over.
  func isHidden(on day: CalendarDate) -> Bool {
    date.map { $0 > day } == true || expires.map { $0 <= day } == true
  }

  /// `Mar 2021 – now`, `2019 – 2021`, `now`, or nothing.
  public var period: String { Self.period(start?.spelled, isCurrent ? "now" : end?.spelled) }

  /// The same in years: `2021 – now`, `2019`.
  public var periodInYears: String {
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
public enum ResumePart: String, Sendable, CaseIterable {
  case work, projects, publications, none
}
