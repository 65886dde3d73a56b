internal import Glibc
internal import Markdown
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText
internal import Visit

/// Runs the linear mode on standard input and output: for `--linear`, and for terminals that have no screen.
func runLinear(_ run: Run, _ portfolio: Portfolio, at place: Place?, _ limits: VisitLimits?) throws(Failure) {
  let visit = run.linearVisit(portfolio, at: place, limits: limits)
  var buffer = [UInt8](repeating: 0, count: 1 << 12)
  while true {
    while case let bytes = visit.nextOutput(), !bytes.isEmpty {
      try run.output.write { $0 += bytes }
      try run.output.flush()
    }
    if visit.ending != nil { return }
    var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let count = poll(&polled, 1, visit.timeout?.pollTimeout ?? -1)
    if count == 0 { visit.elapse() }
    guard count > 0 else { continue }
    let length = read(STDIN_FILENO, &buffer, buffer.count)
    if length > 0 {
      visit.receive(Array(buffer[..<length]))
    } else if length == 0 || errno != EINTR {
      visit.endInput()
    }
  }
}

extension Run {
  /// Creates a visit in linear mode. A local terminal echoes and edits lines itself; for a visitor of the service, the
  /// visit does.
  func linearVisit(_ portfolio: Portfolio, at place: Place?, limits: VisitLimits?) -> LinearVisit {
    var renderer = appearance.renderer
    renderer.links = .inline
    // A screen reader would read the parts of a word as two.
    if options.look.hyphenate == .auto { renderer.hyphens.mode = .never }
    let (parser, encoder) = (parser, appearance.encoder)
    // An SSH client that requests no terminal sends no TERM. That does not mean that it is limited to ASCII.
    let isKnown = served == nil || environment.isTerminal
    let repertoire = isKnown ? environment.repertoire : .unicode
    return LinearVisit(
      LinearSession(portfolio, renderer, fileCommand: fileCommand) { parser.documentToShow($0) },
      at: place,
      echoes: served != nil && environment.isTerminal, limits: limits
    ) { lines in encoder.bytes(lines.map { $0.limited(to: repertoire) }) }
  }
}
