internal import Curses
internal import Glibc
internal import PortfolioUI
internal import TerminalText

/// What a visitor asked for when the connection stood.
public struct VisitRequest: Sendable {
  /// What was written behind `ssh HOST`; nil for a shell. Anything at all.
  public var command: String?
  /// The terminal's name; nil where the visitor's client asked for no terminal. Anything at all.
  public var term: String?
  public var columns: Int
  public var rows: Int

  public init(command: String?, term: String?, columns: Int, rows: Int) {
    self.command = command
    self.term = term
    self.columns = columns
    self.rows = rows
  }
}

/// The program as it is served: the same words, the same output and the same status as on the machine.
public struct VisitorService: Sendable {
  /// What a screen needs open, opened before nothing may be opened any more.
  public struct Files {
    let files: CursesScreen.Files
  }

  /// What the terminals of visitors are like, read once.
  public struct Terminals: Sendable {
    let entries = TerminalEntries()

    public init() {}
  }

  private let content: ServedContent
  private let terminals: Terminals
  private let publicName: PublicName?
  private let limits: VisitLimits

  /// - Parameter publicName: how visitors reach it.
  public init(content: ServedContent, terminals: Terminals, publicName: PublicName?, limits: VisitLimits) {
    self.content = content
    self.terminals = terminals
    self.publicName = publicName
    self.limits = limits
  }

  /// Opens what a visit may need.
  public func prepare() -> Files? { CursesScreen.Files().map { Files(files: $0) } }

  /// Begins a visit. Nothing is opened, read or started for it: `files` are the screen's, opened before.
  public func visit(_ request: VisitRequest, files: Files?) -> any Visit {
    let term = request.term
    let size = Size(columns: request.columns, rows: request.rows)
    let surroundings = Surroundings(
      variable: { $0 == "TERM" ? term : nil }, isTerminal: term != nil, hasKeyboard: term != nil,
      columns: term == nil ? nil : size.columns)
    let output = Output(nil)
    do throws(Failure) {
      var invocation = try Invocation(CommandWords(request.command ?? "").words, by: .visitor)
      invocation.options.publicName = publicName
      let run = Run(invocation, surroundings: surroundings, output: output, served: content)
      if run.isInteractive { return try interactive(run, size: size, files: files) }
      try Program.perform(run, invocation)
      return PrintedVisit(output: output.takeBytes(), error: [], status: 0, isTerminal: term != nil)
    } catch {
      return PrintedVisit(
        output: output.takeBytes(), error: error.message.map { Output.complaint(FilteredText($0)) } ?? [],
        status: error.status, isTerminal: term != nil)
    }
  }

  private func interactive(_ run: Run, size: Size, files: Files?) throws(Failure) -> any Visit {
    let portfolio = content.portfolio
    let place = run.operands.first
    if let place { _ = try run.page(place, in: portfolio) }
    if !run.options.isLinear, run.surroundings.isTerminal,
      let screen = CursesScreen(
        term: run.surroundings.term, size: size, usesColor: run.usesColor, files: files?.files,
        entries: terminals.entries)
    {
      let configuration = run.configuration(portfolio, size: size, depth: screen.depth)
      let session = TerminalSession(State(configuration, at: place), screen: screen, limits: limits)
      session.begin()
      return session
    }
    return run.linearVisit(portfolio, limits: limits)
  }
}
