/// Blocks of memory, cut from chunks of the heap. A freed block is used again for the next allocation of its class.
///
/// A block begins with a word that holds its class; the caller gets the address behind it, which is aligned to 16 bytes as
/// that of malloc(3) is.
struct MemoryBlocks {
  typealias Address = UnsafeMutableRawPointer

  private static let word = MemoryLayout<UInt>.size
  /// In bytes; larger blocks get a chunk of their own. Below the size from which malloc(3) asks the system for memory.
  private static let chunkSize = 64 << 10
  /// The classes of blocks with multiples of 16 bytes. Those after them have powers of two.
  private static let smallClasses = 64

  /// The last chunk. Each begins with the address of the one before.
  private var chunk: Address?
  /// The part of the last chunk that has not been used.
  private var unused = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  /// The first free block of each class. The caller's part of each begins with the address of the next.
  private var free: [Address?] = []

  /// Returns a block of at least `size` bytes with any content.
  mutating func allocate(_ size: Int) -> Address {
    let (kind, length) = Self.classify(size + Self.word)
    if kind < free.count, let block = free[kind] {
      free[kind] = block.load(as: Address?.self)
      return block
    }
    let block = cut(length)
    block.storeBytes(of: kind, as: Int.self)
    return block + Self.word
  }

  /// Returns a block of at least `size` bytes that begins with the content of another one, which is freed.
  mutating func grow(_ block: Address, to size: Int) -> Address {
    let held = Self.length(ofClass: kind(of: block)) - Self.word
    if size <= held { return block }
    let larger = allocate(size)
    larger.copyMemory(from: block, byteCount: held)
    free(block)
    return larger
  }

  mutating func free(_ block: Address) {
    let kind = kind(of: block)
    while free.count <= kind { free.append(nil) }
    block.storeBytes(of: free[kind], as: Address?.self)
    free[kind] = block
  }

  /// The end of what is allocated at some time.
  struct Mark {
    fileprivate var chunk: Address?
    fileprivate var unused = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  /// Marks the end of what is allocated now. Free blocks before a mark are not used again.
  mutating func mark() -> Mark {
    free.removeAll()
    return Mark(chunk: chunk, unused: unused)
  }

  /// Frees what was allocated after a mark.
  mutating func removeAll(after mark: Mark = Mark()) {
    while let last = chunk, last != mark.chunk {
      chunk = last.load(as: Address?.self)
      last.deallocate()
    }
    unused = mark.unused
    free.removeAll(keepingCapacity: true)
  }

  /// Cuts a block from the last chunk, or from a new one if it has too little room.
  private mutating func cut(_ length: Int) -> Address {
    if unused.count >= length, let block = unused.baseAddress {
      unused = UnsafeMutableRawBufferPointer(rebasing: unused[length...])
      return block
    }
    let size = max(Self.chunkSize, length + 2 * Self.word)
    let new = Address.allocate(byteCount: size, alignment: 2 * Self.word)
    new.storeBytes(of: chunk, as: Address?.self)
    chunk = new
    let block = new + Self.word
    unused = UnsafeMutableRawBufferPointer(start: block + length, count: size - Self.word - length)
    return block
  }

  private func kind(of block: Address) -> Int { (block - Self.word).load(as: Int.self) }

  /// The class of the blocks of at least `length` bytes with their first word, and their length.
  private static func classify(_ length: Int) -> (kind: Int, length: Int) {
    let kind = (length + 15) / 16
    if kind <= smallClasses { return (kind, kind * 16) }
    let exponent = Int.bitWidth - (length - 1).leadingZeroBitCount
    return (smallClasses + exponent, 1 << exponent)
  }

  /// The length of the blocks of a class.
  private static func length(ofClass kind: Int) -> Int {
    kind <= smallClasses ? kind * 16 : 1 << (kind - smallClasses)
  }
}
