import PortfolioModel
import TerminalText

/// Decides the form of the notes at the right of the rows of a list: the date or the period of each page.
///
/// All rows of a list have notes of the same form, the longest that leaves room for the titles.
struct RowNotes: Sendable {
  /// The forms from the longest to the shortest.
  enum Form: Int, CaseIterable {
    /// `9 Mar 2024 · 12 min`
    case dayAndMinutes
    /// `9 Mar 2024`, `Mar 2021 – now`
    case day
    /// `Mar 2024`, `2021 – now`
    case month
    /// `2024`, `now`
    case year
  }

  /// The widths of the first pages, in columns: of the title, of the role after it, and of the note in each form. A
  /// note without a date has a single form.
  private let sample: [(title: Int, role: Int, notes: [Int])]

  /// Measures the notes of a list once, so that finding the form for a width needs no text.
  init(_ pages: [Page]) {
    sample = pages.prefix(Self.sampleSize).map { page in
      let isDated = page.fields.date != nil || !page.fields.resume.period.isEmpty
      let forms = isDated ? Form.allCases : [.year]
      // Every scalar of a note has one column.
      let notes = forms.map { Self.text(of: page, $0, minutes: "99 min").unicodeScalars.count }
      return (Self.columns(of: page.title), page.roleBehindTitle.columns, notes)
    }
  }

  /// Returns the longest form with which three of four titles fit together with their roles. If no form leaves enough
  /// room, roles are not counted.
  ///
  /// - Parameter width: the width of a row, in columns.
  func form(width: Int) -> Form {
    func isRoomy(_ form: Form, withRole: Bool) -> Bool {
      let whole = sample.count { one in
        let note = one.notes[min(form.rawValue, one.notes.count - 1)]
        return Self.marks + one.title + (withRole ? one.role : 0) + note + 1 <= width
      }
      return 4 * whole >= 3 * sample.count
    }
    return Form.allCases.first { isRoomy($0, withRole: true) }
      ?? Form.allCases.first { isRoomy($0, withRole: false) } ?? .year
  }

  /// The width of a row, in columns, with which the first titles fit beside the shortest notes.
  var wantedWidth: Int {
    sample.reduce(0) { widest, one in
      let note = one.notes.last.map { $0 > 0 ? $0 + 1 : 0 } ?? 0
      return max(widest, Self.marks + one.title + note)
    }
  }

  /// Returns the note of a page; empty if it would leave too few columns to the title.
  static func note(of page: Page, _ form: Form, width: Int) -> FilteredText {
    let minutes = form == .dayAndMinutes || page.fields.date == nil ? page.readingMinutes : 0
    let note = FilteredText(text(of: page, form, minutes: minutes > 2 ? "\(minutes) min" : nil))
    return width < note.columns + marks + leastTitle ? "" : note
  }

  /// Returns the columns of a text. Most titles are ASCII, which has a column for each byte.
  private static func columns(of text: String) -> Int {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? text.utf8.count : FilteredText(text).columns
  }

  /// Returns the note of a page in a form, with the reading time if it is not nil.
  private static func text(of page: Page, _ form: Form, minutes: String?) -> String {
    let period = page.fields.resume.period
    if !period.isEmpty {
      switch form {
      case .dayAndMinutes, .day: return period.spelled
      case .month: return period.spelledInYears
      case .year: return period.isCurrent ? "now" : period.spelledInYears
      }
    }
    guard let date = page.fields.date else { return minutes ?? "" }
    switch form {
    case .dayAndMinutes: return date.spelled + (minutes.map { " · " + $0 } ?? "")
    case .day: return date.spelled
    case .month: return date.withoutDay.spelled
    case .year: return date.withoutMonth.spelled
    }
  }

  /// The columns around a title: the mark of the selection before it, and a space after it.
  private static let marks = 4
  /// A note must leave at least this many columns to the title.
  private static let leastTitle = 12
  /// The number of pages that are measured.
  private static let sampleSize = 32
}

extension Page {
  /// ` · Role`, if the entry has a role.
  var roleBehindTitle: FilteredText { fields.resume.role.map { " · " + FilteredText($0) } ?? "" }
}
