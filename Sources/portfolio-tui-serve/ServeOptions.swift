import Commands
import Glibc
import SSHServer

/// What `serve` was told: by options, or by variables of the same names.
struct ServeOptions {
  var configuration = Configuration()
  var content: String?
  var publicName: String?
  var printsLimits = false
  var printsHelp = false
  var printsVersion = false

  /// One row of the table of options.
  struct Definition: Sendable {
    /// Without the hyphens.
    let name: String
    /// What the value is called; nil where there is none.
    let placeholder: String?
    let help: String
    /// Takes the value, or says what it must be.
    let take: @Sendable (String, inout ServeOptions) -> String?

    /// `PORTFOLIO_HOST_KEY` for `host-key`.
    var variable: String {
      "PORTFOLIO_" + String(name.map { $0 == "-" ? "_" : $0 }).uppercased()
    }
  }

  static let definitions: [Definition] =
    [
      text("listen", "ADDRESS:PORT", "where visitors come in, more than once; :2222 is all addresses") {
        // The first that is named replaces the default; a variable may name several.
        $1.configuration.addresses += $0.split(separator: " ").map(String.init)
      },
      text("host-key", "FILE", "the key visitors know it by (Ed25519); else one in the state folder is made")
      {
        $1.configuration.hostKey = $0
      },
      text("content", "DIR", "the folder to show instead of the bundled one") { $1.content = $0 },
      Definition(
        name: "public-name", placeholder: "HOST[:PORT]", help: "how visitors reach it: in what 'y' copies"
      ) { value, options in
        options.publicName = value
        return PublicName(value) == nil ? "must be a host's name, or a name and a port" : nil
      },
      text("user", "NAME", "the account that root becomes") { $1.configuration.user = $0 },
      text("metrics", "ADDRESS:PORT", "where Prometheus reads, on this machine; or the path of a socket") {
        $1.configuration.metrics = $0
      },
      Definition(
        name: "proxy-protocol", placeholder: "ADDRESSES",
        help: "who sends PROXY headers, with commas between: 10.0.0.1,10.1.0.0/16"
      ) { value, options in
        let networks = value.split(separator: ",").map { Network(String($0)) }
        guard !networks.isEmpty, networks.allSatisfy({ $0 != nil }) else {
          return "must be addresses or networks with commas between them"
        }
        options.configuration.proxies = networks.compactMap { $0 }
        return nil
      },
      Definition(name: "log", placeholder: "FORMAT", help: "of the lines on standard error: logfmt or json") {
        value, options in
        options.configuration.logFormat = value
        return ["logfmt", "json"].contains(value) ? nil : "must be logfmt or json"
      },
    ] + Limits.all.map(limit) + [
      Definition(name: "limits", placeholder: nil, help: "print the limits that hold, and end") {
        $1.printsLimits = true
        return nil
      },
      Definition(name: "version", placeholder: nil, help: "which version this is, and of the SSH library") {
        $1.printsVersion = true
        return nil
      },
      Definition(name: "help", placeholder: nil, help: "this") {
        $1.printsHelp = true
        return nil
      },
    ]

  private static func text(
    _ name: String, _ placeholder: String, _ help: String,
    _ take: @escaping @Sendable (String, inout ServeOptions) -> Void
  ) -> Definition {
    Definition(name: name, placeholder: placeholder, help: help) { value, options in
      take(value, &options)
      return value.isEmpty ? "must not be empty" : nil
    }
  }

  private static func limit(_ limit: LimitDefinition) -> Definition {
    let standard = Limits()[keyPath: limit.field]
    return Definition(name: limit.name, placeholder: "N", help: "\(limit.help): \(standard)") {
      value, options in
      guard let number = Int(value), limit.range.contains(number) else {
        return "must be a number from \(limit.range.lowerBound) to \(limit.range.upperBound)"
      }
      options.configuration.limits[keyPath: limit.field] = number
      return nil
    }
  }

  /// Reads the variables, then the arguments, which win.
  init(_ arguments: [String], environment: (String) -> String?) throws(ServeFailure) {
    for definition in Self.definitions where definition.placeholder != nil {
      guard let value = environment(definition.variable), !value.isEmpty else { continue }
      if let fault = definition.take(value, &self) { throw ServeFailure("\(definition.variable) \(fault)") }
    }
    var isListening = false
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") || argument == "-h" else {
        throw ServeFailure("'serve' does not know what to do with '\(argument)'; see 'serve --help'")
      }
      let parts = argument.drop { $0 == "-" }.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = argument == "-h" ? "help" : parts.first.map(String.init) ?? ""
      guard let definition = Self.definitions.first(where: { $0.name == name }) else {
        let hint = Program.hint(for: "--" + name, among: Self.definitions.map { "--" + $0.name })
        throw ServeFailure(
          "'serve' has no option '--\(name)'" + (hint.isEmpty ? "; see 'serve --help'" : hint))
      }
      var value = parts.count > 1 ? String(parts[1]) : nil
      if definition.placeholder == nil {
        if value != nil { throw ServeFailure("'--\(name)' takes no value") }
      } else if value == nil {
        value = rest.popFirst()
        if value == nil { throw ServeFailure("'--\(name)' needs a value") }
      }
      if name == "listen", !isListening {
        isListening = true
        configuration.addresses = []
      }
      if let fault = definition.take(value ?? "", &self) { throw ServeFailure("'--\(name)' \(fault)") }
    }
    if configuration.addresses.isEmpty { configuration.addresses = [":2222"] }
    let limits = configuration.limits
    if limits.idleWarning >= limits.idle { configuration.limits.idleWarning = limits.idle / 2 }
    let state = environment("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.local/state" : nil }
    // systemd's StateDirectory= is the service's own already.
    configuration.stateFolder =
      environment("STATE_DIRECTORY").flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? (state ?? home).map { $0 + "/portfolio-tui" }
  }

  /// Rows of help: two columns, wrapped by hand of nobody: each help is a line.
  static var help: String {
    let rows = definitions.map { ("--\($0.name)" + ($0.placeholder.map { " \($0)" } ?? ""), $0.help) }
    let width = (rows.map(\.0.count).max() ?? 0) + 2
    return """
      portfolio-tui serve [OPTION...]

      An SSH service for anybody: `ssh -p 2222 HOST` opens the portfolio, `ssh -p 2222 HOST ls` prints.
      Each option can be a variable instead: --host-key is PORTFOLIO_HOST_KEY.


      """
        + rows.map { "  \($0.0)\(String(repeating: " ", count: width - $0.0.count))\($0.1)\n" }.joined()
  }

  /// The limits that hold, a line each.
  var limitLines: String {
    Limits.all.map { "\($0.name) \(configuration.limits[keyPath: $0.field])\n" }.joined()
  }
}

/// Words that make no sense: status 2.
struct ServeFailure: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}
