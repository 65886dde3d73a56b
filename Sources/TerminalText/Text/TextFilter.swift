/// The text filter: keeps, replaces or removes each scalar, so that the result is safe to write to a terminal.
///
/// A control character becomes its picture (`␛`). It is not removed, because that could join the text around it to an
/// escape sequence. Invisible scalars that could deceive a reader are removed: direction overrides, tags, and joiners
/// without a function. The filter is idempotent.
///
/// One value filters one text, in any number of pieces. Use it through ``FilteredText`` and ``FilteredBytes``.
package struct TextFilter {
  /// The kind of text, which determines the treatment of spaces and direction controls.
  package enum Context: Sendable {
    /// Spaces collapse to one, line breaks and tabs become spaces, direction controls are removed.
    case prose
    /// Spaces stay, a tab becomes the spaces to the next stop, direction controls become `<U+202E>`.
    case code
  }

  /// The columns between tab stops in code.
  static let tabStop = 4
  /// The maximum number of combining marks on one letter. Real text has fewer, and many marks make terminals slow.
  static let maximumMarks = 8

  /// The last scalar of the output; nil at the start and after a control or a collapsed space.
  private(set) var previous: Unicode.Scalar?
  /// The offsets in the output at which prose had a soft hyphen, in order. The output itself contains none.
  private(set) var softHyphens: [Int] = []
  /// The number of combining marks since the last scalar with columns.
  private var marks = 0
  /// An offset in the output and its column. A tab's column is counted from here, so that a line of tabs
  /// takes linear time.
  private var counted = (bytes: 0, columns: 0)

  /// Forgets the previous scalar, so that the next one is treated as the first.
  mutating func forgetPrevious() {
    previous = nil
    marks = 0
  }

  /// Adds the soft hyphens of a filtered text that is appended at an offset of the output.
  mutating func append(softHyphens others: [Int], at start: Int) {
    for offset in others { softHyphens.append(start + offset) }
  }

  /// Appends the filtered text of `source`, which must be valid UTF-8, to `output`.
  mutating func filter(
    _ source: UnsafeBufferPointer<UInt8>, as context: Context, into output: inout [UInt8]
  ) {
    let space = UInt8(ascii: " ")
    var index = 0
    while index < source.count {
      // The common case: a run of printable ASCII, which is copied as a whole.
      let start = index
      let last = output.last ?? space
      index = Self.endOfPlainText(source, from: start, previous: last, as: context)
      if index > start {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
        previous = Unicode.Scalar(source[index - 1])
        marks = 0
        continue
      }
      let byte = source[index]
      if byte < 0x80 {
        filterControl(byte, as: context, into: &output)
        index += 1
      } else {
        let (scalar, length) = Self.decode(source, at: index)
        index += length
        filter(scalar, before: source, at: index, as: context, into: &output)
      }
    }
  }

  /// The columns of a text that the filter would keep as it is, because it is printable ASCII; nil for other texts.
  static func columnsOfPlainText(_ text: String, as context: Context) -> Int? {
    let columns = text.utf8.withContiguousStorageIfAvailable { bytes in
      let end = endOfPlainText(bytes, from: 0, previous: UInt8(ascii: " "), as: context)
      return end == bytes.count ? end : nil
    }
    return columns ?? nil
  }

  /// The end of the printable ASCII from `start`; in prose the second of two spaces ends it too.
  ///
  /// Eight bytes are tested at a time: testing each byte took a twentieth of the time to render a document
  /// of a megabyte.
  private static func endOfPlainText(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, previous: UInt8, as context: Context
  ) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones << 7
    let space = UInt8(ascii: " ")
    var index = start
    var last = previous
    let bytes = UnsafeRawBufferPointer(source)
    while index + 8 <= source.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // The high bit of each byte that is below a space, above `~`, or not ASCII.
      let others = (word | (word &- ones &* 0x20) | (word &+ ones)) & highs
      // The high bit of each byte that is a space. It is valid if `others` is 0, because then every byte is below 0x80
      // and the addition has no carry from one byte to the next.
      let spaces = ~((word ^ ones &* 0x20) &+ ones &* 0x7F) & highs
      let isDoubled = spaces & spaces << 8 != 0 || last == space && spaces & 0x80 != 0
      if others != 0 || context == .prose && isDoubled { break }
      index += 8
      last = source[index - 1]
    }
    while index < source.count {
      let byte = source[index]
      guard byte &- 0x20 < 0x5F, byte != space || last != space || context == .code else { break }
      last = byte
      index += 1
    }
    return index
  }

  /// Filters an ASCII byte that needs a treatment: a space after another one, or a control character.
  private mutating func filterControl(_ byte: UInt8, as context: Context, into output: inout [UInt8]) {
    forgetPrevious()
    switch (byte, context) {
    case (0x20, .prose), (0x20, .code): break
    case (0x09, .prose), (0x0A, .prose), (0x0D, .prose):
      if let last = output.last, last != UInt8(ascii: " ") { output.append(UInt8(ascii: " ")) }
    case (0x09, .code):
      counted.columns += output.withUnsafeBufferPointer {
        FilteredBytes.columns(of: UnsafeBufferPointer(rebasing: $0[counted.bytes...]))
      }
      counted.bytes = output.count
      let width = Self.tabStop - counted.columns % Self.tabStop
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width))
    case (_, .prose), (_, .code):
      // Unicode's control pictures: U+2400 and following, U+2421 for DEL.
      output.append(contentsOf: [0xE2, 0x90, 0x80 + (byte == 0x7F ? 0x21 : byte)])
    }
  }

  /// Filters a scalar that is not ASCII.
  /// - Parameter index: the offset in `source` after the scalar.
  private mutating func filter(
    _ scalar: Unicode.Scalar, before source: UnsafeBufferPointer<UInt8>, at index: Int, as context: Context,
    into output: inout [UInt8]
  ) {
    switch Self.treatment(of: scalar) {
    case .keep:
      if scalar.value >= 0x300, DisplayWidth.columns(of: scalar) == 0 {
        marks += 1
        if marks > Self.maximumMarks { return }
      } else {
        marks = 0
      }
      append(scalar, to: &output)
    case .remove:
      if scalar.value == 0xAD, context == .prose { softHyphens.append(output.count) }
    case .space: filterControl(0x0A, as: .prose, into: &output)
    case .replace:
      forgetPrevious()
      append("\u{FFFD}", to: &output)
    case .direction:
      switch context {
      case .prose: return
      case .code:
        forgetPrevious()
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        output.append(contentsOf: "<U+\(padding)\(digits)>".utf8)
      }
    case .joiner:
      guard let before = previous, index < source.count, source[index] >= 0x80 else { return }
      let next = Self.decode(source, at: index).scalar
      // Marks beyond the limit are removed, and a joiner before such a mark would have no function.
      let isNextKept = marks < Self.maximumMarks || DisplayWidth.columns(of: next) > 0
      guard Self.canJoin(before, next), Self.treatment(of: next) == .keep, isNextKept else { return }
      append(scalar, to: &output)
    case .selector:
      guard let before = previous, !Self.isSelector(before) else { return }
      if before.value < 0xA0 {
        // After ASCII a selector is kept in keycaps only: a digit, `#` or `*`, U+FE0F and U+20E3.
        guard scalar == "\u{FE0F}", Self.isKeycapBase(before), index < source.count,
          Self.decode(source, at: index).scalar == "\u{20E3}"
        else { return }
      }
      append(scalar, to: &output)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    previous = scalar
  }

  // MARK: Classes of scalars

  /// The filter's treatment of a scalar.
  private enum Treatment {
    case keep, remove
    /// Becomes a space.
    case space
    /// Becomes U+FFFD.
    case replace
    /// A direction control: removed from prose, spelled out in code.
    case direction
    /// A joiner: kept if it joins the scalars around it.
    case joiner
    /// A variation selector: kept after a scalar that it can select a variant of.
    case selector
  }

  private static func treatment(of scalar: Unicode.Scalar) -> Treatment {
    switch scalar.value {
    case 0x80...0x9F: .replace
    case 0xAD: .remove
    case 0xA0..<0x300: .keep
    case 0x200C, 0x200D: .joiner
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .direction
    case 0x2028, 0x2029: .space
    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B, 0x2060...0x2065, 0x206A...0x206F,
      0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE00FF,
      0xE01F0...0xE0FFF:
      .remove
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: .selector
    case 0xFDD0...0xFDEF: .replace
    default: scalar.value & 0xFFFE == 0xFFFE ? .replace : .keep
    }
  }

  /// Whether a joiner between the two has a meaning: between two emoji, or between two letters of scripts
  /// whose letters join.
  private static func canJoin(_ before: Unicode.Scalar, _ next: Unicode.Scalar) -> Bool {
    if isOfJoiningScript(before) { return isOfJoiningScript(next) }
    func isEmoji(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0xA9 && scalar.properties.isEmoji }
    return isEmoji(next) && (isEmoji(before) || before == "\u{FE0F}")
  }

  /// Arabic and related scripts, the scripts of India and South-East Asia, Tibetan, Mongolian, Adlam.
  private static func isOfJoiningScript(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0600...0x0DFF, 0x0F00...0x109F, 0x1700...0x18AF, 0x1900...0x1CFF, 0xA800...0xAAFF, 0xABC0...0xABFF,
      0xFB50...0xFDFF, 0xFE70...0xFEFC, 0x10A00...0x11FFF, 0x1E900...0x1E95F:
      true
    default: false
    }
  }

  private static func isKeycapBase(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "#" || scalar == "*" || ("0"..."9").contains(scalar)
  }

  private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
    treatment(of: scalar) == .selector
  }

  // MARK: UTF-8

  /// The scalar at offset `index` of valid UTF-8, and its length in bytes.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (
    scalar: Unicode.Scalar, length: Int
  ) {
    let first = UInt32(bytes[index])
    func tail(_ offset: Int) -> UInt32 {
      index + offset < bytes.count ? UInt32(bytes[index + offset] & 0x3F) : 0
    }
    let (value, length): (UInt32, Int) =
      switch first {
      case ..<0x80: (first, 1)
      case ..<0xE0: ((first & 0x1F) << 6 | tail(1), 2)
      case ..<0xF0: ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
      default: ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
      }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", min(length, bytes.count - index))
  }
}
