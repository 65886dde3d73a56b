internal import PortfolioModel

/// The names of all fields, of pages and of the person.
package enum FieldNames {
  /// Whether a key has a meaning here or for another program.
  static func isKnown(_ key: String) -> Bool { hasMeaning(key) || IgnoredFields.contains(key) }

  /// Whether a key has a meaning here.
  static func hasMeaning(_ key: String) -> Bool {
    let folded = FieldKey.folded(key)
    return PageFieldValues.table.rows.contains { $0.isMeant(by: folded) }
      || Person.table.rows.contains { $0.isMeant(by: folded) }
  }

  /// Whether a field may keep a page from being published.
  static func mayHide(_ key: String) -> Bool {
    let folded = FieldKey.folded(key)
    return PageFieldValues.hidingTable.rows.contains { $0.isMeant(by: folded) }
  }

  /// The name of the field that a misspelled key probably means: `title` for `titel`. Nil for a known key.
  ///
  /// A slip is one edit away from a name, or two edits if the name has six letters or more. The first letter is seldom
  /// among two: `related` is not meant as `created`.
  package static func correction(of key: String) -> String? {
    if isKnown(key) { return nil }
    let folded = FieldKey.folded(key)
    let names = PageFieldValues.table.rows.flatMap(\.names) + Person.table.rows.flatMap(\.names)
    let near = names.compactMap { name -> (name: String, distance: Int)? in
      let known = FieldKey.folded(name)
      let limit = known.count < 6 ? 1 : 2
      // Words of three letters are near too many others: `to` and `toc`, `url` and `uri`.
      guard known.count > 3, abs(known.count - folded.count) <= limit else { return nil }
      let distance = EditDistance.between(folded, known)
      return distance <= limit && (distance == 1 || folded.first == known.first) ? (name, distance) : nil
    }
    return near.min { $0.distance < $1.distance }?.name
  }
}
