import Markdown
import PortfolioModel
import TerminalText

/// The head of the welcome page: the person, with a photo where pictures are shown.
extension PageRenderer {
  /// The profession, the headline, and how to reach the person.
  var personLines: [Line] {
    let person = portfolio.person
    var lines: [Line] = []
    if person.name != nil, let title = person.title { lines += paragraph([.text(title)], .strong) }
    if let headline = portfolio.headline { lines += paragraph([.text(headline)], .emphasis) }
    return lines + paragraph(contacts, .meta)
  }

  /// The location, and links to the person's addresses, in one line of text.
  private var contacts: [Inline] {
    let person = portfolio.person
    let email = person.email.map { Inline.link(to: "mailto:" + $0, label: $0) }
    let phone = person.phone.map { Inline.text($0) }
    let url = person.url.map { Inline.link(to: $0, label: $0) }
    let profiles = person.profiles.map { profile -> Inline in
      if profile.url.isEmpty { return .text(profile.network + " " + profile.username) }
      return .link(to: profile.url, label: profile.url.withoutScheme)
    }
    let parts = [person.location.map { .text($0) }, email, phone, url].compactMap { $0 } + profiles
    return Array(parts.map { [$0] }.joined(separator: [.text(" · ")]))
  }

  // MARK: Photo

  /// The maximum size of a photo, in cells, and the space before it.
  private static let photoColumns = 20
  private static let photoRows = 10
  private static let photoMargin = 3

  /// The cells of the photo; nil if it is not shown, because it is missing or there is no room for it.
  func photoPlacement(on page: Page) -> Picture.Placement? {
    guard let photo = portfolio.person.photo, renderer.width >= 2 * Self.photoColumns + Self.photoMargin,
      let layout = pictures?.layout(of: page, in: portfolio, maximumRows: Self.photoRows),
      case .picture(let picture) = layout.find(Image(source: photo, alternative: []))
    else { return nil }
    return layout.placement(of: picture, width: Self.photoColumns, wanted: nil)
  }

  /// Returns the head of a page with a photo at its right.
  func head(of page: Page, besides photo: Picture.Placement) -> [Line] {
    var renderer = self
    let room = self.renderer.width - photo.columns
    renderer.renderer.width = room - Self.photoMargin
    renderer.pictures = nil
    var lines = renderer.head(of: page)
    lines += Array(repeating: Line(), count: max(0, photo.rows - lines.count))
    for row in 0..<photo.rows {
      let text = lines[row].fitted(to: room)
      lines[row] = Line(text.spans + [Span(FilteredText(repeating: " ", count: photo.columns))])
      lines[row].picture = Picture.Row(placement: photo, index: row)
    }
    return lines
  }
}

extension Inline {
  fileprivate static func link(to url: String, label: String) -> Inline {
    .link(Link(destination: .url(url), label: [.text(label)]))
  }
}

extension String {
  fileprivate var withoutScheme: String {
    for scheme in ["https://", "http://"] where hasPrefix(scheme) { return String(dropFirst(scheme.count)) }
    return self
  }
}
