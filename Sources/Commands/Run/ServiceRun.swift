internal import TerminalText
package import Visit

/// What the service's program was asked to do: `serve` or `health`, parsed by the same table as every command.
package enum ServiceRun {
  case serve(Settings)
  /// Visit the service of a host and port.
  case health(host: String, port: Int)
  /// Print the version, and that of the SSH library.
  case version
  /// Everything is done: help was printed, or the command line was wrong.
  case done(status: Int32)

  /// The settings of a service.
  package struct Settings: Sendable {
    package var service: ServiceSettings
    /// The folder to serve; nil for the bundled content.
    package var content: String?
    package var publicName: PublicName?
  }

  /// Parses arguments (without the program's name): `serve` and its options, which may stand alone, or `health`.
  package init(_ arguments: [String]) {
    do throws(Failure) {
      self = try Self.parse(arguments)
    } catch {
      self = .done(status: error.message.map { Program.complain($0, status: error.status) } ?? error.status)
    }
  }

  private static func parse(_ arguments: [String]) throws(Failure) -> ServiceRun {
    let surroundings = Surroundings.current()
    let isNamed = arguments.first { !$0.hasPrefix("-") }.flatMap(CommandDefinition.named)?.isService == true
    let invocation = try Invocation(
      isNamed ? arguments : ["serve"] + arguments, environment: surroundings.optionVariables)
    let run = Run(invocation, surroundings: surroundings, output: Output(1))
    if run.options.showsVersion { return .version }
    guard let command = run.command, !run.options.showsHelp, !run.options.printsLimits else {
      try Program.perform(run, invocation)
      try run.output.flush()
      return .done(status: 0)
    }
    try run.refuseExtraOperands()
    if command.name == "health" { return try health(run.operands.first ?? "127.0.0.1:2222") }
    return .serve(
      Settings(
        service: run.options.service.completed(surroundings), content: run.options.content,
        publicName: run.options.publicName))
  }

  private static func health(_ address: String) throws(Failure) -> ServiceRun {
    guard let name = PublicName(address) else { throw .usage("'\(address)' is no HOST:PORT") }
    return .health(host: name.host, port: name.port)
  }
}

extension ServiceSettings {
  /// The settings with the defaults that depend on each other and on the environment.
  fileprivate func completed(_ surroundings: Surroundings) -> ServiceSettings {
    var settings = self
    if settings.addresses.isEmpty { settings.addresses = [":2222"] }
    if settings.limits.visit.warning >= settings.limits.visit.idle {
      settings.limits.visit.warning = settings.limits.visit.idle / 2
    }
    func folder(_ variable: String) -> String? {
      surroundings[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    // systemd's StateDirectory= is the service's own folder already (systemd.exec(5)).
    settings.stateFolder =
      folder("STATE_DIRECTORY")
      ?? (folder("XDG_STATE_HOME") ?? folder("HOME").map { $0 + "/.local/state" }).map {
        $0 + "/portfolio-tui"
      }
    return settings
  }
}
