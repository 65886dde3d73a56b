internal import PortfolioModel

extension FrontMatter {
  /// A value of YAML, TOML or JSON. Scalars stay text: their type is that of the field.
  package indirect enum Value: Sendable, Equatable {
    case scalar(String)
    case list([Value])
    case table([Field])
  }
}

extension FrontMatter.Value {
  /// The text of a scalar.
  var text: String? {
    if case .scalar(let text) = self { return text }
    return nil
  }

  /// A scalar as a date.
  /// - Throws: that it is none, or that its day and its month cannot be told apart.
  func date(or others: String = "") throws(FieldFault) -> CalendarDate {
    switch text.flatMap({ DateText.read($0) }) {
    case .date(let date): return date
    case .ambiguous(let left, let right):
      throw FieldFault("must be YYYY-MM-DD: '\(text ?? "")' is \(left.spelled) or \(right.spelled)")
    case nil: throw FieldFault("must be \(others)YYYY-MM-DD")
    }
  }

  /// A scalar as a boolean of YAML 1.1 or TOML, or a digit, in any case.
  var boolean: Bool? {
    switch text?.trimmed.lowercased() {
    case "true", "yes", "on", "y", "1": true
    case "false", "no", "off", "n", "0": false
    default: nil
    }
  }

  /// The texts of a list, or those that commas separate in one text.
  var words: [String] {
    switch self {
    case .scalar(let text): text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    case .list(let values): values.compactMap(\.text).filter { !$0.isEmpty }
    case .table: []
    }
  }

  /// The texts of a list and of the lists within it: to YAML, `[[tag]]` without quotes is a list in a list.
  var leaves: [String] {
    switch self {
    case .scalar(let text): [text]
    case .list(let values): values.flatMap(\.leaves)
    case .table: []
    }
  }

  /// The fields of each table in a list.
  var tables: [[FrontMatter.Field]] {
    guard case .list(let values) = self else { return [] }
    return values.compactMap { value in
      if case .table(let fields) = value { return fields }
      return nil
    }
  }
}

extension [FrontMatter.Field] {
  /// The text of the last scalar with this key.
  func text(_ key: String) -> String? { value(key)?.text }

  /// The value of a key; of equal keys the last.
  func value(_ key: String) -> FrontMatter.Value? { last { $0.key == key }?.value }
}
