internal import CTOML

/// Parses TOML with toml++.
enum TOMLReader {
  /// Parses a text whose first line is `firstLine` of its file. Where it is not TOML, each field is parsed alone.
  static func read(_ text: ArraySlice<UInt8>, firstLine: Int) -> FrontMatter.Content {
    let content = parse(text, firstLine: firstLine)
    guard let error = content.error else { return content }
    var isInTable = false
    let syntax = FieldLines.Syntax(
      name: "TOML",
      key: { line in
        guard let key = FieldLines.key(ofTOML: line) else { return nil }
        // The lines below `[table]` belong to it.
        let isHeader = line.first { $0 > 0x20 } == UInt8(ascii: "[")
        if isInTable, !isHeader { return nil }
        isInTable = isInTable || isHeader
        return key
      }, parse: { parse($0, firstLine: $1) })
    var fields = FieldLines.read(text, firstLine: firstLine, as: syntax, error: error)
    // Its fences have no other meaning.
    fields.isTable = true
    return fields
  }

  /// Parses a text as a whole. At the first error toml++ drops all fields.
  static func parse(_ text: ArraySlice<UInt8>, firstLine: Int) -> FrontMatter.Content {
    var events = TOMLEvents(firstLine: firstLine)
    var message = [CChar](repeating: 0, count: 256)
    let line = text.withUnsafeBytes { bytes in
      withUnsafeMutablePointer(to: &events) { context in
        ctoml_parse(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
          Int32(ContentLimits.frontMatterDepth),
          { events, kind, key, keyBytes, text, textBytes, line in
            events?.assumingMemoryBound(to: TOMLEvents.self).pointee.handle(
              kind, key: decode(key, keyBytes), text: decode(text, textBytes), line: Int(line))
          }, context, &message, message.count)
      }
    }
    let fields = events.builder.finish()
    if line == 0 { return FrontMatter.Content(fields: fields, faults: events.fault.map { [$0] } ?? []) }
    let sentence = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return FrontMatter.Content(
      error: FrontMatter.Fault(line: Int(line) + firstLine - 1, message: sentence))
  }
}

/// Builds fields from the events of one text.
private struct TOMLEvents {
  var builder = FrontMatterBuilder()
  var fault: FrontMatter.Fault?
  let firstLine: Int

  init(firstLine: Int) {
    self.firstLine = firstLine
  }

  mutating func handle(_ kind: ctoml_kind, key: String, text: String, line: Int) {
    let line = line + firstLine - 1
    switch kind {
    case ctoml_table_begin: builder.beginTable(key: key, line: line)
    case ctoml_array_begin: builder.beginList(key: key, line: line)
    case ctoml_table_end, ctoml_array_end: builder.end()
    case ctoml_too_deep: fault = .tooDeep(line: line)
    default: builder.add(.scalar(text), key: key, line: line)
    }
  }
}

private func decode(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> String {
  guard let bytes else { return "" }
  return UnsafeRawBufferPointer(start: bytes, count: count).withMemoryRebound(to: UInt8.self) {
    String(decoding: $0, as: UTF8.self)
  }
}
