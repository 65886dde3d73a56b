extension UInt8 {
  /// Whether it is a space, a tab, or another of ASCII's white space.
  var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  /// Whether it is an ASCII digit.
  var isDigit: Bool { (0x30...0x39).contains(self) }
  /// Whether it is an ASCII letter.
  var isLetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
  /// An ASCII letter in lower case; any other byte unchanged.
  var lowercased: UInt8 { isLetter ? self | 0x20 : self }
}
