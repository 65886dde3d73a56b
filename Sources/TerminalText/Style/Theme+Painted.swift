/// The themes that paint the background of the screen.
///
/// Text has a contrast of at least 4.5:1 on it, and secondary text 3:1 (WCAG 2), also with 256 colours; a test computes
/// that. Where a published colour falls short, it is mixed with as little white as is enough.
extension Theme {
  /// Ink on paper.
  package static let paper = Theme(
    name: "paper",
    Palette(
      background: 0xF7F2E7, text: 0x2B2926, secondary: 0x6B655A, line: 0xA69E8E, heading: 0x1D4E89,
      accent: 0x1D4E89, link: 0x0F5E68, code: 0x7D2A52, green: 0x2F6130, red: 0x9C2A22, orange: 0x80480B,
      purple: 0x5F3A8A))

  /// Light text on black, with a contrast of at least 7:1 everywhere. The background is not quite black, because ncurses
  /// takes a direct colour of 0 to 7 for one of the palette.
  package static let contrast = Theme(
    name: "contrast",
    Palette(
      background: 0x0A0A0A, text: 0xFFFFFF, secondary: 0xD0D0D0, line: 0xB0B0B0, heading: 0xFFE14D,
      accent: 0xFFE14D, link: 0x5CE1FF, code: 0xFFB3E6, green: 0x7CFF7C, red: 0xFF9C9C, orange: 0xFFC266,
      purple: 0xD9B8FF))

  /// The dark palette of Gruvbox (github.com/morhetz/gruvbox). Its bright red is lighter by 6 %.
  package static let gruvbox = Theme(
    name: "gruvbox",
    Palette(
      background: 0x282828, text: 0xEBDBB2, secondary: 0xA89984, line: 0x665C54, heading: 0xFABD2F,
      accent: 0xFE8019, link: 0x83A598, code: 0x8EC07C, green: 0xB8BB26, red: 0xFB5440, orange: 0xFE8019,
      purple: 0xD3869B))

  /// The palette of Nord (nordtheme.com). Its red, orange, purple, and the grey of comments are lighter.
  package static let nord = Theme(
    name: "nord",
    Palette(
      background: 0x2E3440, text: 0xD8DEE9, secondary: 0x8C93A0, line: 0x757D8C, heading: 0x88C0D0,
      accent: 0x81A1C1, link: 0x8FBCBB, code: 0xEBCB8B, green: 0xA3BE8C, red: 0xCF888F, orange: 0xD18B74,
      purple: 0xBC9AB6))

  /// The colours of a theme by what they are for, each as `0xRRGGBB`.
  private struct Palette {
    let background: UInt32
    let text: UInt32
    /// Facts, captions, comments and the status row.
    let secondary: UInt32
    /// Borders and rules.
    let line: UInt32
    let heading: UInt32
    /// Marks of lists, keywords and what has the focus.
    let accent: UInt32
    let link: UInt32
    let code: UInt32
    let green: UInt32
    let red: UInt32
    let orange: UInt32
    let purple: UInt32
  }

  private init(name: String, _ palette: Palette) {
    func style(_ color: UInt32, _ attributes: Style.Attributes = []) -> Style {
      Style(.direct(color), attributes)
    }
    let (secondary, line) = (style(palette.secondary), style(palette.line))
    let (accent, link) = (style(palette.accent), style(palette.link))
    let strongAccent = style(palette.accent, .bold)
    // The colours of the text, so that the parts of a selected row have one background.
    let reversed = Style(.direct(palette.text), on: .direct(palette.background), .reverse)
    self.init(
      name: name,
      overShared: [
        .text: Style(.direct(palette.text), on: .direct(palette.background)),
        .title: style(palette.heading, .bold), .heading: style(palette.heading, .bold),
        .code: style(palette.code), .link: style(palette.link, .underline), .reference: secondary,
        .image: link, .caption: style(palette.secondary, .italic), .listMarker: accent,
        .taskDone: style(palette.green), .quoteBar: line, .rule: line, .footnote: secondary, .meta: secondary,
        .note: strongAccent, .tip: style(palette.green, .bold), .important: style(palette.purple, .bold),
        .warning: style(palette.orange, .bold), .caution: style(palette.red, .bold), .tableBorder: line,
        .codeBar: line, .wrapMark: secondary, .keyword: accent, .type: link, .string: style(palette.green),
        .number: style(palette.purple), .comment: style(palette.secondary, .italic),
        .constant: style(palette.purple), .function: style(palette.code), .attribute: style(palette.orange),
        .inserted: style(palette.green), .deleted: style(palette.red), .border: line, .focusedBorder: accent,
        .focusedPaneTitle: strongAccent, .selection: reversed, .currentMatch: reversed,
        .status: secondary, .key: strongAccent,
        .problem: style(palette.red, .bold),
      ])
  }
}
