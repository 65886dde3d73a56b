/// Reads the fields that a page of MDX exports instead of front matter: `export const meta = { title: 'T' }`.
///
/// The script is not run: only literals are read, and of those only what the object holds itself.
enum ExportedFields {
  /// The declarations, as widely used programs write them.
  private static let declarations = ["meta", "metadata", "frontmatter", "frontMatter"].map {
    Array("export const \($0) = {".utf8)
  }
  /// The beginning of every declaration.
  private static let export = Array("export const ".utf8)
  /// The number of bytes in which the export must begin.
  private static let searchedBytes = 4096

  /// Returns the fields in the order of the text; empty if there is no such export.
  static func read(_ text: ArraySlice<UInt8>) -> [FrontMatter.Field] {
    let head = text.prefix(searchedBytes)
    guard FileSystem.contains(export, in: head) else { return [] }
    guard let start = declarations.lazy.compactMap({ head.index(ofLineBeginningWith: $0) }).first else {
      return []
    }
    let object = text[start...].prefix(ContentLimits.frontMatterBytes)
    // The object ends at the first line that begins with its closing brace.
    let end = object.index(ofLineBeginningWith: [UInt8(ascii: "}")]).map { $0 + 1 } ?? object.endIndex
    let firstLine = 1 + text[..<start].count { $0 == UInt8(ascii: "\n") }
    let content = ScriptFields.read(object[..<end], firstLine: firstLine)
    let unread = content.unreadFields.filter { ScriptFields.hidingNames.contains($0.key.lowercased()) }
    guard case .table(let fields)? = content.fields.first?.value else { return unread }
    return fields.filter { FieldNames.isKnown($0.key) } + unread
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
