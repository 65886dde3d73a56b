internal import CTOML

/// Reads TOML through toml++.
enum TOMLReader {
  static func read(_ text: ArraySlice<UInt8>, firstLine: Int) -> FrontMatterResult {
    var walk = TOMLWalk(firstLine: firstLine)
    var message = [CChar](repeating: 0, count: 256)
    let line = text.withUnsafeBytes { bytes in
      withUnsafeMutablePointer(to: &walk) { context in
        ctoml_parse(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
          Int32(ContentLimits.frontMatterDepth),
          { walk, kind, key, keyBytes, text, textBytes, line in
            walk?.assumingMemoryBound(to: TOMLWalk.self).pointee.take(
              kind, key: decode(key, keyBytes), text: decode(text, textBytes), line: Int(line))
          }, context, &message, message.count)
      }
    }
    let fields = walk.builder.finish()
    if line == 0 { return (fields, walk.fault.map { [$0] } ?? []) }
    let sentence = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return (fields, [(Int(line) + firstLine - 1, "front matter: \(sentence)")])
  }
}

/// Takes the events of one text.
private struct TOMLWalk {
  var builder = FrontMatterBuilder()
  var fault: (line: Int, message: String)?
  let firstLine: Int

  mutating func take(_ kind: ctoml_kind, key: String, text: String, line: Int) {
    let line = line + firstLine - 1
    switch kind {
    case ctoml_table_begin: builder.beginTable(key: key, line: line)
    case ctoml_array_begin: builder.beginList(key: key, line: line)
    case ctoml_table_end, ctoml_array_end: builder.end()
    case ctoml_too_deep:
      fault = (line, "front matter nests deeper than \(ContentLimits.frontMatterDepth)")
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
