import TerminalText
import Testing

struct ColorTests {
  @Test(arguments: ColorDepth.allCases)
  func neverReducesTheStandardColour(depth: ColorDepth) {
    #expect(Color.standard.reduced(to: depth) == .standard)
  }

  @Test func reducesAllColoursToStandardWithoutColours() {
    #expect(Color.red.reduced(to: .none) == .standard)
    #expect(Color.direct(0x123456).reduced(to: .none) == .standard)
  }

  @Test func keepsColoursThatTheTerminalCanShow() {
    #expect(Color.direct(0x123456).reduced(to: .direct) == .direct(0x123456))
    for index in UInt8.min...UInt8.max {
      #expect(Color.palette(index).reduced(to: .palette256) == .palette(index))
      if index < 16 { #expect(Color.palette(index).reduced(to: .palette16) == .palette(index)) }
      if index < 8 { #expect(Color.palette(index).reduced(to: .palette8) == .palette(index)) }
    }
  }

  @Test func reducesBrightColoursToPlainOnesForEightColours() {
    for index in UInt8(8)...15 { #expect(Color.palette(index).reduced(to: .palette8) == .palette(index - 8)) }
  }

  @Test(arguments: [
    (0x000000, 16), (0xFFFFFF, 231), (0xFF0000, 196), (0x00FF00, 46), (0x0000FF, 21), (0x5F87AF, 67),
    (0x808080, 244), (0x121212, 233),
  ])
  func reducesDirectColoursToTheNearestOfCubeAndGreys(value: UInt32, index: UInt8) {
    #expect(Color.direct(value).reduced(to: .palette256) == .palette(index))
  }

  @Test func reducesLightGreyToTheLastIndex() {
    #expect(Color.direct(0xEEEEEE).reduced(to: .palette256) == .palette(255))
  }

  @Test(arguments: [
    (0xCD0000, 1), (0x00CD00, 2), (0x0000CD, 4), (0x000000, 0), (0x00CDCD, 6), (0xCDCD00, 3),
  ])
  func reducesDirectColoursToTheNearestOfEight(value: UInt32, index: UInt8) {
    #expect(Color.direct(value).reduced(to: .palette8) == .palette(index))
    #expect(Color.direct(value).reduced(to: .palette16) == .palette(index))
  }

  @Test func reducesToColoursWithinTheDepth() {
    for value in stride(from: UInt32(0), through: 0xFFFFFF, by: 0x010307) {
      for (depth, limit) in [(ColorDepth.palette8, 8), (.palette16, 16), (.palette256, 256)] {
        let index = Color.direct(value).reduced(to: depth).paletteIndex
        #expect(index.map { Int($0) < limit } == true)
      }
    }
    for index in UInt8.min...UInt8.max {
      #expect((Color.palette(index).reduced(to: .palette8).paletteIndex ?? 99) < 8)
      #expect((Color.palette(index).reduced(to: .palette16).paletteIndex ?? 99) < 16)
    }
  }

  @Test func inheritsWhatTheUpperStyleDoesNotSet() {
    let base = Style(.red, on: .blue, .bold)
    #expect(Style.plain.over(base) == base)
    #expect(Style(.green, on: .standard, .italic).over(base) == Style(.green, on: .blue, [.bold, .italic]))
  }
}
