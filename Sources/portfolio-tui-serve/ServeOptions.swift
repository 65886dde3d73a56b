import Commands
import SSHServer
import Visit

/// What `serve` was told: by options, or by variables of the same names.
struct ServeOptions {
  var configuration = ServiceSettings()
  var content: String?
  var publicName: PublicName?
  var printsLimits = false
  var printsHelp = false
  var printsVersion = false

  static let table = OptionTable<ServeOptions>(
    [
      text("listen", "ADDRESS:PORT", "where visitors come in, more than once; :2222 is all addresses") {
        // A variable may name several.
        $1.configuration.addresses += $0.split(separator: " ").map(String.init)
      },
      text("host-key", "FILE", "the key visitors know it by (Ed25519); else one in the state folder is made")
      { $1.configuration.hostKey = $0 },
      text("content", "DIR", "the folder to show instead of the bundled one") { $1.content = $0 },
      OptionDefinition(
        long: "--public-name", placeholder: "HOST[:PORT]", help: "how visitors reach it: in what 'y' copies"
      ) { value, options in
        options.publicName = PublicName(value)
        return options.publicName == nil ? "must be a host's name, or a name and a port" : nil
      },
      text("user", "NAME", "the account that root becomes") { $1.configuration.user = $0 },
      text("metrics", "ADDRESS:PORT", "where Prometheus reads, on this machine; or the path of a socket") {
        $1.configuration.metrics = $0
      },
      OptionDefinition(
        long: "--proxy-protocol", placeholder: "ADDRESSES",
        help: "who sends PROXY headers, with commas between: 10.0.0.1,10.1.0.0/16"
      ) { value, options in
        let networks = value.split(separator: ",").map { Network(String($0)) }
        guard !networks.isEmpty, networks.allSatisfy({ $0 != nil }) else {
          return "must be addresses or networks with commas between them"
        }
        options.configuration.proxies = networks.compactMap { $0 }
        return nil
      },
      OptionDefinition(
        long: "--log", placeholder: "FORMAT", help: "of the lines on standard error: logfmt or json"
      ) { value, options in
        guard let format = LogFormat(rawValue: value) else { return "must be logfmt or json" }
        options.configuration.logFormat = format
        return nil
      },
    ] + ServiceLimit.all.map(limit) + [
      .flag("--limits", "print the limits that hold, and end") { $0.printsLimits = true },
      .flag("--version", "which version this is, and of the SSH library") { $0.printsVersion = true },
      .flag("--help", "this", short: "-h") { $0.printsHelp = true },
    ])

  private static func text(
    _ name: String, _ placeholder: String, _ help: String,
    _ take: @escaping @Sendable (String, inout ServeOptions) -> Void
  ) -> OptionDefinition<ServeOptions> {
    OptionDefinition(long: "--" + name, placeholder: placeholder, help: help) { value, options in
      take(value, &options)
      return value.isEmpty ? "must not be empty" : nil
    }
  }

  private static func limit(_ limit: ServiceLimit) -> OptionDefinition<ServeOptions> {
    let standard = limit.get(ServiceLimits())
    return OptionDefinition(
      long: "--" + limit.name, placeholder: "N", help: "\(limit.help): \(standard)"
    ) { value, options in
      guard let number = Int(value), limit.range.contains(number) else {
        return "must be a number from \(limit.range.lowerBound) to \(limit.range.upperBound)"
      }
      limit.set(&options.configuration.limits, number)
      return nil
    }
  }

  /// Reads the variables, then the arguments, which win.
  init(_ arguments: [String], environment: (String) -> String?) throws(Failure) {
    for option in Self.table.rows where option.placeholder != nil {
      let variable = Self.variable(of: option)
      guard let value = environment(variable), !value.isEmpty else { continue }
      if let fault = option.take(value, &self) { throw .usage("\(variable) \(fault)") }
    }
    let addresses = configuration.addresses
    configuration.addresses = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-") else {
        throw .usage("'serve' does not know what to do with '\(argument)'; see 'serve --help'")
      }
      try Self.table.take(argument, &rest, into: &self)
    }
    if configuration.addresses.isEmpty { configuration.addresses = addresses.isEmpty ? [":2222"] : addresses }
    let limits = configuration.limits
    if limits.visit.warning >= limits.visit.idle {
      configuration.limits.visit.warning = limits.visit.idle / 2
    }
    func folder(_ variable: String) -> String? {
      environment(variable).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    // systemd's StateDirectory= is the service's own already.
    configuration.stateFolder =
      folder("STATE_DIRECTORY")
      ?? (folder("XDG_STATE_HOME") ?? folder("HOME").map { $0 + "/.local/state" }).map {
        $0 + "/portfolio-tui"
      }
  }

  /// `PORTFOLIO_HOST_KEY` for `--host-key`.
  private static func variable(of option: OptionDefinition<ServeOptions>) -> String {
    "PORTFOLIO_" + String(option.long.dropFirst(2).map { $0 == "-" ? "_" : $0 }).uppercased()
  }

  /// The limits that hold, a line each.
  var limitLines: String {
    ServiceLimit.all.map { "\($0.name) \($0.get(configuration.limits))\n" }.joined()
  }
}
