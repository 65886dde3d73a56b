internal import CCmarkGFM

/// The memory in which cmark-gfm builds the tree of a page. It is freed a block of the page at a time, or at once.
///
/// malloc(3) and free(3) take several times the instructions: a tenth of those for a page of 1 MB. As nothing of the tree
/// stays, the allocations of the converted document are contiguous on the heap.
///
/// A process has one such memory, because cmark-gfm passes no context to the functions of an allocator. It may be used
/// under the lock of the parser only.
enum ParserMemory {
  /// The allocator for cmark-gfm.
  nonisolated(unsafe) static let allocator: UnsafeMutablePointer<cmark_mem> = {
    let allocator = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    allocator.initialize(
      to: cmark_mem(
        calloc: { count, size in
          let block = blocks.pointee.allocate(count * size)
          memset(block, 0, count * size)
          return block
        },
        realloc: { block, size in
          guard let block else { return blocks.pointee.allocate(size) }
          return blocks.pointee.grow(block, to: size)
        },
        free: { block in
          if let block { blocks.pointee.free(block) }
        }))
    return allocator
  }()

  /// Marks the end of what is allocated now.
  static func mark() -> MemoryBlocks.Mark { blocks.pointee.mark() }

  /// Frees what was allocated after a mark.
  static func removeAll(after mark: MemoryBlocks.Mark) { blocks.pointee.removeAll(after: mark) }

  /// Frees everything that was allocated.
  static func removeAll() { blocks.pointee.removeAll() }
}

/// Behind a pointer, because each access to a variable would be checked for exclusivity.
nonisolated(unsafe) private let blocks: UnsafeMutablePointer<MemoryBlocks> = {
  let blocks = UnsafeMutablePointer<MemoryBlocks>.allocate(capacity: 1)
  blocks.initialize(to: MemoryBlocks())
  return blocks
}()
