internal import PortfolioModel

/// Puts the scripts that a configuration imports by their paths, `require('./sidebar')` or `import nav from './nav'`, where
/// it uses them, so that their literals are in the order of the whole. Nothing is run.
struct ScriptImports {
  private var known: Set<String>
  /// The language of the site, and those that it has. Scripts for others of these are left out beside one for the first:
  /// `./de.js` beside `./en.js`.
  private let language: Substring
  private let languages: Set<Substring>
  private var count = 0
  /// The number of bytes that may still be put in.
  private var budget = ScriptImports.largestText

  private static let largestCount = 50
  private static let largestDepth = 3
  /// The maximum number of bytes that are put into a script, where a list may be used many times.
  static let largestText = 512 << 10

  /// The text of a script with those that it imports.
  /// - Parameters:
  ///   - language: that of the site.
  ///   - languages: all languages of the site, as far as they are known.
  static func expanded(
    _ bytes: [UInt8], at path: String, language: String, languages: Set<String>,
    in project: borrowing FileSystem.Folder
  ) -> [UInt8] {
    var imports = ScriptImports(
      known: [path], language: language.lowercased().prefix { $0.isLetter },
      languages: Set(languages.map { $0.lowercased().prefix { $0.isLetter } }))
    return Array(
      imports.expanded(String(decoding: bytes, as: UTF8.self), at: path, depth: 0, in: project).utf8)
  }

  private mutating func expanded(
    _ source: String, at path: String, depth: Int, in project: borrowing FileSystem.Folder
  ) -> String {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var rest: [String] = []
    let hasOwn = lines.contains { Self.paths(in: $0).contains { Self.language(of: $0) == language } }
    for number in lines.indices {
      for name in Self.paths(in: lines[number]) where count < Self.largestCount {
        // The name may be that of a topic.
        if hasOwn, let other = Self.language(of: name), other != language, languages.contains(other) {
          continue
        }
        guard let file = Self.file(of: name, in: folder, project), known.insert(file).inserted,
          let bytes = try? project.read(file, limit: ContentLimits.fileBytes)
        else { continue }
        count += 1
        var text = String(decoding: bytes, as: UTF8.self)
        if depth < Self.largestDepth { text = expanded(text, at: file, depth: depth + 1, in: project) }
        let words = Self.words(in: lines[number])
        if let word = words.first, words.count == 1,
          insert(membersOf: text, of: word, in: &lines, except: number)
        {
          continue
        }
        guard spend(text) else { continue }
        let use = lines.indices.lazy.compactMap { index in
          index == number ? nil : Self.end(ofUseOf: words, in: lines[index]).map { (index, $0) }
        }.first
        if let (index, end) = use {
          // The line of the name stays as long as others may be used there.
          lines[index].insert(contentsOf: "\n" + text + "\n", at: end)
        } else {
          rest.append(text)
        }
      }
    }
    return (lines + rest).joined(separator: "\n")
  }

  /// The language that is the name of a script, `./pt-BR.js`; nil for other names.
  private static func language(of path: String) -> Substring? {
    let name = (path.split(separator: "/").last ?? "").prefix { $0 != "." }
    return LanguageVariants.isLanguage(String(name)) ? name.lowercased()[...].prefix { $0.isLetter } : nil
  }

  private static func file(
    of name: String, in folder: String, _ project: borrowing FileSystem.Folder
  ) -> String? {
    let path = (folder + "/" + name).split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    let base = Site.resolved(path)
    let ends = Generator.scripts.map { "." + $0 } + [".json"] + Generator.scripts.map { "/index." + $0 }
    let candidates =
      (Generator.isScript(base) || base.hasSuffix(".json") ? [base] : []) + ends.map { base + $0 }
    // A script in TypeScript is imported by the name that its compiler gives it.
    let compiled = [(".js", ".ts"), (".mjs", ".mts")].filter { base.hasSuffix($0.0) }.map {
      String(base.dropLast($0.0.utf8.count)) + $0.1
    }
    return (candidates + compiled).first { project.hasFile($0) }
  }

  /// The relative paths in `require('…')`, `import('…')` and `from '…'`.
  private static func paths(in line: String) -> [String] {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard !text.hasPrefix("//"),
      text.contains("require(") || text.contains("import") || text.contains("from ")
    else { return [] }
    return text.split(omittingEmptySubsequences: false) { "'\"`".contains($0) }.map(String.init)
      .filter { $0.hasPrefix("./") || $0.hasPrefix("../") }
  }

  /// Puts the lists that a script exports, `exports.guides = [...]`, where others use them: `children: pages.guides`.
  /// - Returns: whether any is used.
  private mutating func insert(
    membersOf script: String, of word: String, in lines: inout [String], except number: Int
  ) -> Bool {
    let members = Self.members(of: script)
    if members.isEmpty { return false }
    var isUsed = false
    for index in lines.indices where index != number {
      guard let mark = lines[index].firstRange(of: word + ".") else { continue }
      let name = lines[index][mark.upperBound...].prefix(while: Self.isWord)
      guard let text = members[name] else { continue }
      isUsed = true
      guard spend(text) else { continue }
      lines[index].insert(contentsOf: "\n" + text + "\n", at: name.endIndex)
    }
    return isUsed
  }

  /// Takes the length of a text from the budget.
  /// - Returns: whether there was enough.
  private mutating func spend(_ text: String) -> Bool {
    guard text.utf8.count <= budget else { return false }
    budget -= text.utf8.count
    return true
  }

  /// The texts of the values that a script exports by name.
  private static func members(of script: String) -> [Substring: String] {
    var members: [Substring: String] = [:]
    var name: Substring?
    for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
      if let mark = ["module.exports.", "exports.", "export const "].first(where: line.hasPrefix) {
        name = line.dropFirst(mark.utf8.count).prefix(while: isWord)
      }
      if let name { members[name, default: ""] += line + "\n" }
    }
    return members
  }

  /// The names that a line declares: `a` and `b` of `import { a, c as b } from './x'`.
  private static func words(in line: String) -> Set<String> {
    let mark = line.firstRange(of: " from ") ?? line.firstRange(of: "require(")
    guard let mark else { return [] }
    let words = line[..<mark.lowerBound].split { !isWord($0) }.map(String.init)
    return Set(words).subtracting(["import", "const", "let", "var", "as", "type", "export", "default"])
  }

  /// Where the first use of one of some names as a value ends in a line: `...name`, `key: name`, `[name]`, `{ name }`.
  private static func end(ofUseOf words: Set<String>, in line: String) -> String.Index? {
    if words.isEmpty || line.hasPrefix("import") || line.contains("require(") { return nil }
    var start = line.startIndex
    while let first = line[start...].firstIndex(where: isWord) {
      let end = line[first...].firstIndex { !isWord($0) } ?? line.endIndex
      let before = line[..<first].last { $0 != " " && $0 != "\t" }
      let isKey = line[end...].first { $0 != " " } == ":"
      if words.contains(String(line[first..<end])), !isKey, before.map({ ".:[,({=".contains($0) }) != false {
        return end
      }
      start = end
    }
    return nil
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "$"
  }
}
