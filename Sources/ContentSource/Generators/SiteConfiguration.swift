internal import PortfolioModel

/// The configuration file of a site generator: values by their keys. A file that cannot be parsed has no values.
///
/// TOML, YAML and JSON are parsed. Scripts in JavaScript, TypeScript and Python are not run; only the string literals
/// in `key: '...'` and `KEY = '...'` are read.
struct SiteConfiguration: Sendable {
  private(set) var fields: [FrontMatter.Field]
  /// The keys at the top of the file whose values could not be parsed.
  private var unreadKeys: [String] = []
  /// Whether nothing of the file could be parsed.
  private var isUnread = false
  let bytes: [UInt8]
  /// The string literals of a script, in order.
  private let scriptLiterals: [FrontMatter.Field]
  /// The names of languages that a script may declare.
  private let scriptLanguages: Set<String>

  /// Parses a file by the extension of its name.
  init(name: String, bytes: [UInt8]) {
    self.bytes = bytes
    var source: String?
    var literals: [FrontMatter.Field] = []
    switch name.split(separator: ".").last {
    case "toml", "yaml", "yml", "json":
      let content =
        name.hasSuffix(".toml")
        ? TOMLReader.read(bytes[...], firstLine: 1)
        : YAMLReader.read(Self.withoutTags(bytes)[...], firstLine: 1)
      fields = content.fields
      unreadKeys = content.unreadFields.map(\.key)
      isUnread = content.error != nil && content.fields.isEmpty
    // Of several fields with the same key the last counts. In a script, that of the site itself is usually the least
    // indented, and the first of those.
    default:
      let text = String(decoding: bytes, as: UTF8.self)
      literals = Self.literals(in: text, comment: name.hasSuffix(".py") ? "#" : "//")
      fields = Self.leastIndentedLast(literals, in: text)
      source = text
    }
    scriptLiterals = literals
    scriptLanguages = source.map(Self.languages) ?? []
  }

  /// Reads the object `metadata = { … }` of a script, up to the first line that begins with its closing brace.
  /// Nil if there is none.
  init?(metadataIn bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let start = lines.firstIndex { line in
      guard let name = line.firstRange(of: "etadata"), line.last == "{" else { return false }
      return line[name.upperBound...].contains("=")
    }
    guard let start else { return nil }
    let object = lines[start...].dropFirst().prefix { $0.first != "}" }
    self.bytes = bytes
    scriptLanguages = []
    scriptLiterals = []
    fields = Self.literals(in: object.joined(separator: "\n")).reversed()
  }

  /// YAML without the tags of MkDocs, `!!python/name:x.y` and `!ENV`. A field with a tag would be refused as a whole.
  private static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "!")) else { return bytes }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let rest = bytes[index...]
      if bytes[index] == UInt8(ascii: "!"), result.last == UInt8(ascii: " "),
        ["!!python/", "!ENV", "!relative"].contains(where: { rest.starts(with: $0.utf8) })
      {
        index = rest.firstIndex { $0 <= 0x20 } ?? bytes.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Adds the content of a file as the table of a key, unless the configuration has that key.
  mutating func add(_ file: SiteConfiguration, as key: String) {
    if fields.value(key) == nil, !file.fields.isEmpty {
      fields.append(FrontMatter.Field(key: key, value: .table(file.fields), line: 1))
    }
  }

  /// The value of a key, or of a path of keys with dots between them.
  func value(_ path: String) -> FrontMatter.Value? {
    var keys = path.split(separator: ".")
    guard let last = keys.popLast() else { return nil }
    var fields = self.fields
    for key in keys {
      guard case .table(let nested)? = fields.value(String(key)) else { return nil }
      fields = nested
    }
    return fields.value(String(last))
  }

  /// The values of a path of keys in all tables of the lists on the way.
  func values(_ path: String) -> [FrontMatter.Value] {
    path.split(separator: ".").reduce([FrontMatter.Value.table(fields)]) { values, key in
      values.flatMap { value in
        if case .table(let fields) = value {
          [fields.value(String(key))].compactMap(\.self)
        } else {
          value.tables.compactMap { $0.value(String(key)) }
        }
      }
    }
  }

  /// The text of a key; nil if it is missing or blank, or if it refers to another key, as Lume's `=site.title` does.
  func text(_ path: String) -> String? {
    value(path)?.text.map(\.trimmed).flatMap { $0.isEmpty || $0.hasPrefix("=") ? nil : $0 }
  }

  /// The text of the first of several paths that has one.
  func text(anyOf paths: [String]) -> String? {
    for path in paths {
      if let text = text(path) { return text }
    }
    return nil
  }

  /// The text of a key of the default language, else of the first language that has one.
  func languageText(_ key: String) -> String? {
    let names =
      [text(anyOf: ["defaultContentLanguage", "defaultcontentlanguage"]) ?? "en"] + keys("languages")
    return text(anyOf: names.map { "languages.\($0).\(key)" })
  }

  /// The folders of the content in each language, `languages.de.contentDir`.
  var languageFolders: [String] {
    keys("languages").compactMap { text("languages.\($0).contentDir") }.filter { !$0.isEmpty }
  }

  /// The first text of the default language among those of several keys.
  func languageText(anyOf keys: [String]) -> String? {
    for key in keys {
      if let text = languageText(key) { return text }
    }
    return nil
  }

  /// The texts of all keys at the top of the file, by key. A script has none, since its values may be expressions.
  var topTexts: [String: String] {
    guard scriptLiterals.isEmpty else { return [:] }
    return fields.reduce(into: [:]) { texts, field in
      if let text = field.value.text, text.utf8.count <= Self.maximumTextLength { texts[field.key] = text }
    }
  }

  /// The maximum length of a text that a template shows, in bytes.
  private static let maximumTextLength = 1024

  /// All string literals of a script with their keys, in order; empty for another file.
  var allLiterals: [(key: String, value: FrontMatter.Value)] { scriptLiterals.map { ($0.key, $0.value) } }

  /// Whether the file is a script with literals.
  var isScript: Bool { !scriptLiterals.isEmpty }

  /// All string literals of a key in a script, in order.
  func literals(_ key: String) -> [String] {
    scriptLiterals.filter { $0.key == key }.compactMap(\.value.text)
  }

  /// The texts of a list.
  func texts(_ path: String) -> [String] { value(path)?.words ?? [] }

  /// Whether a key has nothing but texts, or is not in the file.
  func hasTexts(_ path: String) -> Bool {
    let keys = path.split(separator: ".").map(String.init)
    switch value(path) {
    case .scalar?: return true
    case .list(let values)?: return values.allSatisfy { $0.text != nil }
    case .table?: return false
    case nil:
      if unreadKeys.contains(keys[0]) { return false }
      return !isUnread || keys.last.map(mentions) != true
    }
  }

  /// Whether a plugin is in the list, or in the table, of the key `plugins`.
  func hasPlugin(_ name: String) -> Bool {
    let plugins = value("plugins")
    var tables = plugins?.tables ?? []
    if case .table(let fields)? = plugins { tables.append(fields) }
    return texts("plugins").contains(name) || tables.contains { $0.contains { $0.key == name } }
  }

  /// The texts of an option of an extension of Python-Markdown, as MkDocs has them.
  func extensionTexts(_ name: String, _ option: String) -> [String] {
    let extensions = value("markdown_extensions")
    var tables = extensions?.tables ?? []
    if case .table(let fields)? = extensions { tables.append(fields) }
    for case .table(let options)? in tables.map({ $0.value(name) }) {
      if let texts = options.value(option)?.words { return texts }
    }
    return []
  }

  /// The keys of a table, or the texts of a list.
  func keys(_ path: String) -> [String] {
    guard case .table(let fields)? = value(path) else { return texts(path) }
    return fields.map(\.key)
  }

  /// The names of the site's languages, in lower case, which may be names of folders.
  var languages: Set<String> { scriptLanguages.union(keys("languages").map { $0.lowercased() }) }

  /// The words of a script that have the form of a language's name, if the script declares languages.
  private static func languages(in source: String) -> Set<String> {
    guard source.contains("locales") else { return [] }
    let words = source.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")) }
    return Set(
      words.lazy.filter { $0.utf8.count <= 7 }.map { $0.lowercased() }.filter(LanguageFolders.isName))
  }

  /// The folders of the vaults of Dendron's configuration. The notes of a self-contained vault are in its folder `notes`.
  var vaults: [String] {
    for key in ["workspace.vaults", "vaults"] {
      guard case .list(let values)? = value(key) else { continue }
      return values.compactMap { value in
        guard case .table(let fields) = value, let path = fields.value("fsPath")?.text else { return nil }
        let isSelfContained = fields.value("selfContained")?.boolean == true
        let parts = path.split(separator: "/").filter { $0 != "." } + (isSelfContained ? ["notes"] : [])
        return parts.contains("..") || parts.isEmpty ? nil : parts.joined(separator: "/")
      }
    }
    return []
  }

  /// Whether a line that is no comment contains a name. It finds names in lists whose other values are not understood,
  /// such as Python's in the configuration of MkDocs.
  func mentions(_ name: String) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains { line in
      line.first { $0 > 0x20 } != UInt8(ascii: "#") && String(decoding: line, as: UTF8.self).contains(name)
    }
  }

  // MARK: Scripts

  private static func leastIndentedLast(_ fields: [FrontMatter.Field], in source: String) -> [FrontMatter
    .Field]
  {
    let indents = source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    }
    return fields.enumerated().sorted { left, right in
      let (first, second) = (indents[left.element.line - 1], indents[right.element.line - 1])
      return first == second ? left.offset > right.offset : first > second
    }.map(\.element)
  }

  /// The string literals of all keys, in order.
  /// - Parameter comment: the beginning of a line that is a comment.
  static func literals(in source: String, comment: String = "//") -> [FrontMatter.Field] {
    var fields: [FrontMatter.Field] = []
    for (number, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      // Several may share a line: `{ title: 'T', url: 'U' }`.
      var rest = line.drop { $0 == " " || $0 == "\t" }
      if rest.hasPrefix(comment) { continue }
      while let mark = rest.firstIndex(where: { $0 == ":" || $0 == "=" }) {
        let key = String(
          rest[..<mark].reversed().drop { $0 == " " || $0 == "'" || $0 == "\"" }
            .prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
        var value = rest[mark...].dropFirst().drop { $0 == " " }
        // Python's `u'…'` and `r'…'`.
        if let prefix = value.first, "uUrR".contains(prefix), let quote = value.dropFirst().first,
          quote == "'" || quote == "\""
        {
          value = value.dropFirst()
        }
        if value.first == "[", !key.isEmpty {
          let list = strings(inListAt: value.startIndex, of: source)
          fields.append(FrontMatter.Field(key: key, value: .list(list), line: number + 1))
        }
        guard let quote = value.first, "'\"`".contains(quote), !key.isEmpty else {
          rest = rest[mark...].dropFirst()
          continue
        }
        let (text, behind) = Self.text(of: value.dropFirst(), until: quote)
        // `${…}` in a template is not text.
        if quote != "`" || !text.contains("${") {
          fields.append(FrontMatter.Field(key: key, value: .scalar(text), line: number + 1))
        }
        rest = behind
      }
    }
    return fields
  }

  /// The text up to a quotation mark, and what is behind the mark. A backslash stands before a mark within the text.
  private static func text(of source: Substring, until quote: Character) -> (text: String, rest: Substring) {
    var text = ""
    var rest = source
    while let character = rest.popFirst(), character != quote {
      let isEscape = character == "\\" && rest.first.map { "'\"`\\".contains($0) } == true
      text.append(isEscape ? rest.popFirst() ?? character : character)
    }
    return (text, rest)
  }

  /// The string literals of a list, `['a', "b"]`, that begins at an index; empty if it holds anything but them and comments.
  private static func strings(inListAt start: String.Index, of source: String) -> [FrontMatter.Value] {
    var values: [FrontMatter.Value] = []
    var rest = source[start...].dropFirst()
    while let character = rest.first(where: { !$0.isWhitespace && $0 != "," }) {
      rest = rest.drop { $0.isWhitespace || $0 == "," }
      if character == "]" { return values }
      if character == "#" || rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
        continue
      }
      guard "'\"`".contains(character) else { return [] }
      let text = rest.dropFirst().prefix { $0 != character && !$0.isNewline }
      values.append(.scalar(String(text)))
      rest = rest.dropFirst(text.count + 2)
    }
    return []
  }
}
