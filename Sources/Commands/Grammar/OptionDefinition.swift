/// One row of a table of options: its names, and what it does to the values that are collected.
package struct OptionDefinition<Values>: Sendable {
  /// `-w` and the like; empty where there is none.
  package let short: String
  /// `--width` and the like.
  package let long: String
  /// What the value is called in the help; nil where the option has none.
  package let placeholder: String?
  package let help: String
  /// Whether a visitor may use it.
  let visitors: Bool
  /// Takes the value, or says what it must be.
  package let take: @Sendable (String, inout Values) -> String?

  package init(
    short: String = "", long: String, placeholder: String?, help: String, visitors: Bool = false,
    take: @escaping @Sendable (String, inout Values) -> String?
  ) {
    self.short = short
    self.long = long
    self.placeholder = placeholder
    self.help = help
    self.visitors = visitors
    self.take = take
  }

  /// How the help shows it.
  package var usage: String {
    (short.isEmpty ? "" : short + ", ") + long + (placeholder.map { " " + $0 } ?? "")
  }

  /// An option that is only there or not.
  package static func flag(
    _ long: String, _ help: String, short: String = "", visitors: Bool = false,
    _ set: @escaping @Sendable (inout Values) -> Void
  ) -> OptionDefinition {
    OptionDefinition(short: short, long: long, placeholder: nil, help: help, visitors: visitors) {
      _, values in
      set(&values)
      return nil
    }
  }
}

/// A table of options, for a command line.
package struct OptionTable<Values>: Sendable {
  package let rows: [OptionDefinition<Values>]

  package init(_ rows: [OptionDefinition<Values>]) {
    self.rows = rows
  }

  /// The rows that are for somebody.
  func of(_ audience: Audience) -> [OptionDefinition<Values>] {
    rows.filter { audience == .owner || $0.visitors }
  }

  /// Takes one option, and its value where it has one: `--name VALUE`, `--name=VALUE`, `-n VALUE` or `-nVALUE`.
  /// - Returns: the row that was used.
  @discardableResult
  package func take(
    _ argument: String, _ rest: inout ArraySlice<String>, into values: inout Values
  ) throws(Failure) -> OptionDefinition<Values> {
    try take(argument, &rest, into: &values, by: .owner)
  }

  func take(
    _ argument: String, _ rest: inout ArraySlice<String>, into values: inout Values, by audience: Audience
  ) throws(Failure) -> OptionDefinition<Values> {
    var name = argument
    var value: String?
    if argument.hasPrefix("--") {
      if let equals = argument.firstIndex(of: "=") {
        name = String(argument[..<equals])
        value = String(argument[equals...].dropFirst())
      }
    } else if argument.count > 2 {
      name = String(argument.prefix(2))
      value = String(argument.dropFirst(2))
    }
    guard let option = rows.first(where: { $0.long == name || $0.short == name && !$0.short.isEmpty }) else {
      let near = Suggestions.nearest(to: name, among: of(audience).map(\.long))
      throw .usage("there is no option '\(name)'" + Suggestions.sentence(near))
    }
    if audience == .visitor, !option.visitors { throw .usage("'\(name)' is not for visitors") }
    if option.placeholder == nil {
      if value != nil { throw .usage("'\(name)' takes no value") }
    } else if value == nil {
      value = rest.popFirst()
      if value == nil { throw .usage("'\(name)' needs a value") }
    }
    if let fault = option.take(value ?? "", &values) { throw .usage("'\(name)' \(fault)") }
    return option
  }
}
