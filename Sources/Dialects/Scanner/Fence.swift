/// The fence of a code block (CommonMark 0.29, 4.5).
struct Fence {
  /// `` ` `` or `~`.
  let mark: UInt8
  let count: Int
  /// Whether nothing follows, which a closing fence requires.
  let isBare: Bool

  /// Parses a line that begins with a fence after its indentation; nil if there is none.
  init?(_ text: ArraySlice<UInt8>) {
    guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let rest = text.drop { $0 == mark }
    count = text.count - rest.count
    if count < 3 || mark == UInt8(ascii: "`") && rest.contains(mark) { return nil }
    self.mark = mark
    isBare = rest.allSatisfy(\.isSpaceOrTab)
  }
}
