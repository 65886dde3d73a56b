/// A visitor's run of the program: it receives the visitor's bytes, and returns bytes for the visitor.
///
/// A visit never blocks and does no input or output itself. The owner of the connection passes it what the
/// visitor sends, and asks for output when the connection can transmit it, so a slow connection skips frames
/// instead of queueing them. It calls ``elapse()`` after ``timeout``, and stops when ``ending`` is set and no
/// output is left.
package protocol Visit: AnyObject {
  /// Handles bytes that the visitor sent.
  func receive(_ bytes: [UInt8])
  /// Handles the end of the visitor's input.
  func endInput()
  /// Handles a new terminal size. The numbers come from the visitor's client and are unchecked.
  func resize(columns: Int, rows: Int)
  /// Returns the next bytes for the visitor's standard output; empty if nothing has changed.
  func nextOutput() -> [UInt8]
  /// Returns the next bytes for the visitor's standard error.
  func nextError() -> [UInt8]
  /// How long to wait for input before calling ``elapse()``; nil if nothing will be due.
  var timeout: Duration? { get }
  /// Handles a timeout: the end of an incomplete escape sequence, a warning, or the end of the visit.
  func elapse()
  /// Shows a sentence to the visitor; the visit continues.
  func announce(_ sentence: String)
  /// Ends the visit, and shows the reason as a sentence.
  func conclude(_ sentence: String)
  /// How the visit ended; nil while it continues. Output may be left when it is set.
  var ending: VisitEnding? { get }
}

/// Creates visits. This is the only interface between the SSH server and the rest of the program.
package protocol VisitService: AnyObject {
  /// Opens the files that a visit needs. Called in the visitor's process before that is sandboxed.
  func prepare()
  /// Starts the visit that a client requested. Called in the sandbox: it opens no files and starts no
  /// processes, and asks for the files that it needs.
  func begin(_ request: VisitRequest, files: any VisitFiles) -> any Visit
  /// Opens a file of the content for a visit, and returns the descriptor; nil if there is no such file. Called in the
  /// service's own process, with a number that a visitor's process sent.
  func openFile(_ number: Int) -> Int32?
}

/// The files that a visit may ask its service for.
package protocol VisitFiles: AnyObject {
  /// Returns a descriptor for reading the file of a number, which the caller closes; nil if the service refuses.
  func open(_ number: Int) -> Int32?
}

/// The request of a visitor's client. All strings are untrusted.
package struct VisitRequest: Sendable {
  /// The command after `ssh HOST`; nil if the client requested a shell.
  package var command: String?
  /// Nil if the client requested no terminal.
  package var terminal: Terminal?

  package init(command: String?, terminal: Terminal?) {
    self.command = command
    self.terminal = terminal
  }

  /// The visitor's terminal: the value of TERM, and the size in cells.
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

/// How a visit ended.
package enum VisitEnding: Sendable, Equatable {
  /// The visitor quit, or the command finished with this exit status.
  case finished(status: Int32)
  /// There was no input for too long.
  case idle
  /// The visit reached its maximum length.
  case expired
  /// The owner of the connection ended it.
  case concluded
}
