/// The word lists of a language as a hash table, which finds the role of a word by its hash alone.
///
/// The words themselves are not stored. If a word has the same 64-bit hash as a word of a list, it gets the wrong
/// colour, which is harmless.
struct WordTable: Sendable {
  /// The roles of one word and of the word after it.
  struct Entry: Sendable {
    /// 0 in an empty slot.
    var hash: UInt64 = 0
    var role = Role.codeBlock
    /// The role of the word after this one; `.codeBlock` if this word does not determine it.
    var introduced = Role.codeBlock
  }

  /// The hash of no bytes: FNV-1a's offset basis.
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  /// A mask for a bitwise OR with each byte before hashing: 0x20 maps ASCII capitals to lower case, 0 changes nothing.
  private let caseMask: UInt8
  /// Open addressing, at most a quarter full; the count is a power of two.
  private var entries: [Entry]

  /// Creates the table of a language's word lists. If a word is in several lists, the last list wins.
  init(_ language: Language) {
    let lists: [(words: String, role: Role, introduced: Role)] = [
      (language.keywords, .keyword, .codeBlock), (language.functionIntroducers, .keyword, .function),
      (language.typeIntroducers, .keyword, .type), (language.types, .type, .codeBlock),
      (language.constants, .constant, .codeBlock), (language.functions, .function, .codeBlock),
    ]
    let bytes = lists.reduce(0) { $0 + $1.words.utf8.count }
    var capacity = 16
    // A word and its separator take at least two bytes, so the words fill at most a quarter of the slots.
    while capacity < bytes * 2 { capacity *= 2 }
    entries = [Entry](repeating: Entry(), count: capacity)
    caseMask = language.ignoresCase ? 0x20 : 0
    for list in lists {
      for word in list.words.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        let hash = word.reduce(Self.seed) { extending($0, with: $1) }
        entries[slot(of: hash)] = Entry(hash: hash, role: list.role, introduced: list.introduced)
      }
    }
  }

  /// The hash of the bytes of `hash` followed by `byte`: a step of FNV-1a.
  func extending(_ hash: UInt64, with byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte | caseMask)) &* 0x100_0000_01B3
  }

  /// The entry of the word with this hash; nil if no list has it.
  subscript(hash: UInt64) -> Entry? {
    let entry = entries[slot(of: hash)]
    return entry.hash == hash && hash != 0 ? entry : nil
  }

  /// The index of the entry with this hash, or of the empty slot where it would be.
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 32) & (entries.count - 1)
    while entries[slot].hash != hash, entries[slot].hash != 0 { slot = (slot + 1) & (entries.count - 1) }
    return slot
  }
}
