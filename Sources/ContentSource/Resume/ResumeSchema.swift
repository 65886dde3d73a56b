internal import PortfolioModel

/// The meaning of the members of an entry of a résumé: a row of the table of JSON Resume's sections, or of RenderCV's kinds
/// of entries.
struct ResumeSchema: Sendable {
  /// The meaning of a member for the page that an entry becomes.
  enum Meaning: Sendable {
    case title, organization, role, location, url, start, end, date
    /// It stands before the role, which is a field of study.
    case degree
    /// A list of roles.
    case roles
    /// A paragraph of the page; the first is its summary.
    case text
    case highlights, tags
    /// It is listed at the end of the page, as every member without a meaning is.
    case detail
  }

  /// The member of a JSON Resume that holds the section.
  let key: String
  let part: ResumePart
  /// The members in the order in which they are written.
  let members: [(name: String, meaning: Meaning)]
  /// Whether an entry with a beginning and without an end lasts until now.
  var isOpenEnded = false

  func meaning(of name: String) -> Meaning { members.first { $0.name == name }?.meaning ?? .detail }

  /// The title of the section.
  var title: String { key.prefix(1).uppercased() + key.dropFirst() }

  /// The sections of JSON Resume 1.0, in the order in which they are shown. Some names are those of its drafts, such as
  /// `company` and `website`.
  static let jsonResume: [ResumeSchema] = [
    ResumeSchema(
      key: "work", part: .work,
      members: [
        ("name", .organization), ("company", .organization), ("location", .location),
        ("description", .detail),
        ("position", .role), ("url", .url), ("website", .url), ("startDate", .start), ("endDate", .end),
        ("summary", .text), ("highlights", .highlights), ("keywords", .tags), ("tags", .tags),
      ], isOpenEnded: true),
    ResumeSchema(
      key: "projects", part: .projects,
      members: [
        ("name", .title), ("description", .text), ("highlights", .highlights), ("keywords", .tags),
        ("startDate", .start), ("endDate", .end), ("url", .url), ("roles", .roles),
        ("entity", .organization), ("type", .detail), ("summary", .text), ("tags", .tags),
      ]),
    ResumeSchema(
      key: "education", part: .education,
      members: [
        ("institution", .organization), ("url", .url), ("website", .url), ("area", .role),
        ("studyType", .degree), ("startDate", .start), ("endDate", .end), ("score", .detail),
        ("gpa", .detail), ("courses", .detail), ("location", .location), ("summary", .text),
        ("highlights", .highlights),
      ]),
    ResumeSchema(
      key: "skills", part: .skills, members: [("name", .title), ("level", .role), ("keywords", .tags)]),
    ResumeSchema(
      key: "volunteer", part: .volunteer,
      members: [
        ("organization", .organization), ("position", .role), ("url", .url), ("website", .url),
        ("startDate", .start), ("endDate", .end), ("summary", .text), ("highlights", .highlights),
        ("location", .location), ("tags", .tags),
      ], isOpenEnded: true),
    ResumeSchema(
      key: "publications", part: .publications,
      members: [
        ("name", .title), ("publisher", .organization), ("releaseDate", .date), ("url", .url),
        ("website", .url), ("summary", .text), ("tags", .tags),
      ]),
    ResumeSchema(
      key: "awards", part: .awards,
      members: [("title", .title), ("date", .date), ("awarder", .organization), ("summary", .text)]),
    ResumeSchema(
      key: "certificates", part: .certificates,
      members: [("name", .title), ("date", .date), ("url", .url), ("issuer", .organization)]),
    ResumeSchema(
      key: "languages", part: .languages,
      members: [("language", .title), ("name", .title), ("fluency", .role)]),
    ResumeSchema(key: "interests", part: .interests, members: [("name", .title), ("keywords", .tags)]),
    ResumeSchema(key: "references", part: .references, members: [("name", .title), ("reference", .text)]),
  ]

  /// The members of a JSON Resume in the order of its schema; others follow them.
  static let documentOrder = [
    "$schema", "basics", "work", "volunteer", "education", "awards", "certificates", "publications",
    "skills", "languages", "interests", "references", "projects", "meta",
  ]
}
