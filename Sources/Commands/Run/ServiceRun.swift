internal import Glibc
internal import TerminalText
package import Visit

/// A run of `portfolio-tui-serve`: the command line of `serve` or `health`, parsed with the same tables as all
/// other commands.
package enum ServiceRun {
  /// Start a service.
  case serve(Settings)
  /// Visit the service at a host and port.
  case health(host: String, port: Int)
  /// Print the version, and that of the SSH library.
  case version
  /// Help, limits or an error were printed, and nothing is left to do.
  case finished(status: Int32)

  /// The settings of a service.
  package struct Settings: Sendable {
    package var service: ServiceSettings
    /// The folder to serve; nil for the bundled content.
    package var content: String?
    package var publicName: PublicName?
  }

  /// Parses arguments (without the program's name), and prints help and limits, for which no service is needed.
  ///
  /// The arguments begin with `serve` or `health`, or with an option of `serve`.
  package static func start(_ arguments: [String]) -> ServiceRun {
    do throws(Failure) {
      return try parse(arguments)
    } catch {
      return .finished(
        status: error.message.map { Program.complain($0, status: error.status) } ?? error.status)
    }
  }

  private static func parse(_ arguments: [String]) throws(Failure) -> ServiceRun {
    let environment = RunEnvironment.current()
    let isNamed = arguments.first.flatMap(CommandDefinition.named)?.isService == true
    let invocation = try Invocation(
      isNamed ? arguments : ["serve"] + arguments, environment: environment.optionVariables)
    let run = Run(invocation, environment: environment, output: Output(STDOUT_FILENO))
    if run.options.showsHelp || run.options.printsLimits {
      try Program.perform(run)
      try run.output.flush()
      return .finished(status: 0)
    }
    if run.options.showsVersion { return .version }
    try run.refuseExtraOperands()
    if run.command?.name == "health" { return try health(run.operands.first ?? "127.0.0.1:2222") }
    return .serve(
      Settings(
        service: run.options.service.completed(environment), content: run.options.content,
        publicName: run.options.publicName))
  }

  private static func health(_ address: String) throws(Failure) -> ServiceRun {
    guard let name = PublicName(address) else { throw .usage("'\(address)' is not a HOST:PORT") }
    return .health(host: name.host, port: name.port)
  }
}

extension ServiceSettings {
  /// Adds the defaults that are not constants.
  fileprivate func completed(_ environment: RunEnvironment) -> ServiceSettings {
    var settings = self
    if settings.addresses.isEmpty { settings.addresses = [":2222"] }
    // STATE_DIRECTORY (systemd.exec(5)) is a folder of this service alone; the other folder is shared.
    let own = environment["STATE_DIRECTORY"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    settings.stateFolder = own ?? environment.stateFolder
    return settings
  }
}
