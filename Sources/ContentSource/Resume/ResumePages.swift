internal import JSON
internal import PortfolioModel

/// The pages that are made of a résumé file, as Markdown files in folders.
struct ResumePages {
  private(set) var files: [ContentTree.File] = []
  /// The line of the résumé file on which the source of each page begins, by path.
  private(set) var lines: [String: Int] = [:]
  private(set) var faults: [ResumeEntry.Fault] = []
  private(set) var document: ResumeDocument?
  /// The paths of the pages of each section, in the order of its entries.
  private var paths: [String: [String]] = [:]

  init(_ source: ResumeSource) {
    let person = ResumePerson(source.person, source.text)
    faults = source.faults + person.faults
    add("index.md", person.welcome, line: source.person.first?.line ?? 1)
    addAbout(person, source)
    for (index, section) in source.sections.enumerated() { add(section, weight: index + 2, source) }
    document =
      source.document.map { ResumeDocument($0, paths: paths) }
      ?? ResumeDocument(renderCV: source, paths: paths)
    faults.sort { $0.line < $1.line }
  }

  private mutating func add(_ path: String, _ bytes: [UInt8], line: Int) {
    files.append(ContentTree.File(path: path, bytes: bytes))
    lines[path] = line
  }

  /// Adds the section about the person and about the file itself.
  private mutating func addAbout(_ person: ResumePerson, _ source: ResumeSource) {
    var pages: [(String, [UInt8], Int)] = []
    if let contact = person.contact { pages.append(("contact", contact, source.person.first?.line ?? 1)) }
    var names = FileNames(["contact"])
    for (index, member) in source.others.enumerated() {
      var front = FrontMatterText()
      let title = ResumeText.words(member.name)
      front.add("title", title)
      front.add("weight", index + 2)
      let items = source.text.items(in: member.value).joined(separator: "\n")
      pages.append((names.name(of: title), front.page([items]), member.line))
    }
    if pages.isEmpty { return }
    addIndex("about", title: "About", weight: 1, .none, line: pages[0].2)
    for (name, bytes, line) in pages { add("about/\(name).md", bytes, line: line) }
  }

  private mutating func addIndex(
    _ section: String, title: String, weight: Int, _ part: ResumePart, line: Int
  ) {
    var front = FrontMatterText()
    front.add("title", title)
    front.add("weight", weight)
    front.add("resume", part.rawValue)
    add(section + "/index.md", front.page([]), line: line)
  }

  private mutating func add(_ section: ResumeSource.Section, weight: Int, _ source: ResumeSource) {
    addIndex(
      section.name, title: section.title, weight: weight, section.schema.part, line: section.entries[0].line)
    let limit = ContentLimits.resumeEntries
    if section.entries.count > limit {
      let message = "'\(section.name)' holds more than \(limit) entries; the others are skipped"
      faults.append(ResumeEntry.Fault(line: section.entries[limit].line, message: message))
    }
    let entries = section.entries.prefix(limit).map { ResumeEntry($0, section.schema, dates: source.dates) }
    var counts: [String: Int] = [:]
    for entry in entries { counts[entry.organization ?? "", default: 0] += 1 }
    var names = FileNames()
    for (index, entry) in entries.enumerated() {
      let title = entry.pageTitle(
        namesRole: counts[entry.organization ?? ""] ?? 0 > 1, fallback: "\(section.title) \(index + 1)")
      let path = "\(section.name)/\(names.name(of: source.text.withoutMarks(title))).md"
      add(path, entry.file(title: title, position: index + 1, source.text), line: entry.line)
      paths[section.name, default: []].append(path)
      faults += entry.faults
    }
  }
}

extension ResumeDocument {
  /// - Parameter paths: the paths of the pages of each section.
  fileprivate init(_ members: [LocatedJSON.Member], paths: [String: [String]]) {
    var used: [String: Int] = [:]
    let ordered = Self.ordered(members, by: ResumeSchema.documentOrder)
    self.init(
      members: ordered.map { member in
        guard let schema = ResumeSchema.jsonResume.first(where: { $0.key == member.name }),
          case .array(let values) = member.value.value
        else { return (member.name, .value(Self.ordered(member))) }
        let names = schema.members.map(\.name)
        let entries = values.map { value -> Entry in
          let index = used[schema.key, default: 0]
          used[schema.key] = index + 1
          let path = paths[schema.key].flatMap { index < $0.count ? $0[index] : nil } ?? ""
          return Entry(page: path, value: Self.ordered(value, by: names).json)
        }
        return (member.name, .entries(schema.part, entries))
      })
  }

  /// A member that is no section, with the members of `basics` in the order of the schema.
  private static func ordered(_ member: LocatedJSON.Member) -> JSON {
    guard member.name == "basics", case .object(let members) = member.value.value else {
      return member.value.json
    }
    let basics = ordered(members, by: PersonSchema.members.map(\.name))
    return .object(
      basics.map { member in
        switch (member.name, member.value.value) {
        case ("location", .object): (member.name, ordered(member.value, by: PersonSchema.location).json)
        case ("profiles", .array(let values)):
          (member.name, .array(values.map { ordered($0, by: PersonSchema.profile).json }))
        default: (member.name, member.value.json)
        }
      })
  }

  private static func ordered(_ value: LocatedJSON, by names: [String]) -> LocatedJSON {
    guard case .object(let members) = value.value else { return value }
    return LocatedJSON(.object(ordered(members, by: names)), line: value.line)
  }

  /// Members in the order of their names in a list; the others follow in their order.
  private static func ordered(_ members: [LocatedJSON.Member], by names: [String]) -> [LocatedJSON.Member] {
    names.flatMap { name in members.filter { $0.name == name } } + members.filter { !names.contains($0.name) }
  }
}
