/// One visitor's run of the program, over bytes: what the visitor sends goes in, what they see comes out.
///
/// Nothing here waits or writes: whoever has the connection asks for output when there is room for it, and
/// so a slow visitor gets the newest screen instead of every one.
public protocol Visit: AnyObject {
  /// Takes bytes that the visitor sent.
  func take(_ bytes: [UInt8])
  /// The visitor will send nothing more.
  func endInput()
  /// Columns and rows as the visitor's terminal tells them, whatever they are.
  func resize(columns: Int, rows: Int)
  /// Bytes for the visitor; none where nothing is new.
  func nextOutput() -> [UInt8]
  /// Bytes for the visitor's standard error.
  func nextError() -> [UInt8]
  /// Milliseconds until ``elapse()`` wants to be called; nil where nothing is waited for.
  var wait: Int? { get }
  /// Does what time brings: the end of a key's sequence, a warning, the end of an idle visit.
  func elapse()
  /// Tells the visitor something, and goes on.
  func announce(_ sentence: String)
  /// Ends the visit with a sentence about why.
  func conclude(_ sentence: String)
  /// How it ended; the output that is left is still to be taken.
  var ending: VisitEnding? { get }
}

/// Why a visit is over.
public enum VisitEnding: Sendable, Equatable {
  /// The visitor, or the command, has finished with this exit status.
  case finished(Int32)
  /// No key for too long.
  case idle
  /// Here for too long.
  case expired
  /// Ended from outside.
  case concluded
}

/// How long a visitor may stay, in milliseconds.
public struct VisitLimits: Sendable {
  /// Without a key.
  public var idle: Int
  /// How long before that a warning is shown.
  public var warning: Int
  /// In all.
  public var age: Int

  /// Twenty minutes without a key (an article takes nine), two hours in all.
  public init(idle: Int = 1_200_000, warning: Int = 60_000, age: Int = 7_200_000) {
    self.idle = idle
    self.warning = warning
    self.age = age
  }
}

/// Counts a visit's time, and says what it brings.
struct VisitClock {
  private let limits: VisitLimits
  private let start = Clock.milliseconds
  private var lastInput = Clock.milliseconds
  private var isWarned = false

  enum Moment {
    case warning, idle, expired
  }

  init(_ limits: VisitLimits) {
    self.limits = limits
  }

  /// The visitor did something.
  mutating func touch() {
    lastInput = Clock.milliseconds
    isWarned = false
  }

  /// Milliseconds until the next moment.
  var wait: Int {
    let idle = lastInput + limits.idle - (isWarned ? 0 : limits.warning)
    return max(0, min(idle, start + limits.age) - Clock.milliseconds)
  }

  /// What is due now.
  mutating func moment() -> Moment? {
    let now = Clock.milliseconds
    if now >= start + limits.age { return .expired }
    if now >= lastInput + limits.idle { return .idle }
    if !isWarned, now >= lastInput + limits.idle - limits.warning {
      isWarned = true
      return .warning
    }
    return nil
  }
}
