internal import PortfolioModel
internal import PortfolioUI
internal import TerminalText

extension Run {
  /// The files of a content that may be pictures; nil for Markdown from standard input.
  func pictureFiles(of portfolio: Portfolio) -> PictureFiles? {
    if let served { return served.pictures.files(through: visitFiles) }
    if options.input != nil { return nil }
    guard let path = options.content else { return .bundled }
    return .below(path, bases: portfolio.fileFolders)
  }

  /// The most cells of a picture. A cell in direct colours takes about twice the bytes, which matters over SSH.
  func pictureSettings(_ files: PictureFiles, depth: ColorDepth) -> PictureSettings {
    let isRemote = audience == .visitor && depth == .direct
    var settings = PictureSettings(
      depth: depth, maximumCells: isRemote ? 1200 : 2000, header: files.header)
    if options.look.images == .kitty { settings.cell = environment.cell ?? .usual }
    return settings
  }

  /// Returns what prints the pictures of a content; nil if none are shown.
  func picturePrinter(of portfolio: Portfolio) -> PicturePrinter? {
    appearance.pictures == nil ? nil : pictureFiles(of: portfolio).flatMap(picturePrinter)
  }

  /// Returns what prints the pictures of a Markdown file; nil if none are shown.
  func picturePrinter(ofFile path: String) -> PicturePrinter? {
    if appearance.pictures == nil || path == "-" || served != nil { return nil }
    return picturePrinter(.below(path, bases: [""]))
  }

  private func picturePrinter(_ files: PictureFiles) -> PicturePrinter? {
    appearance.pictures.map {
      let settings = pictureSettings(files, depth: appearance.encoder.depth)
      return PicturePrinter(files, settings, $0, rows: environment.rows ?? 24)
    }
  }

  func pageRenderer(_ portfolio: Portfolio, _ pictures: PicturePrinter?) -> PageRenderer {
    PageRenderer(
      portfolio, appearance.renderer, pictures: pictures?.settings,
      maximumPictureRows: pictures?.maximumRows ?? 0,
      fileCommand: fileCommand)
  }
}
