internal import JSON
internal import PortfolioModel

/// The content of a résumé file in a form that all formats share, before pages are made of it.
struct ResumeSource {
  /// A section with its entries.
  struct Section {
    var name: String
    var title: String
    var schema: ResumeSchema
    var entries: [LocatedJSON]
  }

  var format: String
  var text: ResumeText
  var dates: ResumeEntry.DateRule
  /// The members that describe the person.
  var person: [LocatedJSON.Member] = []
  var sections: [Section] = []
  /// The members that are no section and not about the person.
  var others: [LocatedJSON.Member] = []
  var faults: [ResumeEntry.Fault] = []
  /// Whether it holds anything of a résumé.
  var isRecognized = true
  /// The members of a JSON Resume, by which it is written back; nil for other formats.
  var document: [LocatedJSON.Member]?

  mutating func add(fault message: String, line: Int) {
    faults.append(ResumeEntry.Fault(line: line, message: message))
  }
}

extension ResumeSource {
  /// Reads a file: JSON or YAML by the ending of its name, and the format by its keys.
  init(_ bytes: [UInt8], name: String) throws(ResumeEntry.Fault) {
    if bytes.count > ContentLimits.resumeBytes {
      throw ResumeEntry.Fault(line: 1, message: "is larger than \(ContentLimits.resumeBytes >> 20) MiB")
    }
    let isJSON = name.lowercased().hasSuffix(".json")
    let (value, faults) = isJSON ? (try Self.json(bytes), []) : Self.yaml(bytes)
    guard case .object(let members) = value.value else {
      throw ResumeEntry.Fault(line: value.line, message: "a résumé must be an object")
    }
    if let cv = members.first(where: { $0.name == "cv" }) {
      self.init(renderCV: cv, others: members.filter { $0.name != "cv" })
    } else {
      self.init(jsonResume: members, line: value.line, isExact: isJSON)
    }
    self.faults += faults
  }

  private static func json(_ bytes: [UInt8]) throws(ResumeEntry.Fault) -> LocatedJSON {
    do throws(JSONFault) {
      return try LocatedJSON(parsing: bytes, depth: ContentLimits.resumeDepth)
    } catch {
      throw ResumeEntry.Fault(line: error.line, message: error.message)
    }
  }

  private static func yaml(_ bytes: [UInt8]) -> (LocatedJSON, [ResumeEntry.Fault]) {
    let content = YAMLReader.read(bytes[...], firstLine: 1)
    let prefix = "front matter: "
    let faults = content.faults.map { fault in
      let message = fault.message
      return ResumeEntry.Fault(
        line: fault.line,
        message: message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : message)
    }
    return (LocatedJSON(.table(content.fields), line: 1), faults)
  }
}

extension LocatedJSON {
  /// A value of YAML, whose scalars are texts. The lines of values in lists are those of the fields in them, or of the
  /// field around them.
  fileprivate init(_ value: FrontMatter.Value, line: Int) {
    switch value {
    case .scalar(let text):
      self.init(["null", "~"].contains(text) ? .null : .string(text), line: line)
    case .list(let values): self.init(.array(values.map { LocatedJSON($0, line: line) }), line: line)
    case .table(let fields):
      let members = fields.map { Member($0.key, LocatedJSON($0.value, line: $0.line), line: $0.line) }
      self.init(.object(members), line: fields.first?.line ?? line)
    }
  }
}
