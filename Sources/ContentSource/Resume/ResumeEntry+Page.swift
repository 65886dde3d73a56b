internal import JSON
internal import PortfolioModel

extension ResumeEntry {
  /// The title of the entry's page.
  /// - Parameters:
  ///   - namesRole: whether the organization has other entries, so that the title names the role, too.
  ///   - fallback: the title of an entry without a name.
  func pageTitle(namesRole: Bool, fallback: String) -> String {
    if let title { return title }
    guard let organization else { return role ?? fallback }
    guard namesRole, let role else { return organization }
    return "\(role), \(organization)"
  }

  /// The entry as a Markdown file: front matter with what it means, and a text with all that this does not show.
  /// - Parameter position: the position in the section, from 1.
  func file(title: String, position: Int, _ text: ResumeText) -> [UInt8] {
    var front = FrontMatterText()
    var rest: [LocatedJSON.Member] = []
    func add(_ key: String, _ value: String?) {
      guard let value else { return }
      let plain = text.withoutMarks(value)
      // A title may hold the address of a link, which the front matter does not show.
      if !front.add(key, plain) || plain != value {
        rest.append(LocatedJSON.Member(key, LocatedJSON(.string(value), line: line), line: line))
      }
    }
    add("title", title)
    // Not a weight, as the position in the file does not say how important the entry is.
    front.add("order", position)
    add("organization", organization)
    add("role", role)
    add("location", location)
    add("url", url)
    front.add("date", date)
    front.add("start", period.start)
    front.add("end", period.end)
    if period.isCurrent { front.lines.append("end: present") }
    if !front.add("tags", tags) {
      let values = tags.map { LocatedJSON(.string($0), line: line) }
      rest.append(LocatedJSON.Member("tags", LocatedJSON(.array(values), line: line), line: line))
    }
    // These are in the text as well.
    front.add("summary", texts.first.map(text.withoutMarks))
    front.add("highlights", highlights.map(text.withoutMarks))
    let lists = [
      highlights.map { text.item($0, mark: "-") }, (rest + details).map { text.item($0.name, $0.value) },
    ]
    return front.page(texts.map { text.paragraphs($0) } + lists.map { $0.joined(separator: "\n") })
  }
}
