/// What is served over SSH; nothing of it knows what SSH is.
public protocol Service: AnyObject {
  /// Opens what a conversation will need and may not open later. Called in the visitor's own process, before
  /// the first byte is read and before the process is shut in.
  func prepare()
  /// Begins what a visitor asked for.
  func begin(_ request: Request) -> any Conversation
}

/// What a visitor's client asked for. Every text in it is anything at all.
public struct Request: Sendable {
  /// What is to be executed; nil for a shell.
  public var command: String?
  /// Nil where no terminal was asked for.
  public var terminal: Terminal?

  public struct Terminal: Sendable {
    public var term: String
    public var columns: Int
    public var rows: Int
  }
}

/// One visitor and what they asked for: bytes in, bytes out, a size, time, an end. Nothing of it waits.
public protocol Conversation: AnyObject {
  func take(_ bytes: [UInt8])
  func endInput()
  func resize(columns: Int, rows: Int)
  /// The newest output; none where nothing is new.
  func nextOutput() -> [UInt8]
  func nextError() -> [UInt8]
  /// Milliseconds until ``elapse()`` wants to be called; nil for never.
  var wait: Int? { get }
  func elapse()
  func announce(_ sentence: String)
  func conclude(_ sentence: String)
  /// Nil while it goes on; then what is left of the output is taken, and that was it.
  var ending: ConversationEnding? { get }
}

/// Why a conversation is over.
public enum ConversationEnding: Sendable {
  case finished(status: Int32)
  case idle
  case expired
  case concluded
}
