internal import JSON
internal import PortfolioModel

/// An entry of a résumé file as a page: what its members mean, and all others as details.
struct ResumeEntry {
  /// A member that cannot be what it should be, and the line on which it stands.
  struct Fault: Error {
    var line: Int
    var message: String
  }

  private(set) var title: String?
  private(set) var organization: String?
  private var degree: String?
  private var ownRole: String?
  private(set) var location: String?
  private(set) var url: String?
  private(set) var date: CalendarDate?
  private(set) var period = Period()
  private(set) var texts: [String] = []
  private(set) var highlights: [String] = []
  private(set) var tags: [String] = []
  private(set) var details: [LocatedJSON.Member] = []
  private(set) var faults: [Fault] = []
  let line: Int
  private let dates: DateRule
  private var hasEnd = false

  var role: String? {
    let parts = [degree, ownRole].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Which texts may stand where a date is expected.
  enum DateRule {
    /// Dates only: JSON Resume.
    case strict
    /// Any text, and `present` for an entry that lasts until now: RenderCV.
    case free
  }

  init(_ value: LocatedJSON, _ schema: ResumeSchema, dates: DateRule) {
    line = value.line
    self.dates = dates
    guard case .object(let members) = value.value else {
      // A section of texts: the value is the entry.
      if case .string(let text) = value.value { texts.append(text) } else { add(detail: "value", value) }
      return
    }
    for member in members where !member.value.isEmpty { apply(member, schema.meaning(of: member.name)) }
    if schema.isOpenEnded, period.start != nil, !hasEnd { period.isCurrent = true }
  }

  /// Adds a fault of the entry as a whole.
  mutating func add(fault message: String) { faults.append(Fault(line: line, message: message)) }

  // MARK: Members

  private mutating func apply(_ member: LocatedJSON.Member, _ meaning: ResumeSchema.Meaning) {
    switch meaning {
    case .title: title = text(of: member, unless: title)
    case .organization: organization = text(of: member, unless: organization)
    case .role: ownRole = text(of: member, unless: ownRole)
    case .degree: degree = text(of: member, unless: degree)
    case .roles:
      let roles = list(of: member)
      if !roles.isEmpty { ownRole = roles.joined(separator: ", ") }
    case .location: location = text(of: member, unless: location)
    case .url: url = text(of: member, unless: url)
    case .start: setDate(member) { $0.period.start = $1 }
    case .end:
      hasEnd = true
      if dates == .free, ["present", "now", "current"].contains(member.value.text?.lowercased()) {
        period.isCurrent = true
      } else {
        setDate(member) { $0.period.end = $1 }
      }
    case .date: setDate(member) { $0.date = $1 }
    case .text:
      guard let text = text(of: member) else { return }
      texts.append(text)
    case .highlights: highlights += list(of: member)
    case .tags: tags += list(of: member)
    case .detail: add(detail: member.name, member.value)
    }
  }

  /// The text of a member, or the text that a member of the same meaning has set before.
  private mutating func text(of member: LocatedJSON.Member, unless known: String?) -> String? {
    guard let known else { return text(of: member) }
    add(detail: member.name, member.value)
    return known
  }

  /// The text of a member; what is no text becomes a detail and a fault.
  private mutating func text(of member: LocatedJSON.Member) -> String? {
    if let text = member.value.text { return text }
    refuse(member, "must be text")
    return nil
  }

  private mutating func setDate(
    _ member: LocatedJSON.Member, _ set: (inout ResumeEntry, CalendarDate) -> Void
  ) {
    guard let text = text(of: member) else { return }
    if let date = CalendarDate(text.trimmed) {
      let rest = text.trimmed.dropFirst(date.description.count)
      if rest.isEmpty { return set(&self, date) }
      // A time is listed as it is written. With other text it is not a date: `2020 to 2022`.
      if date.day != nil, rest.allSatisfy({ $0.isNumber || "TtZz:.+- ".contains($0) }) {
        set(&self, date)
        return add(detail: member.name, member.value)
      }
    }
    if dates == .free { return add(detail: member.name, member.value) }
    refuse(member, "must be a date")
  }

  private mutating func list(of member: LocatedJSON.Member) -> [String] {
    guard case .array(let values) = member.value.value else {
      refuse(member, "must be a list")
      return []
    }
    let texts = values.compactMap(\.text)
    if texts.count == values.count { return texts }
    refuse(member, "must be a list of texts")
    return []
  }

  private mutating func refuse(_ member: LocatedJSON.Member, _ predicate: String) {
    faults.append(Fault(line: member.line, message: "'\(member.name)' \(predicate)"))
    add(detail: member.name, member.value)
  }

  private mutating func add(detail name: String, _ value: LocatedJSON) {
    details.append(LocatedJSON.Member(name, value, line: value.line))
  }
}

extension LocatedJSON {
  /// The text of a string; nil for other values.
  var text: String? {
    if case .string(let text) = value { return text }
    return nil
  }

  /// Whether there is nothing to read in it.
  var isEmpty: Bool {
    switch value {
    case .string(let text): text.trimmed.isEmpty
    case .number, .boolean: false
    case .null: true
    case .array(let values): values.allSatisfy(\.isEmpty)
    case .object(let members): members.allSatisfy(\.value.isEmpty)
    }
  }
}
