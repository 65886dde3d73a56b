/// The lines of a block of code that are part of a drawing or a table, with their parts below each other. They would
/// make no sense in rows.
struct CodeDrawing {
  /// For each line whether it is part of a drawing; empty if there is no drawing.
  let isDrawn: [Bool]

  init(_ code: UnsafeBufferPointer<UInt8>) {
    var isDrawn: [Bool] = []
    var (drawn, filled, certain) = (0, 0, 0)
    var start = 0
    while start <= code.count {
      var end = start
      while end < code.count, code[end] != UInt8(ascii: "\n") { end += 1 }
      let marks = Marks(UnsafeBufferPointer(rebasing: code[start..<end]))
      isDrawn.append(marks.hasLines || marks.hasBars)
      if marks.hasLines || marks.hasBars { drawn += 1 }
      if marks.hasLines { certain += 1 }
      if marks.hasText { filled += 1 }
      start = end + 1
    }
    self.isDrawn = certain > 0 && drawn > 1 && drawn * 3 >= filled ? isDrawn : []
  }

  /// What a line has in common with those of drawings.
  private struct Marks {
    /// A run of dashes, or box-drawing characters other than the branches before a file in a tree.
    var hasLines = false
    /// Bars between words, which may also be operators.
    var hasBars = false
    var hasText = false

    init(_ line: UnsafeBufferPointer<UInt8>) {
      var run = 0
      var isBranch = true
      var index = 0
      while index < line.count {
        let byte = line[index]
        // U+2380 to U+23BF: parts of brackets. U+2500 to U+25BF: boxes, blocks, triangles.
        if byte == 0xE2, index + 2 < line.count,
          line[index + 1] == 0x8E || (0x94...0x96).contains(line[index + 1])
        {
          if !isBranch || line[index + 1] == 0x8E { hasLines = true }
          hasText = true
          index += 3
          continue
        }
        let isDash = "-=_~".utf8.contains(byte)
        run = isDash && (run == 0 || line[index - 1] == byte) ? run + 1 : isDash ? 1 : 0
        if run > 2 || byte == UInt8(ascii: ">") && index > 1 && line[index - 2] == UInt8(ascii: "-") {
          hasLines = true
        }
        if byte == UInt8(ascii: "|") {
          let isAfterSpace = index == 0 || line[index - 1] == UInt8(ascii: " ")
          let isBeforeSpace = index + 1 == line.count || line[index + 1] == UInt8(ascii: " ")
          if isAfterSpace || isBeforeSpace { hasBars = true }
        }
        // A space that does not break may be part of a branch.
        if byte > UInt8(ascii: " "), byte != 0xC2, byte != 0xA0 { (hasText, isBranch) = (true, false) }
        index += 1
      }
    }
  }
}
