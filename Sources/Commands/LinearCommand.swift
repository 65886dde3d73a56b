internal import Glibc
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// The portfolio line by line: for `--linear`, and for terminals that cannot be drawn on.
func runLinear(_ run: Run, _ portfolio: Portfolio) throws(Failure) {
  var renderer = run.appearance.renderer
  renderer.links = .inline
  let parser = run.parser
  var session = LinearSession(portfolio, renderer) { parser.document(of: $0) }
  let isASCII = run.surroundings.isASCII
  func say(_ lines: [Line]) throws(Failure) {
    try run.write(isASCII ? lines.map(\.transliterated) : lines)
    try run.output.write { $0 += "> ".utf8 }
    try run.output.flush()
  }
  try say(session.begin(at: run.operands.first))
  while let line = readLine() {
    guard let answer = session.answer(line) else { return }
    try say(answer)
  }
}
