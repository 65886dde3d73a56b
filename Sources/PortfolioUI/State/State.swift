package import Markdown
package import PortfolioModel
package import TerminalText

/// Everything that a session knows: values, changed by ``update(_:)`` alone and shown by ``view()``.
package struct State: Sendable {
  enum Focus: Sendable {
    case list, reader
  }

  var configuration: Configuration
  /// Change it with ``setFocus(_:)``.
  var focus = Focus.list
  /// Whether the reader has the whole screen.
  var isZoomed = false
  var capturesMouse = true
  var list: PageList
  var reader = Reader()
  var history = History()
  var prompt: Prompt?
  var overlay: Overlay?
  /// A sentence for the status row, until the next key.
  var message: FilteredText?
  /// The number typed before a key.
  var count: Int?

  /// Begins a session, at a place if one is given.
  package init(_ configuration: Configuration, at place: Place? = nil) {
    self.configuration = configuration
    list = PageList(configuration.portfolio)
    if let place { open(place, isRecorded: false) }
    if reader.page == nil { showSelection() }
  }

  var portfolio: Portfolio { configuration.portfolio }
  var theme: Theme { configuration.theme }
  var keys: KeyBindings { configuration.keys }
  var layout: Layout { Layout(self) }
  /// Whether keys move the text, not the selection.
  var isReading: Bool { focus == .reader || isZoomed }

  /// The command that opens the place that is shown.
  package var address: FilteredText {
    guard let page = reader.page, page.id != portfolio.welcome?.id else {
      return FilteredText(configuration.command)
    }
    let anchor = reader.viewport.top > 0 ? reader.currentHeading?.anchor : nil
    return FilteredText(configuration.command + " " + Place(page: page.id, anchor: anchor).description)
  }
}

extension State {
  /// What a session is told when it begins.
  package struct Configuration: Sendable {
    package var portfolio: Portfolio
    package var size: Size
    package var theme: Theme
    /// The themes among which ``Action/theme`` cycles; a single one without colours.
    package var themes: [Theme]
    package var keys: KeyBindings
    /// Whether lines and punctuation must be ASCII.
    package var isASCII: Bool
    /// The command to which a page's path is appended to open it: `portfolio-tui` or `ssh -t HOST`.
    package var command: String
    /// Whether a browser can be opened: not for a visitor.
    package var opensLinks: Bool
    /// Parses a page, or returns a document that says why the page cannot be shown.
    package var parse: @Sendable (Page) -> Document

    package init(
      portfolio: Portfolio, size: Size, theme: Theme = .standard, themes: [Theme] = Theme.all,
      keys: KeyBindings = .standard, isASCII: Bool = false, command: String = "portfolio-tui",
      opensLinks: Bool = false, parse: @escaping @Sendable (Page) -> Document = { $0.document }
    ) {
      self.portfolio = portfolio
      self.size = size
      self.theme = theme
      self.themes = themes
      self.keys = keys
      self.isASCII = isASCII
      self.command = command
      self.opensLinks = opensLinks
      self.parse = parse
    }
  }
}
