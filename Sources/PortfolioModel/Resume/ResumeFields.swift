/// The fields of a page's front matter that are used in the résumé.
package struct ResumeFields: Sendable {
  package var organization: String?
  package var role: String?
  package var location: String?
  package var period = Period()
  package var highlights: [String] = []
  /// The part of the résumé to which the section's pages belong. Only the index of a section has it.
  package var part: ResumePart?
}

/// A part of a résumé, in the order of the printed one. The names are those of the field `resume`, and of JSON Resume
/// (jsonresume.org/schema).
package enum ResumePart: String, Sendable, CaseIterable {
  case work, volunteer, education, projects, publications, awards, certificates
  /// A part of another kind, under the title of its section.
  case other
  case skills, languages, interests, references
  /// The section is not part of the résumé.
  case none
}

/// The time from one date to another, or until now.
package struct Period: Sendable {
  package var start: CalendarDate?
  package var end: CalendarDate?
  /// Whether it lasts until now: `end: present`.
  package var isCurrent = false

  package init() {}

  package var isEmpty: Bool { start == nil && end == nil && !isCurrent }

  /// `Mar 2021 – now`, `2019 – 2021`, `now`, or nothing.
  package var spelled: String { spelled { $0 } }

  /// The period in years: `2021 – now`, `2019`, `now`, or nothing.
  package var spelledInYears: String { spelled(\.withoutMonth) }

  private func spelled(_ rounded: (CalendarDate) -> CalendarDate) -> String {
    let first = start.map { rounded($0).spelled }
    let last = isCurrent ? "now" : end.map { rounded($0).spelled }
    switch (first, last) {
    case (let first?, let last?) where first == last: return first
    case (let first?, let last?): return "\(first) – \(last)"
    case (let only?, nil), (nil, let only?): return only
    case (nil, nil): return ""
    }
  }
}
