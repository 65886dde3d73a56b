import Markdown
import TerminalText
import Testing

/// Pictures in the lines of a page, and their cells.
struct PictureTests {
  private static func lines(
    _ markdown: String, width: Int = 40, height: Int = 20, finding: Picture.Finding? = nil
  ) -> [Line] {
    var renderer = DocumentRenderer(width: width, theme: .mono)
    renderer.pictures = Picture.Layout(maximumRows: height, maximumCells: 2000) { image in
      if let finding { return finding }
      let isKnown = image.source.hasSuffix(".png")
      return isKnown ? .picture(Picture(path: image.source, width: 160, height: 160)) : .none
    }
    return renderer.lines(for: Document(markdown: markdown))
  }

  private static func rows(_ markdown: String, width: Int = 40, height: Int = 20) -> [String] {
    lines(markdown, width: width, height: height).map { line in
      line.picture.map { "<\($0.placement.columns)x\($0.placement.rows) \($0.index)>" } ?? line.text
    }
  }

  @Test func anImageOnItsOwnLineIsAPictureWithItsCaption() {
    #expect(Self.rows("![A cat](a.png)", width: 4) == ["<4x2 0>", "<4x2 1>", "A", "cat"])
  }

  @Test func onlyALinkAroundAnImageWithoutTextHasTheNameOfItsFileAsCaption() {
    #expect(!Self.rows("![](x/a.png)", width: 5).contains("a.png"))
    #expect(!Self.rows("![figure](x/figure.png)", width: 9).contains("figure"))
    #expect(Self.rows("[![](x/a.png)](b.md)", width: 5).contains("a.png"))
  }

  /// As in a browser, which shows the alternative text only if it does not show the picture.
  @Test(arguments: [
    "![A cat](a.png)\n*Tom*", "![A cat](a.png)<br>*Tom*", "![A cat](a.png)\\\n_Tom_",
    "<figure><img src=\"a.png\" alt=\"A cat\"><figcaption>Tom</figcaption></figure>",
    "<figure>\n  <img src=\"a.png\" alt=\"A cat\">\n  <figcaption>Tom</figcaption>\n</figure>",
  ])
  func theAuthorsCaptionReplacesTheAlternativeText(markdown: String) {
    #expect(Self.rows(markdown, width: 4) == ["<4x2 0>", "<4x2 1>", "Tom"])
  }

  @Test(arguments: ["![A cat](a.png)\n*Tom* and more", "[![A cat](a.png)](https://example.org/)\n*Tom*"])
  func otherTextBelowAPictureIsNoCaption(markdown: String) {
    let rows = Self.rows(markdown, width: 20)
    #expect(rows.contains { $0.hasPrefix("A cat") } && rows.contains { $0.hasPrefix("Tom") })
  }

  @Test func linesOfTextAndOfPicturesAlternate() {
    let rows = Self.rows("Before\n![](a.png)\nafter ![](b.png) it", width: 6)
    #expect(rows.prefix(3) == ["Before", "", "<6x3 0>"])
    #expect(!rows.contains("a.png"))
    #expect(rows.joined(separator: " ").contains("after [image"))
  }

  @Test(arguments: [
    "![one](a.png) ![two](b.png)", "[![one](a.png)](https://example.org/)\n![two](b.png)",
    "*![one](a.png)*  \n![two](b.png)",
  ])
  func severalImagesAreOnePictureEach(markdown: String) {
    let rows = Self.rows(markdown, width: 8)
    #expect(rows.filter { $0.hasPrefix("<") }.count == 8)
    #expect(rows.contains("one") && rows.contains("two"))
  }

  @Test func theCaptionOfALinkedPictureIsTheLink() {
    let lines = Self.lines("[![one](a.png)](https://example.org/)")
    guard case .address(let address)? = lines.last?.spans.last?.target else {
      Issue.record("no link in the caption")
      return
    }
    #expect(address.address == "https://example.org/")
  }

  @Test(arguments: [
    (40, 20, 160, 160, 20, 10), (10, 20, 160, 160, 10, 5), (40, 4, 160, 160, 8, 4),
    (40, 20, 1600, 400, 40, 5),
    (300, 200, 9000, 9000, 63, 31), (300, 200, 2000, 9000, 30, 66),
  ])
  func aPictureFitsTheWidthTheHeightAndTheCells(
    width: Int, height: Int, pictureWidth: Int, pictureHeight: Int, columns: Int, rows: Int
  ) {
    let finding = Picture.Finding.picture(Picture(path: "a", width: pictureWidth, height: pictureHeight))
    let lines = Self.lines("![](a.png)", width: width, height: height, finding: finding)
    #expect(lines.first?.picture?.placement == Picture.Placement(path: "a", columns: columns, rows: rows))
  }

  @Test(arguments: [(16, 16), (10, 400), (400, 16_000)])
  func anIconStaysText(width: Int, height: Int) {
    let finding = Picture.Finding.picture(Picture(path: "a", width: width, height: height))
    #expect(Self.lines("![icon](a.png)", finding: finding).first?.text == "[image: icon] [1]")
  }

  @Test func aFaultFollowsTheAlternativeText() {
    let lines = Self.lines("![cat](a.png)", finding: .fault("its file is damaged"))
    #expect(lines.map(\.text).joined(separator: " ") == "[image: cat] (its file is damaged) [1]  [1] a.png")
  }

  @Test func aPictureIsWithinItsContainer() {
    let lines = Self.lines("> - ![cat](a.png)\n", width: 20)
    #expect(lines.allSatisfy { $0.columns <= 20 && $0.text.hasPrefix("│ ") })
    #expect(lines.first?.picture != nil && lines.first?.text.hasPrefix("│ • ") == true)
  }

  // MARK: Cells

  private static func grid(_ pixels: [[UInt8]], width: Int) -> PixelGrid {
    PixelGrid(width: width, height: pixels.count / width, bytes: pixels.flatMap { $0 })
  }

  private static let red: [UInt8] = [255, 0, 0, 255]
  private static let blue: [UInt8] = [0, 0, 255, 255]
  private static let clear: [UInt8] = [9, 9, 9, 0]

  @Test func aCellShowsTwoPixels() {
    let cells = HalfBlocks(Self.grid([Self.red, Self.blue], width: 1), depth: .direct)
    #expect(cells.rows == [[Span("▀", Style(.direct(0xFF0000), on: .direct(0x0000FF)))]])
  }

  @Test func transparentPixelsShowTheBackground() {
    let pixels = [Self.clear, Self.red, Self.clear, Self.clear, Self.clear, Self.blue]
    let cells = HalfBlocks(Self.grid(pixels, width: 3), depth: .direct)
    #expect(
      cells.rows == [
        [Span(" "), Span("▀", Style(.direct(0xFF0000))), Span("▄", Style(.direct(0x0000FF)))]
      ])
  }

  @Test func equalCellsAreOneSpan() {
    let cells = HalfBlocks(Self.grid(Array(repeating: Self.red, count: 8), width: 4), depth: .direct)
    #expect(cells.rows == [[Span("    ", Style(.standard, on: .direct(0xFF0000)))]])
  }

  /// The components of a colour of the palette from 16 on.
  private static func components(_ index: UInt8) -> [UInt8] {
    if index >= 232 { return [UInt8](repeating: 8 + 10 * (index - 232), count: 3) }
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    return [36, 6, 1].map { steps[Int(index - 16) / $0 % 6] }
  }

  /// The components of the colour that shows a pixel with 256 colours.
  private static func shown(_ pixel: [UInt8]) -> [UInt8] {
    let cells = HalfBlocks(grid([pixel + [255], pixel + [255]], width: 1), depth: .palette256)
    return cells.rows[0][0].style.background.paletteIndex.map(components) ?? []
  }

  @Test(arguments: UInt8(16)...255)
  func colorsOfThePaletteStay(index: UInt8) {
    let own = Self.components(index)
    #expect(Self.shown(own) == own)
  }

  /// The red and the green of a chart and the brown of a photograph are not grey, nor another hue.
  @Test(arguments: [
    ([160, 52, 40], [175, 0, 0]), ([40, 150, 100], [0, 135, 95]), ([214, 130, 30], [215, 135, 0]),
    ([182, 182, 120], [175, 175, 95]), ([118, 118, 118], [118, 118, 118]),
  ])
  func aPaletteKeepsTheHue(pixel: [UInt8], wanted: [UInt8]) { #expect(Self.shown(pixel) == wanted) }
}
