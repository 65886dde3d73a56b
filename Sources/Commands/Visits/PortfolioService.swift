internal import Curses
internal import Glibc
internal import PortfolioUI
internal import TerminalText
package import Visit

/// Creates the visits of a service. Commands have the same output and exit status as in a local run.
package final class PortfolioService: VisitService {
  /// The terminfo entries of common terminals, which are read once, before the first visit.
  package struct Terminals: Sendable {
    let entries = TerminalEntries()

    package init() {}
  }

  private let content: ServedContent
  private let terminals: Terminals
  private let publicName: PublicName?
  private let limits: VisitLimits
  private let configuration: Configuration
  /// The files of the screen; nil before ``prepare()``.
  private var files: CursesScreen.Files?
  /// The invocation without a command. The visit of the service to itself makes it for the others.
  private var bareInvocation: Invocation?

  /// - Parameters:
  ///   - publicName: the host and the port that visitors connect to, for the commands that they copy.
  ///   - looks: the themes, keys and texts of the configuration.
  package init(
    content: ServedContent, terminals: Terminals, publicName: PublicName?, limits: VisitLimits,
    looks: ServiceRun.Looks = ServiceRun.Looks()
  ) {
    configuration = looks.configuration
    self.content = content
    self.terminals = terminals
    self.publicName = publicName
    self.limits = limits
  }

  package func prepare() { files = CursesScreen.Files() }

  package func openFile(_ number: Int) -> Int32? { content.openFile(number) }

  package func begin(_ request: VisitRequest, files: any VisitFiles) -> any Visit {
    let terminal = request.terminal
    let size = Size(columns: terminal?.columns ?? 0, rows: terminal?.rows ?? 0)
    let environment = RunEnvironment(
      variable: { $0 == "TERM" ? terminal?.term : nil }, isTerminal: terminal != nil,
      hasKeyboard: terminal != nil, columns: terminal == nil ? nil : size.columns,
      rows: terminal == nil ? nil : size.rows)
    let output = Output(nil)
    do throws(Failure) {
      let invocation = try invocation(of: request.command)
      var run = Run(invocation, environment: environment, output: output, served: content)
      run.visitFiles = files
      if run.isInteractive { return try beginInteractive(run, size: size) }
      try Program.perform(run)
      if let file = output.removeFile() { return FileVisit(file, age: limits.age) }
      return PrintedVisit(output: output.removeBytes(), error: [], status: 0, isTerminal: terminal != nil)
    } catch {
      let message = error.message.map { Output.errorLine(FilteredText($0)) } ?? []
      return PrintedVisit(
        output: output.removeBytes(), error: message, status: error.status, isTerminal: terminal != nil)
    }
  }

  private func invocation(of command: String?) throws(Failure) -> Invocation {
    if command == nil, let bareInvocation { return bareInvocation }
    let words = try CommandWords(command ?? "").words
    var invocation = try Invocation(words, by: .visitor, configuration: { _, _ in configuration })
    try invocation.adoptLooks()
    invocation.options.publicName = publicName
    if command == nil { bareInvocation = invocation }
    return invocation
  }

  /// Begins the UI, or the linear mode if there is no screen.
  private func beginInteractive(_ run: Run, size: Size) throws(Failure) -> any Visit {
    let place = try run.firstPlace(in: content.portfolio).place
    let screen =
      run.usesScreen
      ? CursesScreen(
        term: run.environment.term, size: size, usesColor: run.usesColor,
        hasDirectColors: run.environment.depth == .direct, files: files,
        entries: terminals.entries) : nil
    guard let screen else { return run.linearVisit(content.portfolio, at: place, limits: limits) }
    let session = run.session(content.portfolio, at: place, on: screen, size: size, limits: limits)
    session.begin()
    return session
  }
}
