internal import JSON
internal import PortfolioModel

extension ResumeSource {
  /// Reads the outermost object of a JSON Resume 1.0.
  init(jsonResume members: [LocatedJSON.Member], line: Int) {
    self.init(format: "JSON Resume", text: .plain, dates: .strict)
    document = members
    isRecognized = members.contains { Self.isPart($0.name) }
    if !isRecognized {
      add(
        fault: "this is no résumé: it has neither 'cv' nor 'basics' or a section of JSON Resume", line: line)
    }
    var names: Set<String> = []
    for member in members {
      if !names.insert(member.name).inserted {
        add(fault: "'\(member.name)' is given twice", line: member.line)
      }
      if member.name == "basics" {
        readBasics(member)
      } else if ResumeSchema.jsonResume.contains(where: { $0.key == member.name }) {
        if case .array = member.value.value { continue }
        if case .null = member.value.value { continue }
        add(fault: "'\(member.name)' must be a list", line: member.line)
        others.append(member)
      } else if member.name != "$schema" {
        others.append(member)
      }
    }
    // The sections in the order of the table.
    for schema in ResumeSchema.jsonResume {
      let entries = members.filter { $0.name == schema.key }.flatMap { member -> [LocatedJSON] in
        guard case .array(let values) = member.value.value else { return [] }
        return values
      }
      for entry in entries {
        if case .object = entry.value { continue }
        add(fault: "an entry of '\(schema.key)' must be an object", line: entry.line)
      }
      if !entries.isEmpty {
        sections.append(Section(name: schema.key, title: schema.title, schema: schema, entries: entries))
      }
    }
  }

  private mutating func readBasics(_ member: LocatedJSON.Member) {
    switch member.value.value {
    case .object(let members): person += members
    case .null: return
    case .string, .number, .boolean, .array:
      add(fault: "'basics' must be an object", line: member.line)
      others.append(member)
    }
  }
}
