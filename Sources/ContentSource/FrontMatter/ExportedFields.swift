/// Reads the fields that a page of MDX exports instead of front matter: `export const meta = { title: 'T' }`.
///
/// The script is not run: only literals are read, and of those only what the object holds itself.
enum ExportedFields {
  /// The names of the object in widely used programs.
  private static let names: Set<String> = ["meta", "metadata", "frontmatter", "frontMatter"]
  /// The beginning of every declaration.
  private static let export = Array("export".utf8)
  /// The number of bytes in which the export must begin.
  private static let searchedBytes = 4096

  /// Returns the fields in the order of the text; empty if there is no such export.
  static func read(_ text: ArraySlice<UInt8>) -> [FrontMatter.Field] {
    let head = text.prefix(searchedBytes)
    guard FileSystem.contains(export, in: head) else { return [] }
    guard let start = openingBrace(in: head) else { return [] }
    let object = text[start...].prefix(ContentLimits.frontMatterBytes)
    // The object ends at the first line that begins with its closing brace.
    let end = object.index(ofLineBeginningWith: [UInt8(ascii: "}")]).map { $0 + 1 } ?? object.endIndex
    let firstLine = 1 + text[..<start].count { $0 == UInt8(ascii: "\n") }
    let script = Array("const meta = ".utf8) + object[..<end]
    let content = ScriptFields.read(script[...], firstLine: firstLine)
    let unread = content.unreadFields.filter { ScriptFields.hidingNames.contains($0.key.lowercased()) }
    guard case .table(let fields)? = content.fields.first?.value else { return unread }
    return fields.filter { FieldNames.isKnown($0.key) } + unread
  }

  /// The index of the opening brace in the first line `export const meta = {`, which may name a type: `meta: Type = {`.
  private static func openingBrace(in text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    while let start = rest.index(ofLineBeginningWith: export) {
      let line = text[start...].prefix { $0 != UInt8(ascii: "\n") }
      if let brace = openingBrace(in: line, of: text) { return brace }
      rest = text[line.endIndex...].dropFirst()
    }
    return nil
  }

  /// The index of the brace behind the declaration in a line. The line may end before the brace.
  private static func openingBrace(in line: ArraySlice<UInt8>, of text: ArraySlice<UInt8>) -> Int? {
    // The type of the variable may contain an arrow: `Record<string, () => void>`.
    let equals = line.indices.first {
      line[$0] == UInt8(ascii: "=") && ($0 + 1 == line.endIndex || line[$0 + 1] != UInt8(ascii: ">"))
    }
    guard let equals, let brace = text[(equals + 1)...].firstIndex(where: { $0 > 0x20 }),
      text[brace] == UInt8(ascii: "{")
    else { return nil }
    let declaration = line[..<equals].prefix { $0 != UInt8(ascii: ":") }
    let words = declaration.split { $0 <= 0x20 }.map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 3, words[0] == "export", ["const", "let", "var"].contains(words[1]) else {
      return nil
    }
    return names.contains(words[2]) ? brace : nil
  }
}

extension ArraySlice<UInt8> {
  /// The index of the first line that begins with some bytes.
  fileprivate func index(ofLineBeginningWith bytes: [UInt8]) -> Int? {
    var start = startIndex
    while start < endIndex {
      if self[start...].starts(with: bytes) { return start }
      guard let lineBreak = self[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = lineBreak + 1
    }
    return nil
  }
}
