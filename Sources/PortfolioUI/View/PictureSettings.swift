package import PortfolioModel
package import TerminalText

/// The properties of a terminal and a content that decide how pictures are shown.
package struct PictureSettings: Sendable {
  /// `.palette256` or `.direct`.
  package var depth: ColorDepth
  /// The maximum number of cells of a picture.
  package var maximumCells: Int
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
    Picture.Layout(maximumRows: maximumRows, maximumCells: maximumCells) { [header] image in
      portfolio.file(of: image, on: page).map(header) ?? .none
    }
  }
}
