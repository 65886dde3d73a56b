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
  init(name: String, overShared styles: KeyValuePairs<Role, Style>) {
    self.init(name: name, Self.shared)
    set(styles)
  }

  mutating func set(_ styles: KeyValuePairs<Role, Style>) {
    for (role, style) in styles { self.styles[role.rawValue] = style }
  }

  /// Creates a theme of a user: another theme, and the styles of some roles in place of its own.
  package init(name: String, over base: Theme, _ styles: [(role: Role, style: Style)]) {
    self.name = name
    self.styles = base.styles
    for (role, style) in styles { self.styles[role.rawValue] = style }
  }

  /// The style of a role.
  package subscript(role: Role) -> Style { styles[role.rawValue] }

  /// Whether the theme has a background of its own, which the screen is filled with.
  package var paintsBackground: Bool { self[.text].background != .standard }

  /// The theme without a background, for printed lines, which end where their text ends.
  package var withoutBackground: Theme {
    guard paintsBackground else { return self }
    var theme = self
    theme.set([.text: .plain])
    return theme
  }

  /// The theme for a terminal of a number of colours.
  ///
  /// Colours that were chosen for a background of their own become unreadable where it is the nearest of sixteen, or the
  /// terminal's. ``contrast`` then has attributes alone, and the other themes have the terminal's own colours.
  package func suited(to depth: ColorDepth) -> Theme {
    guard paintsBackground, depth != .palette256, depth != .direct else { return self }
    return self == .contrast ? .mono : .standard
  }

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
  package static let all = [standard, light, dark, paper, contrast, gruvbox, nord, mono]

  /// The theme with this name; nil if there is none.
  package static func named(_ name: String) -> Theme? { all.first { $0.name == name } }

  /// No style at all, for pipes.
  package static let plain = Theme(name: "plain", [:])

  /// The terminal's own colours, so that it suits light and dark backgrounds. It uses neither yellow nor the
  /// bright colours, which many palettes make unreadable on white. Many make blue nearly unreadable on black, so that
  /// text in blue is bold as well.
  package static let standard = Theme(
    name: "standard",
    overShared: [
      .title: Style(.blue, .bold), .heading: Style(.blue, .bold),
      .code: Style(.magenta), .link: Style(.cyan, .underline), .image: Style(.cyan),
      .listMarker: Style(.cyan), .taskDone: Style(.green), .note: Style(.blue, .bold),
      .tip: Style(.green, .bold), .important: Style(.magenta, .bold), .warning: Style(.red, .bold),
      .caution: Style(.red, .bold), .keyword: Style(.blue, .bold), .type: Style(.cyan),
      .string: Style(.green),
      .number: Style(.magenta), .constant: Style(.magenta), .function: Style(.cyan),
      .attribute: Style(.cyan), .inserted: Style(.green), .deleted: Style(.red),
      .focusedBorder: Style(.blue, .bold), .focusedPaneTitle: Style(.blue, .bold), .key: Style(.blue, .bold),
      .problem: Style(.red, .bold),
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
    .codeBar: Style(.dim), .wrapMark: Style(.dim), .comment: Style(.dim), .border: Style(.dim),
    .paneTitle: .plain,
    .selection: Style(.reverse), .unfocusedSelection: Style(.bold), .match: Style(.underline),
    .currentMatch: Style(.reverse), .status: Style(.dim),
  ]
}
