internal import Dialects

/// The definitions of links and abbreviations in the files that a site puts at the end of every page (`auto_append` of
/// PyMdown's Snippets). A page gets those that it uses, so that it is not found by the others.
struct AppendedDefinitions {
  /// The lines of the definitions by their labels in lower case, and by their abbreviations.
  private var links: [String: [UInt8]] = [:]
  private var abbreviations: [String: [UInt8]] = [:]

  /// The maximum length of a label in bytes (CommonMark 0.29, 4.7: 999 characters).
  private static let maximumLabel = 999
  /// The maximum length of a definition in bytes. Longer ones would multiply by the number of pages.
  private static let maximumLength = 4096

  var isEmpty: Bool { links.isEmpty && abbreviations.isEmpty }

  mutating func add(_ text: [UInt8]) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let indented = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      let line = indented.drop { $0 == UInt8(ascii: " ") }
      let isAbbreviation = line.starts(with: "*[".utf8)
      guard line.count <= Self.maximumLength, isAbbreviation || line.first == UInt8(ascii: "["),
        let end = line.firstIndex(of: UInt8(ascii: "]")), line[end...].starts(with: "]:".utf8)
      else { continue }
      let label = line[(line.startIndex + (isAbbreviation ? 2 : 1))..<end]
      if isAbbreviation {
        abbreviations[String(decoding: label, as: UTF8.self)] = Array(line)
      } else {
        links[String(decoding: label, as: UTF8.self).lowercased()] = Array(line)
      }
    }
  }

  /// The definitions that some texts use, behind a blank line; empty if they use none.
  func used(in texts: [ArraySlice<UInt8>]) -> [UInt8] {
    var lines: Set<[UInt8]> = []
    for text in texts {
      if !links.isEmpty { lines.formUnion(labels(in: text).compactMap { links[$0] }) }
      if !abbreviations.isEmpty { lines.formUnion(words(in: text).compactMap { abbreviations[$0] }) }
    }
    if lines.isEmpty { return [] }
    let sorted = lines.sorted { $0.lexicographicallyPrecedes($1) }
    return Array("\n\n".utf8) + sorted.joined(separator: [UInt8(ascii: "\n")]) + [UInt8(ascii: "\n")]
  }

  /// The texts in brackets that contain no brackets, in lower case.
  private func labels(in text: ArraySlice<UInt8>) -> Set<String> {
    var labels: Set<String> = []
    var open: Int?
    for index in text.indices {
      if text[index] == UInt8(ascii: "[") {
        open = index
      } else if text[index] == UInt8(ascii: "]"), let start = open {
        open = nil
        guard index - start <= Self.maximumLabel else { continue }
        labels.insert(String(decoding: text[(start + 1)..<index], as: UTF8.self).lowercased())
      }
    }
    return labels
  }

  private func words(in text: ArraySlice<UInt8>) -> Set<String> {
    let words = text.split { !($0 >= 0x80 || 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 & 0xDF) }
    return Set(words.map { String(decoding: $0, as: UTF8.self) })
  }
}
