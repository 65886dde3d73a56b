internal import JSON
internal import PortfolioModel

/// A RenderCV file as a JSON Resume. What has no counterpart there keeps its name, so that nothing is lost: the schema
/// allows other members everywhere.
extension ResumeDocument {
  /// - Parameter paths: the paths of the pages of each section.
  init(renderCV source: ResumeSource, paths: [String: [String]]) {
    var entries: [String: (kind: ResumePart, entries: [Entry])] = [:]
    for section in source.sections {
      // The schema has no other sections: their entries are projects, which may be of any type.
      let target = ResumeSchema.jsonResume.first { $0.part == section.schema.part } ?? .projects
      let type = section.schema.part == .other ? section.title : nil
      for (index, value) in section.entries.enumerated() {
        let path = paths[section.name].flatMap { index < $0.count ? $0[index] : nil } ?? ""
        let object = value.entry(from: section.schema, to: target, type: type)
        entries[target.key, default: (target.part, [])].entries.append(Entry(page: path, value: object))
      }
    }
    var members: [(name: String, content: Content)] = [("basics", .value(Self.basics(source.person)))]
    for name in ResumeSchema.documentOrder {
      if let (kind, entries) = entries[name] { members.append((name, .entries(kind, entries))) }
    }
    self.init(members: members + source.others.map { ($0.name, .value($0.value.json)) })
  }

  /// The members of `cv` that describe the person, as `basics`.
  private static func basics(_ members: [LocatedJSON.Member]) -> JSON {
    var basics = JSONMembers()
    for member in members where !member.value.isEmpty {
      let value = member.value
      switch (PersonSchema.meaning(of: member.name), value.value) {
      case (.location, .string): basics.add("location", .object([("address", value.json)]), or: member.name)
      case (.profiles, .array(let values)):
        basics.add("profiles", .array(values.map(\.profile)), or: member.name)
      case (.detail, _): basics.add(member.name, value.json, or: member.name)
      case (let meaning, .array(let values)):
        // Of several addresses, the schema has room for the first.
        if let first = values.first, first.text != nil, let name = PersonSchema.name(of: meaning) {
          basics.add(name, first.json, or: member.name)
        }
        if values.count > 1 || values.first?.text == nil {
          basics.add(member.name + "s", value.json, or: member.name)
        }
      case (let meaning, _):
        let name = value.text == nil ? nil : PersonSchema.name(of: meaning)
        basics.add(name ?? member.name, value.json, or: member.name)
      }
    }
    return .object(basics.members)
  }
}

/// The members of an object, whose names are unique.
private struct JSONMembers {
  private(set) var members: [(String, JSON)] = []

  /// Adds a member under its own name if another has the first one already.
  mutating func add(_ name: String, _ value: JSON, or own: String) {
    let isTaken = members.contains { $0.0 == name }
    members.append((isTaken ? own : name, value))
  }
}

extension PersonSchema {
  /// The name of JSON Resume, which precedes those of other programs in the table.
  fileprivate static func name(of meaning: Meaning) -> String? {
    members.first { $0.meaning == meaning }?.name
  }
}

extension LocatedJSON {
  /// An account as an entry of `profiles`, with the address that its network and its name stand for.
  fileprivate var profile: JSON {
    guard case .object(let members) = value else { return .object([("network", json)]) }
    func text(_ name: String) -> String? { members.first { $0.name == name }?.value.text }
    var profile = members.map { ($0.name, $0.value.json) }
    let address = PersonSchema.address(network: text("network") ?? "", username: text("username") ?? "")
    if text("url") == nil, let address { profile.append(("url", .string(address))) }
    return .object(profile)
  }

  /// An entry with the names that its members have in another schema.
  /// - Parameter type: the type of a project.
  fileprivate func entry(from schema: ResumeSchema, to target: ResumeSchema, type: String?) -> JSON {
    guard case .object(let members) = value else {
      return .object([(text == nil ? "value" : target.name(of: .text) ?? "value", json)])
    }
    var entry = JSONMembers()
    for member in members where !member.value.isEmpty {
      let meaning = schema.meaning(of: member.name)
      // An entry without an end lasts until now.
      if meaning == .end, target.isOpenEnded, member.value.text?.lowercased() == "present" { continue }
      let name = member.value.fits(meaning) ? target.name(of: meaning) : nil
      let isList = meaning == .text && name == "keywords"
      entry.add(
        name ?? member.name, isList ? .array([member.value.json]) : member.value.json, or: member.name)
    }
    if let type { entry.add("type", .string(type), or: "section") }
    return .object(entry.members)
  }

  /// Whether a value has the type that its meaning has in JSON Resume.
  private func fits(_ meaning: ResumeSchema.Meaning) -> Bool {
    switch meaning {
    case .start, .end, .date: text.flatMap { CalendarDate($0)?.description == $0 } == true
    case .highlights, .tags, .roles:
      if case .array(let values) = value { values.allSatisfy { $0.text != nil } } else { false }
    case .title, .organization, .role, .location, .url, .degree, .text: text != nil
    case .detail: false
    }
  }
}

extension ResumeSchema {
  fileprivate static let projects = jsonResume.first { $0.part == .projects } ?? jsonResume[0]

  /// The name of the first member with a meaning; nil if the schema has none.
  fileprivate func name(of meaning: Meaning) -> String? {
    if let name = members.first(where: { $0.meaning == meaning })?.name { return name }
    // The details of an entry of one line.
    guard meaning == .text else { return nil }
    return part == .languages ? "fluency" : part == .skills || part == .interests ? "keywords" : nil
  }
}
