package import PortfolioModel
package import TerminalText

/// The properties of a terminal and a content that decide how pictures are shown.
package struct PictureSettings: Sendable {
  /// `.palette256` or `.direct`.
  package var depth: ColorDepth
  /// The maximum number of cells of a picture.
  package var maximumCells: Int
  /// The size of the terminal's cells.
  package var cell = Picture.CellSize.usual
  /// Whether the terminal is asked if it can place pictures in cells.
  package var asksTerminal = false
  /// Whether pictures are placed in cells by the terminal.
  package var placesPixels = false
  /// Returns what the file at a path of the content holds.
  package var header: @Sendable (String) -> Picture.Finding

  package init(
    depth: ColorDepth, maximumCells: Int, header: @escaping @Sendable (String) -> Picture.Finding
  ) {
    self.depth = depth
    self.maximumCells = maximumCells
    self.header = header
  }

  /// How the pictures of a page are laid out.
  package func layout(of page: Page, in portfolio: Portfolio, maximumRows: Int) -> Picture.Layout {
    // Each row and column of a placed picture needs a mark.
    let rows = placesPixels ? min(maximumRows, PlacedPicture.maximumCells) : maximumRows
    return Picture.Layout(maximumRows: rows, maximumCells: maximumCells, cell: cell) { [header] image in
      portfolio.file(of: image, on: page).map(header) ?? .none
    }
  }
}
