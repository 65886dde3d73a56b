/// Why a command ends without having done what was asked.
package struct Failure: Error {
  /// 1: it failed; 2: the words were wrong.
  package var status: Int32
  /// A sentence for standard error; nil where all is said. Not filtered yet.
  package var message: String?

  /// The words do not make sense: status 2.
  package static func usage(_ message: String) -> Failure { Failure(status: 2, message: message) }

  /// It could not be done: status 1.
  static func failed(_ message: String?) -> Failure { Failure(status: 1, message: message) }

  /// Whoever read the output has gone: a quiet end.
  static let readerGone = Failure(status: 0, message: nil)
}
