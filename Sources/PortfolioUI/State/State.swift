package import Markdown
package import PortfolioModel
package import TerminalText
import TextSearch

/// The complete state of a session.
///
/// ``update(_:)`` changes it for an event and returns effects for the caller to carry out; ``view()`` returns the
/// screen. Both are pure: they use no file, clock, environment or terminal.
package struct State: Sendable {
  enum Focus: Sendable {
    case list, reader
  }

  var configuration: Configuration
  /// Changed by ``setFocus(_:)`` only.
  var focus = Focus.list
  /// Whether the reader fills the screen.
  var isZoomed = false
  var capturesMouse: Bool
  /// Whether rows of prose are filled to the right edge.
  var isJustified = false
  var list: PageList
  var reader = Reader()
  var pictures = PictureCache()
  var replies = TerminalReplies()
  var history: History
  var prompt: Prompt?
  /// The last search in a page that had a match.
  var lastQuery: SearchQuery?
  var overlay: Overlay?
  /// A message in the status row; the next key removes it.
  var message: FilteredText?
  /// The number that was typed before a key: how often to repeat it, or a line or row.
  var count: Int?

  /// Starts a session at a place; by default, and if the place does not exist, at the first page.
  package init(_ configuration: Configuration, at place: Place? = nil) {
    self.configuration = configuration
    capturesMouse = configuration.usesMouse
    list = configuration.list ?? PageList(configuration.portfolio)
    history = History(positions: configuration.positions)
    if let place { open(place, isRecorded: false, isAtLastPosition: true) }
    if reader.page == nil { showSelection() }
    // A list with a single page is useless.
    if configuration.portfolio.listedPages.reduce(0, { $0 + $1.count }) == 1 {
      isZoomed = true
      setFocus(.reader)
      layOut()
    }
  }

  var portfolio: Portfolio { configuration.portfolio }
  var theme: Theme { configuration.theme }
  var keys: KeyBindings { configuration.keys }
  var layout: Layout { Layout(self) }
  /// Whether keys move the text and not the selection.
  var isReading: Bool { focus == .reader || isZoomed }

  /// The positions at which pages were left, the current page included. A page that was left at its top has none.
  package var positions: [String: Viewport.Position] {
    var positions = history.positions
    if let page = reader.page {
      positions[page.id] = reader.viewport.top > 0 ? reader.viewport.position : nil
    }
    return positions
  }

  /// Whether an answer of the terminal to its question has not come yet.
  var awaitsReply: Bool { asksTerminal && !replies.isComplete }
  var asksTerminal: Bool { configuration.pictures?.asksTerminal == true }

  /// The command that opens the current place.
  package var address: FilteredText {
    guard let page = reader.page, page.id != portfolio.welcome?.id else {
      return FilteredText(configuration.command)
    }
    let anchor = reader.viewport.top > 0 ? reader.currentHeading?.anchor : nil
    return FilteredText(configuration.command + " " + Place(page: page.id, anchor: anchor).description)
  }
}

extension State {
  /// The parameters of a session.
  package struct Configuration: Sendable {
    package var portfolio: Portfolio
    /// The list of the portfolio's pages, if it exists already; nil to make it.
    package var list: PageList?
    package var size: Size
    package var theme: Theme
    /// The themes that ``Action/theme`` cycles through; only one if the terminal has no colours.
    package var themes: [Theme]
    package var keys: KeyBindings
    /// The characters that the terminal can show.
    package var repertoire: Repertoire
    /// The command that opens a page when the page's id is appended to it: `portfolio-tui` or `ssh -t HOST`.
    package var command: String
    /// Whether links can be opened in a browser; not for a remote visitor.
    package var opensLinks: Bool
    /// Whether the terminal may have a clipboard for programs.
    package var hasClipboard: Bool
    /// Whether the program handles the mouse from the start.
    package var usesMouse = true
    /// The positions at which pages were left in an earlier session, by page id.
    package var positions: [String: Viewport.Position]
    /// How pictures are shown; nil if the terminal cannot show them.
    package var pictures: PictureSettings?
    /// When words are divided with a hyphen.
    package var hyphens = Hyphens(.inNarrowColumns)
    /// The command to which links to files lead; nil to show their addresses.
    package var fileCommand: FileCommand?
    /// Returns the document of a page; a document with an error message if the page cannot be parsed.
    package var parse: @Sendable (Page) -> Document

    package init(
      portfolio: Portfolio, size: Size, theme: Theme = .standard, themes: [Theme] = Theme.all,
      keys: KeyBindings = .standard, repertoire: Repertoire = .unicode, command: String = "portfolio-tui",
      opensLinks: Bool = false, hasClipboard: Bool = true, positions: [String: Viewport.Position] = [:],
      pictures: PictureSettings? = nil, parse: @escaping @Sendable (Page) -> Document = { $0.document }
    ) {
      self.portfolio = portfolio
      self.size = size
      self.theme = theme
      self.themes = themes
      self.keys = keys
      self.repertoire = repertoire
      self.command = command
      self.opensLinks = opensLinks
      self.hasClipboard = hasClipboard
      self.positions = positions
      self.pictures = pictures
      self.parse = parse
    }
  }
}
