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

  /// Appends typed or pasted text without its control characters. Returns false if nothing was appended, so that
  /// input beyond the limit does not start another search.
  mutating func append(_ typed: String) -> Bool {
    let before = text
    for scalar in typed.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
      if text.unicodeScalars.count < Self.maximumLength { text.unicodeScalars.append(scalar) }
    }
    return text != before
  }

  /// Removes the last scalar. Returns false if the text is empty.
  mutating func removeLast() -> Bool { text.unicodeScalars.popLast() != nil }

  mutating func clear() { text = "" }
}
