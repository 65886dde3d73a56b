/// A line of text that the user is typing to search.
struct Prompt: Sendable {
  enum Kind: Sendable {
    case page, allPages
  }

  let kind: Kind
  /// The position of the page when the prompt was opened. A search without a match returns to it.
  let origin: Viewport.Position
  private(set) var text = ""

  /// The maximum number of scalars: the time that a search takes grows with them.
  static let maximumLength = 200

  init(_ kind: Kind, origin: Viewport.Position) {
    self.kind = kind
    self.origin = origin
  }

  /// Appends typed or pasted text without its control characters. The end of a pasted line is a space, as it is in the
  /// text that is searched. Returns false if nothing was appended, so that input beyond the limit does not start another
  /// search.
  mutating func append(_ typed: String) -> Bool {
    let before = text
    for scalar in typed.unicodeScalars {
      let isLineEnd = scalar == "\n" || scalar == "\r" || scalar == "\t"
      if isLineEnd ? text.last ?? " " == " " : scalar.value < 0x20 || scalar.value == 0x7F { continue }
      if text.unicodeScalars.count < Self.maximumLength {
        text.unicodeScalars.append(isLineEnd ? " " : scalar)
      }
    }
    return text != before
  }

  /// Removes the last scalar. Returns false if the text is empty.
  mutating func removeLast() -> Bool { text.unicodeScalars.popLast() != nil }

  /// Removes the last word and the spaces behind it.
  mutating func removeLastWord() {
    while text.last == " " { text.removeLast() }
    while let last = text.last, last != " " { text.removeLast() }
  }

  mutating func clear() { text = "" }
}
