/// The order of names of files and folders and of titles.
package enum NaturalOrder {
  /// Whether a text comes before another: numbers are compared by value and letters without case. Case decides only
  /// between texts that are otherwise equal.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    // The order of UTF-8 is that of the scalars.
    let order =
      naturalOrder(left, right) ?? naturalOrder(left.lowercased(), right.lowercased(), isASCII: false) ?? 0
    return order == 0 ? left < right : order < 0
  }

  /// Compares texts, ASCII letters without regard to case. Returns a number below, equal to or above 0; nil if a text
  /// that must be ASCII is not.
  private static func naturalOrder(_ left: String, _ right: String, isASCII: Bool = true) -> Int? {
    // Large sections are sorted by title, and buffers are much faster than views of strings.
    let order = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in naturalOrder(left, right, isASCII: isASCII) }
    }
    return order.flatMap { $0 }.flatMap { $0 }
  }

  private static func naturalOrder(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, isASCII: Bool
  ) -> Int? {
    var (a, b) = (0, 0)
    while a < left.count, b < right.count {
      let (first, second) = (left[a].lowercased, right[b].lowercased)
      if isASCII, first | second >= 0x80 { return nil }
      if first.isDigit, second.isDigit {
        let (m, n) = (left.number(from: &a), right.number(from: &b))
        if m.count != n.count { return m.count - n.count }
        for (x, y) in zip(m, n) where left[x] != right[y] { return Int(left[x]) - Int(right[y]) }
      } else {
        if first != second { return Int(first) - Int(second) }
        (a, b) = (a + 1, b + 1)
      }
    }
    return (left.count - a) - (right.count - b)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Returns the range of the digits at an index without leading zeros, and moves the index behind them.
  fileprivate func number(from index: inout Int) -> Range<Int> {
    while index < count, self[index] == UInt8(ascii: "0") { index += 1 }
    let start = index
    while index < count, self[index].isDigit { index += 1 }
    return start..<index
  }
}
