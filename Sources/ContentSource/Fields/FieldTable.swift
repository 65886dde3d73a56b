/// The front-matter fields that a kind of file may have, a row each.
struct FieldTable<Target>: Sendable {
  let rows: [FieldDefinition<Target>]

  init(_ rows: [FieldDefinition<Target>]) {
    self.rows = rows
  }

  /// Sets what a field means in a target.
  /// - Returns: whether the table has a row for the field.
  /// - Throws: the reason why the value does not fit. The target then keeps what it had, except that a field that
  ///   keeps a page from being published hides it.
  func apply(_ field: FrontMatter.Field, to target: inout Target) throws(FieldFault) -> Bool {
    // Linear: hashing a type for the first time costs a tenth of the program's start, and there are some
    // thirty rows.
    let key = FieldKey.folded(field.key)
    guard let row = rows.first(where: { $0.isMeant(by: key) }) else { return false }
    try row.apply(field, &target)
    return true
  }
}
