internal import CYAML

/// Reads YAML through libyaml's events: no tree of its, so nothing is expanded or resolved.
///
/// Anchors, aliases and tags are refused: a page's front matter needs none, and a bomb is made of them.
enum YAMLReader {
  static func read(_ text: ArraySlice<UInt8>, firstLine: Int) -> FrontMatterResult {
    var builder = FrontMatterBuilder()
    guard let fault = text.withUnsafeBufferPointer({ parse($0, firstLine: firstLine, into: &builder) }) else {
      return (builder.finish(), [])
    }
    if let offset = fault.offset {
      // libyaml decodes ahead of what it parses: what stands before the bad line can be read without it.
      let before = text[..<(text.startIndex + min(offset, text.count))]
      let end = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.startIndex
      let line = firstLine + before.count { $0 == UInt8(ascii: "\n") }
      let fields = end < text.endIndex && offset > 0 ? read(text[..<end], firstLine: firstLine).fields : []
      return (fields, [(line, fault.message)])
    }
    builder.abandon()
    return (builder.finish(), [(fault.line, fault.message)])
  }

  private struct Fault {
    let line: Int
    let message: String
    /// Where a byte could not be decoded, which has no line.
    let offset: Int?

    init(_ line: Int, _ message: String, offset: Int? = nil) {
      self.line = line
      self.message = message
      self.offset = offset
    }
  }

  /// Feeds the builder until the end or the first fault.
  private static func parse(
    _ text: UnsafeBufferPointer<UInt8>, firstLine: Int, into builder: inout FrontMatterBuilder
  ) -> Fault? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      return Fault(firstLine, "there is no memory to read it")
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, text.baseAddress, text.count)

    var key: (text: String, line: Int)?
    var hasRoot = false
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else {
        let line = Int(parser.problem_mark.line) + firstLine
        let problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
        let isUndecodable = parser.error == YAML_READER_ERROR
        return Fault(line, "front matter: \(problem)", offset: isUndecodable ? parser.problem_offset : nil)
      }
      defer { yaml_event_delete(&event) }
      let line = Int(event.start_mark.line) + firstLine
      switch event.type {
      case YAML_STREAM_END_EVENT: return nil
      case YAML_ALIAS_EVENT: return Fault(line, "front matter: aliases are not read")
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        if scalar.anchor != nil || scalar.tag != nil {
          return Fault(line, "front matter: anchors and tags are not read")
        }
        let value = String(
          decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        if !hasRoot { return Fault(line, "front matter must be 'key: value' lines") }
        if let name = key {
          builder.add(.scalar(value), key: name.text, line: name.line)
          key = nil
        } else if builder.isInList {
          builder.add(.scalar(value), key: "", line: line)
        } else {
          key = (value, line)
        }
      case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT:
        let isMapping = event.type == YAML_MAPPING_START_EVENT
        let hasAnchor =
          isMapping
          ? event.data.mapping_start.anchor != nil || event.data.mapping_start.tag != nil
          : event.data.sequence_start.anchor != nil || event.data.sequence_start.tag != nil
        if hasAnchor { return Fault(line, "front matter: anchors and tags are not read") }
        if !hasRoot {
          if !isMapping { return Fault(line, "front matter must be 'key: value' lines") }
          hasRoot = true
        } else {
          if key == nil, !builder.isInList { return Fault(line, "front matter: a key must be a word") }
          if builder.depth >= ContentLimits.frontMatterDepth {
            return Fault(line, "front matter nests deeper than \(ContentLimits.frontMatterDepth)")
          }
          let (name, nameLine) = key ?? ("", line)
          key = nil
          if isMapping {
            builder.beginTable(key: name, line: nameLine)
          } else {
            builder.beginList(key: name, line: nameLine)
          }
        }
      case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: builder.end()
      default: break
      }
    }
  }
}
