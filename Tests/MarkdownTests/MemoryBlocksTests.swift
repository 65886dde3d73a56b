import Testing

@testable import Markdown

struct MemoryBlocksTests {
  /// A block that is filled with one byte.
  private struct Filled {
    var address: UnsafeMutableRawPointer
    var size: Int
    var byte: UInt8

    var isIntact: Bool { (0..<size).allSatisfy { address.load(fromByteOffset: $0, as: UInt8.self) == byte } }

    func fill(from start: Int = 0) {
      (address + start).initializeMemory(as: UInt8.self, repeating: byte, count: size - start)
    }
  }

  @Test func blocksDoNotOverlap() {
    var blocks = MemoryBlocks()
    defer { blocks.removeAll() }
    var random = SystemRandomNumberGenerator()
    var live: [Filled] = []
    for step in 0..<20_000 {
      let choice = Int.random(in: 0..<10, using: &random)
      let size = Int.random(in: 0...(choice == 9 ? 200_000 : 300), using: &random)
      if choice < 3, !live.isEmpty {
        let filled = live.remove(at: Int.random(in: live.indices, using: &random))
        #expect(filled.isIntact)
        blocks.free(filled.address)
      } else if choice < 5, !live.isEmpty {
        let index = Int.random(in: live.indices, using: &random)
        let held = live[index].size
        live[index].address = blocks.grow(live[index].address, to: held + size)
        #expect(live[index].isIntact)
        live[index].size += size
        live[index].fill(from: held)
      } else {
        let filled = Filled(address: blocks.allocate(size), size: size, byte: UInt8(truncatingIfNeeded: step))
        #expect(UInt(bitPattern: filled.address) % 16 == 0)
        filled.fill()
        live.append(filled)
      }
      if live.count > 200 { blocks.free(live.removeFirst().address) }
    }
    for filled in live { #expect(filled.isIntact) }
  }

  @Test func blocksBeforeAMarkStay() {
    var blocks = MemoryBlocks()
    defer { blocks.removeAll() }
    var kept: [Filled] = []
    for size in [1, 40, 300, 70_000] {
      blocks.free(blocks.allocate(size))
      kept.append(Filled(address: blocks.allocate(size), size: size, byte: UInt8(truncatingIfNeeded: size)))
    }
    for filled in kept { filled.fill() }
    let mark = blocks.mark()
    var first: UnsafeMutableRawPointer?
    for _ in 0..<3 {
      for size in [24, 24, 300, 5_000, 70_000, 200_000] {
        let filled = Filled(address: blocks.allocate(size), size: size, byte: 0xFF)
        filled.fill()
        if size == 300 { blocks.free(filled.address) }
      }
      blocks.removeAll(after: mark)
      for filled in kept { #expect(filled.isIntact) }
      let next = blocks.allocate(24)
      #expect(first == nil || first == next)
      first = next
      blocks.removeAll(after: mark)
    }
  }

  @Test(arguments: [1, 100, 1_016, 5_000, 1 << 20])
  func aFreedBlockIsUsedAgain(size: Int) {
    var blocks = MemoryBlocks()
    defer { blocks.removeAll() }
    let first = blocks.allocate(size)
    #expect(blocks.allocate(size) != first)
    blocks.free(first)
    #expect(blocks.allocate(size) == first)
  }

  @Test func aDocumentOfLongBlocksIsWhole() {
    let line = String(repeating: "abcdefgh", count: 40_000)
    let document = Document(markdown: "```\n\(line)\n\(line)\n```\n\n\(line)")
    #expect(
      document.blocks.map(\.kind) == [
        .codeBlock(language: "", text: "\(line)\n\(line)\n"), .paragraph([.text(line)]),
      ])
  }
}
