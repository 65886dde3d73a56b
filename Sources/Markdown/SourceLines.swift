/// Finds bytes of the source by the positions of nodes.
struct SourceLines {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The offset of each line; empty until a byte is asked for.
  private var starts: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The byte at a line and a column, both from 1; nil if there is none.
  mutating func byte(line: Int, column: Int) -> UInt8? {
    if starts.isEmpty { starts = [0] + lineEnds() }
    guard starts.indices.contains(line - 1) else { return nil }
    let offset = starts[line - 1] + column - 1
    return bytes.indices.contains(offset) ? bytes[offset] : nil
  }

  /// The offsets behind the line ends of CommonMark: LF, CR, and CR LF.
  private func lineEnds() -> [Int] {
    let (lf, cr) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    return bytes.indices.filter { index in
      let next = index + 1
      return bytes[index] == lf || bytes[index] == cr && (next == bytes.count || bytes[next] != lf)
    }.map { $0 + 1 }
  }
}
