internal import Curses
internal import Glibc
internal import PortfolioUI
internal import TerminalText
package import Visit

/// The program as it is served: the same commands, output and exit status as on the machine.
package final class PortfolioService: VisitService {
  /// The terminfo entries of visitors' terminals, read once.
  package struct Terminals: Sendable {
    let entries = TerminalEntries()

    package init() {}
  }

  private let content: ServedContent
  private let terminals: Terminals
  private let publicName: PublicName?
  private let limits: VisitLimits
  private var files: CursesScreen.Files?

  /// - Parameter publicName: the host and port that visitors connect to.
  package init(content: ServedContent, terminals: Terminals, publicName: PublicName?, limits: VisitLimits) {
    self.content = content
    self.terminals = terminals
    self.publicName = publicName
    self.limits = limits
  }

  package func prepare() { files = CursesScreen.Files() }

  /// Begins a visit. It opens, reads and starts nothing: the screen uses the files that ``prepare()`` opened.
  package func begin(_ request: VisitRequest) -> any Visit {
    let terminal = request.terminal
    let size = Size(columns: terminal?.columns ?? 0, rows: terminal?.rows ?? 0)
    let surroundings = Surroundings(
      variable: { $0 == "TERM" ? terminal?.term : nil }, isTerminal: terminal != nil,
      hasKeyboard: terminal != nil, columns: terminal == nil ? nil : size.columns)
    let output = Output(nil)
    do throws(Failure) {
      var invocation = try Invocation(CommandWords(request.command ?? "").words, by: .visitor)
      invocation.options.publicName = publicName
      let run = Run(invocation, surroundings: surroundings, output: output, served: content)
      if run.isInteractive {
        let portfolio = content.portfolio
        let place = try run.firstPlace(in: portfolio)
        let screen = run.usesScreen ? screen(for: run, size: size) : nil
        guard let screen else { return run.linearVisit(portfolio, at: place, limits: limits) }
        let session = run.session(portfolio, at: place, on: screen, size: size, limits: limits)
        session.begin()
        return session
      }
      try Program.perform(run, invocation)
      return PrintedVisit(output: output.takeBytes(), error: [], status: 0, isTerminal: terminal != nil)
    } catch {
      return PrintedVisit(
        output: output.takeBytes(), error: error.message.map { Output.complaint(FilteredText($0)) } ?? [],
        status: error.status, isTerminal: terminal != nil)
    }
  }

  private func screen(for run: Run, size: Size) -> CursesScreen? {
    CursesScreen(
      term: run.surroundings.term, size: size, usesColor: run.usesColor, files: files,
      entries: terminals.entries)
  }
}
