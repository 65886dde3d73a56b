/// A style for each role. All colours of the program come from its themes.
package struct Theme: Sendable, Equatable {
  /// The name in `--theme`.
  package let name: String
  private var styles: [Style]

  /// Creates a theme in which all roles but these are plain.
  package init(name: String, _ styles: KeyValuePairs<Role, Style>) {
    self.name = name
    self.styles = Array(repeating: .plain, count: Role.allCases.count)
    set(styles)
  }

  /// Creates a theme from ``shared`` and these styles, which take precedence.
  private init(name: String, overShared styles: KeyValuePairs<Role, Style>) {
    self.init(name: name, Self.shared)
    set(styles)
  }

  private mutating func set(_ styles: KeyValuePairs<Role, Style>) {
    for (role, style) in styles { self.styles[role.rawValue] = style }
  }

  /// The style of a role.
  package subscript(role: Role) -> Style { styles[role.rawValue] }

  /// The style of a heading: from level 4 on, underlined instead of bold.
  func heading(ofLevel level: Int) -> Style {
    var style = self[.heading]
    if level > 3 { style.attributes = style.attributes.subtracting(.bold).union(.underline) }
    return style
  }

  /// Whether text in this role needs its Markdown marks because the theme cannot show the difference.
  ///
  /// In a pipe headings keep their `#`, and in a pipe and without colours `code` keeps its backticks. Struck-out text
  /// keeps its tildes unless the theme strikes it out.
  func needsMarks(_ role: Role) -> Bool {
    let style = self[role]
    return role == .strikethrough ? !style.attributes.contains(.strikethrough) : style == .plain
  }

  /// Whether highlighting code makes a difference in this theme.
  var highlightsCode: Bool { self[.keyword] != self[.codeBlock] || self[.comment] != self[.codeBlock] }
}

extension Theme {
  /// The themes that a user can choose, the default first.
  package static let all = [standard, light, dark, mono]

  /// The theme with this name; nil if there is none.
  package static func named(_ name: String) -> Theme? { all.first { $0.name == name } }

  /// No style at all, for pipes.
  package static let plain = Theme(name: "plain", [:])

  /// The terminal's own colours, so that it suits light and dark backgrounds. It uses neither yellow nor the
  /// bright colours, which many palettes make unreadable on white.
  package static let standard = Theme(
    name: "standard",
    overShared: [
      .title: Style(.blue, .bold), .heading: Style(.blue, .bold),
      .code: Style(.magenta), .link: Style(.cyan, .underline), .image: Style(.cyan),
      .listMarker: Style(.blue), .taskDone: Style(.green), .note: Style(.blue, .bold),
      .tip: Style(.green, .bold), .important: Style(.magenta, .bold), .warning: Style(.red, .bold),
      .caution: Style(.red, .bold), .keyword: Style(.blue), .type: Style(.cyan), .string: Style(.green),
      .number: Style(.magenta), .constant: Style(.magenta), .function: Style(.cyan),
      .attribute: Style(.cyan), .inserted: Style(.green), .deleted: Style(.red),
      .focusedBorder: Style(.blue), .focusedPaneTitle: Style(.blue, .bold), .key: Style(.blue, .bold),
      .problem: Style(.red, .bold),
    ])

  /// Colours for a light background.
  package static let light = Theme(
    name: "light",
    overShared: [
      .title: direct(0x0B4FA8, .bold), .heading: direct(0x0B4FA8, .bold),
      .code: direct(0x8A2460), .link: direct(0x0A6670, .underline), .image: direct(0x0A6670),
      .listMarker: direct(0x0B4FA8), .taskDone: direct(0x1F6F33), .note: direct(0x0B4FA8, .bold),
      .tip: direct(0x1F6F33, .bold), .important: direct(0x6B2FA0, .bold), .warning: direct(0x8A4B00, .bold),
      .caution: direct(0xA81E1E, .bold), .quoteBar: direct(0x9AA3AE), .rule: direct(0x9AA3AE),
      .tableBorder: direct(0x9AA3AE), .meta: direct(0x5B6570), .reference: direct(0x5B6570),
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
      .tableBorder: direct(0x667080), .meta: direct(0x9AA5B1), .reference: direct(0x9AA5B1),
      .keyword: direct(0x8AB8FF), .type: direct(0x7FD4DC), .string: direct(0x8FD49B),
      .number: direct(0xF0C27A), .constant: direct(0xF0C27A), .function: direct(0xCBA6F7),
      .attribute: direct(0xF0A6CC), .comment: direct(0x8A94A0, .italic), .inserted: direct(0x8FD49B),
      .deleted: direct(0xFF9494), .border: direct(0x667080), .focusedBorder: direct(0x8AB8FF),
      .focusedPaneTitle: direct(0x8AB8FF, .bold), .key: direct(0x8AB8FF, .bold),
      .problem: direct(0xFF9494, .bold),
    ])

  /// Attributes without colours, for `NO_COLOR` and terminals without colours.
  package static let mono = Theme(
    name: "mono",
    overShared: [
      .title: Style(.bold), .heading: Style(.bold), .link: Style(.underline), .keyword: Style(.bold),
      .note: Style(.bold), .tip: Style(.bold), .important: Style(.bold), .warning: Style(.bold),
      .caution: Style(.bold), .focusedPaneTitle: Style(.bold), .focusedBorder: Style(.bold),
      .key: Style(.bold), .inserted: Style(.bold), .problem: Style(.bold),
    ])

  /// The styles without colour that all themes but ``plain`` begin with.
  private static let shared: KeyValuePairs<Role, Style> = [
    .emphasis: Style(.italic), .strong: Style(.bold), .strikethrough: Style(.strikethrough),
    .reference: Style(.dim), .caption: Style(.italic), .quoteBar: Style(.dim), .rule: Style(.dim),
    .footnote: Style(.dim), .meta: Style(.dim), .tableHeader: Style(.bold), .tableBorder: Style(.dim),
    .wrapMark: Style(.dim), .comment: Style(.dim), .border: Style(.dim), .paneTitle: .plain,
    .selection: Style(.reverse), .unfocusedSelection: Style(.bold), .match: Style(.underline),
    .currentMatch: Style(.reverse), .status: Style(.dim),
  ]

  private static func direct(_ value: UInt32, _ attributes: Style.Attributes = []) -> Style {
    Style(.direct(value), attributes)
  }
}
