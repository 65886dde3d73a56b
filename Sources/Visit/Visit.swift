/// One visitor's run of the program, over bytes: input from the visitor is received, output is asked for.
///
/// A visit never waits and never writes. The owner of the connection asks for output when the connection can take
/// it, so a slow visitor gets the newest screen instead of every one.
package protocol Visit: AnyObject {
  /// Handles bytes that the visitor sent.
  func receive(_ bytes: [UInt8])
  /// Handles the end of the visitor's input.
  func endInput()
  /// Handles a new terminal size, as the visitor's client reported it: any numbers.
  func resize(columns: Int, rows: Int)
  /// The next bytes for the visitor's standard output; empty when nothing has changed.
  func nextOutput() -> [UInt8]
  /// The next bytes for the visitor's standard error.
  func nextError() -> [UInt8]
  /// How long to wait before calling ``elapse()``; nil when nothing is due.
  var timeout: Duration? { get }
  /// Handles what is due: an escape sequence that has no end, a warning, the end of an idle visit.
  func elapse()
  /// Shows the visitor a sentence; the visit continues.
  func announce(_ sentence: String)
  /// Ends the visit with a sentence that says why.
  func conclude(_ sentence: String)
  /// How the visit ended; nil while it continues. Output may be left to send.
  var ending: VisitEnding? { get }
}

/// Makes visits: the program as an SSH server sees it.
package protocol VisitService: AnyObject {
  /// Opens what a visit will need. Called in the visitor's process before it is sandboxed.
  func prepare()
  /// Begins the visit that a client asked for.
  func begin(_ request: VisitRequest) -> any Visit
}

/// What a visitor's client asked for. All texts are untrusted.
package struct VisitRequest: Sendable {
  /// The command after `ssh HOST`; nil for a shell.
  package var command: String?
  /// Nil when the client asked for no terminal.
  package var terminal: Terminal?

  package init(command: String?, terminal: Terminal?) {
    self.command = command
    self.terminal = terminal
  }

  /// The visitor's terminal: the value of TERM and the size in cells.
  package struct Terminal: Sendable {
    package var term: String
    package var columns: Int
    package var rows: Int

    package init(term: String, columns: Int, rows: Int) {
      self.term = term
      self.columns = columns
      self.rows = rows
    }
  }
}

/// Why a visit ended.
package enum VisitEnding: Sendable, Equatable {
  /// The visitor quit, or the command finished with this exit status.
  case finished(status: Int32)
  /// No key was pressed for too long.
  case idle
  /// The visit reached its maximum length.
  case expired
  /// The owner of the connection ended it.
  case concluded
}
