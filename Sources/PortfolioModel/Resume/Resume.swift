/// The résumé of a portfolio. Its parts and fields are those of JSON Resume (jsonresume.org/schema).
package struct Resume: Sendable {
  package let person: Person
  package private(set) var work: [Page] = []
  package private(set) var projects: [Page] = []
  package private(set) var publications: [Page] = []
  /// The title of each part: that of the first section in it.
  package private(set) var titles: [ResumePart: String] = [:]

  /// Assigns each section to the part that its field `resume` names. Without that field, a section whose pages have
  /// organizations is work, and a section whose pages have dates is publications.
  package init(_ portfolio: Portfolio) {
    person = portfolio.person
    for section in portfolio.sections {
      let part = section.resumePart ?? Self.likelyPart(of: section)
      switch part {
      case .work: work += section.pages
      case .projects: projects += section.pages
      case .publications: publications += section.pages
      case .none: continue
      }
      titles[part] = titles[part] ?? section.title
    }
  }

  private static func likelyPart(of section: Section) -> ResumePart {
    if section.pages.contains(where: { $0.fields.resume.organization != nil }) { return .work }
    return section.pages.contains { $0.fields.date != nil } ? .publications : .none
  }

  /// The résumé as Markdown. The text format is rendered from it.
  package var markdown: String {
    var text = ""
    func addBlock(_ block: String) { text += (text.isEmpty ? "" : "\n") + block + "\n" }
    addBlock("# " + (person.heading ?? "Résumé").escaped)
    if person.name != nil, let title = person.title { addBlock("**\(title.escaped)**") }
    if let headline = person.headline { addBlock("*\(headline.escaped)*") }
    let addresses = [person.email, person.url].compactMap { $0 } + person.profiles.map(\.url)
    let contacts = [person.location?.escaped].compactMap { $0 } + addresses.map(\.escapedAddress)
    if !contacts.isEmpty { addBlock(contacts.joined(separator: " · ")) }
    if let summary = person.summary { addBlock(summary.escaped) }
    add(part: .work, to: &text) { page in
      let fields = page.fields.resume
      let head = [fields.role, fields.organization ?? page.title].compactMap { $0 }.map(\.escaped).joined(
        separator: ", ")
      let details = [fields.location, fields.period.spelled].compactMap { $0 }.filter { !$0.isEmpty }
      var entry = "### " + head + (details.isEmpty ? "" : " (\(details.joined(separator: ", ").escaped))")
      entry += "\n\n" + page.summary.escaped
      if !fields.highlights.isEmpty { entry += "\n" }
      for highlight in fields.highlights { entry += "\n- " + highlight.escaped }
      return entry
    }
    add(part: .projects, to: &text) { "- **\($0.title.escaped)**: \($0.summary.escaped)" }
    add(part: .publications, to: &text) { page in
      let date = page.fields.date.map { " (\($0.spelled))" } ?? ""
      return "- **\(page.title.escaped)**\(date): \(page.summary.escaped)"
    }
    if !person.skills.isEmpty {
      addBlock("## Skills")
      addBlock(person.skills.map(\.escaped).joined(separator: ", "))
    }
    return text
  }

  private func add(part: ResumePart, to text: inout String, _ entry: (Page) -> String) {
    let pages = pages(of: part)
    guard !pages.isEmpty else { return }
    text += "\n## \((titles[part] ?? part.rawValue).escaped)\n\n"
    text += pages.map(entry).joined(separator: part == .work ? "\n\n" : "\n") + "\n"
  }

  private func pages(of part: ResumePart) -> [Page] {
    switch part {
    case .work: work
    case .projects: projects
    case .publications: publications
    case .none: []
    }
  }
}

extension String {
  /// An address in Markdown. It is escaped only if it contains a special character, so that other addresses stay links.
  fileprivate var escapedAddress: String { contains { "\\`*[]<>| \n".contains($0) } ? escaped : self }

  /// A text as one line of Markdown. Special characters are escaped, and line ends become spaces.
  fileprivate var escaped: String {
    var result = ""
    let holdsSemicolon = contains(";")
    for character in self {
      if "\\`*_[]<>#|~".contains(character) || character == "&" && holdsSemicolon { result += "\\" }
      result.append(character.isNewline ? " " : character)
    }
    result = result.trimmed
    // At the beginning of a line, these would begin a list, a heading or a thematic break.
    let digits = result.prefix { $0.isNumber }
    if result.first.map({ "-+=".contains($0) }) == true { return "\\" + result }
    if !digits.isEmpty, let next = result.dropFirst(digits.count).first, next == "." || next == ")" {
      return digits + "\\" + result.dropFirst(digits.count)
    }
    return result
  }
}
