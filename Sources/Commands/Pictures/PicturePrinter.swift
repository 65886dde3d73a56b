internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// Replaces the pictures in printed lines by their cells.
final class PicturePrinter {
  let settings: PictureSettings
  /// The maximum height of a picture: two thirds of the terminal's.
  let maximumRows: Int
  private let queue: PictureQueue
  /// The picture of the lines that are printed, in cells or with the reason why it is not shown.
  private var placement: Picture.Placement?
  private var cells: HalfBlocks?
  private var fault = ""

  init(_ files: PictureFiles, _ settings: PictureSettings, rows: Int) {
    self.settings = settings
    maximumRows = max(1, rows * 2 / 3)
    queue = PictureQueue(files, PictureQueue.Budget(session: .seconds(10)))
  }

  /// Returns the line with the cells of its picture. A picture that cannot be shown takes one line.
  func lines(for line: Line) -> [Line] {
    guard let row = line.picture else { return [line] }
    if placement != row.placement { decode(row.placement) }
    var line = line
    line.spans.removeLast()
    if let cells {
      line.spans += cells.rows[row.index]
      return [line]
    }
    line.spans += Line(FilteredText(fault)).truncated(to: row.placement.columns).spans
    return row.index == 0 ? [line] : []
  }

  /// How the pictures of a page that is in no portfolio are laid out.
  func layout(of page: Page) -> Picture.Layout {
    let portfolio = Portfolio(person: Person(), welcome: page, sections: [], otherPaths: nil)
    return settings.layout(of: page, in: portfolio, maximumRows: maximumRows)
  }

  private func decode(_ placement: Picture.Placement) {
    self.placement = placement
    cells = nil
    queue.replace(with: [placement])
    while !queue.isEmpty {
      guard let (_, decoding) = queue.work() else { continue }
      switch decoding {
      case .pixels(let grid): cells = HalfBlocks(grid, depth: settings.depth)
      case .fault(let reason): fault = "(not shown: \(reason))"
      }
    }
  }
}
