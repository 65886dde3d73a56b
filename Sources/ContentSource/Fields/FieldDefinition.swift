/// A front-matter field: the keys that mean it, the type of its value, what it sets in `Target`, and a line of help.
///
/// To add a field, add a row to a table: ``PageFieldValues/table`` for fields of pages, `Person.table` for
/// those of the root's index, ``PageFieldValues/hidingTable`` for those that keep a page from being published. To add
/// a type of value, add a ``FieldType``.
struct FieldDefinition<Target>: Sendable {
  typealias Apply = @Sendable (FrontMatter.Field, inout Target) throws(FieldFault) -> Void

  /// The field's own name, then those of Hugo, Zola, Jekyll, Obsidian and others.
  let names: [String]
  private let foldedNames: [String]
  /// What the field means, in a line of Markdown for the manual.
  let help: String
  /// Sets the field in a target; throws if the value does not fit.
  let apply: Apply

  /// A field whose value has a type.
  /// - Parameters:
  ///   - keepLine: stores the line of the file on which the field stands; only for fields that search results
  ///     point to.
  ///   - set: stores the value.
  init<Value>(
    _ names: String..., help: String, as type: FieldType<Value>,
    keepLine: (@Sendable (inout Target, Int) -> Void)? = nil,
    set: @escaping @Sendable (inout Target, Value) -> Void
  ) {
    self.init(names, help: help) { field, target throws(FieldFault) in
      let value = try type.parse(field.value)
      set(&target, value)
      keepLine?(&target, field.line)
    }
  }

  /// A field that is more than one value of one type.
  init(_ names: String..., help: String, apply: @escaping Apply) {
    self.init(names, help: help, apply: apply)
  }

  private init(_ names: [String], help: String, apply: @escaping Apply) {
    self.names = names
    self.help = help
    foldedNames = names.map(FieldKey.folded)
    self.apply = apply
  }

  /// Whether a key as ``FieldKey`` folds it means this field.
  func isMeant(by foldedKey: String) -> Bool { foldedNames.contains(foldedKey) }
}

enum FieldKey {
  /// A key in lower case without what separates its words: `publish_date`, `Publish Date` and `publishDate` are the
  /// same field. Case does not matter, as in Hugo: a page with `Draft: true` must not be published.
  static func folded(_ key: String) -> String {
    var key = key.lowercased()
    if key.utf8.contains(where: { $0 >= 0x80 }) {
      // No-break spaces and invisible characters are typed or pasted by mistake.
      key.unicodeScalars.removeAll { $0.properties.isWhitespace || $0.properties.generalCategory == .format }
    }
    guard key.utf8.contains(where: { separators.contains($0) }) else { return key }
    return String(decoding: key.utf8.filter { !separators.contains($0) }, as: UTF8.self)
  }

  private static let separators = Array("_- ".utf8)
}

/// Why a value does not fit its field, as the predicate of a sentence whose subject is the field: `must be
/// text`.
struct FieldFault: Error {
  let predicate: String

  init(_ predicate: String) {
    self.predicate = predicate
  }
}
