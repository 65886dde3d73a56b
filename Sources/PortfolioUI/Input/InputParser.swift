/// Parses the bytes that a terminal sends into keys, mouse reports and pastes.
///
/// Feed it bytes with ``parse(_:)`` in pieces of any size. When ``isPending`` is true and nothing arrives
/// within ``pendingDelay``, call ``flush()``: a lone ESC is the Esc key only if no sequence follows it.
///
/// The parser recognizes and drops everything else: replies of the terminal, control strings without an end,
/// invalid UTF-8. None of it is typed into a prompt. Sources: ECMA-48, "XTerm Control Sequences" (Dickey).
package struct InputParser: Sendable {
  private enum Mode: Equatable {
    case ground
    /// After ESC.
    case escape
    /// After ESC O: one character follows.
    case singleShift
    /// After ESC [: parameters and a final byte follow.
    case control
    /// After ESC [ M: bytes of an X10 mouse report, which are ignored, follow.
    case mouseReport(bytesLeft: Int)
    /// After ESC [ [: a function key of the Linux console, one character follows.
    case consoleKey
    /// In an OSC, DCS, APC, PM or SOS string, until ST or BEL.
    case string
    /// After an ESC in such a string.
    case stringEscape
    /// In a bracketed paste, until ESC [ 201 ~.
    case paste
  }

  private var mode = Mode.ground
  /// The parameters of the control sequence that is read.
  private var parameters: [UInt8] = []
  /// The first bytes of a UTF-8 sequence that is not complete yet.
  private var partialScalar: [UInt8] = []
  private var pasted: [UInt8] = []
  /// The beginning of a control string, with the byte that begins it.
  private var string: [UInt8] = []

  /// The longest parameters in bytes; a longer control sequence is read to its end and ignored. The text that
  /// an input method enters at once arrives as one parameter.
  private static let maximumParameters = 1024
  /// The longest paste in bytes; the rest of a longer one is ignored.
  private static let maximumPaste = 4096
  /// The longest control string that may be an answer, in bytes; a longer one is ignored.
  private static let maximumReply = 128

  package init() {}

  /// Whether a sequence is incomplete.
  package var isPending: Bool { mode != .ground }

  /// How long to wait for the rest of an incomplete sequence: short after ESC, which may be the Esc key; a
  /// second in a string or a paste without an end, which otherwise would swallow all keys.
  package var pendingDelay: Duration {
    switch mode {
    case .escape, .singleShift, .control: .milliseconds(30)
    default: .seconds(1)
    }
  }

  /// Abandons an incomplete sequence: a lone ESC is the Esc key, a paste without an end is pasted.
  package mutating func flush() -> [Event] {
    defer {
      mode = .ground
      parameters = []
      pasted = []
    }
    switch mode {
    case .escape: return [.key(.escape)]
    case .paste: return [.paste(String(decoding: pasted, as: UTF8.self))]
    default: return []
    }
  }

  /// Parses bytes in the order in which they arrive, in pieces of any size.
  package mutating func parse(_ bytes: some Sequence<UInt8>) -> [Event] {
    var events: [Event] = []
    for byte in bytes { parse(byte, into: &events) }
    return events
  }

  private mutating func parse(_ byte: UInt8, into events: inout [Event]) {
    switch mode {
    case .ground: parseText(byte, into: &events)
    case .escape: parseAfterEscape(byte, into: &events)
    // Within these sequences, an ESC at any position begins another sequence.
    case .singleShift where byte == 0x1B, .consoleKey where byte == 0x1B, .control where byte == 0x1B,
      .mouseReport where byte == 0x1B:
      mode = .escape
    case .singleShift:
      mode = .ground
      events.append(.key(Self.singleShiftKey(byte)))
    case .consoleKey:
      mode = .ground
      events.append(.key(.other))
    case .control: parseControl(byte, into: &events)
    case .mouseReport(let bytesLeft):
      mode = bytesLeft > 1 ? .mouseReport(bytesLeft: bytesLeft - 1) : .ground
    case .string:
      if byte == 0x1B {
        mode = .stringEscape
      } else if byte == 0x07 || byte == 0x18 || byte == 0x1A {
        mode = .ground
      } else if string.count <= Self.maximumReply {
        string.append(byte)
      }
    case .stringEscape:
      mode = byte == UInt8(ascii: "\\") ? .ground : byte == 0x1B ? .stringEscape : .string
      if mode == .ground, string.count <= Self.maximumReply, let reply = TerminalReply(string: string) {
        events.append(.reply(reply))
      }
    case .paste: parsePaste(byte, into: &events)
    }
  }

  private mutating func parseAfterEscape(_ byte: UInt8, into events: inout [Event]) {
    mode = .ground
    switch byte {
    case UInt8(ascii: "["):
      mode = .control
      parameters = []
    case UInt8(ascii: "O"): mode = .singleShift
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      mode = .string
      string = [byte]
    case 0x1B:
      events.append(.key(.escape))
      mode = .escape
    case 0x20..<0x7F: events.append(.key(.other))  // Alt and a character.
    default: parseText(byte, into: &events)
    }
  }

  /// The cursor keys and the keypad in application mode.
  private static func singleShiftKey(_ byte: UInt8) -> Key {
    switch byte {
    case UInt8(ascii: "I"): .tab
    case UInt8(ascii: "M"): .enter
    default: ControlSequence([], final: byte).keys.first ?? .other
    }
  }
}

// MARK: - Text

extension InputParser {
  private mutating func parseText(_ byte: UInt8, into events: inout [Event]) {
    if byte >= 0x80 { return parseScalarByte(byte, into: &events) }
    partialScalar = []
    if byte == 0x1B {
      mode = .escape
    } else if (0x20..<0x7F).contains(byte) {
      events.append(.key(.character(Unicode.Scalar(byte))))
    } else if let key = Key(controlCharacter: byte) {
      events.append(.key(key))
    }
  }

  /// Collects the bytes of a scalar. Invalid bytes are dropped, and the valid byte after them is kept.
  private mutating func parseScalarByte(_ byte: UInt8, into events: inout [Event]) {
    let isContinuation = byte & 0xC0 == 0x80
    if partialScalar.isEmpty {
      if !isContinuation, byte < 0xF8 { partialScalar = [byte] }
      return
    }
    guard isContinuation else {
      partialScalar = byte < 0xF8 ? [byte] : []
      return
    }
    partialScalar.append(byte)
    let length = partialScalar[0] < 0xE0 ? 2 : partialScalar[0] < 0xF0 ? 3 : 4
    guard partialScalar.count == length else { return }
    var decoder = UTF8()
    var iterator = partialScalar.makeIterator()
    // C1 control characters are dropped.
    if case .scalarValue(let value) = decoder.decode(&iterator), value.value >= 0xA0 {
      events.append(.key(.character(value)))
    }
    partialScalar = []
  }
}

// MARK: - Control sequences

extension InputParser {
  private mutating func parseControl(_ byte: UInt8, into events: inout [Event]) {
    switch byte {
    case 0x18, 0x1A: mode = .ground
    case UInt8(ascii: "[") where parameters.isEmpty: mode = .consoleKey
    case 0x20..<0x40: if parameters.count < Self.maximumParameters { parameters.append(byte) }
    case 0x40..<0x7F:
      mode = .ground
      if parameters.count < Self.maximumParameters { finishControl(byte, into: &events) }
    default: break
    }
  }

  private mutating func finishControl(_ final: UInt8, into events: inout [Event]) {
    let sequence = ControlSequence(parameters, final: final)
    switch (final, sequence.marker) {
    case (UInt8(ascii: "M"), nil) where parameters.isEmpty: mode = .mouseReport(bytesLeft: 3)
    case (UInt8(ascii: "M"), UInt8(ascii: "<")), (UInt8(ascii: "m"), UInt8(ascii: "<")):
      if let mouse = Self.mouse(sequence) { events.append(.mouse(mouse)) }
    case (UInt8(ascii: "~"), nil) where sequence.number(0) == 200:
      mode = .paste
      pasted = []
    case (UInt8(ascii: "~"), nil) where sequence.number(0) == 201: break
    default:
      if let reply = TerminalReply(sequence) { events.append(.reply(reply)) }
      events += sequence.keys.map { .key($0) }
    }
  }

  /// An SGR mouse report: buttons, column, row; `M` for a press, `m` for a release. Modifiers are ignored.
  private static func mouse(_ sequence: ControlSequence) -> Mouse? {
    guard sequence.parameters.count == 3, !sequence.hasIntermediates else { return nil }
    let kind: Mouse.Kind
    // Bits 2 to 4 are Shift, Meta and Control.
    switch (sequence.number(0) ?? 0) & ~0x1C {
    case 0 where sequence.final == UInt8(ascii: "M"): kind = .press
    case 64: kind = .wheelUp
    case 65: kind = .wheelDown
    default: return nil
    }
    let position = { (parameter: Int) in min(max(sequence.number(parameter) ?? 1, 1), 10_000) - 1 }
    return Mouse(kind, row: position(2), column: position(1))
  }
}

// MARK: - Pastes

extension InputParser {
  private mutating func parsePaste(_ byte: UInt8, into events: inout [Event]) {
    let end = Array("\u{1B}[201~".utf8)
    if pasted.count >= Self.maximumPaste {
      // Drop the text, but keep the last bytes, which may be the beginning of the end.
      pasted.removeSubrange((Self.maximumPaste - end.count)..<(pasted.count - end.count + 1))
    }
    pasted.append(byte)
    guard byte == end[end.count - 1], pasted.suffix(end.count).elementsEqual(end) else { return }
    mode = .ground
    events.append(.paste(String(decoding: pasted.dropLast(end.count), as: UTF8.self)))
    pasted = []
  }
}
