import PortfolioModel
import TerminalText

/// What stands at the right of the rows of a list: dates, in a form as long as the titles leave room for.
///
/// All rows have the same form, so that they can be compared.
struct RowNotes: Sendable {
  /// From long to short.
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

  /// Columns of the first rows: a title, the role behind it, and the note in each form, or in the only one.
  private let sample: [(title: Int, role: Int, notes: [Int])]

  /// Measures a list once: what a width makes of it is only arithmetic then.
  init(_ pages: [Page]) {
    sample = pages.prefix(Self.sampleSize).map { page in
      let isDated = page.fields.date != nil || !page.fields.resume.period.isEmpty
      let forms = isDated ? Form.allCases : [.year]
      // Nothing in a note is wider than a column.
      let notes = forms.map { Self.text(of: page, $0, minutes: "99 min").unicodeScalars.count }
      return (Self.columns(of: page.title), page.roleBehindTitle.columns, notes)
    }
  }

  /// The longest form beside which three titles of four are whole, if it can be with their roles.
  ///
  /// - Parameter width: of a row, in columns.
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

  /// The note of a page; empty where it would leave too little of the title.
  static func note(of page: Page, _ form: Form, width: Int) -> FilteredText {
    let minutes = form == .dayAndMinutes || page.fields.date == nil ? page.readingMinutes : 0
    let note = FilteredText(text(of: page, form, minutes: minutes > 2 ? "\(minutes) min" : nil))
    return width < note.columns + marks + leastTitle ? "" : note
  }

  /// A column a byte, where the text is as plain as most titles are.
  private static func columns(of text: String) -> Int {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? text.utf8.count : FilteredText(text).columns
  }

  private static func text(of page: Page, _ form: Form, minutes: String?) -> String {
    let fields = page.fields
    if !fields.resume.period.isEmpty {
      switch form {
      case .dayAndMinutes, .day: return fields.resume.period.spelled
      case .month: return fields.resume.period.spelledInYears
      case .year: return fields.resume.period.isCurrent ? "now" : fields.resume.period.spelledInYears
      }
    }
    guard let date = fields.date else { return minutes ?? "" }
    switch form {
    case .dayAndMinutes: return date.spelled + (minutes.map { " · " + $0 } ?? "")
    case .day: return date.spelled
    case .month: return date.withoutDay.spelled
    case .year: return date.withoutMonth.spelled
    }
  }

  /// The columns around the title: the mark before the row, and a space behind it.
  private static let marks = 4
  /// Columns of a title that are worth more than a note.
  private static let leastTitle = 12
  /// The first rows stand for all.
  private static let sampleSize = 32
}

extension Page {
  /// ` · Role`, where there is one.
  var roleBehindTitle: FilteredText { fields.resume.role.map { " · " + FilteredText($0) } ?? "" }
}
