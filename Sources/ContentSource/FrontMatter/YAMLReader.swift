internal import CYAML

/// Parses YAML with the events of libyaml, which resolves and expands nothing.
///
/// An alias may stand for a short scalar. Other aliases and tags are refused, because with them a short text can stand
/// for a huge one.
enum YAMLReader {
  /// Parses a text whose first line is `firstLine` of its file. Where it is not YAML, each field is parsed alone.
  /// - Parameter depth: how deep tables and lists may nest in the outermost table.
  static func read(
    _ text: ArraySlice<UInt8>, firstLine: Int, depth: Int = ContentLimits.frontMatterDepth
  ) -> FrontMatter.Content {
    let content = parse(text, firstLine: firstLine, depth: depth)
    guard let error = content.error else { return content }
    if let spaced = withoutTabs(text) {
      let content = parse(spaced[...], firstLine: firstLine, depth: depth)
      if content.error == nil { return content }
    }
    let syntax = FieldLines.Syntax(name: "YAML", key: FieldLines.key(ofYAML:)) {
      parse($0, firstLine: $1, depth: depth)
    }
    return FieldLines.read(text, firstLine: firstLine, as: syntax, error: error)
  }

  /// A text with spaces for the tabs before its lines, which Hexo allows; nil if there are none.
  private static func withoutTabs(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var isIndent = true
    var hasTabs = false
    for byte in text {
      let isTab = isIndent && byte == UInt8(ascii: "\t")
      hasTabs = hasTabs || isTab
      if isTab { result += "  ".utf8 } else { result.append(byte) }
      isIndent = byte == UInt8(ascii: "\n") || isIndent && byte <= 0x20
    }
    return hasTabs ? result : nil
  }

  /// Parses a text as a whole. After an error there are no fields.
  static func parse(
    _ text: ArraySlice<UInt8>, firstLine: Int, depth: Int = ContentLimits.frontMatterDepth
  ) -> FrontMatter.Content {
    var events = YAMLEvents(firstLine: firstLine, maximumDepth: depth)
    let error = text.withUnsafeBufferPointer { events.handleAll(of: $0) }
    if let error { return FrontMatter.Content(error: error) }
    var content = events.content
    content.fields = events.builder.finish()
    return content
  }
}

/// Builds fields from the events of one text.
private struct YAMLEvents {
  var builder = FrontMatterBuilder()
  /// The result, except for the fields that ``builder`` collects.
  private(set) var content = FrontMatter.Content()

  private let firstLine: Int
  private let maximumDepth: Int
  private var root: Root?
  /// The key whose value comes next.
  private var key: (text: String, line: Int)?
  /// The outermost key of what is parsed.
  private var field = ""
  /// The number of tables and lists that are open within the outermost table.
  private var depth = 0
  private var skipped: Skipped?
  /// The scalars with anchors, for which aliases may stand.
  private var anchors: [(name: String, text: String)] = []
  private var aliases = 0
  private static let largestAliasCount = 100
  private static let aliasBytes = 256

  private enum Root { case table, other }

  /// The part of the text that is skipped because its field has a fault.
  private enum Skipped {
    /// The next value of the outermost table.
    case value
    /// The rest of a value of the outermost table.
    case rest
    /// The rest of a key of the outermost table, and its value.
    case key
  }

  init(firstLine: Int, maximumDepth: Int) {
    self.firstLine = firstLine
    self.maximumDepth = maximumDepth
  }

  /// Handles events up to the end of the text, or to the error that is returned.
  mutating func handleAll(of text: UnsafeBufferPointer<UInt8>) -> FrontMatter.Fault? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      return FrontMatter.Fault(line: firstLine, message: "front matter: out of memory")
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else {
        let message = parser.problem.map { String(cString: $0) } ?? "it cannot be parsed"
        return FrontMatter.Fault(line: Int(parser.problem_mark.line) + firstLine, message: message)
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return nil }
      handle(event)
    }
  }

  private enum Node {
    case scalar(String)
    case list, table
    /// A node with a tag, or an alias that does not stand for a short scalar.
    case refused(isContainer: Bool)

    var isContainer: Bool {
      switch self {
      case .scalar: false
      case .list, .table: true
      case .refused(let isContainer): isContainer
      }
    }
  }

  private mutating func handle(_ event: yaml_event_t) {
    let line = Int(event.start_mark.line) + firstLine
    switch event.type {
    case YAML_DOCUMENT_START_EVENT where root != nil:
      content.faults.append(
        FrontMatter.Fault(line: line, message: "front matter: a second document is ignored"))
      root = .other
    case YAML_ALIAS_EVENT:
      let name = Self.text(event.data.alias.anchor)
      aliases += 1
      let text = aliases > Self.largestAliasCount ? nil : anchors.last { $0.name == name }?.text
      add(text.map { .scalar($0) } ?? .refused(isContainer: false), line: line)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      if Self.isRefused(scalar.tag) { return add(.refused(isContainer: false), line: line) }
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let text = String(decoding: bytes, as: UTF8.self)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil
      let value = isPlain && Self.nulls.contains(text) ? "" : text
      if scalar.anchor != nil, value.utf8.count <= Self.aliasBytes, anchors.count < Self.largestAliasCount {
        anchors.append((Self.text(scalar.anchor), value))
      }
      add(.scalar(value), line: line)
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      add(Self.isRefused(start.tag) ? .refused(isContainer: true) : .table, line: line)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      add(Self.isRefused(start.tag) ? .refused(isContainer: true) : .list, line: line)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: end()
    default: break
    }
  }

  /// The values of YAML 1.2 for a field that is not given.
  private static let nulls = ["~", "null", "Null", "NULL"]

  /// The tag `!` only says that a value is a text.
  private static func isRefused(_ tag: UnsafeMutablePointer<yaml_char_t>?) -> Bool {
    guard let tag else { return false }
    return tag[0] != UInt8(ascii: "!") || tag[1] != 0
  }

  private static func text(_ name: UnsafeMutablePointer<yaml_char_t>?) -> String {
    name.map { String(cString: $0) } ?? ""
  }

  private mutating func add(_ node: Node, line: Int) {
    guard let root else {
      if case .table = node { self.root = .table } else { self.root = .other }
      content.isTable = self.root == .table
      return
    }
    if root == .other { return }
    defer { if node.isContainer { depth += 1 } }
    if let skipped {
      if skipped == .value { self.skipped = node.isContainer ? .rest : nil }
      return
    }
    if key == nil, !builder.isInList {
      if case .scalar(let text) = node {
        key = (text, line)
        if depth == 0 { field = text }
      } else {
        content.faults.append(FrontMatter.Fault(line: line, message: "front matter: a key must be a word"))
        skip(node, isKey: depth == 0, line: line)
      }
      return
    }
    switch node {
    case .refused:
      content.faults.append(
        FrontMatter.Fault(line: line, message: "'\(field)' must have no alias or tag"))
      skip(node, isKey: false, line: line)
    case .scalar(let text):
      builder.add(.scalar(text), key: key?.text ?? "", line: key?.line ?? line)
      key = nil
    case .list, .table:
      if builder.depth >= maximumDepth {
        content.faults.append(.tooDeep(line: line, depth: maximumDepth))
        return skip(node, isKey: false, line: line)
      }
      let (name, nameLine) = key ?? ("", line)
      key = nil
      if case .table = node {
        builder.beginTable(key: name, line: nameLine)
      } else {
        builder.beginList(key: name, line: nameLine)
      }
    }
  }

  /// Drops the field of the outermost table that a node belongs to.
  private mutating func skip(_ node: Node, isKey: Bool, line: Int) {
    builder.discardOpenContainers()
    key = nil
    if !isKey { content.appendUnread(field, line: line) }
    if isKey {
      skipped = node.isContainer ? .key : .value
    } else {
      skipped = depth > 0 || node.isContainer ? .rest : nil
    }
  }

  private mutating func end() {
    if depth == 0 || root == .other { return }
    depth -= 1
    guard let skipped else { return builder.end() }
    if depth == 0 { self.skipped = skipped == .key ? .value : nil }
  }
}

extension FrontMatter.Fault {
  static func tooDeep(line: Int, depth: Int = ContentLimits.frontMatterDepth) -> FrontMatter.Fault {
    FrontMatter.Fault(line: line, message: "front matter nests deeper than \(depth) levels")
  }
}
