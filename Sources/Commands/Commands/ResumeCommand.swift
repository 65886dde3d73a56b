internal import JSON
internal import Markdown
internal import PortfolioModel
internal import TerminalText

/// `resume`: prints the résumé as text, as Markdown, or as JSON Resume.
func runResume(_ run: Run) throws(Failure) {
  let resume = Resume(try run.portfolio())
  try Pager.print(run) { () throws(Failure) in
    switch run.options.format {
    case .json:
      let text = resume.json.filteredText
      try run.output.write { $0 += text.utf8 }
    case .markdown:
      for line in resume.markdown.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        try run.output.writeLine(FilteredText(line, as: .code))
      }
    case .text:
      try run.stream { run.appearance.renderer.render(Document(markdown: resume.markdown), to: $0) }
    }
  }
}

extension Resume {
  /// The résumé as JSON Resume 1.0.0, without the members whose value is not known.
  fileprivate var json: JSON {
    let profiles = person.profiles.map { profile in
      JSON.object(
        JSON.member("network", profile.network) + JSON.member("username", profile.username)
          + JSON.member("url", profile.url))
    }
    var basics = JSON.member("name", person.name) + JSON.member("label", person.title)
    basics += JSON.member("email", person.email) + JSON.member("url", person.url)
    basics += JSON.member("summary", person.summary)
    if let location = person.location {
      basics.append(("location", .object([("address", .string(location))])))
    }
    if !profiles.isEmpty { basics.append(("profiles", .array(profiles))) }
    var members: [(String, JSON)] = [
      ("$schema", .string("https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json")),
      ("basics", .object(basics)),
    ]
    members.append(("work", .array(work.map(\.jsonWork))))
    members.append(("projects", .array(projects.map(\.jsonProject))))
    members.append(("publications", .array(publications.map(\.jsonPublication))))
    members.append(("skills", .array(person.skills.map { .object([("name", .string($0))]) })))
    return .object(members)
  }
}

extension Page {
  fileprivate var jsonWork: JSON {
    let entry = fields.resume
    var members = JSON.member("name", entry.organization ?? title) + JSON.member("position", entry.role)
    members += JSON.member("location", entry.location) + JSON.member("url", fields.url)
    members += entry.period.jsonMembers
    return .object(members + JSON.member("summary", summary) + JSON.member("highlights", entry.highlights))
  }

  fileprivate var jsonProject: JSON {
    var members = JSON.member("name", title) + JSON.member("description", summary)
    members += JSON.member("keywords", fields.tags) + JSON.member("url", fields.url)
    members += fields.resume.period.jsonMembers
    return .object(members + JSON.member("roles", [fields.resume.role].compactMap { $0 }))
  }

  fileprivate var jsonPublication: JSON {
    var members = JSON.member("name", title) + JSON.member("releaseDate", fields.date?.jsonResume)
    members += JSON.member("url", fields.url)
    return .object(members + JSON.member("summary", summary))
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
