/// The themes of direct colours that leave the background to the terminal.
extension Theme {
  /// Colours for a light background.
  package static let light = Theme(
    name: "light",
    overShared: [
      .title: direct(0x0B4FA8, .bold), .heading: direct(0x0B4FA8, .bold),
      .code: direct(0x8A2460), .link: direct(0x0A6670, .underline), .image: direct(0x0A6670),
      .listMarker: direct(0x0B4FA8), .taskDone: direct(0x1F6F33), .note: direct(0x0B4FA8, .bold),
      .tip: direct(0x1F6F33, .bold), .important: direct(0x6B2FA0, .bold), .warning: direct(0x8A4B00, .bold),
      .caution: direct(0xA81E1E, .bold), .quoteBar: direct(0x9AA3AE), .rule: direct(0x9AA3AE),
      .tableBorder: direct(0x9AA3AE), .codeBar: direct(0x9AA3AE), .meta: direct(0x5B6570),
      .reference: direct(0x5B6570),
      .keyword: direct(0x0B4FA8), .type: direct(0x0A6670), .string: direct(0x1F6F33),
      .number: direct(0x8A2460), .constant: direct(0x8A2460), .function: direct(0x6B2FA0),
      .attribute: direct(0x8A4B00), .comment: direct(0x5B6570, .italic), .inserted: direct(0x1F6F33),
      .deleted: direct(0xA81E1E), .border: direct(0x9AA3AE), .focusedBorder: direct(0x0B4FA8),
      .focusedPaneTitle: direct(0x0B4FA8, .bold), .key: direct(0x0B4FA8, .bold),
      .problem: direct(0xA81E1E, .bold),
    ])

  /// Colours for a dark background.
  package static let dark = Theme(
    name: "dark",
    overShared: [
      .title: direct(0x8AB8FF, .bold), .heading: direct(0x8AB8FF, .bold),
      .code: direct(0xF0A6CC), .link: direct(0x7FD4DC, .underline), .image: direct(0x7FD4DC),
      .listMarker: direct(0x8AB8FF), .taskDone: direct(0x8FD49B), .note: direct(0x8AB8FF, .bold),
      .tip: direct(0x8FD49B, .bold), .important: direct(0xCBA6F7, .bold), .warning: direct(0xF0C27A, .bold),
      .caution: direct(0xFF9494, .bold), .quoteBar: direct(0x667080), .rule: direct(0x667080),
      .tableBorder: direct(0x667080), .codeBar: direct(0x667080), .meta: direct(0x9AA5B1),
      .reference: direct(0x9AA5B1),
      .keyword: direct(0x8AB8FF), .type: direct(0x7FD4DC), .string: direct(0x8FD49B),
      .number: direct(0xF0C27A), .constant: direct(0xF0C27A), .function: direct(0xCBA6F7),
      .attribute: direct(0xF0A6CC), .comment: direct(0x8A94A0, .italic), .inserted: direct(0x8FD49B),
      .deleted: direct(0xFF9494), .border: direct(0x667080), .focusedBorder: direct(0x8AB8FF),
      .focusedPaneTitle: direct(0x8AB8FF, .bold), .key: direct(0x8AB8FF, .bold),
      .problem: direct(0xFF9494, .bold),
    ])

  private static func direct(_ value: UInt32, _ attributes: Style.Attributes = []) -> Style {
    Style(.direct(value), attributes)
  }
}
