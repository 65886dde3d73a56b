internal import JSON
internal import PortfolioModel

extension ResumeSource {
  /// Reads the member `cv` of a RenderCV file.
  /// - Parameter others: the other members of the file: its design and its settings.
  init(renderCV cv: LocatedJSON.Member, others: [LocatedJSON.Member]) {
    self.init(format: "RenderCV", text: .markdown, dates: .free)
    self.others = others.filter { !$0.value.isEmpty }
    guard case .object(let members) = cv.value.value else {
      add(fault: "'cv' must be an object", line: cv.line)
      self.others.insert(cv, at: 0)
      return
    }
    for member in members {
      guard member.name == "sections" else {
        person.append(member)
        continue
      }
      if case .object(let sections) = member.value.value {
        for section in sections where !section.value.isEmpty { addSection(section) }
      } else if !member.value.isEmpty {
        add(fault: "'sections' must be an object", line: member.line)
        self.others.append(member)
      }
    }
  }

  private mutating func addSection(_ member: LocatedJSON.Member) {
    guard case .array(let entries) = member.value.value else {
      add(fault: "'\(member.name)' must be a list", line: member.line)
      others.append(member)
      return
    }
    let title = ResumeText.words(member.name)
    let kind = RenderCVKind(entries)
    sections.append(
      Section(
        name: sectionNames.name(of: member.name), title: title,
        schema: kind.schema(title: title),
        entries: kind.isText ? [RenderCVKind.joined(entries, title: title, line: member.line)] : entries))
  }
}

/// A kind of entries of RenderCV: a row of the table of kinds, told by the members that an entry must have.
struct RenderCVKind {
  private var required: [String]
  private var part: ResumePart
  private var members: [(name: String, meaning: ResumeSchema.Meaning)]
  /// Whether an entry is no more than a text, so that a section of such entries is one page.
  private(set) var isText = false

  /// The kind of the entries of a section, which is that of the first.
  init(_ entries: [LocatedJSON]) {
    var names: [String] = []
    if case .object(let members)? = entries.first?.value { names = members.map(\.name) }
    self = Self.all.first { $0.required.allSatisfy(names.contains) } ?? Self.all[Self.all.count - 1]
  }

  private init(
    _ required: [String], _ part: ResumePart, _ members: [(name: String, meaning: ResumeSchema.Meaning)],
    isText: Bool = false
  ) {
    self.required = required
    self.part = part
    self.members = members
    self.isText = isText
  }

  private static let common: [(name: String, meaning: ResumeSchema.Meaning)] = [
    ("location", .location), ("start_date", .start), ("end_date", .end), ("date", .date),
    ("summary", .text), ("highlights", .highlights), ("url", .url), ("tags", .tags),
  ]

  private static let all: [RenderCVKind] = [
    RenderCVKind(
      ["institution"], .education,
      [("institution", .organization), ("area", .role), ("degree", .degree)] + common),
    RenderCVKind(["company"], .work, [("company", .organization), ("position", .role)] + common),
    RenderCVKind(
      ["title", "authors"], .publications,
      [("title", .title), ("authors", .detail), ("doi", .detail), ("journal", .organization)] + common),
    RenderCVKind(["label"], .skills, [("label", .title), ("details", .text)]),
    RenderCVKind(["bullet"], .other, common, isText: true),
    RenderCVKind(["number"], .other, common, isText: true),
    RenderCVKind(["reversed_number"], .other, common, isText: true),
    RenderCVKind(["name"], .other, [("name", .title)] + common),
    // An entry that is a text has no members.
    RenderCVKind([], .other, [("name", .title)] + common, isText: true),
  ]

  /// The parts of sections whose titles hold a word.
  private static let parts: [(word: String, part: ResumePart)] = [
    ("project", .projects), ("volunteer", .volunteer), ("award", .awards), ("honor", .awards),
    ("certific", .certificates), ("publication", .publications), ("language", .languages),
    ("interest", .interests), ("skill", .skills), ("reference", .references),
  ]

  func schema(title: String) -> ResumeSchema {
    let named = Self.parts.first { title.lowercased().contains($0.word) }?.part
    // Programming languages are skills.
    let isSkill = part == .skills && title.lowercased().contains("program")
    let part = [.other, .work, .skills].contains(part) && !isText && !isSkill ? named ?? part : part
    let members = isText ? [("name", .title)] + members : members
    return ResumeSchema(key: "", part: part, members: members, isOpenEnded: true)
  }

  /// The texts of a section as one entry: paragraphs, or a list of highlights.
  static func joined(_ entries: [LocatedJSON], title: String, line: Int) -> LocatedJSON {
    var paragraphs: [String] = []
    var items: [LocatedJSON] = []
    var others: [LocatedJSON.Member] = []
    for entry in entries {
      switch entry.value {
      case .string(let text): paragraphs.append(text)
      case .object(let members):
        for member in members {
          if ["bullet", "number", "reversed_number"].contains(member.name), member.value.text != nil {
            items.append(member.value)
          } else {
            others.append(member)
          }
        }
      case .number, .boolean, .null, .array:
        others.append(LocatedJSON.Member("value", entry, line: entry.line))
      }
    }
    var members = [LocatedJSON.Member("name", LocatedJSON(.string(title), line: line), line: line)]
    if !paragraphs.isEmpty {
      let text = LocatedJSON(.string(paragraphs.joined(separator: "\n\n")), line: line)
      members.append(LocatedJSON.Member("summary", text, line: line))
    }
    if !items.isEmpty {
      members.append(LocatedJSON.Member("highlights", LocatedJSON(.array(items), line: line), line: line))
    }
    return LocatedJSON(.object(members + others), line: entries.first?.line ?? line)
  }
}
