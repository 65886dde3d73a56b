internal import JSON
internal import PortfolioModel

/// The person of a résumé file: the welcome page, and the page of contacts.
struct ResumePerson {
  private var person = Person()
  private var image: String?
  /// The members that have no field in the front matter of the welcome page, in the order of the file.
  private var details: [LocatedJSON.Member] = []
  private(set) var faults: [ResumeEntry.Fault] = []
  private let text: ResumeText

  init(_ members: [LocatedJSON.Member], _ text: ResumeText) {
    self.text = text
    for member in members where !member.value.isEmpty { apply(member) }
  }

  // MARK: Members

  private mutating func apply(_ member: LocatedJSON.Member) {
    switch PersonSchema.meaning(of: member.name) {
    case .name: person.name = text(of: member, unless: person.name)
    case .title: person.title = text(of: member, unless: person.title)
    case .image: image = text(of: member, unless: image)
    case .email: person.email = text(of: member, unless: person.email)
    case .phone:
      // RenderCV writes telephone numbers as addresses, too.
      person.phone = text(of: member, unless: person.phone).map {
        $0.hasPrefix("tel:") ? String($0.dropFirst(4)) : $0
      }
    case .url: person.url = text(of: member, unless: person.url)
    case .summary: person.summary = text(of: member, unless: person.summary)
    case .location: readLocation(member)
    case .profiles: readProfiles(member)
    case .detail: details.append(member)
    }
  }

  private mutating func text(of member: LocatedJSON.Member, unless known: String?) -> String? {
    if let text = member.value.text, known == nil { return text.trimmed }
    // RenderCV allows a list of addresses.
    if text == .markdown, known == nil, case .array(let values) = member.value.value,
      let first = values.first?.text
    {
      if values.count > 1 { details.append(member) }
      return first
    }
    if member.value.text == nil { add(fault: member, "must be text") }
    details.append(member)
    return known
  }

  /// A text, or the object of JSON Resume: the city stands in the line of contacts, and the whole address in the list.
  private mutating func readLocation(_ member: LocatedJSON.Member) {
    guard case .object(let members) = member.value.value else {
      person.location = text(of: member, unless: person.location)
      return
    }
    let parts = ["city", "region", "countryCode"].compactMap { name in
      members.first { $0.name == name }?.value.text
    }.filter { !$0.isEmpty }
    if person.location == nil, !parts.isEmpty { person.location = parts.joined(separator: ", ") }
    details.append(member)
  }

  private mutating func readProfiles(_ member: LocatedJSON.Member) {
    guard case .array(let values) = member.value.value else {
      add(fault: member, "must be a list")
      details.append(member)
      return
    }
    for value in values {
      guard case .object(let members) = value.value else {
        faults.append(
          ResumeEntry.Fault(line: value.line, message: "an entry of '\(member.name)' must be an object"))
        details.append(LocatedJSON.Member(member.name, value, line: value.line))
        continue
      }
      func text(_ name: String) -> String { members.first { $0.name == name }?.value.text ?? "" }
      let (network, username) = (text("network"), text("username"))
      let address = PersonSchema.address(network: network, username: username)
      let url = text("url").isEmpty ? address ?? "" : text("url")
      person.profiles.append(Person.Profile(network: network, username: username, url: url))
      let rest = members.filter { $0.value.text == nil || !PersonSchema.profile.contains($0.name) }
      if !rest.isEmpty {
        let name = network.isEmpty ? member.name : network
        details.append(
          LocatedJSON.Member(name, LocatedJSON(.object(rest), line: value.line), line: value.line))
      }
    }
  }

  private mutating func add(fault member: LocatedJSON.Member, _ predicate: String) {
    faults.append(ResumeEntry.Fault(line: member.line, message: "'\(member.name)' \(predicate)"))
  }

  // MARK: Pages

  /// The root's `index.md`.
  var welcome: [UInt8] {
    var front = FrontMatterText()
    var long: [(String, String)] = []
    for (key, value) in [
      ("name", person.name), ("title", person.title), ("email", person.email), ("phone", person.phone),
      ("url", person.url), ("location", person.location),
    ] where !front.add(key, value.map(text.withoutMarks)) { long.append((key, value ?? "")) }
    front.add("summary", person.summary.map(text.withoutMarks))
    _ = front.add(profiles: person.profiles)
    let summary = person.summary.map { text.paragraphs($0) } ?? ""
    let rest = long.map { text.item($0, LocatedJSON(.string($1), line: 1)) }
    return front.page([summary, rest.joined(separator: "\n")])
  }

  /// The page of contacts, with everything about the person that the welcome page does not show; nil if there is
  /// nothing to show.
  var contact: [UInt8]? {
    var items: [String] = []
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { items.append("* **\(name.escapedMarkdown)**: \(value)") }
    }
    add("Email", person.email?.escapedAddress)
    add("Phone", person.phone?.escapedMarkdown)
    add("Website", person.url?.escapedAddress)
    for profile in person.profiles {
      let parts = [profile.username.escapedMarkdown, profile.url.escapedAddress].filter { !$0.isEmpty }
      let name = profile.network.isEmpty ? "Profile" : profile.network
      items.append("* **\(name.escapedMarkdown)**: " + parts.joined(separator: " · "))
    }
    items += details.map { text.item($0.name, $0.value) }
    if items.isEmpty, image == nil { return nil }
    var front = FrontMatterText()
    front.add("title", "Contact")
    front.add("weight", 1)
    let photo = image.map { "![\((person.name ?? "Photo").escapedMarkdown)](<\(Self.destination($0))>)" }
    return front.page([photo ?? "", items.joined(separator: "\n")])
  }

  /// The destination of an image, seen from a page in a section.
  private static func destination(_ image: String) -> String {
    let isAbsolute = image.hasPrefix("/") || image.prefix { $0 != "/" }.contains(":")
    let path = isAbsolute ? image : "../" + image
    return path.reduce(into: "") { text, character in
      if "<>\\".contains(character) { text += "\\" }
      text += character.isNewline ? "%0A" : String(character)
    }
  }
}
