/// The breaks of words that were looked up before. Words of a page recur, and a lookup takes as long as a row.
struct KnownBreaks {
  private struct Entry {
    var hash: UInt64
    var length: Int
    var breaks: Range<Int>
  }

  /// The last word with each of the lowest bits of a hash.
  private var entries: [Entry?] = []
  private var breaks: [Int] = []

  private static let capacity = 256
  /// The breaks are forgotten when there are more.
  private static let maximumBreaks = 4096

  /// Appends the breaks of a word, as offsets from its start, which a function finds if they are not known.
  ///
  /// Words of one length and one hash count as one word, so that at worst a break is at a wrong place in a word.
  mutating func append(
    of word: UnsafeBufferPointer<UInt8>, to result: inout [Int],
    _ find: (UnsafeBufferPointer<UInt8>, inout [Int]) -> Void
  ) {
    if entries.isEmpty || breaks.count > Self.maximumBreaks {
      entries = Array(repeating: nil, count: Self.capacity)
      breaks.removeAll(keepingCapacity: true)
    }
    // FNV-1a.
    let hash = word.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let slot = Int(hash >> 32) & (Self.capacity - 1)
    if let entry = entries[slot], entry.hash == hash, entry.length == word.count {
      result += breaks[entry.breaks]
      return
    }
    let start = breaks.count
    find(word, &breaks)
    entries[slot] = Entry(hash: hash, length: word.count, breaks: start..<breaks.count)
    result += breaks[start...]
  }
}
