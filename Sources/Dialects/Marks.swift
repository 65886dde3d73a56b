/// The pairs of characters in a page that may be syntax of a dialect. Most pages have none, and need no scan.
struct Marks: OptionSet {
  let rawValue: UInt32

  /// `{{` or `{%`.
  static let braces = Marks(rawValue: 1)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Finds the marks in a text.
  init(in text: ArraySlice<UInt8>) {
    var marks: Marks = []
    text.withUnsafeBufferPointer { bytes in
      guard bytes.count > 1 else { return }
      for index in 0..<(bytes.count - 1) {
        switch bytes[index] {
        case UInt8(ascii: "{"):
          let next = bytes[index + 1]
          if next == UInt8(ascii: "{") || next == UInt8(ascii: "%") { marks.insert(.braces) }
        default: break
        }
      }
    }
    self = marks
  }
}
