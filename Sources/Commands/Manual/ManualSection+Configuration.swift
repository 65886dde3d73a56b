internal import PortfolioUI
internal import TerminalText

extension ManualSection {
  /// The settings of the configuration file, by the tables of options, actions and roles.
  @Sendable static func writeConfiguration(_ page: inout ManualPage) {
    page.paragraph(
      """
      The file is TOML. Options precede variables, variables precede the file, and the file precedes that of the \
      content folder. A wrong entry is reported with its line, and the others hold. `config` prints every setting, and \
      where it comes from; `config check` lists the faults.
      """)
    func names(_ options: [OptionDefinition]) -> String {
      options.map { "`\($0.configurationName)`" }.list("and")
    }
    page.item(
      "Options", "\(names(OptionDefinition.pageSettings)) have the values of the options of these names.")
    page.item("mouse", "Whether the program handles the mouse from the start: true or false.")
    page.item("start", "The page that is opened if none is named.")
    page.item("[keys]", "Keys by action. A key given to an action is taken from the others.", keyNotation)
    page.item("[themes.NAME]", "A theme: `base`, and styles by role.", styleNotation, roles)
    page.item("[serve]", "For `serve`: \(names(OptionDefinition.serviceSettings)).")
    page.item(
      Configuration.nameInContent,
      "In a content folder: \(names(OptionDefinition.looks)), `start` and `[themes.NAME]`.")
  }

  private static var keyNotation: String {
    """
    Keys are written `j`, `G`, `space`, `^D`, `Enter`, `PgDn`, `Up`; several are separated by spaces, and an empty text \
    leaves an action without keys. `q` and `^C` always quit. The actions: \
    \(Action.allCases.map { "`\($0.name)`" }.list("and")).
    """
  }

  private static var styleNotation: String {
    """
    A style is a colour, `on` and a background, and attributes: `#ff8000 bold`, `white on 234`. Colours are `default`, \
    the sixteen names from `black` to `bright-white`, an index from 0 to 255, or `#rrggbb`; a terminal with fewer \
    colours shows the nearest. Attributes are bold, dim, italic, underline, reverse and strikethrough.
    """
  }

  private static var roles: String {
    "The roles: \(Role.allCases.map { "`\($0.name)`" }.list("and"))."
  }
}
