internal import Glibc
internal import TerminalText
package import Visit

/// A run of `portfolio-tui-serve`: the command line of `serve` or `health`, parsed with the same tables as all
/// other commands.
package enum ServiceRun {
  /// Start a service.
  case serve(Settings)
  /// Test the settings of a service.
  case check(Settings)
  /// Print the DNS records of the host key.
  case hostKeyRecords(Settings)
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
    /// The language to show of content in several; nil for its first.
    package var language: String?
    package var publicName: PublicName?
    package var looks: Looks
    /// The faults of the configuration and of the looks of the content folder, as sentences.
    package var faults: [String]
    /// Reads the configuration again, with the arguments and variables of the start.
    package var reread: @Sendable () throws(Failure) -> Settings
  }

  /// What the configuration sets for the visits of a service: themes, keys, texts.
  package struct Looks: Sendable {
    var configuration = Configuration()

    package init() {}

    fileprivate init(_ configuration: Configuration) {
      self.configuration = configuration
    }
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
    // The service clears the variables of the process before the first visit, and may read its configuration after that.
    let environment = RunEnvironment.current().keepingVariables
    let isNamed = arguments.first.flatMap(CommandDefinition.named)?.isService == true
    let invocation = try Invocation(
      isNamed ? arguments : ["serve"] + arguments, environment: environment.optionVariables,
      configuration: environment.configuration)
    let run = Run(invocation, environment: environment, output: Output(STDOUT_FILENO))
    if run.options.showsHelp || run.options.printsLimits {
      try Program.perform(run)
      try run.output.flush()
      return .finished(status: 0)
    }
    if run.options.showsVersion { return .version }
    try run.refuseExtraOperands()
    if run.command?.name == "health" { return try health(run.operands.first ?? "127.0.0.1:2222") }
    let settings = settings(invocation, environment)
    if run.options.printsHostKeyRecords { return .hostKeyRecords(settings) }
    return run.options.checksService ? .check(settings) : .serve(settings)
  }

  private static func settings(_ invocation: Invocation, _ environment: RunEnvironment) -> Settings {
    let options = invocation.options
    let arguments = ["serve"] + invocation.arguments
    var configuration = options.configuration
    configuration.adoptLooks(ofContent: options.content)
    return Settings(
      service: options.service.completed(environment), content: options.content, language: options.language,
      publicName: options.publicName, looks: Looks(configuration),
      faults: configuration.faults.map(\.description)
    ) { () throws(Failure) in
      // Not `optionVariables`, which looks for variables of the process.
      let invocation = try Invocation(
        arguments, environment: { environment[$0] }, configuration: environment.configuration)
      return Self.settings(invocation, environment)
    }
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
    if settings.addresses.isEmpty { settings.addresses = Self.defaultAddresses }
    // STATE_DIRECTORY (systemd.exec(5)) is a folder of this service alone; the other folder is shared.
    let own = environment["STATE_DIRECTORY"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    settings.stateFolder = own ?? environment.stateFolder
    return settings
  }
}
