internal import Dialects

/// Reads the authors and years of the works in a bibliography of BibTeX, by which Pandoc and Quarto cite them.
enum Bibliography {
  /// The maximum number of files, and that of works.
  private static let maximumFiles = 16
  private static let maximumWorks = 20_000

  /// The works in some files, by their keys.
  static func works(in paths: [String], of project: borrowing FileSystem.Folder) -> [String: KnownValues.Work]
  {
    var works: [String: KnownValues.Work] = [:]
    for path in paths.prefix(maximumFiles) {
      guard let bytes = try? project.read(path, limit: ContentLimits.fileBytes) else { continue }
      add(bytes, to: &works)
    }
    return works
  }

  /// The files with a bibliography in a folder.
  static func files(in folder: String, of project: borrowing FileSystem.Folder) -> [String] {
    guard let listing = try? project.list(folder) else { return [] }
    return listing.files.filter { $0.hasSuffix(".bib") }.sorted().map { folder + $0 }
  }

  static func add(_ bytes: [UInt8], to works: inout [String: KnownValues.Work]) {
    var reader = BibTeXReader(bytes)
    while let entry = reader.next(), works.count < maximumWorks {
      if works[entry.key] == nil { works[entry.key] = entry.work }
    }
  }
}

/// An entry of a bibliography.
private struct Entry {
  let key: String
  var fields: [String: String] = [:]

  /// Its authors and year, `Knuth` and `1984`; nil if it names neither authors nor a title.
  var work: KnownValues.Work? {
    let names = (fields["author"] ?? fields["editor"]).map(Self.lastNames)
    guard let authors = names.flatMap(Self.joined) ?? fields["title"] ?? fields["organization"] else {
      return nil
    }
    let date = fields["year"] ?? fields["date"] ?? ""
    let year = String(date.prefix { $0 != "-" && $0 != "/" })
    return KnownValues.Work(
      authors: authors.replacing("\u{A0}", with: " "), year: year.isEmpty ? "n.d." : year)
  }

  private static func joined(_ names: [String]) -> String? {
    if names.count > 1, names.last == "others" {
      return names.dropLast().joined(separator: ", ") + (names.count > 2 ? ", et al." : " et al.")
    }
    return switch names.count {
    case 0: nil
    case 1: names[0]
    case 2: "\(names[0]) and \(names[1])"
    case 3: "\(names[0]), \(names[1]), and \(names[2])"
    default: "\(names[0]) et al."
    }
  }

  /// The last names of people: `Knuth, Donald and Donald Knuth`.
  private static func lastNames(_ text: String) -> [String] {
    text.replacing("\n", with: " ").split(separator: " and ").prefix(8).compactMap { person in
      let person = person.drop { $0 == " " }
      if let comma = person.firstIndex(of: ",") { return String(person[..<comma]) }
      // Words in lower case belong to the last name: `Ludwig van Beethoven`.
      let words = person.split(separator: " ")
      let start = words.dropLast().firstIndex { $0.first?.isLowercase == true } ?? words.indices.last
      return start.map { words[$0...].joined(separator: " ") }
    }
  }
}

/// Reads the entries of a file of BibTeX: `@book{key, author = {Name}, year = 1984}`.
private struct BibTeXReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Entry? {
    while let mark = index < bytes.count ? bytes[index...].firstIndex(of: UInt8(ascii: "@")) : nil {
      index = mark + 1
      let type = word()
      skipSpace()
      guard !type.isEmpty, peek == UInt8(ascii: "{") || peek == UInt8(ascii: "(") else { continue }
      index += 1
      if ["comment", "preamble", "string"].contains(type) { continue }
      skipSpace()
      let key = bytes[index...].prefix { $0 > 0x20 && !",{}()\"".utf8.contains($0) }
      index = key.endIndex
      guard !key.isEmpty else { continue }
      return entry(String(decoding: key, as: UTF8.self))
    }
    return nil
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte <= 0x20 { index += 1 }
  }

  private mutating func word() -> String {
    let word = bytes[index...].prefix {
      $0.isASCIILetter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    index = word.endIndex
    return String(decoding: word, as: UTF8.self).lowercased()
  }

  /// Reads the fields of an entry behind its key.
  private mutating func entry(_ key: String) -> Entry {
    var entry = Entry(key: key)
    while true {
      skipSpace()
      if peek == UInt8(ascii: ",") {
        index += 1
        continue
      }
      let name = word()
      skipSpace()
      guard !name.isEmpty, peek == UInt8(ascii: "=") else { return entry }
      index += 1
      skipSpace()
      guard var value = value() else { return entry }
      skipSpace()
      while peek == UInt8(ascii: "#") {
        index += 1
        skipSpace()
        guard let part = self.value() else { return entry }
        value += part
        skipSpace()
      }
      if entry.fields[name] == nil { entry.fields[name] = value }
    }
  }

  /// Reads a value in braces or in quotation marks, or a word; nil if it is not closed.
  private mutating func value() -> String? {
    guard let first = peek else { return nil }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "\"") else {
      let text = bytes[index...].prefix { $0 > 0x20 && !",}".utf8.contains($0) }
      index = text.endIndex
      return String(decoding: text, as: UTF8.self)
    }
    let start = index + 1
    var depth = 0
    index = start
    while index < bytes.count {
      let byte = bytes[index]
      if depth == 0, byte == (first == UInt8(ascii: "{") ? UInt8(ascii: "}") : first) {
        defer { index += 1 }
        return BibTeXText.plain(bytes[start..<index])
      }
      if byte == UInt8(ascii: "\\") {
        index += 1
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
      }
      index += 1
    }
    return nil
  }
}

/// A text of BibTeX without braces, with the accents and letters of LaTeX. The spaces within braces are no-break spaces, so
/// that the name of an organization stays whole: `{{The R Team}}`.
private enum BibTeXText {
  private static let accents: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\u{308}", UInt8(ascii: "'"): "\u{301}", UInt8(ascii: "`"): "\u{300}",
    UInt8(ascii: "^"): "\u{302}", UInt8(ascii: "~"): "\u{303}", UInt8(ascii: "="): "\u{304}",
    UInt8(ascii: "."): "\u{307}", UInt8(ascii: "c"): "\u{327}", UInt8(ascii: "v"): "\u{30C}",
    UInt8(ascii: "u"): "\u{306}", UInt8(ascii: "H"): "\u{30B}", UInt8(ascii: "k"): "\u{328}",
    UInt8(ascii: "r"): "\u{30A}",
  ]
  private static let letters = [
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "i", "j": "j",
  ]

  static func plain(_ text: ArraySlice<UInt8>) -> String {
    var result = String.UnicodeScalarView()
    var accent: Unicode.Scalar?
    var depth = 0
    var rest = text
    while let byte = rest.first {
      rest = rest.dropFirst()
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case 0x20 where depth > 0: result.append("\u{A0}")
      case UInt8(ascii: "\\"):
        let word = rest.prefix(while: \.isASCIILetter)
        let name = String(decoding: word, as: UTF8.self)
        if let letter = letters[name] {
          rest = rest[word.endIndex...].drop { $0 <= 0x20 }
          result.append(contentsOf: letter.unicodeScalars)
          if let mark = accent { result.append(mark) }
          accent = nil
        } else if let first = rest.first, word.count < 2, let mark = accents[first] {
          rest = rest.dropFirst().drop { $0 <= 0x20 }
          accent = mark
        } else if let first = rest.first, word.isEmpty {
          result.append(Unicode.Scalar(first))
          rest = rest.dropFirst()
        } else {
          rest = rest[word.endIndex...]
        }
      case UInt8(ascii: "~"): result.append(" ")
      case 0..<0x80:
        result.append(Unicode.Scalar(byte))
        if let mark = accent { result.append(mark) }
        accent = nil
      default:
        var end = rest.startIndex
        while end < rest.endIndex, rest[end] & 0xC0 == 0x80 { end += 1 }
        result.append(contentsOf: String(decoding: [byte] + rest[..<end], as: UTF8.self).unicodeScalars)
        rest = rest[end...]
      }
    }
    return String(result)
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
}
