internal import CYAML

/// Parses YAML with the events of libyaml, which resolves and expands nothing.
///
/// Anchors, aliases and tags are refused: front matter needs none, and with them a short text can stand for a
/// huge one.
enum YAMLReader {
  /// Parses a text whose first line is `firstLine` of its file. The fields before the first error are kept.
  static func read(_ text: ArraySlice<UInt8>, firstLine: Int) -> FrontMatter.Content {
    var events = YAMLEvents(firstLine: firstLine)
    let result = text.withUnsafeBufferPointer { bytes in
      Result { () throws(YAMLError) in try events.handleAll(of: bytes) }
    }
    switch result {
    case .success: return FrontMatter.Content(fields: events.builder.finish())
    case .failure(.fault(let fault)):
      events.builder.discardOpenContainers()
      return FrontMatter.Content(fields: events.builder.finish(), faults: [fault])
    case .failure(.undecodable(let message, let offset)):
      // libyaml decodes ahead of its events, so that lines before this one may be missing: they are parsed
      // alone.
      let before = text[..<(text.startIndex + min(offset, text.count))]
      let end = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.startIndex
      let line = firstLine + before.count { $0 == UInt8(ascii: "\n") }
      let fields = end < text.endIndex && offset > 0 ? read(text[..<end], firstLine: firstLine).fields : []
      return FrontMatter.Content(fields: fields, faults: [FrontMatter.Fault(line: line, message: message)])
    }
  }
}

private enum YAMLError: Error {
  case fault(FrontMatter.Fault)
  /// The byte at an offset is not part of UTF-8, or is a control character. libyaml gives no line for it.
  case undecodable(String, offset: Int)
}

/// Builds fields from the events of one text.
private struct YAMLEvents {
  var builder = FrontMatterBuilder()
  private let firstLine: Int
  /// The key whose value comes next.
  private var key: (text: String, line: Int)?
  private var hasOutermostTable = false

  init(firstLine: Int) {
    self.firstLine = firstLine
  }

  /// Handles events up to the end of the text or the first fault.
  mutating func handleAll(of text: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { throw fault(firstLine, "front matter: out of memory") }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else { throw error(of: parser) }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return }
      try handle(event)
    }
  }

  private func error(of parser: yaml_parser_t) -> YAMLError {
    let message = "front matter: " + (parser.problem.map { String(cString: $0) } ?? "not YAML")
    if parser.error == YAML_READER_ERROR { return .undecodable(message, offset: parser.problem_offset) }
    return fault(Int(parser.problem_mark.line) + firstLine, message)
  }

  private func fault(_ line: Int, _ message: String) -> YAMLError {
    .fault(FrontMatter.Fault(line: line, message: message))
  }

  private mutating func handle(_ event: yaml_event_t) throws(YAMLError) {
    let line = Int(event.start_mark.line) + firstLine
    switch event.type {
    case YAML_ALIAS_EVENT: throw fault(line, "front matter: aliases are not supported")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      try refuse(scalar.anchor, scalar.tag, line: line)
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      try addScalar(String(decoding: bytes, as: UTF8.self), line: line)
    case YAML_MAPPING_START_EVENT:
      try refuse(event.data.mapping_start.anchor, event.data.mapping_start.tag, line: line)
      try beginContainer(isTable: true, line: line)
    case YAML_SEQUENCE_START_EVENT:
      try refuse(event.data.sequence_start.anchor, event.data.sequence_start.tag, line: line)
      try beginContainer(isTable: false, line: line)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: builder.end()
    default: break
    }
  }

  private func refuse(
    _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?, line: Int
  ) throws(YAMLError) {
    if anchor != nil || tag != nil { throw fault(line, "front matter: anchors and tags are not supported") }
  }

  private mutating func addScalar(_ text: String, line: Int) throws(YAMLError) {
    guard hasOutermostTable else { throw fault(line, "front matter must be 'key: value' lines") }
    if let name = key {
      builder.add(.scalar(text), key: name.text, line: name.line)
      key = nil
    } else if builder.isInList {
      builder.add(.scalar(text), key: "", line: line)
    } else {
      key = (text, line)
    }
  }

  private mutating func beginContainer(isTable: Bool, line: Int) throws(YAMLError) {
    if !hasOutermostTable {
      guard isTable else { throw fault(line, "front matter must be 'key: value' lines") }
      hasOutermostTable = true
      return
    }
    if key == nil, !builder.isInList { throw fault(line, "front matter: a key must be a word") }
    if builder.depth >= ContentLimits.frontMatterDepth { throw .fault(.tooDeep(line: line)) }
    let (name, nameLine) = key ?? ("", line)
    key = nil
    if isTable {
      builder.beginTable(key: name, line: nameLine)
    } else {
      builder.beginList(key: name, line: nameLine)
    }
  }
}

extension FrontMatter.Fault {
  static func tooDeep(line: Int) -> FrontMatter.Fault {
    let limit = ContentLimits.frontMatterDepth
    return FrontMatter.Fault(line: line, message: "front matter nests deeper than \(limit) levels")
  }
}
