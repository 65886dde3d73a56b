extension Resume {
  /// The extent of a résumé: the parts of it that are written.
  package struct Extent: Sendable {
    /// Whether the summary of the person is written.
    package var hasSummary = true
    /// Whether the headline and the addresses of the person are written.
    package var hasContacts = true
    /// Whether the skills of the person are written. Skills that are entries do not count.
    package var hasSkills = true
    /// The number of highlights of each entry, by the id of its page; nil for all.
    package var highlights: [String: Int]?

    package init() {}

    fileprivate func highlights(of page: Page) -> ArraySlice<String> {
      let all = page.fields.resume.highlights
      return highlights.map { all.prefix($0[page.id] ?? 0) } ?? all[...]
    }
  }

  /// The résumé as Markdown. The text format is rendered from it.
  package var markdown: String { markdown(Extent()) }

  package func markdown(_ extent: Extent) -> String {
    var blocks = head(extent)
    let skills =
      person.skills.isEmpty || !extent.hasSkills
      ? [] : [person.skills.map(\.escapedMarkdown).joined(separator: ", ")]
    for kind in ResumePart.allCases {
      // The skills of the person come before the skills that are pages.
      if kind == .skills, !skills.isEmpty {
        blocks += ["## " + (parts.first { $0.kind == .skills }?.title ?? "Skills").escapedMarkdown] + skills
      }
      for part in parts where part.kind == kind {
        if kind != .skills || skills.isEmpty { blocks.append("## " + part.title.escapedMarkdown) }
        blocks += entries(of: part, extent)
      }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The person, as paragraphs.
  private func head(_ extent: Extent) -> [String] {
    var blocks = ["# " + (person.heading ?? "Résumé").escapedMarkdown]
    if person.name != nil, let title = person.title { blocks.append("**\(title.escapedMarkdown)**") }
    if extent.hasContacts {
      if let headline = person.headline { blocks.append("*\(headline.escapedMarkdown)*") }
      let texts = [person.location, person.phone].compactMap { $0?.escapedMarkdown }
      let addresses = [person.email, person.url].compactMap { $0 } + person.profiles.map(\.url)
      let contacts = (texts + addresses.map(\.escapedAddress)).filter { !$0.isEmpty }
      if !contacts.isEmpty { blocks.append(contacts.joined(separator: " · ")) }
    }
    if extent.hasSummary, let summary = person.summary { blocks.append(summary.escapedMarkdown) }
    return blocks
  }

  // MARK: Entries

  /// The entries of a part: a block each, or one block that is a list of all.
  private func entries(of part: Part, _ extent: Extent) -> [String] {
    switch part.kind {
    case .work, .volunteer, .education: part.pages.map { detailed($0, extent) }
    case .projects, .publications, .awards, .certificates, .other, .skills, .languages, .interests,
      .references, .none:
      // If the only page of a part has the same title as the part, write its text without a heading.
      if let page = part.pages.first, part.pages.count == 1, page.title == part.title {
        text(of: page, extent)
      } else {
        [part.pages.map { listed($0, extent) }.joined(separator: "\n")]
      }
    }
  }

  /// The summary and the highlights.
  private func text(of page: Page, _ extent: Extent) -> [String] {
    let highlights = extent.highlights(of: page).map { "- " + $0.escapedMarkdown }
    return [page.summary.escapedMarkdown, highlights.joined(separator: "\n")].filter { !$0.isEmpty }
  }

  /// `### Role, Organization (place, period)`, the summary and the highlights.
  private func detailed(_ page: Page, _ extent: Extent) -> String {
    let fields = page.fields.resume
    let head = [fields.role, fields.organization ?? page.title].compactMap { $0 }.map(\.escapedMarkdown)
      .joined(separator: ", ")
    let details = [fields.location, fields.period.spelled].compactMap { $0 }.filter { !$0.isEmpty }
    let suffix = details.isEmpty ? "" : " (\(details.joined(separator: ", ").escapedMarkdown))"
    return (["### " + head + suffix] + text(of: page, extent)).joined(separator: "\n\n")
  }

  /// `- **Title** (date): summary`, or the tags of a page without a summary, and the highlights as a list in it.
  private func listed(_ page: Page, _ extent: Extent) -> String {
    let facts = facts(of: page)
    let text = page.summary.isEmpty ? page.fields.tags.joined(separator: ", ") : page.summary
    var entry = "- **\(page.title.escapedMarkdown)**" + (facts.isEmpty ? "" : " (\(facts.escapedMarkdown))")
    if !text.isEmpty { entry += ": " + text.escapedMarkdown }
    for highlight in extent.highlights(of: page) { entry += "\n  - " + highlight.escapedMarkdown }
    return entry
  }

  /// The text in parentheses after the title of an entry in a list.
  private func facts(of page: Page) -> String {
    let fields = page.fields.resume
    let facts = [fields.role, fields.organization, page.fields.date?.spelled, fields.period.spelled]
    return facts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
