/// A portfolio as a résumé: the parts and fields of JSON Resume (jsonresume.org/schema), filled from pages.
package struct Resume: Sendable {
  /// Whom it is about.
  package let person: Person
  package private(set) var work: [Page] = []
  package private(set) var projects: [Page] = []
  package private(set) var publications: [Page] = []
  /// What the sections behind the parts are called.
  package private(set) var titles: [ResumePart: String] = [:]

  /// Takes each section for the part it names with `resume:`; where it names none, pages with an
  /// organization are work and dated ones publications.
  package init(_ portfolio: Portfolio) {
    person = portfolio.person
    for section in portfolio.sections {
      let part = section.resumePart ?? Self.guess(section)
      switch part {
      case .work: work += section.pages
      case .projects: projects += section.pages
      case .publications: publications += section.pages
      case .none: continue
      }
      titles[part] = titles[part] ?? section.title
    }
  }

  private static func guess(_ section: Section) -> ResumePart {
    if section.pages.contains(where: { $0.fields.organization != nil }) { return .work }
    return section.pages.contains { $0.fields.date != nil } ? .publications : .none
  }

  /// The résumé as Markdown; its text form is this, rendered.
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
      let fields = page.fields
      let head = [fields.role, fields.organization ?? page.title].compactMap { $0 }.map(\.escaped).joined(
        separator: ", ")
      let period = [fields.location, fields.period].compactMap { $0 }.filter { !$0.isEmpty }
      var entry = "### " + head + (period.isEmpty ? "" : " (\(period.joined(separator: ", ").escaped))")
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
  /// An address as it is, unless something in it would mark something.
  fileprivate var escapedAddress: String { contains { "\\`*[]<>| \n".contains($0) } ? escaped : self }

  /// As words in Markdown: what would mark something is escaped, line ends are spaces.
  fileprivate var escaped: String {
    var result = ""
    let holdsSemicolon = contains(";")
    for character in self {
      if "\\`*_[]<>#|~".contains(character) || character == "&" && holdsSemicolon { result += "\\" }
      result.append(character.isNewline ? " " : character)
    }
    result = result.trimmed
    // What would begin a list, a heading or a rule at the start of a line.
    let digits = result.prefix { $0.isNumber }
    if result.first.map({ "-+=".contains($0) }) == true { return "\\" + result }
    if !digits.isEmpty, let next = result.dropFirst(digits.count).first, next == "." || next == ")" {
      return digits + "\\" + result.dropFirst(digits.count)
    }
    return result
  }
}
