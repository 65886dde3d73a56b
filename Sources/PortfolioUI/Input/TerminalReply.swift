package import TerminalText

/// An answer of the terminal to the question whether it can place pictures in cells.
package enum TerminalReply: Sendable, Equatable {
  /// Whether kitty's graphics protocol is understood.
  case graphics(Bool)
  /// The name and version of the terminal (XTVERSION).
  case version(String)
  /// The size of a cell.
  case cell(Picture.CellSize)
  /// The attributes of the terminal (DA1), which come after all other answers.
  case attributes

  /// Parses a control sequence; nil if it is no answer.
  init?(_ sequence: ControlSequence) {
    switch (sequence.final, sequence.marker) {
    case (UInt8(ascii: "c"), UInt8(ascii: "?")): self = .attributes
    case (UInt8(ascii: "t"), nil) where sequence.number(0) == 6:
      guard let height = sequence.number(1), let width = sequence.number(2),
        let cell = Picture.CellSize(reportedWidth: width, height: height)
      else { return nil }
      self = .cell(cell)
    default: return nil
    }
  }

  /// Parses the content of a control string, with the byte that begins it after ESC; nil if it is no answer.
  init?(string bytes: [UInt8]) {
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    switch bytes.first {
    case UInt8(ascii: "_") where text.hasPrefix("Gi=1;"): self = .graphics(text == "Gi=1;OK")
    case UInt8(ascii: "P") where text.hasPrefix(">|"): self = .version(String(text.dropFirst(2)))
    default: return nil
    }
  }
}

/// The answers of a terminal until it was asked everything.
struct TerminalReplies: Sendable {
  private var hasGraphics = false
  private var placesPictures = false
  private var cell: Picture.CellSize?
  /// Whether the last answer has come; later ones do not count.
  private(set) var isComplete = false

  /// The names of terminals that place pictures in cells reliably.
  private static let names = ["kitty(", "ghostty"]

  /// Adds an answer. Returns the size of a cell once it is known that pictures can be placed in cells.
  mutating func add(_ reply: TerminalReply) -> Picture.CellSize? {
    if isComplete { return nil }
    switch reply {
    case .graphics(let isUnderstood): hasGraphics = isUnderstood
    case .version(let name): placesPictures = Self.names.contains { name.hasPrefix($0) }
    case .cell(let size): cell = size
    case .attributes:
      isComplete = true
      return hasGraphics && placesPictures ? cell : nil
    }
    return nil
  }
}
