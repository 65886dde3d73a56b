/// The error of a command: the message and the exit status with which the program ends.
package struct Failure: Error {
  /// 2 when the command line is wrong, 1 when the command failed, 0 when the reader of the output has closed
  /// it.
  package var status: Int32
  /// A sentence for standard error, which may contain untrusted text and is filtered when it is written; nil
  /// where nothing is left to say.
  package var message: String?

  /// The command line is wrong: status 2.
  package static func usage(_ message: String) -> Failure { Failure(status: 2, message: message) }

  /// The command failed: status 1.
  static func failed(_ message: String?) -> Failure { Failure(status: 1, message: message) }

  /// The reader of a pipe has closed it, as `head` does: the program ends without a message.
  static let closedPipe = Failure(status: 0, message: nil)
}
