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
  /// The names of sections that the file chooses.
  var sectionNames = FileNames(["about"], suffix: "section")
  /// The members that are no section and not about the person.
  var others: [LocatedJSON.Member] = []
  var faults: [ResumeEntry.Fault] = []
  /// Whether it holds anything of a résumé.
  var isRecognized = true
  /// The members of a JSON Resume, by which it is written back; nil for RenderCV.
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
    let (value, faults) = isJSON ? (try Self.json(bytes), []) : try Self.yaml(bytes)
    guard case .object(let members) = value.value else {
      throw ResumeEntry.Fault(line: value.line, message: "a résumé must be an object")
    }
    if let index = members.firstIndex(where: { $0.name == "cv" }) {
      var others = members
      let cv = others.remove(at: index)
      self.init(renderCV: cv, others: others)
      for other in others where other.name == "cv" { add(fault: "'cv' is given twice", line: other.line) }
    } else {
      self.init(jsonResume: members, line: value.line)
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

  /// A fault costs its own field of the outermost table. Throws it if that leaves nothing of a résumé.
  private static func yaml(_ bytes: [UInt8]) throws(ResumeEntry.Fault) -> (LocatedJSON, [ResumeEntry.Fault]) {
    // The limit of front matter does not count the outermost table.
    let depth = ContentLimits.resumeDepth - 1
    let content = YAMLReader.read(bytes[...], firstLine: 1, depth: depth)
    let prefix = "front matter: "
    let faults = content.faults.map { fault in
      var message = fault.message
      if message.hasPrefix(prefix) { message.removeFirst(prefix.count) }
      if fault == .tooDeep(line: fault.line, depth: depth) {
        message = "lists and objects nest deeper than \(ContentLimits.resumeDepth) levels"
      }
      return ResumeEntry.Fault(line: fault.line, message: message)
    }
    if let fault = faults.first, !content.fields.contains(where: { isPart($0.key) }) { throw fault }
    return (LocatedJSON(.table(content.fields), line: 1), faults)
  }

  /// Whether a member of the outermost object makes the file a résumé.
  static func isPart(_ name: String) -> Bool {
    name == "cv" || name == "basics" || ResumeSchema.jsonResume.contains { $0.key == name }
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
