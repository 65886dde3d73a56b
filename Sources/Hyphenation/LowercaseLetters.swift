/// Lower case without a change of length, so that offsets in both forms are the same.
enum LowercaseLetters {
  /// Writes the lower case of valid UTF-8 at an offset of a buffer. A letter whose lower case has another length stays as
  /// it is.
  static func copy(
    _ source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>, at start: Int
  ) {
    var index = 0
    while index < source.count {
      let byte = source[index]
      if byte < 0x80 {
        target[start + index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        index += 1
        continue
      }
      var end = index + 1
      while end < source.count, source[end] & 0xC0 == 0x80 { end += 1 }
      let letter = UnsafeBufferPointer(rebasing: source[index..<end])
      let lower = String(decoding: letter, as: UTF8.self).unicodeScalars.first?.properties.lowercaseMapping
      let bytes = lower.map { Array($0.utf8) } ?? []
      for offset in letter.indices {
        target[start + index + offset] = bytes.count == letter.count ? bytes[offset] : letter[offset]
      }
      index = end
    }
  }
}
