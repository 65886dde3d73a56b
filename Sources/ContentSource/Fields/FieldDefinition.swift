/// A front-matter field: the keys that mean it, the type of its value, and what it sets in `Target`.
///
/// To add a field, add a row to a table: ``PageFieldValues/table`` for fields of pages, `Person.table` for
/// those of the root's index. To add a type of value, add a ``FieldType``.
struct FieldDefinition<Target>: Sendable {
  typealias Apply = @Sendable (FrontMatter.Field, inout Target) throws(FieldFault) -> Void

  /// The field's own name, then those of Hugo, Zola, Jekyll, Obsidian and others.
  let names: [String]
  private let foldedNames: [String]
  /// Sets the field in a target; throws where the value does not fit.
  let apply: Apply

  /// A field whose value has a type.
  /// - Parameters:
  ///   - keepLine: stores the line of the file on which the field stands; only for fields that search results
  ///     point to.
  ///   - set: stores the value.
  init<Value>(
    _ names: String..., as type: FieldType<Value>,
    keepLine: (@Sendable (inout Target, Int) -> Void)? = nil,
    set: @escaping @Sendable (inout Target, Value) -> Void
  ) {
    self.init(names) { field, target throws(FieldFault) in
      let value = try type.parse(field.value)
      set(&target, value)
      keepLine?(&target, field.line)
    }
  }

  /// A field that is more than one value of one type.
  init(_ names: String..., apply: @escaping Apply) {
    self.init(names, apply: apply)
  }

  private init(_ names: [String], apply: @escaping Apply) {
    self.names = names
    foldedNames = names.map { $0.lowercased() }
    self.apply = apply
  }

  /// Whether a key in lower case means this field.
  func isMeant(by foldedKey: String) -> Bool { foldedNames.contains(foldedKey) }
}

/// Why a value does not fit its field, as the predicate of a sentence whose subject is the field: `must be
/// text`.
struct FieldFault: Error {
  let predicate: String

  init(_ predicate: String) {
    self.predicate = predicate
  }
}
