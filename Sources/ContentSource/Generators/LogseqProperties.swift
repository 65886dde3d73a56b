internal import PortfolioModel

/// The properties of blocks in Logseq, `key:: value` on lines of their own below the text of a block, and those of the page
/// at its beginning, which are shown in the blank line below them.
///
/// Those that Logseq uses itself are hidden, and the others are on lines of their own. Every line stays a line, so that the
/// numbers in faults are those of the file.
enum LogseqProperties {
  /// The properties of the program and of its own plugins.
  private static let hiddenKeys: Set<String> = [
    "id", "collapsed", "heading", "created-at", "updated-at", "background-color", "todo", "doing", "now",
    "later",
    "done", "template", "template-including-parent", "ls-type", "exclude-from-graph-view",
  ]
  /// The properties of a page that are shown elsewhere, or not at all.
  private static let hiddenPageKeys: Set<String> = [
    "title", "icon", "public", "filters", "tags", "date", "banner", "banner-align", "cover",
  ]
  private static let hiddenPrefixes = ["logseq.", "card-", "hl-", "query-"]

  /// What precedes the id of a block in the comment that hides it.
  static let idMark = "<!--id:"

  static func shown(in bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains(":: ") || text.contains("::\n") else { return bytes }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var isCode = false
    var isAfterText = false
    // The properties of the page are at its beginning, and are its fields.
    var isPage = true
    var pageProperties: [String] = []
    for index in lines.indices {
      let line = lines[index]
      let content = line.drop { " \t".contains($0) }
      let entry = content.hasPrefix("- ") ? content.dropFirst(2) : content
      if entry.hasPrefix("```") || entry.hasPrefix("~~~") { isCode.toggle() }
      if isCode { isPage = false }
      guard !isCode, let property = property(in: entry) else {
        if isPage, line.isEmpty, !pageProperties.isEmpty {
          lines[index] = Substring(pageProperties.joined(separator: "<br>"))
          pageProperties = []
        }
        isPage = isPage && entry.isEmpty
        isAfterText = !content.isEmpty
        continue
      }
      if isPage, !isHidden(property.key), !hiddenPageKeys.contains(property.key), !property.value.isEmpty {
        pageProperties.append(property.key + ": " + property.value)
      }
      if isPage { continue }
      if content.hasPrefix("- ") {
        // A block that has properties and no text.
        if !isHidden(property.key) {
          lines[index] = line[..<content.startIndex] + "- " + property.key + ": " + property.value
          isAfterText = true
        }
        continue
      }
      if content.startIndex == line.startIndex { continue }
      let indent = line[..<content.startIndex]
      if isHidden(property.key) {
        // The id is kept for references to the block.
        lines[index] =
          indent + (property.key == "id" ? idMark + String(property.value).trimmed + "-->" : "<!---->")
        isAfterText = false
      } else {
        lines[index] = indent + (isAfterText ? "<br>" : "") + property.key + ": " + property.value
        isAfterText = true
      }
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func isHidden(_ key: String) -> Bool {
    hiddenKeys.contains(key) || hiddenPrefixes.contains(where: key.hasPrefix)
  }

  private static func property(in line: Substring) -> (key: String, value: Substring)? {
    guard let mark = line.firstRange(of: "::"), mark.lowerBound > line.startIndex else { return nil }
    let (key, value) = (line[..<mark.lowerBound], line[mark.upperBound...])
    let isKey = key.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    guard isKey, value.isEmpty || value.first == " " else { return nil }
    return (key.lowercased(), value.drop { $0 == " " })
  }
}
