/// Keys as control sequences, in three encodings:
/// - cursor and editing keys: `ESC [ A`, `ESC [ 1 ; 5 A`, `ESC [ 5 ~` ("XTerm Control Sequences", PC-style
///   function keys), in kitty's protocol with an event type: `ESC [ 1 ; 5 : 3 A`;
/// - any key by its code point: `ESC [ 27 ; modifiers ; code ~` ("XTerm Control Sequences", modifyOtherKeys);
/// - any key by its code point: `ESC [ code ; modifiers : event ; text u` (kitty, "Comprehensive keyboard
///   handling in terminals").
///
/// The program does not switch on any extended encoding, but a program that ran before may have left one on.
extension ControlSequence {
  /// The keys that the sequence reports.
  ///
  /// Empty if it reports something else, the release of a key, or a press of Shift or another modifier
  /// alone.
  var keys: [Key] {
    guard marker == nil, !hasIntermediates, number(1, 1) != Self.releaseEvent else { return [] }
    switch final {
    case UInt8(ascii: "u"): return keyReport.keys
    case UInt8(ascii: "~"):
      if number(0) == 27, parameters.count > 2 {
        return KeyReport(code: number(2) ?? 0, modifiers: modifiers).keys
      }
      return [Self.editingKey(number(0) ?? 0)]
    default: return Self.cursorKey(final).map { [$0] } ?? []
    }
  }

  /// The event type of a key that is let go; 1 is a press, 2 a repetition.
  private static let releaseEvent = 3

  private var modifiers: KeyModifiers { KeyModifiers(parameter: number(1) ?? 1) }

  private var keyReport: KeyReport {
    KeyReport(
      code: number(0) ?? 0, shiftedCode: number(0, 1), baseCode: number(0, 2), modifiers: modifiers,
      text: parameters.count > 2 ? parameters[2].compactMap { $0 } : [])
  }

  private static func cursorKey(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "Z"): .backTab
    default: nil
    }
  }

  /// The keys of xterm, rxvt and the Linux console that end in `~`.
  private static func editingKey(_ number: Int) -> Key {
    switch number {
    case 1, 7: .home
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    default: .other
    }
  }
}
