internal import JSON
internal import Markdown
internal import PortfolioModel

extension Resume {
  /// The résumé as JSON Resume 1.0.0, without the members whose value is not known. What was read from a file of this
  /// format is given back as it was.
  var json: JSON {
    guard let document else { return jsonOfPages }
    let kept = Set(parts.flatMap(\.pages).map(\.path))
    var kinds: Set<ResumePart> = []
    var members = document.members.map { member -> (String, JSON) in
      switch member.content {
      case .value(let value):
        let isOverridden = member.name == "basics" && document.isJoined
        return (member.name, isOverridden ? value.overridden(by: person) : value)
      case .entries(let kind, let entries):
        let known = Set(entries.map(\.page))
        kinds.insert(kind)
        // Entries that came from elsewhere follow those of the file.
        let others = pages(of: kind).filter { !known.contains($0.path) }.map { $0.json(as: kind) }
        return (
          member.name, .array(entries.filter { kept.contains($0.page) }.map(\.value) + others)
        )
      }
    }
    for (name, kind) in Self.members where !kinds.contains(kind) {
      let entries = pages(of: kind).map { $0.json(as: kind) }
      if !entries.isEmpty { members.append((name, .array(entries))) }
    }
    return .object(members)
  }

  /// The members of JSON Resume that hold entries, in the order of the schema.
  private static let members: [(name: String, kind: ResumePart)] = [
    ("work", .work), ("volunteer", .volunteer), ("education", .education), ("awards", .awards),
    ("certificates", .certificates), ("publications", .publications), ("skills", .skills),
    ("languages", .languages), ("interests", .interests), ("references", .references),
    ("projects", .projects),
  ]

  private var jsonOfPages: JSON {
    var members: [(String, JSON)] = [
      ("$schema", .string("https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json")),
      ("basics", .object(person.jsonBasics)),
    ]
    // These are there even if they are empty.
    let standard: Set<ResumePart> = [.work, .projects, .publications, .skills]
    for (name, kind) in Self.members {
      var entries = pages(of: kind).map { $0.json(as: kind) }
      if kind == .skills { entries += person.skills.map { .object([("name", .string($0))]) } }
      // The schema has no other sections: their entries are projects, which may be of any type.
      if kind == .projects {
        for part in parts where part.kind == .other {
          entries += part.pages.map { $0.json(as: .projects, type: part.title) }
        }
      }
      if !entries.isEmpty || standard.contains(kind) { members.append((name, .array(entries))) }
    }
    return .object(members)
  }
}

extension JSON {
  /// The basics of a file with the texts that the folder's own index gives.
  fileprivate func overridden(by person: Person) -> JSON {
    guard case .object(var members) = self else { return self }
    for (name, value) in person.jsonBasics {
      guard case .string = value else { continue }
      if let index = members.firstIndex(where: { $0.0 == name }) {
        members[index].1 = value
      } else {
        members.append((name, value))
      }
    }
    return .object(members)
  }
}

extension Person {
  fileprivate var jsonBasics: [(String, JSON)] {
    let profiles = profiles.map { profile in
      JSON.object(
        JSON.member("network", profile.network) + JSON.member("username", profile.username)
          + JSON.member("url", profile.url))
    }
    var basics = JSON.member("name", name) + JSON.member("label", title) + JSON.member("email", email)
    basics += JSON.member("phone", phone) + JSON.member("url", url) + JSON.member("summary", summary)
    if let location { basics.append(("location", .object([("address", .string(location))]))) }
    if !profiles.isEmpty { basics.append(("profiles", .array(profiles))) }
    return basics
  }
}

extension Page {
  /// The page as an entry of JSON Resume.
  /// - Parameter type: the type of a project.
  fileprivate func json(as kind: ResumePart, type: String? = nil) -> JSON {
    let entry = fields.resume
    let place = JSON.member("location", entry.location)
    let url = JSON.member("url", fields.url)
    let text = JSON.member("summary", summary)
    let highlights = JSON.member("highlights", entry.highlights)
    let organization = entry.organization ?? title
    let name = JSON.member("name", title)
    let keywords = JSON.member("keywords", fields.tags)
    // These entries have no text in the schema.
    let words = fields.tags.isEmpty ? JSON.member("keywords", [summary].filter { !$0.isEmpty }) : keywords
    let date = JSON.member("date", fields.date?.jsonResume)
    let members: [(String, JSON)] =
      switch kind {
      case .work:
        JSON.member("name", organization) + JSON.member("position", entry.role) + place + url
          + entry.period.jsonMembers + text + highlights
      case .volunteer:
        JSON.member("organization", organization) + JSON.member("position", entry.role) + url
          + entry.period.jsonMembers + text + highlights
      case .education:
        JSON.member("institution", organization) + JSON.member("area", entry.role) + url
          + entry.period.jsonMembers + place + text + highlights
      case .projects, .other, .none:
        name + JSON.member("description", summary) + highlights + keywords + entry.period.jsonMembers + url
          + JSON.member("roles", [entry.role].compactMap { $0 })
          + JSON.member("entity", entry.organization) + JSON.member("type", type)
      case .publications:
        name + JSON.member("publisher", entry.organization)
          + JSON.member("releaseDate", fields.date?.jsonResume) + url + text
      case .awards: JSON.member("title", title) + date + JSON.member("awarder", entry.organization) + text
      case .certificates: name + date + url + JSON.member("issuer", entry.organization)
      case .skills: name + JSON.member("level", entry.role) + words
      case .languages: JSON.member("language", title) + JSON.member("fluency", entry.role ?? summary)
      case .interests: name + words
      case .references: name + JSON.member("reference", summary)
      }
    return .object(members)
  }
}

extension Period {
  fileprivate var jsonMembers: [(String, JSON)] {
    JSON.member("startDate", start?.jsonResume) + JSON.member("endDate", end?.jsonResume)
  }
}

extension CalendarDate {
  /// The date in the pattern of the schema, which allows the years 1000 to 2999; nil for other years.
  fileprivate var jsonResume: String? { (1000...2999).contains(year) ? description : nil }
}
