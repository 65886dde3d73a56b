package import Markdown
package import PortfolioModel
package import TerminalText

/// Returns the command line that writes a file of the content, by its path below the folder `files`.
package typealias FileCommand = @Sendable (_ name: String) -> String

/// Renders a page as lines: its title, a line of facts about it, and its text with resolved links.
package struct PageRenderer: Sendable {
  let portfolio: Portfolio
  var renderer: DocumentRenderer
  var pictures: PictureSettings?
  private let maximumPictureRows: Int
  private let fileCommand: FileCommand?

  /// Creates a renderer with the theme and the width of a document renderer.
  /// - Parameters:
  ///   - pictures: nil to show the alternative texts of pictures.
  ///   - maximumPictureRows: the maximum height of a picture.
  ///   - fileCommand: the command to which links to files lead; nil to show their addresses.
  package init(
    _ portfolio: Portfolio, _ renderer: DocumentRenderer, pictures: PictureSettings? = nil,
    maximumPictureRows: Int = 0, fileCommand: FileCommand? = nil
  ) {
    self.portfolio = portfolio
    self.renderer = renderer
    self.pictures = pictures
    self.maximumPictureRows = maximumPictureRows
    self.fileCommand = fileCommand
  }

  /// Returns all lines of a page.
  package func lines(for page: Page, document: Document) -> [Line] {
    var lines: [Line] = []
    render(page, document: document) { lines.append($0) }
    return lines
  }

  /// Passes the lines of a page to `emit` as they are rendered, block by block.
  package func render(_ page: Page, document: Document, to emit: (Line) -> Void) {
    for line in head(of: page) { emit(line) }
    let whole = document
    var document = document
    // Do not repeat a title that came from the first heading of the text.
    if case .heading(1, let inlines, _)? = document.blocks.first?.kind, inlines.plainText == page.title {
      document.blocks.removeFirst()
    }
    if document.blocks.isEmpty { return }
    emit(Line())
    var renderer = renderer
    let (portfolio, fileCommand) = (portfolio, fileCommand)
    renderer.resolve = { LinkTarget($0, on: page, of: portfolio, fileCommand) }
    // In MyST, a link without a text shows the title of its target.
    if page.dialect.contains(.directives) {
      renderer.titles = LinkTitles.titles(in: whole, on: page, of: portfolio)
    }
    renderer.pictures = pictures?.layout(of: page, in: portfolio, maximumRows: maximumPictureRows)
    renderer.language = page.language
    renderer.render(document, to: emit)
  }

  /// The number of lines of a page's title, without the rule below it; 0 for a welcome page without a title.
  func titleHeight(of page: Page) -> Int {
    let isWelcome = page.id == portfolio.welcome?.id
    if isWelcome, portfolio.person.heading == nil { return 0 }
    return title(isWelcome ? portfolio.title : page.title).count - 1
  }

  /// The title and headline of a portfolio without a welcome page.
  package var portfolioTitle: [Line] {
    title(portfolio.title) + paragraph([.text(portfolio.headline ?? "")], .emphasis)
  }

  private func title(_ text: String) -> [Line] {
    let lines = paragraph([.text(text)], .title)
    let columns = lines.map(\.columns).max() ?? 0
    return lines + [Line(FilteredText(repeating: "═", count: columns), renderer.theme[.rule])]
  }

  /// Returns the lines before the text of a page.
  func head(of page: Page) -> [Line] {
    let isWelcome = page.id == portfolio.welcome?.id
    if isWelcome, let photo = photoPlacement(on: page) { return head(of: page, besides: photo) }
    // A welcome page without a title has no heading, because the name of its file or folder would not be a useful one.
    var lines =
      isWelcome && !portfolio.hasTitle ? [] : title(isWelcome ? portfolio.title : page.title)
    lines += isWelcome ? personLines : paragraph([.text(page.meta.joined(separator: " · "))], .meta)
    return lines
  }

  func paragraph(_ inlines: [Inline], _ role: Role) -> [Line] {
    if inlines.plainText.isEmpty { return [] }
    var renderer = renderer
    // Titles and facts are no running text.
    renderer.hyphens.mode = .never
    renderer.setting = role == .meta ? .facts : .title
    renderer.marginWidth = nil
    let lines = renderer.lines(for: Document(blocks: [Block(.paragraph(inlines))]))
    return lines.map { line in
      let spans = line.spans.map {
        Span($0.text, renderer.theme[role].over($0.style), target: $0.target)
      }
      return Line(spans, sourceLine: 0)
    }
  }
}

extension Page {
  /// The code of the language of the text. English if nothing names it.
  package var language: String { fields.language ?? "en" }

  /// The facts that are shown below the title: role, organization, location, dates, reading time, tags and address.
  package var meta: [String] {
    var parts: [String] = []
    if let role = fields.resume.role { parts.append(role) }
    if let organization = fields.resume.organization, organization != title { parts.append(organization) }
    if let location = fields.resume.location { parts.append(location) }
    parts.append(fields.resume.period.spelled)
    if let date = fields.date { parts.append(date.spelled) }
    if let updated = fields.updated?.withoutTime, updated != fields.date?.withoutTime {
      parts.append("updated \(updated.spelled)")
    }
    if readingMinutes > 1 { parts.append("\(readingMinutes) min") }
    if !fields.tags.isEmpty { parts.append(fields.tags.joined(separator: ", ")) }
    if let url = fields.url { parts.append(url) }
    return parts.filter { !$0.isEmpty }
  }
}

extension LinkTarget {
  /// Resolves the destination of a link on a page of a portfolio.
  /// - Parameter fileCommand: nil to show the addresses of links to files.
  package init(
    _ destination: Link.Destination, on page: Page, of portfolio: Portfolio, _ fileCommand: FileCommand? = nil
  ) {
    let resolution = portfolio.resolve(destination, from: page)
    if let fileCommand, case .file(let path) = resolution, let name = Portfolio.fileToTake(at: path) {
      self = .command(FilteredText(fileCommand(name)))
      return
    }
    switch resolution {
    case .outside:
      if case .url(let url) = destination, let target = portfolio.redirections(of: url, from: page).last {
        self.init(.url(target))
      } else {
        self.init(destination)
      }
    case .place(let place):
      if place.page == page.id, let anchor = place.anchor {
        self = .heading(anchor)
      } else {
        self = .place(place)
      }
    case .file, .missing:
      switch destination {
      case .url(let url): self = .other(FilteredText(url))
      case .name(let name): self = .other(page.showsLabels ? "" : FilteredText(name.literal))
      }
    }
  }
}
