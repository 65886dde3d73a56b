package import Markdown

/// A picture of the content, as it is known before it is decoded.
package struct Picture: Sendable, Hashable {
  /// The path of its file below the content's folder.
  package var path: String
  /// In pixels.
  package var width: Int
  package var height: Int

  package init(path: String, width: Int, height: Int) {
    self.path = path
    self.width = width
    self.height = height
  }
}

extension Picture {
  /// The cells that a picture takes on a page.
  package struct Placement: Sendable, Hashable {
    package var path: String
    /// In cells.
    package var columns: Int
    package var rows: Int

    package init(path: String, columns: Int, rows: Int) {
      self.path = path
      self.columns = columns
      self.rows = rows
    }
  }

  /// A row of cells of a picture. They take the place of the last span of a line.
  package struct Row: Sendable, Equatable {
    package var placement: Placement
    /// From 0.
    package var index: Int

    package init(placement: Placement, index: Int) {
      self.placement = placement
      self.index = index
    }
  }

  /// The result of looking for the file of an image.
  package enum Finding: Sendable, Equatable {
    case picture(Picture)
    /// There is a file, but it cannot be shown for this reason.
    case fault(String)
    /// It is not a picture of the content, such as a remote one.
    case none
  }

  /// The result of decoding a picture.
  package enum Decoding: Sendable, Equatable {
    case pixels(PixelGrid)
    /// The reason why it cannot be shown.
    case fault(String)
  }

  /// The size of a cell in pixels.
  package struct CellSize: Sendable, Equatable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }

    /// A size that a terminal reports; nil if no cell has it.
    package init?(reportedWidth width: Int, height: Int) {
      guard (4...100).contains(width), (8...200).contains(height) else { return nil }
      self.init(width: width, height: height)
    }

    /// Two pixels in a cell, one above the other.
    package static let halfBlocks = CellSize(width: 1, height: 2)
    /// The size that is assumed of a terminal that does not tell it.
    package static let usual = CellSize(width: 8, height: 16)
  }

  /// How pictures are laid out.
  package struct Layout: Sendable {
    /// The maximum height of a picture, in rows.
    package var maximumRows: Int
    /// The maximum number of cells of a picture.
    package var maximumCells: Int
    /// The size of the terminal's cells.
    package var cell: CellSize
    /// Finds the picture of an image.
    package var find: @Sendable (Image) -> Finding

    package init(
      maximumRows: Int, maximumCells: Int, cell: CellSize = .usual,
      find: @escaping @Sendable (Image) -> Finding
    ) {
      self.maximumRows = maximumRows
      self.maximumCells = maximumCells
      self.cell = cell
      self.find = find
    }

    /// A smaller picture is an icon within a text.
    private static let minimumColumns = 4

    /// Returns the cells for a picture: at its own size if that fits, else as large as it fits; nil for an icon.
    /// - Parameters:
    ///   - width: the columns that are free.
    ///   - wanted: the width that the author gives, in pixels.
    package func placement(of picture: Picture, width: Int, wanted: Int?) -> Placement? {
      guard picture.width > 0, picture.height > 0 else { return nil }
      // The number of rows for each column.
      let ratio =
        Double(picture.height) / Double(picture.width) * Double(cell.width) / Double(cell.height)
      let own = Double(wanted ?? picture.width) / Double(cell.width)
      let tallest = Double(max(1, maximumRows)) / ratio
      let largest = (Double(max(1, maximumCells)) / ratio).squareRoot()
      let columns = Int(min(own, Double(width), tallest, largest).rounded())
      guard columns >= min(Self.minimumColumns, width), columns > 0 else { return nil }
      let rows = Int((Double(columns) * ratio).rounded())
      let limit = max(1, min(maximumRows, maximumCells / columns))
      return Placement(path: picture.path, columns: columns, rows: min(max(1, rows), limit))
    }
  }
}
