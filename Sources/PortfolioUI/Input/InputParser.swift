/// Makes events of the bytes that a terminal sends: keys, mouse, pastes.
///
/// Whatever else arrives (answers to questions nobody asked, control strings without an end, bytes that
/// are no UTF-8) is recognised and dropped, so that it is never typed into a search. Sequences: ECMA-48,
/// and "XTerm Control Sequences" (Dickey).
package struct InputParser: Sendable {
  private enum Mode: Equatable {
    case ground
    /// Behind ESC.
    case escape
    /// Behind ESC O.
    case singleShift
    /// Behind ESC [.
    case control
    /// Behind ESC [ M: the three bytes of a mouse report of old, which says nothing here.
    case oldMouse(Int)
    /// Behind ESC [ [: a function key of the Linux console, one letter follows.
    case consoleKey
    /// Within OSC, DCS, APC, PM or SOS, until ST or BEL.
    case string
    case stringEscape
    case paste
  }

  private var mode = Mode.ground
  private var parameters: [UInt8] = []
  private var scalar: [UInt8] = []
  private var pasted: [UInt8] = []

  /// A control sequence longer than this is read to its end and forgotten.
  private static let maximumParameters = 64
  /// A paste longer than this is cut.
  private static let maximumPaste = 4096

  package init() {}

  /// Whether a sequence has begun and not ended: if nothing follows within ``pendingDelay``, call
  /// ``flush()``.
  package var isPending: Bool { mode != .ground }

  /// How long the rest of what has begun is waited for, a lone ESC is a key soon, a
  /// string or a paste without an end gives the keyboard back after a second.
  package var pendingDelay: Duration {
    switch mode {
    case .escape, .singleShift, .control: .milliseconds(30)
    default: .seconds(1)
    }
  }

  /// What a lone ESC means when nothing followed it.
  package mutating func flush() -> [Event] {
    guard isPending else { return [] }
    let (wasLone, wasPaste) = (mode == .escape, mode == .paste)
    mode = .ground
    parameters = []
    defer { pasted = [] }
    if wasPaste { return [.paste(String(decoding: pasted, as: UTF8.self))] }
    return wasLone ? [.key(.escape)] : []
  }

  /// Takes bytes as they come, in pieces of any size.
  package mutating func parse(_ bytes: some Sequence<UInt8>) -> [Event] {
    var events: [Event] = []
    for byte in bytes { take(byte, into: &events) }
    return events
  }

  private mutating func take(_ byte: UInt8, into events: inout [Event]) {
    switch mode {
    case .ground: takeText(byte, into: &events)
    case .escape:
      mode = .ground
      switch byte {
      case UInt8(ascii: "["):
        mode = .control
        parameters = []
      case UInt8(ascii: "O"): mode = .singleShift
      case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
        mode = .string
      case 0x1B:
        events.append(.key(.escape))
        mode = .escape
      case 0x20..<0x7F: events.append(.key(.other))  // Alt and a letter.
      default: takeText(byte, into: &events)
      }
    case .singleShift:
      mode = .ground
      events.append(.key(Self.cursorKeys[byte] ?? .other))
    case .consoleKey:
      mode = .ground
      events.append(.key(.other))
    case .control: takeControl(byte, into: &events)
    case .oldMouse(let left): mode = left > 1 ? .oldMouse(left - 1) : .ground
    case .string:
      if byte == 0x1B {
        mode = .stringEscape
      } else if byte == 0x07 || byte == 0x18 || byte == 0x1A {
        mode = .ground
      }
    case .stringEscape: mode = byte == UInt8(ascii: "\\") ? .ground : byte == 0x1B ? .stringEscape : .string
    case .paste: takePaste(byte, into: &events)
    }
  }

  // MARK: Text

  private mutating func takeText(_ byte: UInt8, into events: inout [Event]) {
    if byte >= 0x80 { return takeScalarByte(byte, into: &events) }
    scalar = []
    switch byte {
    case 0x1B: mode = .escape
    case 0x0D, 0x0A: events.append(.key(.enter))
    case 0x09: events.append(.key(.tab))
    case 0x08, 0x7F: events.append(.key(.backspace))
    case 0x00: break
    case 0x01...0x1A: events.append(.key(.control(Unicode.Scalar(byte + 0x60))))
    case 0x1C...0x1F: events.append(.key(.control(Unicode.Scalar(byte + 0x40))))
    default: events.append(.key(.character(Unicode.Scalar(byte))))
    }
  }

  /// Collects a scalar of several bytes; what is no UTF-8 is dropped, and no byte behind it is lost.
  private mutating func takeScalarByte(_ byte: UInt8, into events: inout [Event]) {
    let isContinuation = byte & 0xC0 == 0x80
    if scalar.isEmpty {
      if !isContinuation, byte < 0xF8 { scalar = [byte] }
      return
    }
    guard isContinuation else {
      scalar = byte < 0xF8 ? [byte] : []
      return
    }
    scalar.append(byte)
    let length = scalar[0] < 0xE0 ? 2 : scalar[0] < 0xF0 ? 3 : 4
    guard scalar.count == length else { return }
    var decoder = UTF8()
    var iterator = scalar.makeIterator()
    if case .scalarValue(let value) = decoder.decode(&iterator), value.value >= 0xA0 {
      events.append(.key(.character(value)))
    }
    scalar = []
  }

  // MARK: Control sequences

  private static let cursorKeys: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "M"): .enter, UInt8(ascii: "Z"): .backTab,
    UInt8(ascii: "I"): .tab,
  ]

  /// The keys that end in `~`, by their number: of xterm, rxvt and the Linux console.
  private static let numberedKeys: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
  ]

  private mutating func takeControl(_ byte: UInt8, into events: inout [Event]) {
    switch byte {
    case 0x1B: mode = .escape
    case 0x18, 0x1A: mode = .ground
    case UInt8(ascii: "[") where parameters.isEmpty: mode = .consoleKey
    case 0x20..<0x40: if parameters.count < Self.maximumParameters { parameters.append(byte) }
    case 0x40..<0x7F:
      mode = .ground
      finishControl(byte, into: &events)
    default: break
    }
  }

  private mutating func finishControl(_ final: UInt8, into events: inout [Event]) {
    if parameters.count >= Self.maximumParameters { return }
    let text = String(decoding: parameters, as: UTF8.self)
    let isMouse = text.hasPrefix("<")
    let numbers = text.drop { $0 == "<" }.split(separator: ";", omittingEmptySubsequences: false).map {
      Int($0) ?? 0
    }
    switch final {
    case UInt8(ascii: "M") where parameters.isEmpty: mode = .oldMouse(3)
    case UInt8(ascii: "M"), UInt8(ascii: "m"):
      if isMouse, numbers.count == 3 {
        appendMouse(numbers, isPress: final == UInt8(ascii: "M"), to: &events)
      }
    case UInt8(ascii: "~"):
      if numbers.first == 200 {
        mode = .paste
        pasted = []
      } else if let number = numbers.first, number != 201 {
        events.append(.key(Self.numberedKeys[number] ?? .other))
      }
    // An answer has a mark before its numbers (`?1;2c`), or a final byte that is no key's.
    case _ where text.contains { "?>=<$\" ".contains($0) }: break
    // Focus in and out; a cursor report ends in R, sizes in t, attributes in c.
    case UInt8(ascii: "I"), UInt8(ascii: "O"): break
    default:
      if let key = Self.cursorKeys[final] { events.append(.key(key)) }
    }
  }

  private func appendMouse(_ numbers: [Int], isPress: Bool, to events: inout [Event]) {
    let clamp = { (value: Int) in min(max(value, 1), 10_000) - 1 }
    let kind: Mouse.Kind
    switch numbers[0] & ~0x1C {
    case 0 where isPress: kind = .press
    case 64: kind = .wheelUp
    case 65: kind = .wheelDown
    default: return
    }
    events.append(.mouse(Mouse(kind, row: clamp(numbers[2]), column: clamp(numbers[1]))))
  }

  // MARK: Pastes

  private mutating func takePaste(_ byte: UInt8, into events: inout [Event]) {
    let end = Array("\u{1B}[201~".utf8)
    if pasted.count >= Self.maximumPaste {
      // Keep looking for the end; of the text itself nothing more is kept.
      pasted.removeSubrange((Self.maximumPaste - end.count)..<(pasted.count - end.count + 1))
    }
    pasted.append(byte)
    guard byte == end[end.count - 1], pasted.suffix(end.count).elementsEqual(end) else { return }
    mode = .ground
    events.append(.paste(String(decoding: pasted.dropLast(end.count), as: UTF8.self)))
    pasted = []
  }
}
