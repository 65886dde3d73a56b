internal import ContentSource
internal import Markdown
internal import Pictures
internal import PortfolioModel
internal import TerminalText
internal import Visit

/// The pictures of a service's content. Their headers are read before the first visit, because a visit cannot open files:
/// it asks the service for a file by its number in this table.
struct ServedPictures: Sendable {
  /// Nil for the bundled content, whose pictures are in memory.
  private let folder: String?
  private let bases: [String]
  private var paths: [String] = []
  private var entries: [String: (number: Int, finding: Picture.Finding)] = [:]

  /// - Parameter content: the folder or file of the content; nil for the bundled content.
  init(content: String?, bases: [String]) {
    folder = content.map(PictureFiles.folder)
    self.bases = bases
  }

  /// Adds the pictures of a page.
  mutating func add(_ document: Document, of page: Page, in portfolio: Portfolio) {
    guard let folder else { return }
    var collector = ImageCollector()
    collector.visit(document)
    if page.id == portfolio.welcome?.id, let photo = portfolio.person.photo {
      collector.images.append(Image(source: photo, alternative: []))
    }
    let files = PictureFiles.below(folder, bases: bases)
    for image in collector.images {
      guard let path = portfolio.file(of: image, on: page), entries[path] == nil else { continue }
      let finding = files.header(path)
      if finding == .none { continue }
      entries[path] = (paths.count, finding)
      paths.append(path)
    }
  }

  /// The number of pictures.
  var count: Int { paths.count }

  /// Opens a file by its number, in the service's own process.
  func open(_ number: Int) -> Int32? {
    guard let folder, paths.indices.contains(number) else { return nil }
    return FileSystem.openFile(paths[number], below: folder, bases: bases)
  }

  /// The pictures as a visit sees them.
  /// - Parameter service: opens a file by its number; nil if no visit is served.
  func files(through service: (any VisitFiles)?) -> PictureFiles? {
    if folder == nil { return .bundled }
    guard let service else { return nil }
    let entries = entries
    return PictureFiles { path in
      entries[path].flatMap { service.open($0.number) }.map { PictureSource(OpenFile($0)) }
    } header: { path in
      entries[path]?.finding ?? .none
    }
  }
}

private struct ImageCollector: DocumentWalker {
  var images: [Image] = []

  mutating func visit(_ inline: Inline) {
    if case .image(let image) = inline { images.append(image) }
    descend(into: inline)
  }
}
