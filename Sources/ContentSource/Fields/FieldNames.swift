internal import PortfolioModel

/// The names of all fields, of pages and of the person.
enum FieldNames {
  /// Whether a key has a meaning here or for another program.
  static func isKnown(_ key: String) -> Bool {
    let folded = FieldKey.folded(key)
    return PageFieldValues.table.rows.contains { $0.isMeant(by: folded) }
      || Person.table.rows.contains { $0.isMeant(by: folded) } || IgnoredFields.contains(key)
  }
}
