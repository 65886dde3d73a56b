internal import Curses
internal import Pictures
internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

/// Prints the pictures in lines: as half blocks, or as pixels over blank cells.
final class PicturePrinter {
  let settings: PictureSettings
  /// The maximum height of a picture: two thirds of the terminal's.
  let maximumRows: Int
  private let form: Appearance.PictureForm
  private let queue: PictureQueue
  /// The picture of the lines that are printed.
  private var placement: Picture.Placement?
  private var look = Look.fault("")

  private enum Look {
    case cells(HalfBlocks)
    case pixels(PixelGrid)
    /// The reason why the picture is not shown.
    case fault(String)
  }

  init(_ files: PictureFiles, _ settings: PictureSettings, _ form: Appearance.PictureForm, rows: Int) {
    self.settings = settings
    self.form = form
    maximumRows = max(1, rows * 2 / 3)
    queue = PictureQueue(files, PictureQueue.Budget(session: .seconds(10)))
  }

  /// Returns the line with the cells of its picture. A picture that cannot be shown takes one line.
  func lines(for line: Line) -> [Line] {
    guard let row = line.picture else { return [line] }
    if placement != row.placement { decode(row.placement) }
    var line = line
    let blank = line.spans.removeLast()
    switch look {
    case .cells(let cells): line.spans += cells.rows[row.index]
    case .pixels: line.spans.append(blank)
    case .fault(let reason):
      line.spans += Line(FilteredText(reason)).truncated(to: row.placement.columns).spans
      return row.index == 0 ? [line] : []
    }
    return [line]
  }

  /// Returns the commands that show the pixels of a picture after its last line was printed.
  func commands(after line: Line) -> [String] {
    guard let row = line.picture, row.index == row.placement.rows - 1, case .pixels(let grid) = look else {
      return []
    }
    let data = TerminalControl.base64(grid.compressedBytes)
    let column = line.columns - row.placement.columns
    return KittyGraphics.display(data, of: grid, at: row.placement, column: column)
  }

  /// How the pictures of a page that is in no portfolio are laid out.
  func layout(of page: Page) -> Picture.Layout {
    let portfolio = Portfolio(person: Person(), welcome: page, sections: [], otherPaths: nil)
    return settings.layout(of: page, in: portfolio, maximumRows: maximumRows)
  }

  private func decode(_ placement: Picture.Placement) {
    self.placement = placement
    look = .fault("")
    switch form {
    case .blocks: queue.replace(with: [placement])
    case .kitty: queue.replace(with: [placement], settings.cell)
    }
    while !queue.isEmpty {
      guard let (_, decoding) = queue.work() else { continue }
      look =
        switch (decoding, form) {
        case (.pixels(let grid), .blocks(let depth)): .cells(HalfBlocks(grid, depth: depth))
        case (.pixels(let grid), .kitty): .pixels(grid)
        case (.fault(let reason), _): .fault("(not shown: \(reason))")
        }
    }
  }
}
