/// One row of the table of options, ``all``: parsing, help, suggestions and the names of variables derive
/// from it.
///
/// To add an option, add a property to ``Options`` and a row that sets it.
struct OptionDefinition: Sendable {
  /// The name with its hyphens: `--width`.
  let long: String
  /// The short name with its hyphen, `-w`; nil for most options.
  let short: String?
  let value: Value
  /// Whether the option may stand without its value, which is then an empty text.
  let isValueOptional: Bool
  /// One line of help, without the allowed words and the default.
  private let summary: String
  let scope: Scope
  /// Whether a visitor may use it.
  let isForVisitors: Bool
  /// Sets the value in the options. Returns nil, or what is wrong with the value as the end of a sentence
  /// that begins with the option's name: `must be a number from 1 to 5`. The options are unchanged then.
  let apply: @Sendable (String, inout Options) -> String?

  private init(
    long: String, short: String?, value: Value, isValueOptional: Bool = false, help: String, scope: Scope,
    isForVisitors: Bool, apply: @escaping @Sendable (String, inout Options) -> String?
  ) {
    self.long = long
    self.short = short
    self.value = value
    self.isValueOptional = isValueOptional
    summary = help
    self.scope = scope
    self.isForVisitors = isForVisitors
    self.apply = apply
  }

  /// The kinds of values.
  enum Value: Sendable {
    /// The option takes no value.
    case flag
    /// One of these words.
    case choice([String], placeholder: String)
    /// - standard: the default; nil if there is none.
    case number(ClosedRange<Int>, standard: Int?)
    case folder, file
    /// Any other text; the placeholder says what it is: `HOST[:PORT]`.
    case text(placeholder: String)
  }

  /// The commands to which an option applies.
  enum Scope: Sendable {
    case everywhere
    /// Everything that shows or prints pages: all but the commands of the service.
    case pages
    /// Everything but this command.
    case except(String)
    /// These commands; ``page`` stands for a command line without a command.
    case only([String])

    /// A command line that names a page, or nothing.
    static let page = ""

    /// - Parameter command: nil for a command line without a command.
    func contains(_ command: CommandDefinition?) -> Bool {
      switch self {
      case .everywhere: true
      case .pages: command?.isService != true
      case .except(let name): command?.name != name
      case .only(let names): names.contains(command?.name ?? Self.page)
      }
    }
  }

  /// One line of help. It is made when it is needed, as most runs print none.
  var help: String {
    switch value {
    case .choice(let words, _): summary + ": " + words.list("or")
    case .number(_, let standard?): "\(summary) (default: \(standard))"
    case .flag, .number(_, nil), .folder, .file, .text: summary
    }
  }

  /// The value's name in the help; nil for a flag.
  var placeholder: String? {
    switch value {
    case .flag: nil
    case .choice(_, let placeholder), .text(let placeholder): placeholder
    case .number: "N"
    case .folder: "DIR"
    case .file: "FILE"
    }
  }

  /// The option and its value as the help shows them: `-w, --width N`.
  var usage: String {
    (short.map { $0 + ", " } ?? "") + long
      + (placeholder.map { isValueOptional ? " [\($0)]" : " " + $0 } ?? "")
  }

  /// The environment variable that sets the option, `PORTFOLIO_HOST_KEY` for `--host-key`; nil for a flag.
  var variable: String? {
    guard placeholder != nil else { return nil }
    return "PORTFOLIO_" + String(long.dropFirst(2).map { $0 == "-" ? "_" : $0 }).uppercased()
  }
}

// MARK: Kinds of rows

extension OptionDefinition {
  static func flag(
    _ long: String, short: String? = nil, _ help: String, for scope: Scope, isForVisitors: Bool = false,
    _ set: @escaping @Sendable (inout Options) -> Void
  ) -> OptionDefinition {
    OptionDefinition(
      long: long, short: short, value: .flag, help: help, scope: scope, isForVisitors: isForVisitors
    ) { _, options in
      set(&options)
      return nil
    }
  }

  /// An option whose value is the name of a case.
  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ long: String, _ placeholder: String, _ help: String, for scope: Scope, isForVisitors: Bool = false,
    _ set: @escaping @Sendable (inout Options, Choice) -> Void
  ) -> OptionDefinition {
    choice(
      long, placeholder, help, among: Choice.allCases.map { ($0.rawValue, $0) }, for: scope,
      isForVisitors: isForVisitors, set)
  }

  /// An option whose value is one of several names.
  static func choice<Choice: Sendable>(
    _ long: String, _ placeholder: String, _ help: String, among values: [(name: String, value: Choice)],
    for scope: Scope, isForVisitors: Bool = false,
    _ set: @escaping @Sendable (inout Options, Choice) -> Void
  ) -> OptionDefinition {
    let names = values.map(\.name)
    return OptionDefinition(
      long: long, short: nil, value: .choice(names, placeholder: placeholder),
      help: help, scope: scope, isForVisitors: isForVisitors
    ) { text, options in
      guard let value = values.first(where: { $0.name == text }) else {
        return "must be " + names.list("or")
      }
      set(&options, value.value)
      return nil
    }
  }

  /// An option whose value is a name, usually one of these.
  static func name(
    _ long: String, _ placeholder: String, _ help: String, among names: [String], for scope: Scope,
    isForVisitors: Bool = false, _ set: @escaping @Sendable (inout Options, String) -> Void
  ) -> OptionDefinition {
    nonempty(
      long, .choice(names, placeholder: placeholder), help, scope, isForVisitors: isForVisitors, set)
  }

  static func number(
    _ long: String, short: String? = nil, _ range: ClosedRange<Int>, _ help: String, standard: Int? = nil,
    for scope: Scope, isForVisitors: Bool = false, _ set: @escaping @Sendable (inout Options, Int) -> Void
  ) -> OptionDefinition {
    OptionDefinition(
      long: long, short: short, value: .number(range, standard: standard), help: help, scope: scope,
      isForVisitors: isForVisitors
    ) { text, options in
      guard let number = Int(text), range.contains(number) else {
        return "must be a number from \(range.lowerBound) to \(range.upperBound)"
      }
      set(&options, number)
      return nil
    }
  }

  static func folder(
    _ long: String, _ help: String, for scope: Scope,
    _ set: @escaping @Sendable (inout Options, String) -> Void
  ) -> OptionDefinition {
    nonempty(long, .folder, help, scope, set)
  }

  static func file(
    _ long: String, _ help: String, for scope: Scope,
    _ set: @escaping @Sendable (inout Options, String) -> Void
  ) -> OptionDefinition {
    nonempty(long, .file, help, scope, set)
  }

  /// An option whose value is any text but an empty one.
  static func text(
    _ long: String, _ placeholder: String, _ help: String, for scope: Scope, isForVisitors: Bool = false,
    _ set: @escaping @Sendable (inout Options, String) -> Void
  ) -> OptionDefinition {
    nonempty(long, .text(placeholder: placeholder), help, scope, isForVisitors: isForVisitors, set)
  }

  /// An option whose value is a text of a certain form.
  /// - Parameters:
  ///   - rule: the form, for the error message: `a host name`.
  ///   - parse: returns nil for a text of another form.
  static func text<Parsed>(
    _ long: String, _ placeholder: String, _ help: String, mustBe rule: String, for scope: Scope,
    isForVisitors: Bool = false, parse: @escaping @Sendable (String) -> Parsed?,
    _ set: @escaping @Sendable (inout Options, Parsed) -> Void
  ) -> OptionDefinition {
    parsed(
      long, placeholder, help, mustBe: rule, isOptional: false, for: scope, isForVisitors: isForVisitors,
      parse: parse, set)
  }

  /// The same, for an option that may stand without its value. A word behind it that begins with a digit is the value.
  static func optional<Parsed>(
    _ long: String, _ placeholder: String, _ help: String, mustBe rule: String, for scope: Scope,
    isForVisitors: Bool = false, parse: @escaping @Sendable (String) -> Parsed?,
    _ set: @escaping @Sendable (inout Options, Parsed) -> Void
  ) -> OptionDefinition {
    parsed(
      long, placeholder, help, mustBe: rule, isOptional: true, for: scope, isForVisitors: isForVisitors,
      parse: parse, set)
  }

  private static func parsed<Parsed>(
    _ long: String, _ placeholder: String, _ help: String, mustBe rule: String, isOptional: Bool,
    for scope: Scope, isForVisitors: Bool, parse: @escaping @Sendable (String) -> Parsed?,
    _ set: @escaping @Sendable (inout Options, Parsed) -> Void
  ) -> OptionDefinition {
    OptionDefinition(
      long: long, short: nil, value: .text(placeholder: placeholder), isValueOptional: isOptional, help: help,
      scope: scope, isForVisitors: isForVisitors
    ) { text, options in
      guard let parsed = parse(text) else { return "must be " + rule }
      set(&options, parsed)
      return nil
    }
  }

  private static func nonempty(
    _ long: String, _ value: Value, _ help: String, _ scope: Scope, isForVisitors: Bool = false,
    _ set: @escaping @Sendable (inout Options, String) -> Void
  ) -> OptionDefinition {
    OptionDefinition(
      long: long, short: nil, value: value, help: help, scope: scope, isForVisitors: isForVisitors
    ) { text, options in
      if text.isEmpty { return "must not be empty" }
      set(&options, text)
      return nil
    }
  }
}

extension [String] {
  /// The strings as English lists them: `a, b or c`.
  func list(_ conjunction: String) -> String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
