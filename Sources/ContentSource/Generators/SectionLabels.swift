internal import Dialects

/// The headings with labels of Quarto, `# Title {#sec-a}`, to which other pages refer with `@sec-a`.
enum SectionLabels {
  /// The maximum number of headings.
  private static let maximumCount = 10_000

  /// Returns the headings by their labels. Of several with the same label, the first one counts.
  static func headings(in files: [ContentTree.File]) -> [String: KnownValues.Heading] {
    var headings: [String: KnownValues.Heading] = [:]
    for file in files where FileSystem.contains(Array("{#sec-".utf8), in: file.bytes[...]) {
      if FrontMatter(file: file.bytes, generator: "Quarto").hidesPage { continue }
      var isCode = false
      for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
        if line.beginsFence { isCode.toggle() }
        guard !isCode, line.first == UInt8(ascii: "#"), headings.count < maximumCount,
          let heading = heading(String(decoding: line, as: UTF8.self))
        else { continue }
        if headings[heading.label] == nil {
          headings[heading.label] = KnownValues.Heading(path: file.path, title: heading.title)
        }
      }
    }
    return headings
  }

  private static func heading(_ line: String) -> (label: String, title: String)? {
    guard let mark = line.firstRange(of: "{#sec-") else { return nil }
    let label = line[line.index(after: mark.lowerBound)...].dropFirst().prefix {
      $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_"
    }
    let title = line[..<mark.lowerBound].drop { $0 == "#" || $0 == " " }.filter { !"*`".contains($0) }
    return title.isEmpty ? nil : (String(label), title.trimmed)
  }
}
